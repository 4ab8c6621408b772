import pytest
from sqlalchemy import bindparam, select, update

from bot.storage.engine import Database
from bot.storage.many import Many
from bot.storage.tables.files import files
from bot.storage.tables.people import people

PERSON = Many(
    people.insert().values({name: bindparam(name) for name in ("id", "locale", "created_at", "last_seen_at")}),
    "locale", "id", "last_seen_at", "created_at",
)  # fmt: skip
LOCALE = Many(
    update(people).where(people.c.id == bindparam("of")).values(locale=bindparam("new"), source=bindparam("from")),
    "of", "new", "from",
)  # fmt: skip


@pytest.mark.parametrize("rows", [0, 1, 3])
async def test_rows_are_written_whatever_the_order_of_names(database: Database, rows: int) -> None:
    async with database.write() as db:
        await PERSON(db, [("fr", n, 2, 1) for n in range(rows)])
        await LOCALE(db, [(n, f"l{n}", None) for n in range(rows)])
    async with database.read() as db:
        found = (await db.execute(select(people.c.id, people.c.locale, people.c.source).order_by(people.c.id))).all()
    assert [tuple(row) for row in found] == [(n, f"l{n}", None) for n in range(rows)]


async def test_a_missing_name_is_said_at_once(database: Database) -> None:
    wrong = Many(files.insert().values(id=bindparam("id"), name=bindparam("name")), "id", "name", "type")
    async with database.write() as db:
        with pytest.raises(TypeError, match="not the parameters"):
            await wrong(db, [("a", b"b", "c")])
