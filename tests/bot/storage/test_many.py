"""Many rows by one statement, lists of any length in one: same result as one by one, on both databases."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import bindparam, insert, select, update

from bot.errors import Unavailable
from bot.storage.engine import Database
from bot.storage.many import Lookup, Many
from bot.storage.tables.people import people
from bot.storage.types import micros, moment
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


FIND = Lookup(
    select(people.c.id, people.c.locale, people.c.last_seen_at)
    .where(people.c.id.in_(bindparam("ids", expanding=True)), people.c.locale.in_(bindparam("locales", expanding=True)))
    .order_by(people.c.id)
)


@pytest.mark.parametrize("most", [1, 2, 3, 5, 8, 9, 40])
async def test_a_list_of_any_length_finds_each_row_once(database: Database, most: int) -> None:
    for number in range(1, 11):
        await person(database, number, locale="fr" if number % 2 else "ar")
    async with database.read() as db:
        wanted = list(range(1, most + 1))
        for _ in range(2):
            found = await FIND(db, ids=wanted, locales=["fr", "en"])
            assert [row[0] for row in found] == [number for number in wanted if number % 2 and number <= 10]
        assert len(await FIND(db, locales=["fr", "ar"], ids=wanted)) == min(most, 10)
        assert {moment(row[2]) for row in found} == {NOON}


async def test_what_stands_in_a_list_is_a_value_and_nothing_else(database: Database) -> None:
    await person(database, 1, locale="fr")
    async with database.read() as db:
        assert not await FIND(db, ids=[1], locales=["x') OR 1=1 --", "%", ""])


async def test_an_empty_list_is_refused(database: Database) -> None:
    async with database.read() as db:
        with pytest.raises(ValueError, match="empty"):
            await FIND(db, ids=[], locales=["fr"])


async def test_rows_go_back_with_the_transaction_that_wrote_them(database: Database) -> None:
    await person(database, 1, locale="fr")

    async def change_and_fail() -> None:
        async with database.write() as db:
            await Many(MOVE, "of", "to", "seq")(db, [(1, "ar", 7)])
            assert [row[1] for row in await FIND(db, ids=[1], locales=["fr", "ar"])] == ["ar"]
            raise RuntimeError("changed their mind")

    with pytest.raises(RuntimeError, match="changed their mind"):
        await change_and_fail()
    assert await column(database, people.c.locale) == ["fr"]


async def test_a_full_disk_is_said_as_any_other_way_of_being_away(tmp_path: Path) -> None:
    database = await Database.open(f"sqlite:///{tmp_path}/a.db")

    async def write_more_than_fits() -> None:
        async with database.write() as db:
            pages = (await db.exec_driver_sql("PRAGMA page_count")).scalar()
            await db.exec_driver_sql(f"PRAGMA max_page_count={pages}")
            await Many(MOVE, "of", "to", "seq")(db, [(1, "x" * 1_000_000, 7)])

    try:
        await person(database, 1, locale="fr")
        with pytest.raises(Unavailable):
            await write_more_than_fits()
    finally:
        await database.close()
