"""A seat by one tap, and what is said is what is true."""

from __future__ import annotations

from datetime import timedelta

import pytest
from icalendar import Calendar
from sqlalchemy import select

from bot.channels.model import FileRef
from bot.storage.engine import Database
from bot.storage.tables.files import files
from tests.bot.workshops.room import DAY, HOUR, LINK, MINUTE, Room, told


@pytest.fixture
def room(database: Database) -> Room:
    return Room(database)


async def body(room: Room, file: FileRef) -> bytes:
    async with room.database.read() as db:
        return bytes(await db.scalar(select(files.c.body).where(files.c.id == file.id)) or b"")


async def test_booked_with_the_way_a_map_and_a_calendar_file(room: Room) -> None:
    await room.people(1)
    id = await room.workshop(room.now + 3 * DAY)
    done = await room.run("workshops.book", 1, {"workshop": id})
    kept, promise = done.lines
    assert kept.text.startswith("Ta place est gardée\u00a0: «\u00a0Faire son CV\u00a0», mardi 24 novembre, 13:00.")
    assert "métro Basilique" in kept.text
    assert kept.location is not None
    assert kept.location.name == "Le Pont"
    event = Calendar.from_ical(await body(room, kept.files[0])).walk("VEVENT")[0]
    assert (event["SEQUENCE"], event["SUMMARY"]) == (0, "Faire son CV")
    assert (
        promise.text == "Je t’écris avant, pour y penser\u00a0: lundi 23 novembre, 13:00 et mardi 24 novembre, 11:00."
    )
    again = await room.run("workshops.book", 1, {"workshop": id})
    assert told(again)[0].startswith("Ta place est déjà gardée")


async def test_the_calendar_file_is_right_across_the_change_of_clocks_and_keeps_its_name(room: Room) -> None:
    await room.people(1)
    room.time.at = room.now.replace(month=10, day=23)
    id = await room.workshop(room.now.replace(day=25, hour=13))
    first = await room.run("workshops.book", 1, {"workshop": id})
    again = await room.run("workshops.calendar", 1, {"workshop": id})
    entries = [await body(room, line.files[0]) for line in (first.lines[0], again.lines[0])]
    events = [Calendar.from_ical(entry).walk("VEVENT")[0] for entry in entries]
    assert events[0]["UID"] == events[1]["UID"]
    assert events[0].decoded("DTSTART").isoformat() == "2026-10-25T14:00:00+01:00"
    assert b"BEGIN:VTIMEZONE" in entries[0]


async def test_no_reminder_is_promised_that_would_be_none(room: Room) -> None:
    await room.people(1)
    id = await room.workshop(room.now + HOUR)
    assert len((await room.run("workshops.book", 1, {"workshop": id})).lines) == 1


async def test_on_the_web_they_are_told_that_a_closed_page_hears_nothing(room: Room) -> None:
    await room.people(2)
    id = await room.workshop(room.now + 3 * DAY, 1)
    for person in (1, 2):
        lines = told(await room.run("workshops.book", person, {"workshop": id}, channel="web"))
        assert lines[1].startswith("Page fermée, je ne peux pas t’écrire.")
        assert lines[2].endswith(LINK)


@pytest.mark.parametrize(
    ("ahead", "text"),
    [(0, "en tête de la liste"), (1, "1 personne est avant toi"), (2, "2 personnes sont avant toi")],
)
async def test_full_says_how_many_are_before_them(room: Room, ahead: int, text: str) -> None:
    await room.people(4)
    id = await room.workshop(room.now + 3 * DAY, 1)
    for person in range(1, ahead + 2):
        await room.run("workshops.book", person, {"workshop": id})
        room.time.at += MINUTE
    done = await room.run("workshops.book", ahead + 2, {"workshop": id})
    assert done.value == {"state": "waits"}
    assert text in told(done)[0]
    assert text in told(await room.run("workshops.show", ahead + 2, {"workshop": id}))[-1]


async def test_what_can_not_be_booked(room: Room) -> None:
    await room.people(1)
    over = await room.workshop(room.now - HOUR)
    for id in (over, 99, None, "1", True):
        assert (await room.run("workshops.book", 1, {"workshop": id})).value == {"state": "closed"}
        assert (await room.run("workshops.give_up", 1, {"workshop": id})).value is None


async def test_giving_up_says_what_was_given_up(room: Room) -> None:
    await room.people(3)
    id = await room.workshop(room.now + 3 * DAY, 1)
    for person in (1, 2, 3):
        await room.run("workshops.book", person, {"workshop": id})
    waited = await room.run("workshops.give_up", 3, {"workshop": id})
    assert waited.value == "waiting"
    assert b"METHOD:CANCEL" in await body(room, waited.lines[0].files[0]), "the page gave them an entry"
    had = await room.run("workshops.give_up", 1, {"workshop": id})
    assert had.value == "booked"
    assert b"METHOD:CANCEL" in await body(room, had.lines[0].files[0])
    assert (await room.run("workshops.give_up", 1, {"workshop": id})).value is None
    offered = await room.run("workshops.show", 2, {"workshop": id})
    assert offered.value == {"state": "held"}
    assert told(offered)[-1] == "Une place s’est libérée pour toi."
    await room.due()
    assert told(await room.run("workshops.show", 2, {"workshop": id}))[-1].endswith("jusqu’à 13:30.")
    assert (await room.run("workshops.give_up", 2, {"workshop": id})).value == "held"


async def test_booked_given_up_and_booked_again_is_newer_each_time_to_a_calendar(room: Room) -> None:
    await room.people(1)
    id = await room.workshop(room.now + 3 * DAY)
    done = [await room.run(f"workshops.{name}", 1, {"workshop": id}) for name in ("book", "give_up", "book")]
    events = [Calendar.from_ical(await body(room, one.lines[0].files[0])).events[0] for one in done]
    assert [str(event["STATUS"]) for event in events] == ["CONFIRMED", "CANCELLED", "CONFIRMED"]
    assert [event["SEQUENCE"] for event in events] == [0, 1, 2]
    assert len({str(event["UID"]) for event in events}) == 1


async def test_who_waits_on_the_page_gets_their_date_out_of_the_calendar_again(room: Room) -> None:
    await room.people(2)
    id = await room.workshop(room.now + 3 * DAY, 1)
    await room.run("workshops.book", 1, {"workshop": id})
    waits = await room.run("workshops.book", 2, {"workshop": id}, channel="web")
    left = await room.run("workshops.give_up", 2, {"workshop": id}, channel="web")
    first, last = [
        Calendar.from_ical(await body(room, line.files[0])).events[0] for line in (waits.lines[-1], left.lines[0])
    ]
    assert (str(first["STATUS"]), str(last["STATUS"])) == ("TENTATIVE", "CANCELLED")
    assert first["UID"] == last["UID"]
    assert [event["SEQUENCE"] for event in (first, last)] == [0, 1]


async def test_my_workshops_are_those_to_come(room: Room) -> None:
    await room.people(1)
    first = await room.workshop(room.now + 3 * DAY)
    second = await room.workshop(room.now + 2 * DAY)
    for id in (first, second):
        await room.run("workshops.book", 1, {"workshop": id})
    mine = (await room.run("workshops.mine", 1)).value
    assert mine == [
        {"id": f"w{second}", "label": "lun. 23, 13:00", "value": second},
        {"id": f"w{first}", "label": "mar. 24, 13:00", "value": first},
    ]
    room.time.at += timedelta(days=2, hours=2)
    assert [one["value"] for one in _listed((await room.run("workshops.mine", 1)).value)] == [first]
    assert (await room.run("workshops.show", 1, {"workshop": second})).value is None
    assert (await room.run("workshops.calendar", 1, {"workshop": second})).value is None


def _listed(value: object) -> list[dict[str, object]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
