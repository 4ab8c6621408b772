"""What a person allows, shown and changed: mentors who read, their CV shown, messages that nobody asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import get_args

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.ports import Action, Outcome, Translations, Turn, Words
from bot.storage import consents
from bot.storage.consents import Kind
from bot.storage.tables.mentors import aliases
from bot.storage.tables.workshops import wishes
from flows.events import JsonValue

Answers = Mapping[str, JsonValue]
MENTORS = "mentors"
"""What the room of mentors keeps itself."""
ON, OFF = "_on", "_off"
"""What a tap on a line does to it; ends the id of its choice."""


@dataclass(frozen=True, slots=True)
class Permissions:
    words: Translations

    def actions(self) -> Mapping[str, Action]:
        return {
            "people.permissions": self.all,
            "people.permitted": self.permitted,
            "people.permit": self.permit,
        }

    async def all(self, turn: Turn, answers: Answers, args: Answers) -> Outcome:
        """One choice a line, which says how it stands now; a tap turns it round."""
        said, words = await consents.decided(turn.db, turn.person_id), self.words(turn.locale)
        stand = {MENTORS: await _mentors_read(turn.db, turn.person_id)}
        stand |= {kind: said.get(kind, False) for kind in consents.KINDS}
        return Outcome(
            [{"id": kind + (OFF if on else ON), "label": line(kind, on, words)} for kind, on in stand.items()]
        )

    async def permitted(self, turn: Turn, answers: Answers, args: Answers) -> Outcome:
        """yes or no to `kind`; nothing when they were not asked."""
        said = (await consents.decided(turn.db, turn.person_id)).get(str(args.get("kind")))
        return Outcome(None if said is None else "yes" if said else "no")

    async def permit(self, turn: Turn, answers: Answers, args: Answers) -> Outcome:
        """`choice`: a kind with `ON` or `OFF`."""
        choice = str(args.get("choice"))
        kind: Kind | None = next((one for one in get_args(Kind) if choice in (one + ON, one + OFF)), None)
        if kind is None:
            return Outcome()
        agreed = choice.endswith(ON)
        await consents.decide(turn.db, turn.now, turn.person_id, kind, agreed=agreed)
        if kind == "follow_up" and not agreed:
            await _silence(turn.db, turn.person_id)
        return Outcome("yes" if agreed else "no")


async def _silence(db: AsyncConnection, person_id: int) -> None:
    """Whoever wants no news of anything waits for none."""
    mine = wishes.c.person_id == person_id
    await db.execute(update(wishes).where(mine, wishes.c.wants_news).values(wants_news=False))


async def _mentors_read(db: AsyncConnection, person_id: int) -> bool:
    return await db.scalar(select(aliases.c.agreed_at).where(aliases.c.person_id == person_id)) is not None


def line(kind: str, on: bool, words: Words) -> str:
    """At most 20 characters, as every button."""
    match kind, on:
        case ("mentors", True):
            return words.pgettext("people/permit/mentors/on", "Me lire : oui")
        case ("mentors", False):
            return words.pgettext("people/permit/mentors/off", "Me lire : non")
        case ("sharing", True):
            return words.pgettext("people/permit/sharing/on", "Voir mon CV : oui")
        case ("sharing", False):
            return words.pgettext("people/permit/sharing/off", "Voir mon CV : non")
        case (_, True):
            return words.pgettext("people/permit/follow_up/on", "M’écrire : oui")
        case _:
            return words.pgettext("people/permit/follow_up/off", "M’écrire : non")
