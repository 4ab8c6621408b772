"""Transcripts, feeds, offsets and purging by themselves; the conversation's tests use them all day."""

import asyncio
from datetime import timedelta

from sqlalchemy import func, insert, select

from bot.channels.model import Address, FileRef
from bot.storage.engine import Database
from bot.storage.feeds import Feeds, Listener
from bot.storage.keeping import DEFAULTS
from bot.storage.purge import FINISHED, purge
from bot.storage.sealed import Identity
from bot.storage.tables.conversation import messages, seen
from bot.storage.tables.later import effects, events
from bot.storage.tables.people import addresses, people
from bot.storage.transcripts import StoredTranscripts
from tests.fakes.clock import FakeTime


async def person(database: Database, time: FakeTime, lines: int = 0) -> None:
    now = time.now()
    async with database.write() as db:
        await db.execute(insert(people).values(id=1, locale="fr", created_at=now, last_seen_at=now, last_seq=lines))
        await db.execute(
            insert(addresses).values(id=1, person_id=1, channel="web", account="w", chat="a", created_at=now)
        )
        for seq in range(1, lines + 1):
            body = b'{"text":"%d"}' % seq
            row = {"person_id": 1, "seq": seq, "direction": "out", "author": "bot", "body": body, "state": "kept"}
            await db.execute(insert(messages).values(row | {"priority": 1, "created_at": now}))


async def test_lines_are_read_in_pages(database: Database) -> None:
    await person(database, FakeTime(), lines=7)
    transcripts = StoredTranscripts(database, Feeds(database), Identity())
    assert [line.seq for line in await transcripts.read(1, 2, limit=3)] == [3, 4, 5]
    assert [line.seq for line in await transcripts.read(1, 5)] == [6, 7]
    assert await transcripts.read(1, 7) == []
    assert await transcripts.state(Address("web", "w", "b")) is None


async def test_pictures_of_flows_come_from_the_library(database: Database) -> None:
    ref = FileRef("media/a.png", "a.png", "image/png")
    transcripts = StoredTranscripts(
        database, Feeds(database), Identity(), lambda path: (ref, b"png") if path == ref.id else None
    )
    assert await transcripts.file("media/a.png") == (ref, b"png")
    assert await transcripts.file("media/b.png") is None


async def test_a_listener_gets_the_newest_once() -> None:
    listener = Listener()
    for seq in (1, 3, 2):
        listener.seen(seq)
    assert await listener.next() == 3
    waiting = asyncio.ensure_future(listener.next())
    await asyncio.sleep(0)
    listener.seen(3)
    assert not waiting.done()
    listener.seen(4)
    assert await waiting == 4


async def test_finished_work_and_old_repeats_are_let_go(database: Database) -> None:
    time = FakeTime()
    await person(database, time)
    now = time.now()
    async with database.write() as db:
        row = {"person_id": 1, "kind": "x", "due_at": now}
        for table in (events, effects):
            await db.execute(insert(table).values(row | {"key": "done", "done_at": now}))
            await db.execute(insert(table).values(row | {"key": "waits"}))
        once = {"address_id": 1, "external_id": "x", "person_id": 1, "first_seq": 1, "last_seq": 1, "at": now}
        await db.execute(insert(seen).values(once))

    async def left() -> list[int]:
        async with database.read() as db:
            return [int(await db.scalar(select(func.count()).select_from(t)) or 0) for t in (seen, events, effects)]

    await purge(database, now + DEFAULTS.updates - timedelta(seconds=1))
    assert await left() == [1, 2, 2]
    await purge(database, now + FINISHED)
    assert await left() == [0, 1, 1]
