"""Accounts as the whole sees them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.accounts import store
from bot.accounts.pages import Pages
from bot.clock import Clock
from bot.ports import Domain
from bot.storage.engine import Database


def domain(
    *, database: Database, clock: Clock, zone: ZoneInfo, everybody: Callable[[], Sequence[Domain]] = tuple
) -> Domain:
    """`zone`: dates on pages are told in it. `everybody()`: all rooms, who end what a disabled account did."""

    async def retain(db: AsyncConnection, now: datetime) -> int:
        return await store.retain(db, now)

    return Domain(name="accounts", routes=Pages(database, clock, zone, everybody).routes, retain=retain)
