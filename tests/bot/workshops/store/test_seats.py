"""Seats on both databases: one each, never one too many, and what is given up goes to who waits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import delete, insert, select, update

from bot.storage.engine import Database
from bot.storage.sealed import Identity, open_json
from bot.storage.tables.later import events
from bot.storage.tables.people import people
from bot.storage.tables.workshops import seats, spots, workshops
from bot.workshops.model import SeatState
from bot.workshops.store import seats as store
from bot.workshops.store.seats import Booked, Booking, Closed, Waits
from tests.bot.workshops.rows import NOON, hold, talk

SEALER = Identity()
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)


async def house(database: Database, persons: int, places: int | None, starts: datetime = NOON + 3 * DAY) -> None:
    """Workshop 1 with so many seats, and people 1, 2, 3 …"""
    one = talk(1, 48.9, 2.35, starts)
    async with database.write() as db:
        at = {"locale": "fr", "created_at": NOON, "last_seen_at": NOON, "consent_at": NOON}
        await db.execute(insert(people), [at | {"id": id} for id in range(1, persons + 1)])
        await hold(db, replace(one, draft=replace(one.draft, seats=places)))


async def book(database: Database, person_id: int, now: datetime = NOON) -> Booking:
    async with database.write() as db:
        return await store.book(db, now, person_id, 1, f"seat{person_id}-{now.timestamp()}")


async def give_up(database: Database, person_id: int, now: datetime = NOON) -> SeatState | None:
    async with database.write() as db:
        had = await store.give_up(db, SEALER, now, person_id, 1)
    return had.state if had else None


async def states(database: Database) -> dict[int, str]:
    async with database.read() as db:
        return {row.person_id: row.state for row in await db.execute(select(seats.c.person_id, seats.c.state))}


async def taken(database: Database) -> tuple[int, bool]:
    """Seats counted, and whether the search says that it is full."""
    async with database.read() as db:
        counted = await db.scalar(select(workshops.c.taken))
        full = await db.scalar(select(spots.c.full))
    return int(counted or 0), bool(full)


async def offers(database: Database) -> list[tuple[int, datetime]]:
    async with database.read() as db:
        rows = (await db.execute(select(events).order_by(events.c.id))).all()
    assert all(row.kind == store.OFFER and open_json(SEALER, row.person_id, row.payload) for row in rows)
    return [(row.person_id, row.due_at) for row in rows]


async def test_a_seat_and_the_same_again(database: Database) -> None:
    await house(database, 1, 2)
    first, again = await book(database, 1), await book(database, 1, NOON + MINUTE)
    assert isinstance(first, Booked)
    assert isinstance(again, Booked)
    assert (first.again, again.again) == (False, True)
    assert first.seat.key == again.seat.key, "the calendar entry stays the same"
    assert await taken(database) == (1, False)


async def test_full_is_a_waiting_list_in_order(database: Database) -> None:
    await house(database, 4, 1)
    found = [await book(database, person, NOON + person * MINUTE) for person in (1, 2, 3, 4)]
    assert isinstance(found[0], Booked)
    assert [one.ahead for one in found[1:] if isinstance(one, Waits)] == [0, 1, 2]
    twice = await book(database, 3, NOON + 9 * MINUTE)
    assert isinstance(twice, Waits)
    assert twice.ahead == 1, "asking again costs nobody their place"
    assert await taken(database) == (1, True)


async def test_without_a_number_of_seats_everybody_comes(database: Database) -> None:
    await house(database, 40, None)
    for person in range(1, 41):
        assert isinstance(await book(database, person), Booked)
    assert await taken(database) == (40, False)


async def test_what_is_given_up_is_free_again(database: Database) -> None:
    await house(database, 2, 1)
    await book(database, 1)
    assert await give_up(database, 1) == "booked"
    assert await give_up(database, 1) is None, "nothing is given up twice"
    assert await taken(database) == (0, False)
    assert isinstance(await book(database, 2), Booked)
    assert isinstance(await book(database, 1), Waits)


async def test_the_first_who_waits_is_offered_the_seat_and_nobody_slips_in_between(database: Database) -> None:
    await house(database, 4, 1)
    for person in (1, 2, 3):
        await book(database, person, NOON + person * MINUTE)
    await give_up(database, 1, NOON + DAY)
    assert await states(database) == {1: "given_up", 2: "offered", 3: "waiting"}
    assert await offers(database) == [(2, NOON + DAY)]
    assert isinstance(await book(database, 4, NOON + DAY), Waits), "the seat is kept for who waited"
    assert await taken(database) == (1, True)


async def test_an_offer_is_held_taken_or_lapses_to_the_next(database: Database) -> None:
    await house(database, 4, 1)
    for person in (1, 2, 3):
        await book(database, person, NOON + person * MINUTE)
    now = NOON + DAY
    await give_up(database, 1, now)
    async with database.write() as db:
        told = await store.tell(db, SEALER, now, 2, 1)
        assert told is not None
        assert told.hold_until == now + 30 * MINUTE
        assert not await store.lapse(db, SEALER, now + 29 * MINUTE, 2, 1)
        assert await store.lapse(db, SEALER, now + 30 * MINUTE, 2, 1)
        assert not await store.lapse(db, SEALER, now + 31 * MINUTE, 2, 1)
        assert await store.tell(db, SEALER, now, 2, 1) is None
        assert await store.tell(db, SEALER, now + 30 * MINUTE, 3, 1)
    assert isinstance(await book(database, 3, now + 40 * MINUTE), Booked)
    async with database.write() as db:
        assert not await store.lapse(db, SEALER, now + DAY, 3, 1), "who answered keeps it"
    assert await states(database) == {1: "given_up", 2: "given_up", 3: "booked"}
    assert await taken(database) == (1, True)


async def test_a_night_offer_waits_for_the_morning(database: Database) -> None:
    await house(database, 2, 1)
    await book(database, 1)
    await book(database, 2)
    night = NOON.replace(hour=22)
    await give_up(database, 1, night)
    assert await offers(database) == [(2, (NOON + DAY).replace(hour=7))], "eight o'clock in Paris"


async def test_shortly_before_it_begins_nobody_is_offered_anything(database: Database) -> None:
    await house(database, 3, 1, NOON + timedelta(hours=1))
    for person in (1, 2, 3):
        await book(database, person)
    await give_up(database, 1, NOON + 40 * MINUTE)
    assert await offers(database) == []
    assert await taken(database) == (0, False)
    assert isinstance(await book(database, 3, NOON + 41 * MINUTE), Booked)


async def test_who_gives_up_an_offer_or_a_place_on_the_list(database: Database) -> None:
    await house(database, 4, 1)
    for person in (1, 2, 3, 4):
        await book(database, person, NOON + person * MINUTE)
    await give_up(database, 1, NOON + DAY)
    assert await give_up(database, 2, NOON + DAY) == "offered"
    assert await give_up(database, 4, NOON + DAY) == "waiting"
    assert await states(database) == {1: "given_up", 2: "given_up", 3: "offered", 4: "given_up"}
    async with database.write() as db:
        assert await store.tell(db, SEALER, NOON + DAY, 2, 1) is None, "the event of the first offer finds nothing"


@pytest.mark.parametrize("why", ["cancelled", "past", "unknown"])
async def test_what_can_not_be_booked(database: Database, why: str) -> None:
    await house(database, 1, 5, NOON if why == "past" else NOON + DAY)
    async with database.write() as db:
        if why == "cancelled":
            await db.execute(update(workshops).values(state="cancelled"))
        booking = await store.book(db, NOON, 1, 99 if why == "unknown" else 1, "x")
    assert isinstance(booking, Closed)
    assert await states(database) == {}


async def test_attendance_is_noted_for_who_had_a_seat(database: Database) -> None:
    await house(database, 2, 1)
    await book(database, 1)
    await book(database, 2)
    async with database.write() as db:
        assert await store.attended(db, NOON, 1, 1, came=True)
        assert not await store.attended(db, NOON, 1, 1, came=True)
        assert await store.attended(db, NOON, 1, 1, came=False), "a slip of the finger is put right"
        assert not await store.attended(db, NOON, 2, 1, came=True)


async def test_erasing_gives_the_seat_to_who_waits(database: Database) -> None:
    await house(database, 3, 1)
    for person in (1, 2, 3):
        await book(database, person, NOON + person * MINUTE)
    async with database.write() as db:
        await store.erase(db, SEALER, 1, NOON)
        await store.erase(db, SEALER, 2, NOON)
    assert await states(database) == {3: "offered"}


async def test_seats_of_people_who_were_deleted_are_counted_free(database: Database) -> None:
    await house(database, 4, 2)
    for person in (1, 2, 3):
        await book(database, person, NOON + person * MINUTE)
    async with database.write() as db:
        await db.execute(delete(people).where(people.c.id.in_([1, 2])))
        assert await store.recount(db, SEALER, NOON) == 2
        assert await store.recount(db, SEALER, NOON) == 0
    assert await states(database) == {3: "offered"}
    assert await taken(database) == (1, False)


async def test_seats_in_lists(database: Database) -> None:
    await house(database, 3, 1)
    for person in (1, 2, 3):
        await book(database, person, NOON + person * MINUTE)
    async with database.read() as db:
        waiting: Sequence[int] = [seat.person_id for seat in await store.of_workshop(db, 1, "waiting")]
        mine = await store.of_person(db, 1)
    assert waiting == [2, 3]
    assert [(seat.workshop_id, seat.state) for seat in mine] == [(1, "booked")]
