"""What is kept of one person: theirs to read, and gone when they say so."""

from __future__ import annotations

import json

from sqlalchemy import select

from bot.mentors.store import board, persons
from bot.storage.engine import Database
from bot.storage.tables.mentors import handoffs, slots
from tests.bot.mentors.rows import NOON, SEALER, all_of
from tests.bot.storage.rows import person


async def test_they_read_all_that_is_kept_with_the_alias_of_who_read_them(database: Database) -> None:
    await person(database, 1, age_band="18_25")
    async with database.write() as db:
        await all_of(db, 1, "Zoubeida")
        kept = await persons.export(db, SEALER, 1)
    assert kept["age_band"] == "18_25"
    assert kept["alias"] == "Mésange 1"
    assert kept["read_by"] == [{"at": NOON.isoformat(), "what": "conversation", "role": "mentor", "by": "Mentor 1"}]
    told = json.dumps(kept, ensure_ascii=False)
    for word in ("noted", "promised", "suggested"):
        assert f"Zoubeida {word}" in told


async def test_what_was_never_said_to_them_is_not_in_their_data(database: Database) -> None:
    """A line held back is a mentor's; while a coordinator looks at it, its phone number must not reach them so."""
    await person(database, 1)
    async with database.write() as db:
        await all_of(db, 1, "Zoubeida")
        told = json.dumps(await persons.export(db, SEALER, 1), ensure_ascii=False)
    assert "held back" not in told


async def test_nothing_for_somebody_who_has_nothing_here(database: Database) -> None:
    await person(database, 1)
    async with database.read() as db:
        assert await persons.export(db, SEALER, 1) == {}
        assert await persons.export(db, SEALER, 99) == {}


async def test_who_is_erased_frees_the_mentor_and_the_slot_and_the_board_says_so(database: Database) -> None:
    await person(database, 1)
    async with database.write() as db:
        await all_of(db, 1, "Zoubeida")
        before = await board.newest(db)
        await persons.erase(db, 1, NOON)
        assert (await db.execute(select(handoffs))).all() == []
        assert (await db.scalars(select(slots.c.state))).all() == ["free"]
        assert await board.newest(db) > before


async def test_erasing_somebody_without_a_request_leaves_the_board(database: Database) -> None:
    await person(database, 1)
    async with database.write() as db:
        await persons.erase(db, 1, NOON)
        assert await board.newest(db) == 0
