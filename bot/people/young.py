"""Who is under 15: nothing of them is kept. What they answered goes at once, what they say is gone within a day.

Law: an alert that nobody of the team has seen stays until the day is over, as a number and a time: they were told that
somebody is being warned, and that has to be true.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.people.actions import Everybody, everywhere
from bot.ports import Action, Outcome, Turn
from bot.storage.open_alerts import open_alert, put_back
from bot.storage.purge import UNDER_15
from bot.storage.tables.people import people
from flows.events import Adopted, JsonValue

FLOW = "moins_de_15"
"""Numbers, places, and what there is here for them."""
YOUNG = "people.young"
"""Also ends what they had with others: a seat, a mentor."""

Answers = Mapping[str, JsonValue]


@dataclass(frozen=True, slots=True)
class Young:
    """`everybody()`: all rooms, this one included."""

    everybody: Everybody

    def actions(self) -> Mapping[str, Action]:
        return {YOUNG: self.erase, "people.under15": self.here}

    async def here(self, turn: Turn, answers: Answers, args: Answers) -> Outcome:
        """yes: they said so within the day."""
        return Outcome("yes" if await is_young(turn.db, turn.person_id) else None)

    async def erase(self, turn: Turn, answers: Answers, args: Answers) -> Outcome:
        unseen = await open_alert(turn.db, turn.person_id)
        await everywhere(self.everybody(), turn.db, turn.person_id)
        if unseen is not None:
            await put_back(turn.db, unseen)
        mine = update(people).where(people.c.id == turn.person_id)
        await turn.db.execute(mine.values(age_band=UNDER_15, erase_at=None, erase_told_at=None))
        return Outcome(forget=True, adopt=Adopted(FLOW, {}))


async def is_young(db: AsyncConnection, person_id: int) -> bool:
    return await db.scalar(select(people.c.age_band).where(people.c.id == person_id)) == UNDER_15
