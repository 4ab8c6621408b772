"""Two identical services on one database, as two processes would be (each with connections of its own)."""

import asyncio
import random
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import func, select

from bot.outbox.service import LEASE
from bot.storage.engine import Database
from bot.storage.feeds import Feeds
from bot.storage.sealed import Identity
from bot.storage.tables.people import people
from bot.storage.transcripts import StoredTranscripts
from flows.events import Typed
from tests.bot.conversation.house import make_house
from tests.bot.outbox.house import Service, make_service
from tests.fakes.until import PATIENCE_S

CHATS, WORDS = 12, 6


@pytest.fixture
async def two(postgres_address: str) -> AsyncIterator[tuple[Service, Service]]:
    """PostgreSQL only: on SQLite one process runs."""
    databases = [await Database.open(postgres_address) for _ in range(2)]
    first, second = (make_service(database) for database in databases)
    second.time.at = first.time.at
    yield first, second
    for service in (first, second):
        service.post.gate.set()
        await service.outbox.close()
        await service.talk.idle()
        await service.database.close()


async def test_a_new_person_at_both_doors_is_one_person(two: tuple[Service, Service]) -> None:
    first, _ = two
    for round in range(10):
        waiting = [one.talk.take(one.incoming(f"new{round}", f"{n}", f"id{n}")) for n, one in enumerate(two)]
        answers = await asyncio.gather(*waiting)
        assert answers[0].person_id == answers[1].person_id
    async with first.database.read() as db:
        assert await db.scalar(select(func.count()).select_from(people)) == 10


async def test_updates_at_random_doors_and_twice_are_heard_once_and_answered_in_order(
    two: tuple[Service, Service],
) -> None:
    """Each chat's next update comes when the last was taken; at either door, one in three at both at once."""
    chance = random.Random(7)

    async def talk(chat: str) -> None:
        for number in range(WORDS):
            doors = chance.sample(two, 2 if chance.random() < 0.33 else 1)
            answers = await asyncio.gather(
                *(door.talk.take(door.incoming(chat, f"word{number}", f"{number}")) for door in doors)
            )
            assert len({answer.messages for answer in answers}) == 1

    await asyncio.gather(*(talk(f"chat{n}") for n in range(CHATS)))
    for _ in range(4):
        for service in two:
            await service.outbox.sweep()
            await service.outbox.idle()
            await service.talk.idle()
    sent: dict[str, list[int]] = {}
    for service in two:
        for chat, seqs in service.post.seqs.items():
            sent.setdefault(chat, []).extend(seqs)
    expected = [2, 3, *range(5, 2 * WORDS + 2, 2)]
    assert {chat: sorted(seqs) for chat, seqs in sent.items()} == {f"chat{n}": expected for n in range(CHATS)}
    for service in two:
        assert all(seqs == sorted(seqs) for seqs in service.post.seqs.values())


async def test_while_one_delivers_the_other_leaves_that_person_alone(two: tuple[Service, Service]) -> None:
    first, second = two
    first.post.gate.clear()
    await first.say("a", "un")
    await second.talk.take(second.incoming("a", "deux", "other"))
    assert await second.outbox.sweep() == 0
    assert second.post.sent == []
    first.post.gate.set()
    await first.outbox.idle()
    await first.talk.idle()
    assert await second.outbox.sweep() == 1
    await second.outbox.idle()
    assert (first.post.texts("a"), second.post.texts("a")) == (["hello fr", "question 0"], ["1: deux"])


async def test_a_dead_process_is_replaced_when_its_lease_ends(two: tuple[Service, Service]) -> None:
    first, second = two
    first.post.gate.clear()
    await first.say("a", "un")
    second.time.forward(seconds=LEASE.total_seconds() + 1)
    assert await second.outbox.sweep() == 1
    await second.outbox.idle()
    assert second.post.texts("a") == ["hello fr", "question 0"]


async def test_the_feed_brings_lines_of_the_other_process(address: str) -> None:
    here, there = await Database.open(address), await Database.open(address)
    house = make_house(there)
    person_id = (await house.say("a", "un")).person_id
    feeds = Feeds(here)
    running = asyncio.create_task(feeds.run())
    changes = StoredTranscripts(here, feeds, Identity()).changes(person_id)
    assert await anext(changes) == 3
    waiting = asyncio.ensure_future(anext(changes))
    await asyncio.sleep(0)
    await house.say("a", Typed("deux"))
    assert await asyncio.wait_for(waiting, PATIENCE_S) == 5
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    await here.close()
    await there.close()
