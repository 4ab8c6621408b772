"""What a flow may ask for about the person themself. Each touches the database only."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.channels.model import FileRef
from bot.people import store
from bot.people.rules import CHANGE_OF_MIND, hours_left
from bot.ports import Domain, Line, Outcome, Translations, Turn
from bot.storage.sealed import Sealer
from bot.storage.stored_files import row
from bot.storage.tables.files import files
from flows.events import JsonValue

Answers = Mapping[str, JsonValue]
Everybody = Callable[[], Sequence[Domain]]
"""All domains, this one included: asked at the time of use, since the list holds this room's own `Domain`."""

DATA_FILE = "passerelle-mes-donnees.json"
DATA_TYPE = "application/json"


@dataclass(frozen=True, slots=True)
class Org:
    """Who runs the service."""

    name: str
    contact: str


@dataclass(frozen=True, slots=True)
class Actions:
    """`consent`, `agreed`, `org`, `data`, `erasing`, `erase`, `keep`: bound to what they need."""

    org_is: Org
    sealer: Sealer
    words: Translations
    everybody: Everybody

    async def consent(self, turn: Turn, answers: Answers, args: Answers) -> Outcome:
        """From now on what they say may be kept."""
        await store.consent(turn.db, turn.person_id, turn.now)
        return Outcome("yes")

    async def agreed(self, turn: Turn, answers: Answers, args: Answers) -> Outcome:
        """Whether they have said so before, wherever that was: nobody is asked twice."""
        return Outcome("yes" if await store.has_agreed(turn.db, turn.person_id) else None)

    async def org(self, turn: Turn, answers: Answers, args: Answers) -> Outcome:
        return Outcome({"name": self.org_is.name, "contact": self.org_is.contact})

    async def data(self, turn: Turn, answers: Answers, args: Answers) -> Outcome:
        """All that is kept of them, as a file in the chat."""
        words = self.words(turn.locale)
        body = json.dumps(await everything(self.everybody(), turn.db, turn.person_id), ensure_ascii=False, indent=1)
        alt = words.pgettext("people/data_alt", "Tes données, en un fichier")
        ref = FileRef(turn.new_id(), DATA_FILE, DATA_TYPE, alt)
        kept = row(self.sealer, turn.person_id, ref, body.encode(), turn.now)
        await turn.db.execute(files.insert(), [kept])
        text = words.pgettext(
            "people/data", "Voici tout ce que je garde sur toi. Le fichier s’ouvre avec un éditeur de texte."
        )
        return Outcome("yes", (Line(text, (ref,)),))

    async def erasing(self, turn: Turn, answers: Answers, args: Answers) -> Outcome:
        """In how many hours everything is erased, rounded up; nothing when they did not ask for it."""
        at = await store.erased_at(turn.db, turn.person_id)
        return Outcome(hours_left(at, turn.now) if at else None)

    async def erase(self, turn: Turn, answers: Answers, args: Answers) -> Outcome:
        """In a day, unless they change their mind; asked twice, the first time counts."""
        if await store.erased_at(turn.db, turn.person_id) is None:
            await store.erase_later(turn.db, turn.person_id, turn.now + CHANGE_OF_MIND)
        return Outcome("yes")

    async def keep(self, turn: Turn, answers: Answers, args: Answers) -> Outcome:
        """They changed their mind."""
        await store.erase_later(turn.db, turn.person_id, None)
        return Outcome("yes")


async def everything(domains: Sequence[Domain], db: AsyncConnection, person_id: int) -> dict[str, JsonValue]:
    """The person's data, room by room."""
    kept: dict[str, JsonValue] = {}
    for domain in domains:
        if domain.export is not None and (data := await domain.export(db, person_id)):
            kept[domain.name] = dict(data)
    return kept


async def everywhere(domains: Sequence[Domain], db: AsyncConnection, person_id: int) -> None:
    erasers: list[Callable[[AsyncConnection, int], Awaitable[None]]] = [d.erase for d in domains if d.erase is not None]
    for erase in erasers:
        await erase(db, person_id)
