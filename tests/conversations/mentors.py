"""Mentors around one person in a talk.

! mentor Lina fr ar            she is there from now on, vetted for everybody, on duty
! Lina takes                   « Prendre la suivante »
! Lina says Bonjour            a sentence
! Lina suggests A => B         better words for that line of the CV
! Lina closes done             with an outcome
! Lina gives cv                back to the bot, at that step
! Lina offers Marc             to a colleague, who then `accepts`
! Lina promises 2              an answer within so many days
! Lina frees 3 10:00           half an hour in three days, at that time
! Lina misses                  she cancels the appointment somebody has with her
! Lina disabled                her account, by staff
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from zoneinfo import ZoneInfo

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.cvs.papers.sheets import Sheets
from bot.mentors.agenda import OFF
from bot.mentors.rules.slots import on_the_day
from bot.mentors.store import appointments, handoffs, promises, queue, slots, suggestions, talk, transfers
from bot.mentors.store.suggestions import Idea
from bot.mentors.store.tell import tell
from bot.storage.sealed import Identity
from bot.storage.tables.accounts import accounts
from tests.bot.mentors.rows import mentor

SEALER = Identity()
PARIS = ZoneInfo("Europe/Paris")
FIRST = 50
"""Id of the first account."""


@dataclass
class Mentors:
    sheets: Sheets | None = None
    made: dict[str, int] = field(default_factory=dict)
    numbers: count[int] = field(default_factory=lambda: count(1))

    async def add(self, db: AsyncConnection, name: str, languages: list[str], now: datetime) -> None:
        id = FIRST + len(self.made)
        until = now + timedelta(days=30)
        await mentor(db, id, languages=languages, alias=name, on_duty_until=until, expires_at=until, created_at=now)
        self.made[name] = id

    async def does(self, db: AsyncConnection, name: str, what: list[str], now: datetime) -> None:
        """Raises `ValueError` when there is no such deed, `LookupError` when it is not theirs to do."""
        me = self.made[name]
        match what:
            case ["takes"]:
                done: object = await queue.claim(db, SEALER, now, me)
            case ["says", *words]:
                said = " ".join(words)
                done = await talk.say(db, SEALER, now, me, await self._held(db, me, now), f"{next(self.numbers)}", said)
            case ["suggests", *words]:
                shown, _, after = " ".join(words).partition(" => ")
                done = await self._suggest(db, me, shown, after, now)
            case ["closes", outcome]:
                done = await talk.close(db, SEALER, now, me, await self._held(db, me, now), outcome)
            case ["gives", step]:
                done = await talk.give_back(db, SEALER, now, me, await self._held(db, me, now), step)
            case ["offers", other]:
                held = await self._held(db, me, now)
                done = await transfers.offer(db, SEALER, now, me, held, self.made[other], "")
            case ["accepts"]:
                offered = await transfers.open_to(db, SEALER, me, now)
                done = await transfers.accept(db, SEALER, now, me, offered[0].id)
            case ["promises", days]:
                due = now + timedelta(days=int(days))
                done = await promises.make(db, SEALER, now, me, await self._held(db, me, now), "", due)
            case ["frees", days, clock]:
                day = now.astimezone(PARIS).date() + timedelta(days=int(days))
                hour, minute = map(int, clock.split(":"))
                starts = on_the_day(day, hour * 60 + minute, PARIS)
                done = await slots.give(db, me, starts, 30, f"slot-{next(self.numbers)}", now)
            case ["misses"]:
                booked = next(slot for slot in await slots.of_mentor(db, me, now) if slot.state == "booked")
                off = await appointments.take_back(db, now, me, booked.key)
                done = off and await tell(db, SEALER, off.person_id, OFF, f"{off.id}", {"appointment": off.id}, now)
            case ["disabled"]:
                closed = update(accounts).where(accounts.c.id == me).values(disabled_at=now)
                done = (await db.execute(closed.returning(accounts.c.id))).first()
            case _:
                raise ValueError(what)
        if not done:
            raise LookupError(f"{name} can't: {' '.join(what)}")

    async def _suggest(self, db: AsyncConnection, me: int, shown: str, after: str, now: datetime) -> object:
        """`shown`: what the mentor reads on the page."""
        held = (await handoffs.held_by(db, me, now))[0]
        sheet = await self.sheets.sheet(db, held.person_id) if self.sheets else None
        every = [*(text for line in sheet.lines for text in line.texts), *sheet.unread] if sheet else []
        text = next(text for text in every if text.text == shown)
        idea = Idea(text.line, text.before, after, version=sheet.version if sheet else 0)
        return await suggestions.offer(db, SEALER, now, me, held.id, f"{next(self.numbers)}", idea)

    async def _held(self, db: AsyncConnection, me: int, now: datetime) -> int:
        return (await handoffs.held_by(db, me, now))[0].id
