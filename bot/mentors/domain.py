"""Mentors as the whole sees them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import Clock
from bot.i18n import Translator
from bot.mentors import slang, training
from bot.mentors.actions import SHARED as ACTIONS
from bot.mentors.actions import Actions
from bot.mentors.agenda import SHARED as AGENDA
from bot.mentors.agenda import TELL, Agenda
from bot.mentors.alarm import Alarm
from bot.mentors.booking import SHARED as BOOKING
from bot.mentors.booking import Appointments
from bot.mentors.calling import CALL, Calling
from bot.mentors.dates import Files
from bot.mentors.news import SHARED as NEWS
from bot.mentors.news import News
from bot.mentors.outlook import Outlook
from bot.mentors.passing import FETCH, Arrived, Passing
from bot.mentors.relay import MentorRelay, nothing
from bot.mentors.store import persons, queue, samples, slots, suggestions
from bot.mentors.store.alarms import ALARM
from bot.mentors.suggesting import Rewording, Suggesting
from bot.mentors.telling import Telling
from bot.ports import RELAYED, Domain, Elsewhere
from bot.storage.sealed import Sealer
from flows.events import JsonValue


def domain(
    *,
    sealer: Sealer,
    clock: Clock,
    words: Callable[[str], Translator],
    zone: ZoneInfo,
    elsewhere: Elsewhere,
    telling: Telling,
    alarm: Alarm,
    passing: Passing,
    calling: Calling,
    rewording: Rewording,
    called: Callable[[str, str], str] = nothing,
    may_release: bool = False,
    routes: Callable[[web.Application], None] | None = None,
) -> Domain:
    """`zone`: the clocks of the people here. `elsewhere`: a link by which a conversation goes on in Telegram.

    `rewording`: what is done to a CV. `called`: what typed words ask of the bot. `may_release`: people may show their mentor what was masked.
    """
    outlook, calendar = Outlook(words, zone), Files(sealer, words, zone)
    news = News(sealer, words, outlook)
    suggesting = Suggesting(sealer, words, news, rewording)

    async def export(db: AsyncConnection, person_id: int) -> Mapping[str, JsonValue]:
        return await persons.export(db, sealer, person_id)

    async def erase(db: AsyncConnection, person_id: int) -> None:
        await persons.erase(db, person_id, clock.now())

    async def cut_off(db: AsyncConnection, now: datetime) -> int:
        return await queue.cut_off(db, sealer, now)

    async def retain(db: AsyncConnection, now: datetime) -> int:
        """Whoever lost the right to talk to somebody is cut off anyway; what a missed event left is put right."""
        await cut_off(db, now)
        await slots.go_on(db, now, clock.new_id)
        await samples.draw(db, now, clock.new_id)
        return await suggestions.retain(db)

    return Domain(
        name="mentors",
        actions={
            **Actions(sealer, words, outlook, zone).actions(),
            **Appointments(words, calendar, zone, elsewhere).actions(),
            **suggesting.actions(),
        },
        shared=ACTIONS | NEWS | BOOKING | AGENDA | {RELAYED},
        events={
            **news.handlers(),
            **suggesting.handlers(),
            **Agenda(sealer, words, calendar, zone).handlers(),
            **Arrived(words).handlers(),
        },
        effects={TELL: telling, ALARM: alarm, FETCH: passing, CALL: calling},
        patient=frozenset({TELL, ALARM, FETCH, CALL}),
        relay=MentorRelay(sealer, words, outlook, may_release, called, suggesting.deeds()),
        routes=routes,
        export=export,
        erase=erase,
        retain=retain,
        lint=lambda: [*slang.lint(), *training.lint()],
        cut_off=cut_off,
    )
