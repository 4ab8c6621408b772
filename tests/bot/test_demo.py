"""A demonstration has workshops to come at every start, once each; without `--demo` none is left to be seen."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import insert, select

from bot.demo import NEWCOMER, SATURDAY, SLOTS, TOLD, TOWNS, stage
from bot.exchange import Towns
from bot.invite import DEMO, DEMO_HOST
from bot.storage.engine import Database
from bot.storage.sealed import Identity
from bot.storage.tables.later import events
from bot.storage.tables.people import people
from bot.workshops.kits.reader import kits
from bot.workshops.model import Workshop
from bot.workshops.rules.editions import cloned
from bot.workshops.store import edit, lists
from bot.workshops.store.export import upcoming
from bot.workshops.store.hosts import approve, host_of, named
from bot.workshops.store.search import Wanted, nearest
from bot.workshops.store.seats import book
from bot.workshops.store.workshops import add, by_key
from tests.fakes.clock import FakeTime

PARIS, SEALER = ZoneInfo("Europe/Paris"), Identity()
DAY = timedelta(days=1)


async def start(database: Database, time: FakeTime, *, demo: bool = True) -> list[Workshop]:
    """What staff see afterwards."""
    await stage(database, time.clock, SEALER, PARIS, demo=demo)
    async with database.read() as db:
        return list(await lists.for_staff(db, time.now(), 200))


def test_slots_are_told_apart_and_made_of_kits_in_known_towns() -> None:
    assert not [key for key, count in Counter(slot.key for slot in SLOTS).items() if count > 1]
    assert {slot.kit for slot in SLOTS} == {kit.slug for kit in kits()}
    towns = Towns()
    for insee, spot in TOWNS.items():
        town = towns.coded(insee)
        assert town
        assert (town.name, town.lat, town.lon) == (spot.town, spot.lat, spot.lon)
    assert ("host", DEMO_HOST) in DEMO


@pytest.mark.parametrize("day", range(7))
async def test_every_start_has_the_same_once_in_the_days_to_come(database: Database, day: int) -> None:
    time = FakeTime()
    time.forward(days=day)
    found = await start(database, time)
    assert await start(database, time) == found
    assert len(found) == len(SLOTS)
    for one in found:
        assert time.now() + DAY < one.draft.starts_at < time.now() + 15 * DAY
        assert one.draft.starts_at.astimezone(PARIS).weekday() < SATURDAY
        assert one.draft.title.endswith("(démonstration)")
        assert one.draft.summary.startswith(TOLD)
        assert one.draft.kit
    assert Counter((one.state, one.draft.host) for one in found) == {
        ("open", DEMO_HOST): len(SLOTS) - 1,
        ("pending", NEWCOMER): 1,
    }
    async with database.read() as db:
        near = await nearest(db, Wanted(48.93, 2.36, ("fr",), time.now()), 3)
    assert near[0].km < 1


async def test_a_demonstration_that_runs_for_weeks_never_goes_dry(database: Database) -> None:
    """Staged again every hour, as the service does; here four times a day."""
    time = FakeTime()
    for _ in range(4 * 21):
        await stage(database, time.clock, SEALER, PARIS, demo=True)
        time.forward(hours=6)
    async with database.read() as db:
        near = await nearest(db, Wanted(48.93, 2.36, ("fr",), time.now()), 3)
        coming = [one for one in await lists.for_staff(db, time.now(), 2000) if one.draft.starts_at > time.now()]
    assert near[0].km < 1
    assert len(coming) >= len(SLOTS) - 1


async def test_what_is_past_is_made_anew_and_what_somebody_cancelled_stays_so_until_then(database: Database) -> None:
    time = FakeTime()
    first = await start(database, time)
    async with database.write() as db:
        await edit.cancel(db, SEALER, time.now(), first[1].id)
        waits = next(one for one in first if one.state == "pending")
        await approve(db, await host_of(db, waits.id) or 0, time.now())
    again = await start(database, time)
    assert len(again) == len(SLOTS)
    assert Counter(one.state for one in again) == {"open": len(SLOTS) - 1, "cancelled": 1}
    time.forward(days=3, hours=12)
    later = await start(database, time)
    ahead = [one for one in later if one.draft.starts_at > time.now()]
    assert len(ahead) == len(SLOTS)
    assert len(later) > len(ahead), "what took place is still there for staff"
    time.forward(days=40)
    much_later = await start(database, time)
    assert Counter(one.state for one in much_later if one.draft.starts_at > time.now()) == {"open": len(SLOTS)}


async def test_without_demo_none_is_seen_and_who_had_a_seat_is_told(database: Database) -> None:
    time = FakeTime()
    one = next(one for one in await start(database, time) if one.state == "open")
    async with database.write() as db:
        at = {"locale": "fr", "created_at": time.now(), "last_seen_at": time.now()}
        await db.execute(insert(people), [at | {"id": 1}])
        await book(db, time.now(), 1, one.id, "seat")
        host_id = await host_of(db, one.id)
        [copy] = cloned([one.draft], one.draft.starts_at.date() + 7 * DAY, "Copie")
        await add(db, copy, "open", "copy", time.now(), host_id)
        real = await add(db, copy, "open", "real", time.now(), await named(db, "Boulangerie Momo", time.now()))
    assert [left.id for left in await start(database, time, demo=False)] == [real.id]
    async with database.read() as db:
        assert [left.id for left in await lists.ahead(db, time.now(), 99)] == [real.id]
        assert [left.id for left in await upcoming(db, time.now())] == [real.id]
        assert await lists.of_host(db, host_id or 0, time.now(), 99) == []
        assert await lists.last_of(db, host_id or 0) is None
        near = await nearest(db, Wanted(48.93, 2.36, ("fr",), time.now(), with_full=True), 99)
        assert [found.workshop_id for found in near] == [real.id]
        assert (await db.execute(select(events.c.kind, events.c.person_id))).all() == [(edit.CANCELLED, 1)]
        gone = await by_key(db, one.key)
    assert gone
    assert gone.state == "cancelled", "who has its address is told"
    assert len(await start(database, time)) == len(SLOTS) + 1, "and with it they are there again"


async def test_a_service_that_never_was_a_demo_is_left_alone(database: Database) -> None:
    assert await start(database, FakeTime(), demo=False) == []
