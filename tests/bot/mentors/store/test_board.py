"""The number of the board grows by one with every change."""

from __future__ import annotations

from bot.mentors.store import board
from bot.storage.engine import Database


async def test_it_counts_from_one_and_holds_over_transactions(database: Database) -> None:
    async with database.write() as db:
        assert await board.newest(db) == 0
        assert [await board.next_change(db) for _ in range(3)] == [1, 2, 3]
    async with database.write() as db:
        assert await board.next_change(db) == 4
    async with database.read() as db:
        assert await board.newest(db) == 4


async def test_a_number_that_was_rolled_back_is_given_again(database: Database) -> None:
    class Gone(Exception):
        pass

    try:
        async with database.write() as db:
            await board.next_change(db)
            raise Gone
    except Gone:
        pass
    async with database.write() as db:
        assert await board.next_change(db) == 1
