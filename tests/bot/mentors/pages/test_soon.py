"""An appointment within the hour shows on the console, and is told to one that is open."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.mentors.store import appointments, board, slots
from bot.mentors.store.appointments import Asked
from tests.bot.mentors.pages.house import House, mentor
from tests.bot.mentors.pages.test_feed import stream
from tests.bot.mentors.rows import agreed
from tests.bot.storage.rows import person
from tests.bot.web.rooms import Visitor

MINUTE = timedelta(minutes=1)
SENTENCE = "Rendez-vous aujourd’hui à 14:30, avec Mésange 1. La conversation s’ouvre toute seule."


async def booked(house: House, account_id: int, starts_at: datetime) -> None:
    now = house.time.now()
    await person(house.database, 1)
    async with house.database.write() as db:
        await agreed(db, 1)
        assert await slots.give(db, account_id, starts_at, 30, "s", now)
        asked = Asked("cv", ("fr",), "adults")
        assert await appointments.book(db, now, 1, asked, "s", "a")


async def test_it_shows_from_an_hour_before_until_it_begins(lina: Visitor, house: House) -> None:
    me = await mentor(lina, house, "Lina")
    await booked(house, me, house.time.now() + 90 * MINUTE)
    await lina.open("/mentor")
    assert SENTENCE not in lina.text
    house.time.forward(minutes=30)
    await lina.open("/mentor")
    assert SENTENCE in lina.text
    house.time.forward(minutes=60)
    await lina.open("/mentor")
    assert SENTENCE not in lina.text


async def test_an_open_console_is_told_once_and_told_when_it_is_over(lina: Visitor, house: House) -> None:
    me = await mentor(lina, house, "Lina")
    await booked(house, me, house.time.now() + 90 * MINUTE)
    house.time.forward(minutes=30)
    async with stream(lina, "?after=99.0") as feed:
        for said in (SENTENCE, ""):
            event = await feed.next()
            assert event is not None
            assert (event.kind, event.id, event.data) == ("soon", "", {"text": said})
            house.time.forward(minutes=60)
            async with house.database.write() as db:
                await board.next_change(db)
