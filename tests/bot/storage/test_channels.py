"""Where a polled channel goes on is kept by bot account."""

from __future__ import annotations

from bot.storage.channels import offset_of
from bot.storage.engine import Database
from bot.storage.tables.channels import channel_state
from tests.bot.storage.rows import put


async def test_never_asked(database: Database) -> None:
    assert await offset_of(database, "1") is None


async def test_each_account_has_its_own(database: Database) -> None:
    await put(
        database, channel_state,
        {"channel": "telegram", "account": "1", "offset": 2**40},
        {"channel": "telegram", "account": "2", "offset": 0},
        {"channel": "signal", "account": "1", "offset": 5},
    )  # fmt: skip
    assert await offset_of(database, "1") == 2**40
    assert await offset_of(database, "2") == 0
    assert await offset_of(database, "1", "signal") == 5
    assert await offset_of(database, "3") is None
