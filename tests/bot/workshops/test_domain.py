"""What is kept of a person here is shown to them and goes with them; who waits gets their seat."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from bot.storage.engine import Database
from bot.storage.tables.people import people
from bot.storage.tables.workshops import seats, wishes
from flows.events import JsonValue
from tests.bot.workshops.room import DAY, Room

TOWN: JsonValue = {"insee": "48095", "name": "Mende", "dep": "48"}


@pytest.fixture
async def room(database: Database) -> Room:
    room = Room(database)
    await room.people(2)
    id = await room.workshop(room.now + 3 * DAY, 1)
    for person in (1, 2):
        await room.run("workshops.book", person, {"workshop": id})
    await room.run("workshops.wish", 1, answers={"town": TOWN})
    return room


async def states(room: Room) -> dict[int, str]:
    async with room.database.read() as db:
        return {row.person_id: row.state for row in await db.execute(select(seats.c.person_id, seats.c.state))}


async def test_their_data(room: Room) -> None:
    assert room.domain.export is not None
    async with room.database.read() as db:
        kept = await room.domain.export(db, 1)
        assert await room.domain.export(db, 99) == {}
    assert [sorted(kept), kept["looked_around"]] == [
        ["looked_around", "seats"],
        [{"insee": "48095", "language": "fr", "wants_news": True, "at": room.now.isoformat()}],
    ]


async def test_erasing_gives_the_seat_to_the_next(room: Room) -> None:
    assert room.domain.erase is not None
    async with room.database.write() as db:
        await room.domain.erase(db, 1)
    assert await states(room) == {2: "offered"}
    async with room.database.read() as db:
        assert (await db.execute(select(wishes))).all() == []


async def test_seats_of_people_who_are_gone_go_on(room: Room) -> None:
    assert room.domain.retain is not None
    async with room.database.write() as db:
        await db.execute(people.delete().where(people.c.id == 1))
        await room.domain.retain(db, room.now)
    assert await states(room) == {2: "offered"}


def test_what_takes_a_shared_row_is_named(room: Room) -> None:
    names = {*room.domain.actions, *room.domain.events}
    assert room.domain.shared <= names
    assert {"workshops.book", "workshops.give_up", "workshops.offer", "workshops.lapse"} <= room.domain.shared
