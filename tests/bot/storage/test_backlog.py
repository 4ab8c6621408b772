"""What waits is counted as it stands; what is delivered, done or erased is not."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.errors import Unavailable
from bot.storage.backlog import Backlog, backlog
from bot.storage.engine import Database
from bot.storage.tables.later import effects, parked
from bot.storage.tables.people import people
from tests.bot.outbox.house import make_service
from tests.bot.storage.rows import NOON, line, person, put
from tests.fakes.until import until
from tests.fixtures.postgres import MISSING, binaries, server


def effect(key: str, **columns: object) -> dict[str, object]:
    return {"person_id": 1, "kind": "cv.render", "key": key, "due_at": NOON, **columns}


async def test_an_empty_house(database: Database) -> None:
    assert await backlog(database, NOON) == Backlog(effects={"waiting": 0, "tried": 0})


async def test_only_what_is_due_and_not_delivered_counts(database: Database) -> None:
    await person(database, 1, out_seq=4, done_seq=1)
    await person(database, 2, out_seq=2, done_seq=2)
    for seq, state in enumerate(["sent", "due", "kept", "due", "due"], 1):
        await line(database, seq, state=state, created_at=NOON + timedelta(seconds=seq))
    await line(database, 1, person_id=2, state="due", created_at=NOON - timedelta(days=1))
    found = await backlog(database, NOON + timedelta(seconds=12))
    assert (found.outbox, found.oldest_seconds) == (3, 10.0)


async def test_effects_by_how_they_fare(database: Database) -> None:
    await person(database)
    await put(
        database, effects, effect("a"), effect("b"), effect("c", tries=1), effect("d", tries=4),
        effect("e", tries=1, done_at=NOON),
    )  # fmt: skip
    assert (await backlog(database, NOON)).effects == {"waiting": 2, "tried": 2}


async def test_what_was_set_aside_counts_until_the_person_is_erased(database: Database) -> None:
    await person(database)
    await put(database, parked, {
        "person_id": 1, "what": "turn", "kind": "Typed", "payload": b"{}", "error": "ValueError", "at": NOON,
    })  # fmt: skip
    assert (await backlog(database, NOON)).parked == 1
    async with database.write() as db:
        await db.execute(people.delete())
    assert (await backlog(database, NOON)).parked == 0


@pytest.mark.postgres
async def test_a_database_that_went_away_is_unavailable() -> None:
    folder = binaries()
    if folder is None:
        pytest.skip(MISSING)
    with server(folder) as running:
        database = await Database.open(running.empty())
        assert (await backlog(database, NOON)).outbox == 0
    with pytest.raises(Unavailable):
        await backlog(database, NOON)
    await database.close()


async def test_what_waits_is_counted_and_aged(database: Database) -> None:
    service = make_service(database)
    assert (await backlog(database, service.time.now())).outbox == 0
    service.post.gate.clear()
    await service.say("a", "un")
    await until(lambda: service.post.under_way == 1)
    service.time.forward(seconds=5)
    found = await backlog(database, service.time.now())
    assert (found.outbox, found.oldest_seconds, found.parked) == (2, 5.0, 0)
    service.post.gate.set()
    await service.outbox.idle()
    await service.talk.idle()
    found = await backlog(database, service.time.now())
    assert (found.outbox, found.oldest_seconds) == (0, 0.0)
