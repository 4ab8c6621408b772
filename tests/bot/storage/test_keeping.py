"""Nothing goes that was not announced a month before, in the same silence."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot.storage.engine import Database
from bot.storage.keeping import DEFAULTS, NOTICE, all_over, chat_over, in_months, months
from bot.storage.tables.people import people
from tests.bot.storage.rows import NOON, person

DAY = timedelta(days=1)
LONG = NOON - DEFAULTS.cv - DAY
QUIET = NOON - DEFAULTS.chat
TOLD = NOON - NOTICE


def test_the_defaults_are_those_we_promise() -> None:
    assert (DEFAULTS.updates, DEFAULTS.chat) == (7 * DAY, 90 * DAY)
    assert (DEFAULTS.cv, DEFAULTS.audit) == (months(24), months(12)) == (730 * DAY, 365 * DAY)


def test_months_are_told_as_they_were_set() -> None:
    assert [in_months(months(count)) for count in range(1, 241)] == list(range(1, 241))


@pytest.mark.parametrize(
    ("seen", "chat_told", "end_told", "more", "chat", "everything"),
    [
        (QUIET, TOLD, None, {}, True, False),
        (QUIET + DAY, TOLD, None, {}, False, False),
        (QUIET, TOLD + DAY, None, {}, False, False),
        (QUIET, None, None, {}, False, False),
        (QUIET, QUIET - DAY, None, {}, False, False),  # told in an earlier silence
        (LONG, None, TOLD, {}, True, True),
        (LONG, LONG - DAY, TOLD, {}, True, True),
        (LONG, LONG - DAY, TOLD + DAY, {}, False, False),
        (LONG, TOLD, None, {}, True, False),
        (LONG, TOLD, TOLD, {"consent_at": None}, False, False),
        (LONG, TOLD, TOLD, {"erase_at": NOON}, False, False),
        (LONG, TOLD, TOLD, {"mode": "waiting"}, False, False),
    ],
)
async def test_whose_time_is_over(
    database: Database,
    seen: datetime,
    chat_told: datetime | None,
    end_told: datetime | None,
    more: dict[str, object],
    chat: bool,
    everything: bool,
) -> None:
    columns: dict[str, Any] = {"consent_at": seen, "last_seen_at": seen}
    columns |= {"chat_notice_at": chat_told, "end_notice_at": end_told}
    await person(database, **columns | more)
    async with database.read() as db:
        found = [await db.scalar(select(people.c.id).where(rule(NOON, DEFAULTS))) for rule in (chat_over, all_over)]
    assert [one is not None for one in found] == [chat, everything]
