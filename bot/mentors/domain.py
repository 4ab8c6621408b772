"""Mentors as the whole sees them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import Clock
from bot.i18n import Translator
from bot.mentors.actions import SHARED as ACTIONS
from bot.mentors.actions import Actions
from bot.mentors.news import SHARED as NEWS
from bot.mentors.news import News
from bot.mentors.outlook import Outlook
from bot.mentors.relay import MentorRelay
from bot.mentors.store import persons, queue
from bot.ports import RELAYED, Domain
from bot.storage.sealed import Sealer
from flows.events import JsonValue


def domain(*, sealer: Sealer, clock: Clock, words: Callable[[str], Translator], zone: ZoneInfo) -> Domain:
    """`zone`: the clocks of the people here."""
    outlook = Outlook(words, zone)

    async def export(db: AsyncConnection, person_id: int) -> Mapping[str, JsonValue]:
        return await persons.export(db, sealer, person_id)

    async def erase(db: AsyncConnection, person_id: int) -> None:
        await persons.erase(db, person_id, clock.now())

    async def cut_off(db: AsyncConnection, now: datetime) -> int:
        return await queue.cut_off(db, sealer, now)

    async def retain(db: AsyncConnection, now: datetime) -> int:
        """Whoever lost the right to talk to somebody is cut off anyway; what a missed event left is put right."""
        await cut_off(db, now)
        return 0

    return Domain(
        name="mentors",
        actions=Actions(sealer, words, outlook, zone).actions(),
        shared=ACTIONS | NEWS | {RELAYED},
        events=News(sealer, words, outlook).handlers(),
        relay=MentorRelay(sealer, words, outlook),
        export=export,
        erase=erase,
        retain=retain,
        cut_off=cut_off,
    )
