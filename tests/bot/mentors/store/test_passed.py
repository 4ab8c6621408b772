"""A file for a mentor is settled once, whoever comes late."""

from __future__ import annotations

from datetime import timedelta

from bot.channels.model import FileRef
from bot.mentors.store import passed
from bot.mentors.store.passed import Passed
from bot.storage.engine import Database
from bot.storage.tables.files import files
from tests.bot.mentors.rows import NOON, SEALER
from tests.bot.storage.rows import count, person

FILE = FileRef("clean", "photo.jpg", "image/jpeg")


async def test_the_first_to_end_settles_it(database: Database) -> None:
    await person(database, 1)
    async with database.write() as db:
        for _ in range(2):
            await passed.coming(db, NOON, 1, 4)
        assert await passed.of(db, 1, [3, 4]) == {4: Passed(4, "coming", None, None)}
        assert await passed.there(db, SEALER, NOON, 1, 4, FILE, b"x")
        assert not await passed.there(db, SEALER, NOON, 1, 4, FileRef("again", "", ""), b"x")
        assert not await passed.refuse(db, 1, 4, "broken")
        assert await passed.of(db, 1, [4]) == {4: Passed(4, "there", "clean", None)}
    assert await count(database, files) == 1


async def test_a_refused_one_never_comes(database: Database) -> None:
    await person(database, 1)
    async with database.write() as db:
        await passed.coming(db, NOON, 1, 4)
        assert await passed.refuse(db, 1, 4, "contact")
        assert not await passed.there(db, SEALER, NOON, 1, 4, FILE, b"x")
        assert await passed.of(db, 1, [4]) == {4: Passed(4, "refused", None, "contact")}


async def test_nothing_is_kept_of_who_was_erased_meanwhile(database: Database) -> None:
    await person(database, 1)
    async with database.write() as db:
        assert not await passed.there(db, SEALER, NOON, 1, 4, FILE, b"x")
    assert await count(database, files) == 0


async def test_those_of_the_last_hour_are_counted_a_person(database: Database) -> None:
    await person(database, 1)
    await person(database, 2)
    async with database.write() as db:
        for seq, ago in ((1, 59), (2, 61), (3, 0)):
            await passed.coming(db, NOON - timedelta(minutes=ago), 1, seq)
        assert [await passed.recent(db, id, NOON) for id in (1, 2)] == [2, 0]
