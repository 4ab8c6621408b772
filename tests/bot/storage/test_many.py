"""Many rows by one statement: same result as one by one, on both databases; a wrong list of names is said at once."""

from __future__ import annotations

import pytest
from sqlalchemy import bindparam, insert, update

from bot.storage.engine import Database
from bot.storage.many import Many
from bot.storage.tables.people import people
from bot.storage.types import micros
from tests.bot.storage.rows import NOON, column, count, person

MOVE = update(people).where(people.c.id == bindparam("of")).values(locale=bindparam("to"), last_seq=bindparam("seq"))


async def test_each_row_gets_its_own_values(database: Database) -> None:
    for number in (1, 2, 3):
        await person(database, number)
    move = Many(MOVE, "seq", "of", "to")
    async with database.write() as db:
        await move(db, [(10, 1, "ar"), (30, 3, "en")])
        await move(db, [(20, 2, "fa_AF")])
    assert await column(database, people.c.last_seq) == [10, 20, 30]
    assert await column(database, people.c.locale) == ["ar", "en", "fa_AF"]


async def test_rows_are_added_with_moments_as_numbers(database: Database) -> None:
    names = ("locale", "created_at", "last_seen_at")
    add = Many(insert(people).values(**{name: bindparam(name) for name in names}), *names)
    async with database.write() as db:
        await add(db, [("fr", micros(NOON), micros(NOON))] * 500)
    assert await count(database, people) == 500
    assert set(await column(database, people.c.created_at)) == {NOON}


async def test_no_row_no_statement(database: Database) -> None:
    async with database.read() as db:
        await Many(MOVE, "nonsense")(db, [])
    assert await count(database, people) == 0


@pytest.mark.parametrize("names", [("of", "to"), ("of", "to", "seq", "seq2"), ("of", "to", "sequence")])
async def test_names_that_do_not_fit_the_statement_are_refused(database: Database, names: tuple[str, ...]) -> None:
    async with database.write() as db:
        with pytest.raises((TypeError, ValueError)):
            await Many(MOVE, *names)(db, [(1,) * len(names)])
