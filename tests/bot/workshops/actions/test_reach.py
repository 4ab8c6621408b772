"""What is asked after a booking on the web, and when nothing is."""

from __future__ import annotations

import pytest

from bot.ports import Mail, Outcome
from bot.storage.engine import Database
from tests.bot.workshops.room import DAY, LINK, Room, told


class Post:
    async def send(self, mail: Mail) -> bool:
        return True


@pytest.fixture
async def room(database: Database) -> Room:
    room = Room(database, mailer=Post())
    await room.people(2)
    return room


async def ways(room: Room, channel: str = "web") -> list[str]:
    value = (await room.run("workshops.reach", 1, channel=channel)).value
    assert isinstance(value, list)
    return [str(one["id"]) for one in value if isinstance(one, dict)]


async def book(room: Room, channel: str = "web") -> int:
    id = await room.workshop(room.now + 3 * DAY)
    await room.run("workshops.book", 1, {"workshop": id}, channel=channel)
    return id


async def test_asked_right_after_the_booking_and_only_then(room: Room) -> None:
    assert await ways(room) == [], "nothing booked"
    await book(room)
    assert await ways(room) == ["mail", "telegram"]
    assert await ways(room, "telegram") == []
    room.time.forward(seconds=1)
    assert await ways(room) == [], "they were asked then"


async def on_the_list(room: Room) -> Outcome:
    id = await room.workshop(room.now + 3 * DAY, seats=1)
    await room.run("workshops.book", 2, {"workshop": id})
    return await room.run("workshops.book", 1, {"workshop": id}, channel="web")


async def test_who_waits_is_asked_the_same(room: Room) -> None:
    await on_the_list(room)
    assert await ways(room) == ["mail", "telegram"]
    assert await ways(room, "telegram") == []
    [effect] = (await room.run("workshops.by_mail", 1, {"address": "a@b.fr"}, channel="web")).effects
    assert effect.payload["about"] == "waits"
    assert await ways(room) == []
    [line] = (await room.run("workshops.entry", 1, channel="web")).lines
    assert line.text == "Ouvre ce fichier\u00a0: la date se met dans ton agenda."


async def test_who_waits_has_the_file_at_once_where_there_is_no_mail(database: Database) -> None:
    room = Room(database)
    await room.people(2)
    outcome = await on_the_list(room)
    assert [len(line.files) for line in outcome.lines] == [0, 0, 0, 1]
    again = await room.run("workshops.book", 1, {"workshop": 1}, channel="telegram")
    assert not any(line.files for line in again.lines)


async def test_not_again_once_they_are_reached(room: Room) -> None:
    await book(room)
    await room.run("workshops.by_mail", 1, {"address": "a@b.fr"}, channel="web")
    assert await ways(room) == []


@pytest.mark.parametrize("given", [None, "", 3])
async def test_no_address(room: Room, given: str | int | None) -> None:
    await book(room)
    outcome = await room.run("workshops.by_mail", 1, {"address": given}, channel="web")
    assert (outcome.value, outcome.effects) == (None, ())


async def test_on_telegram(room: Room) -> None:
    assert LINK in told(await room.run("workshops.on_telegram", 1, channel="web"))[0]


async def test_into_the_calendar(room: Room) -> None:
    assert (await room.run("workshops.entry", 1, channel="web")).value is None
    await book(room)
    [line] = (await room.run("workshops.entry", 1, channel="web")).lines
    assert line.files[0].name.endswith(".ics")
