"""Mentors as the whole sees them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import Clock
from bot.i18n import Translator
from bot.mentors import slang
from bot.mentors.actions import SHARED as ACTIONS
from bot.mentors.actions import Actions
from bot.mentors.agenda import SHARED as AGENDA
from bot.mentors.agenda import TELL, Agenda
from bot.mentors.booking import SHARED as BOOKING
from bot.mentors.booking import Appointments
from bot.mentors.dates import Files
from bot.mentors.news import SHARED as NEWS
from bot.mentors.news import News
from bot.mentors.outlook import Outlook
from bot.mentors.passing import FETCH, Arrived, Passing
from bot.mentors.relay import MentorRelay, nothing
from bot.mentors.store import persons, queue, retention, samples, slots
from bot.mentors.store.alarms import ALARM
from bot.mentors.suggesting import Rewording, Suggesting
from bot.mentors.telling.appointments import Appointed
from bot.mentors.telling.decisions import Alarm
from bot.mentors.telling.waiting import CALL, Calling
from bot.notices import Teller
from bot.ports import RELAYED, Domain, EffectHandler, Elsewhere
from bot.storage.engine import Database
from bot.storage.keeping import DEFAULTS, Keeping
from bot.storage.sealed import Sealer
from flows.events import JsonValue


@dataclass(frozen=True, slots=True)
class Mentors:
    """What the room is made of.

    `zone`: the clocks of the people here. `elsewhere`: a link by which a conversation goes on in Telegram. `teller`:
    tells somebody of the team. `rewording`: what is done to a CV. `called`: what typed words ask of the bot.
    `may_release`: people may show their mentor what was masked.
    """

    database: Database
    sealer: Sealer
    clock: Clock
    words: Callable[[str], Translator]
    zone: ZoneInfo
    elsewhere: Elsewhere
    teller: Teller
    passing: Passing
    rewording: Rewording
    called: Callable[[str, str], str] = nothing
    may_release: bool = False
    keeping: Keeping = DEFAULTS
    routes: Callable[[web.Application], None] | None = None

    def domain(self) -> Domain:
        outlook, calendar = Outlook(self.words, self.zone), Files(self.sealer, self.words, self.zone)
        news, effects = News(self.sealer, self.words, outlook), self._effects()
        suggesting = Suggesting(self.sealer, self.words, news, self.rewording)
        more = suggesting.deeds()
        return Domain(
            name="mentors",
            actions={
                **Actions(self.sealer, self.words, outlook, self.zone).actions(),
                **Appointments(self.words, calendar, self.zone, self.elsewhere).actions(),
                **suggesting.actions(),
            },
            shared=ACTIONS | NEWS | BOOKING | AGENDA | {RELAYED},
            events={
                **news.handlers(),
                **suggesting.handlers(),
                **Agenda(self.sealer, self.words, calendar, self.zone).handlers(),
                **Arrived(self.words).handlers(),
            },
            effects=effects,
            patient=frozenset(effects),
            relay=MentorRelay(self.sealer, self.words, outlook, self.may_release, self.called, more),
            routes=self.routes,
            export=self.export,
            erase=self.erase,
            retain=self.retain,
            lint=slang.lint,
            cut_off=self.cut_off,
        )

    def _effects(self) -> Mapping[str, EffectHandler]:
        return {
            TELL: Appointed(self.clock, self.teller, self.words),
            ALARM: Alarm(self.database, self.teller, self.words),
            CALL: Calling(self.database, self.clock, self.teller, self.words),
            FETCH: self.passing,
        }

    async def export(self, db: AsyncConnection, person_id: int) -> Mapping[str, JsonValue]:
        return await persons.export(db, self.sealer, person_id)

    async def erase(self, db: AsyncConnection, person_id: int) -> None:
        await persons.erase(db, person_id, self.clock.now())

    async def cut_off(self, db: AsyncConnection, now: datetime) -> int:
        return await queue.cut_off(db, self.sealer, now)

    async def retain(self, db: AsyncConnection, now: datetime) -> int:
        """Whoever lost the right to talk to somebody is cut off anyway; what a missed event left is put right."""
        await self.cut_off(db, now)
        await slots.go_on(db, now, self.clock.new_id)
        await samples.draw(db, now, self.clock.new_id)
        return await retention.retain(db, now, self.keeping)
