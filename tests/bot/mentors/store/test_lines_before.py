"""The last lines of the person, never of anybody else."""

from __future__ import annotations

import pytest

from bot.mentors.store.lines_before import said_before
from bot.storage.engine import Database
from tests.bot.mentors.rows import SEALER
from tests.bot.storage.rows import line, person


@pytest.mark.parametrize(
    ("first", "most", "texts"), [(1, 12, ["a", "c", "d"]), (3, 12, ["c", "d"]), (1, 2, ["c", "d"]), (9, 5, [])]
)
async def test_their_last_lines_in_order(database: Database, first: int, most: int, texts: list[str]) -> None:
    await person(database, 1)
    await person(database, 2)
    for seq, (author, text) in enumerate([("me", "a"), ("mentor", "b"), ("me", "c"), ("me", "d"), ("me", "e")], 1):
        await line(database, seq, body=f'{{"text":"{text}"}}'.encode(), author=author)
    await line(database, 4, person_id=2, body=b'{"text":"other"}', author="me")
    async with database.read() as db:
        assert await said_before(db, SEALER, 1, first, 5, most) == texts
