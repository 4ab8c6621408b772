"""What a flow may ask for about the person themself. Each touches the database only."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.channels.model import FileRef
from bot.clock import Clock
from bot.hours import hours_left
from bot.people import store
from bot.people.rules import CHANGE_OF_MIND, zipped
from bot.ports import Domain, Later, Line, Outcome, Translations, Turn
from bot.storage.engine import Database
from bot.storage.sealed import Sealer
from bot.storage.stored_files import row
from bot.storage.tables.files import files
from flows.events import JsonValue

Answers = Mapping[str, JsonValue]
Everybody = Callable[[], Sequence[Domain]]
"""All domains, this one included: asked at the time of use, since the list holds this room's own `Domain`."""

DATA = "people.data"
"""The effect that makes the file."""
DATA_FILE = "passerelle-mes-donnees.zip"
DATA_TYPE = "application/zip"
JSON_FILE = "mes-donnees.json"
MOST_BYTES = 40_000_000
"""Documents in one file: a bot of Telegram sends 50 MB at most."""


@dataclass(frozen=True, slots=True)
class Org:
    """Who runs the service."""

    name: str
    contact: str


@dataclass(frozen=True, slots=True)
class Actions:
    """`consent`, `agreed`, `org`, `data`, `erasing`, `erase`, `keep`: bound to what they need."""

    org_is: Org
    database: Database
    clock: Clock
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
        """All that is kept of them, as a file that comes a moment later."""
        text = self.words(turn.locale).pgettext("people/data_soon", "Je prépare ton fichier, il arrive ici.")
        return Outcome("yes", (Line(text),), effects=(Later(DATA, {}, f"{DATA}/{turn.new_id()}"),))

    async def pack(self, person_id: int, payload: Mapping[str, JsonValue]) -> Mapping[str, JsonValue]:
        """What they are given: everything as JSON, and every document and upload as it is."""
        async with self.database.read() as db:
            told = json.dumps(await everything(self.everybody(), db, person_id), ensure_ascii=False, indent=1)
            stored = await store.documents(db, self.sealer, person_id, DATA_TYPE, MOST_BYTES)
        packed = await asyncio.to_thread(zipped, [(JSON_FILE, told.encode()), *stored.files])
        ref = FileRef(self.clock.new_id(), DATA_FILE, DATA_TYPE)
        async with self.database.write() as db:
            await db.execute(files.insert(), [row(self.sealer, person_id, ref, packed, self.clock.now())])
        return {"file": ref.id, "left": stored.left}

    async def packed(self, turn: Turn, payload: Mapping[str, JsonValue]) -> Outcome:
        words = self.words(turn.locale)
        alt = words.pgettext("people/data_alt", "Tes données, en un fichier")
        ref = FileRef(str(payload["file"]), DATA_FILE, DATA_TYPE, alt)
        text = words.pgettext("people/data", "Voici tout ce que je garde sur toi : un texte, et tes documents à côté.")
        lines = [Line(text, (ref,))]
        if payload["left"]:
            lines.append(
                Line(
                    words.pgettext(
                        "people/data_left",
                        "C’est trop gros pour tout y mettre : tes plus vieux fichiers restent ici, dans la discussion.",
                    )
                )
            )
        return Outcome(lines=tuple(lines), resume=True)

    async def not_packed(self, turn: Turn, payload: Mapping[str, JsonValue]) -> Outcome:
        text = self.words(turn.locale).pgettext(
            "people/data_failed", "Je n’ai pas réussi à faire ton fichier. Réessaie plus tard : écris « mes données »."
        )
        return Outcome(lines=(Line(text),), resume=True)

    async def erasing(self, turn: Turn, answers: Answers, args: Answers) -> Outcome:
        """In how many hours everything is erased, rounded up; nothing when they did not ask for it."""
        at = await store.erased_at(turn.db, turn.person_id, turn.now)
        return Outcome(hours_left(at, turn.now) if at else None)

    async def erase(self, turn: Turn, answers: Answers, args: Answers) -> Outcome:
        """In a day, unless they change their mind; asked twice, the first time counts."""
        if await store.erased_at(turn.db, turn.person_id, turn.now) is None:
            await store.erase_later(turn.db, turn.person_id, turn.now + CHANGE_OF_MIND, turn.now)
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
