"""Turns of the people of this room by hand: actions run, events happen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.i18n import translator
from bot.mentors.agenda import Agenda
from bot.mentors.booking import Appointments
from bot.mentors.contacts.files.child import scrub
from bot.mentors.dates import Files
from bot.mentors.domain import Mentors
from bot.mentors.passing import Passing
from bot.ports import Domain, Later, Outcome, Turn
from bot.storage.engine import Database
from bot.storage.sealed import Identity
from bot.storage.tables.files import files
from bot.telling import Telling
from flows.events import JsonValue
from tests.fakes.clock import FakeTime
from tests.fakes.rewording import FakeRewording

SEALER = Identity()
PARIS = ZoneInfo("Europe/Paris")
LINK = "https://t.me/passerelle_bot?start=reprise_x"


async def elsewhere(db: AsyncConnection, person_id: int) -> str:
    return LINK


def made(database: Database, time: FakeTime, *, may_release: bool = False, cv: FakeRewording | None = None) -> Domain:
    """The whole room."""
    return Mentors(
        database=database,
        sealer=SEALER,
        clock=time.clock,
        words=translator,
        zone=PARIS,
        elsewhere=elsewhere,
        teller=Telling(database, time.clock, translator, None, lambda: None, "https://passerelle.example"),
        passing=Passing(database, SEALER, time.clock, {}, scrub),
        rewording=cv or FakeRewording(),
        called=lambda locale, text: text if text in ("menu", "erase") else "",
        may_release=may_release,
    ).domain()


@dataclass
class Room:
    """`later`: what outcomes asked for, still to happen."""

    database: Database
    time: FakeTime = field(default_factory=FakeTime)
    later: list[Later] = field(default_factory=list)
    told: list[Later] = field(default_factory=list)

    def __post_init__(self) -> None:
        made = Files(SEALER, translator, PARIS)
        self.agenda = Agenda(SEALER, translator, made, PARIS)
        self.booking = Appointments(translator, made, PARIS, elsewhere)

    async def run(
        self, name: str, person: int = 1, *, channel: str = "telegram", locale: str = "fr", **args: JsonValue
    ) -> Outcome:
        async with self.database.write() as db:
            return self._kept(await self.booking.actions()[name](self.turn(db, person, channel, locale), {}, args))

    async def happen(self, kind: str, payload: Mapping[str, JsonValue], person: int = 1) -> Outcome:
        async with self.database.write() as db:
            return self._kept(await self.agenda.handlers()[kind](self.turn(db, person), payload))

    async def until(self, at: datetime, person: int = 1) -> list[str]:
        """All that is planned happens at its moment, up to `at`; what was said."""
        said: list[str] = []
        while due := [one for one in self.later if one.due_at is not None and one.due_at <= at]:
            one = min(due, key=lambda one: one.due_at or at)
            self.later.remove(one)
            self.time.at = max(self.time.at, one.due_at or at)
            said += [line.text for line in (await self.happen(one.kind, one.payload, person)).lines]
        self.time.at = at
        return said

    def turn(self, db: AsyncConnection, person: int, channel: str = "telegram", locale: str = "fr") -> Turn:
        return Turn(db, person, locale, self.time.now(), self.time.new_id, channel)

    def _kept(self, outcome: Outcome) -> Outcome:
        known = {one.key for one in self.later}
        self.later += [one for one in outcome.events if one.key not in known]
        self.told += outcome.effects
        return outcome

    async def body(self, outcome: Outcome) -> str:
        """The calendar file of the first line."""
        async with self.database.read() as db:
            body = await db.scalar(select(files.c.body).where(files.c.id == outcome.lines[0].files[0].id))
        return SEALER.open(1, body or b"").decode().replace("\r\n ", "")
