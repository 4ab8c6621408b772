"""Where a polled channel goes on is kept by bot account, as long as somebody writes."""

from __future__ import annotations

from datetime import timedelta

from bot.storage.channels import offset_of
from bot.storage.engine import Database
from bot.storage.tables.channels import channel_state
from bot.storage.tables.conversation import seen
from tests.bot.storage.rows import NOON, address, person, put

WEEK_AGO = NOON - timedelta(days=7)


async def heard(database: Database, id: int, channel: str, account: str) -> None:
    """Somebody wrote there a minute after noon, a week ago."""
    await person(database, id)
    await address(database, id, f"chat{id}", id, channel=channel, account=account)
    at = WEEK_AGO + timedelta(minutes=1)
    await put(
        database, seen,
        {"address_id": id, "person_id": id, "external_id": "x", "first_seq": 1, "last_seq": 1, "at": at},
    )  # fmt: skip


async def test_never_asked(database: Database) -> None:
    assert await offset_of(database, "1", WEEK_AGO) is None


async def test_each_account_has_its_own(database: Database) -> None:
    await put(
        database, channel_state,
        {"channel": "telegram", "account": "1", "offset": 2**40},
        {"channel": "telegram", "account": "2", "offset": 0},
        {"channel": "signal", "account": "1", "offset": 5},
    )  # fmt: skip
    for id, (channel, account) in enumerate([("telegram", "1"), ("telegram", "2"), ("signal", "1")], 1):
        await heard(database, id, channel, account)
    assert await offset_of(database, "1", WEEK_AGO) == 2**40
    assert await offset_of(database, "2", WEEK_AGO) == 0
    assert await offset_of(database, "1", WEEK_AGO, "signal") == 5
    assert await offset_of(database, "3", WEEK_AGO) is None


async def test_after_a_silent_week_the_channel_may_count_anew(database: Database) -> None:
    await put(database, channel_state, *({"channel": "telegram", "account": a, "offset": 9} for a in ("1", "2")))
    await heard(database, 1, "telegram", "1")
    assert await offset_of(database, "1", WEEK_AGO + timedelta(minutes=1)) is None
    assert await offset_of(database, "2", WEEK_AGO) is None, "somebody else's news"
