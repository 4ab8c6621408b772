"""Around an appointment: in time, by day, once; the hour opens the conversation; nobody is blamed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from bot.mentors import agenda
from bot.mentors.store import appointments as store
from bot.mentors.store import slots
from bot.mentors.store.handoffs import open_of
from bot.storage.engine import Database
from bot.storage.tables import mentors as t
from bot.storage.tables.accounts import accounts
from bot.storage.tables.later import events
from bot.storage.tables.people import people
from bot.storage.types import micros
from tests.bot.mentors.room import Room
from tests.bot.mentors.rows import NOON, agreed, handoff, mentor
from tests.bot.storage.rows import person

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
STARTS = NOON + 48 * HOUR
"""Monday, 13:00 in Paris."""


@pytest.fixture
async def room(database: Database) -> Room:
    """Somebody with an appointment the day after tomorrow."""
    found = Room(database)
    await person(database, 1, age_band="18_25")
    async with database.write() as db:
        await agreed(db, 1)
        await mentor(db, 1)
        await slots.give(db, 1, STARTS, 30, "s", NOON)
        await slots.give(db, 1, STARTS + HOUR, 30, "later", NOON)
    await found.run("mentors.book", slot="s", topic="cv", languages=["fr"])
    found.told.clear()
    return found


async def state(room: Room) -> str:
    async with room.database.read() as db:
        return str(await db.scalar(select(t.appointments.c.state)))


async def test_reminded_the_day_before_and_an_hour_before_and_the_mentor_too(room: Room) -> None:
    assert await room.until(STARTS - MINUTE) == [
        "Ton rendez-vous avec Mentor 1, c’est demain à 13:00, ici même dans le chat.",
        "Ton rendez-vous avec Mentor 1, c’est aujourd’hui à 13:00, ici même dans le chat.",
    ]
    assert [one.payload["what"] for one in room.told] == ["soon", "soon"]
    late = [micros(STARTS - 24 * HOUR + 90 * MINUTE), micros(STARTS - 10 * MINUTE)]
    assert [one.payload["until"] for one in room.told] == late


async def test_after_an_outage_what_is_late_is_dropped_and_the_truth_is_said(room: Room) -> None:
    due, room.later = list(room.later), []
    room.time.at = STARTS + 3 * HOUR
    said = []
    for one in due:
        outcome = await room.happen(one.kind, one.payload)
        said += [line.text for line in outcome.lines]
    assert len(said) == 1
    assert "n’a pas pu avoir lieu" in said[0]
    assert await state(room) == "cancelled"
    assert room.told == []


async def test_given_back_nothing_of_it_is_said_any_more(room: Room) -> None:
    await room.run("mentors.cancel")
    assert await room.until(STARTS + HOUR) == []


async def test_moved_only_the_new_time_counts(room: Room) -> None:
    await room.run("mentors.book", slot="later")
    said = await room.until(STARTS + HOUR - MINUTE)
    assert [text.partition(", c’est ")[2][:13] for text in said] == ["demain à 14:0", "aujourd’hui à"]
    assert await state(room) == "booked"


async def test_at_the_hour_the_conversation_opens_by_itself_once(room: Room) -> None:
    hour = next(one for one in room.later if one.kind == agenda.HOUR)
    await room.until(STARTS)
    again = await room.happen(hour.kind, hour.payload)
    assert (again.lines, again.events) == ((), ())
    async with room.database.read() as db:
        found = await open_of(db, 1)
        news = [row.kind for row in await db.execute(select(events.c.kind).order_by(events.c.id))]
        kept = await db.scalar(select(t.appointments.c.handoff_id))
    assert found is not None
    assert (found.state, found.mentor_id, found.topic, found.id) == ("held", 1, "cv", kept)
    assert news.count("mentors.taken") == 1
    assert await state(room) == "open"
    assert [one.payload["what"] for one in room.told] == ["soon", "soon", "now"]


async def test_who_waited_in_the_queue_is_taken_out_of_it(room: Room) -> None:
    async with room.database.write() as db:
        waiting = await handoff(db, 1, topic="letter")
    await room.until(STARTS)
    async with room.database.read() as db:
        found = await open_of(db, 1)
    assert found is not None
    assert (found.id, found.state, found.mentor_id) == (waiting, "held", 1)


async def test_who_talks_with_another_mentor_is_not_disturbed(room: Room) -> None:
    async with room.database.write() as db:
        await mentor(db, 2)
        await handoff(db, 1, state="held", mentor_id=2)
    said = await room.until(STARTS + HOUR)
    assert all("pu avoir lieu" not in text for text in said)
    assert await state(room) == "done"


@pytest.mark.parametrize("what", ["account", "vetting"])
async def test_a_mentor_who_may_no_longer_does_not_come_and_they_are_told(room: Room, what: str) -> None:
    async with room.database.write() as db:
        if what == "account":
            await db.execute(update(accounts).where(accounts.c.id == 1).values(disabled_at=NOON))
        else:
            await db.execute(update(t.vettings).values(withdrawn_at=NOON))
    said = await room.until(STARTS)
    assert "Ce n’est pas ta faute" in said[-1]
    async with room.database.read() as db:
        assert await open_of(db, 1) is None


async def test_who_did_not_come_hears_a_kind_word_and_is_with_the_bot_again(room: Room) -> None:
    await room.until(STARTS)
    async with room.database.write() as db:
        await db.execute(update(people).values(mode="human"))
    said = await room.until(STARTS + HOUR)
    assert said == ["On s’est ratés aujourd’hui. Ça arrive, et Mentor 1 ne t’en veut pas."]
    async with room.database.read() as db:
        assert await open_of(db, 1) is None
        assert await db.scalar(select(people.c.mode)) == "bot"
    assert await state(room) == "missed"


async def test_who_talks_goes_on_talking_after_the_end(room: Room) -> None:
    await room.until(STARTS)
    async with room.database.write() as db:
        await db.execute(update(t.handoffs).values(person_at=STARTS + 5 * MINUTE))
    assert await room.until(STARTS + HOUR) == []
    async with room.database.read() as db:
        assert await open_of(db, 1) is not None
    assert await state(room) == "done"


async def test_cancelled_by_the_mentor_with_the_entry_taken_out_and_not_at_night(room: Room) -> None:
    async with room.database.write() as db:
        off = await store.take_back(db, NOON, 1, "s")
    assert off is not None
    room.time.at = NOON + 11 * HOUR  # midnight in Paris
    asleep = await room.happen(agenda.OFF, {"appointment": off.id})
    assert asleep.lines == ()
    assert [str(one.due_at) for one in asleep.events] == ["2026-11-22 07:00:00+00:00"]
    awake = await room.until(NOON + 20 * HOUR)
    assert len(awake) == 1
    assert "Ce n’est pas ta faute" in awake[0]


@pytest.mark.parametrize("payload", [{}, {"appointment": "1"}, {"appointment": 99, "starts": 1}])
async def test_news_of_nothing_says_nothing(room: Room, payload: dict[str, object]) -> None:
    for kind in (agenda.REMIND, agenda.HOUR, agenda.OVER, agenda.OFF):
        outcome = await room.happen(kind, payload)  # type: ignore[arg-type]  # an odd row
        assert (outcome.lines, outcome.events) == ((), ())
