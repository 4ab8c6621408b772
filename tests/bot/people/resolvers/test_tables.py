"""All tables made in a process of its own, and taken from it as if they were made here."""

from __future__ import annotations

from dataclasses import replace

from bot import apart
from bot.people.resolvers.communes import communes
from bot.people.resolvers.tables import BOUNDS, CHILD, TABLES, packed, take, warm


async def test_warming_reads_everything_once() -> None:
    await warm()
    before = [table() for table in TABLES]
    await warm()
    take(packed())
    assert all(table() is was for table, was in zip(TABLES, before, strict=True))


async def test_a_process_that_is_ended_leaves_the_making_to_us() -> None:
    ended = await apart.run(CHILD, (), b"", replace(BOUNDS, answer_bytes=10))
    assert ended == apart.Ended(why="too_long")
    take(ended.answer)
    assert len(communes()) > 30_000


def test_its_answer_fits_its_bounds() -> None:
    assert len(packed()) < BOUNDS.answer_bytes / 4
