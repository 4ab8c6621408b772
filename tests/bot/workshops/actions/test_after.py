"""After a workshop: noted once, in their words, and on the CV only when they say so."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from bot.storage.engine import Database
from bot.storage.tables.workshops import seats
from tests.bot.workshops.room import DAY, Room, told


@pytest.fixture
def room(database: Database) -> Room:
    return Room(database)


async def seat(room: Room) -> tuple[str, int | None, bool]:
    async with room.database.read() as db:
        row = (await db.execute(select(seats))).one()
    return row.state, row.useful, row.on_cv


async def test_came_what_it_brought_and_the_cv(room: Room) -> None:
    await room.people(1)
    id = await room.workshop(room.now + 3 * DAY)
    await room.run("workshops.book", 1, {"workshop": id})
    assert (await room.run("workshops.to_cv", 1, {"workshop": id})).value is None, "only who was there"
    room.time.at += 4 * DAY
    await room.run("workshops.attend", 1, {"workshop": id, "came": "oui"})
    for answer in ("beaucoup", None, "x"):
        await room.run("workshops.useful", 1, {"workshop": id, "answer": answer})
    assert await seat(room) == ("came", 2, False)
    line = await room.run("workshops.cv_line", 1, {"workshop": id})
    assert told(line) == ["Sur ton CV, ça donnerait\u00a0: «\u00a0Faire son CV\u00a0»."]
    assert (await room.run("workshops.to_cv", 1, {"workshop": id})).value == "yes"
    assert await seat(room) == ("came", 2, True)


async def test_who_did_not_come_is_asked_no_more(room: Room) -> None:
    await room.people(1)
    id = await room.workshop(room.now + 3 * DAY)
    await room.run("workshops.book", 1, {"workshop": id})
    await room.run("workshops.attend", 1, {"workshop": id, "came": "non"})
    await room.run("workshops.useful", 1, {"workshop": id, "answer": "pas"})
    assert await seat(room) == ("missed", None, False)
    assert (await room.run("workshops.cv_line", 1, {"workshop": 99})).value is None
