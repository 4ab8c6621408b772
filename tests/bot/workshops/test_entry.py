"""Whether a seat may stand in somebody's calendar: by the files they were given, whatever else is theirs."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import delete, update

from bot.storage.engine import Database
from bot.storage.tables.files import files
from bot.storage.tables.workshops import seats as table
from bot.workshops.entry import given, unfolded
from bot.workshops.store import seats
from tests.bot.workshops.room import DAY, SEALER, Room

LONG = "x" * 120
"""A calendar cuts such a line in two."""


async def test_a_seat_is_in_a_calendar_once_its_file_was_given(database: Database) -> None:
    room = Room(database)
    await room.people(2)
    id = await room.workshop(room.now + 3 * DAY)
    async with database.write() as db:
        await seats.book(db, room.now, 1, id, "own")
        await db.execute(update(table).values(key=LONG))
        seat = await seats.own(db, 1, id)
        assert seat
        assert not await given(db, SEALER, seat)
    await room.run("workshops.calendar", 1, {"workshop": id}, channel="web")
    async with database.write() as db:
        assert await given(db, SEALER, seat)
        assert not await given(db, SEALER, replace(seat, key="another"))
        assert not await given(db, SEALER, replace(seat, person_id=2))
        await db.execute(delete(files))
    await room.run("workshops.give_up", 1, {"workshop": id}, channel="web")
    async with database.read() as db:
        assert not await given(db, SEALER, seat), "what takes it out puts nothing there"


def test_lines_that_were_cut_are_whole_again() -> None:
    assert unfolded(f"UID:{LONG[:71]}\r\n {LONG[71:]}\r\nSUMMARY:é\r\n".encode()) == f"UID:{LONG}\r\nSUMMARY:é\r\n"
    assert unfolded(b"\xff") == "\ufffd"
