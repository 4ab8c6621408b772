"""Reading a transcript: whose it is, from where on, how much; files; and what a flow shows."""

from __future__ import annotations

import asyncio

import orjson
import pytest

from bot.channels.model import Address, FileRef
from bot.ports import State
from bot.storage.engine import Database
from bot.storage.feeds import Feeds
from bot.storage.sealed import Identity
from bot.storage.tables.people import people
from bot.storage.transcripts import StoredFiles, StoredTranscripts, read_lines
from tests.bot.storage.rows import address, line, person
from tests.fakes.clock import FakeTime

HER = Address("web", "web", "her")


@pytest.fixture
def feeds(database: Database) -> Feeds:
    return Feeds(database)


@pytest.fixture
def transcripts(database: Database, feeds: Feeds) -> StoredTranscripts:
    media = {"media/forces.png": (FileRef("media/forces.png", "forces.png", "image/png"), b"png")}
    return StoredTranscripts(database, feeds, Identity(), media.get)


async def test_where_somebody_stands(database: Database, transcripts: StoredTranscripts) -> None:
    assert await transcripts.state(HER) is None
    await person(database, 3, locale="ar", mode="waiting", last_seq=12)
    await address(database, 3, "her")
    assert await transcripts.state(HER) == State(3, "ar", "waiting", 12)
    for other in (Address("web", "web", "HER"), Address("web", "other", "her"), Address("telegram", "web", "her")):
        assert await transcripts.state(other) is None


async def test_lines_come_in_order_from_where_asked_and_only_theirs(
    database: Database, transcripts: StoredTranscripts
) -> None:
    await person(database, 1)
    await person(database, 2)
    for seq in (3, 1, 2):
        await line(database, seq, body=b'{"text":"%d"}' % seq, author="me" if seq == 2 else "bot")
    await line(database, 1, person_id=2, body=b'{"text":"not hers"}')
    assert [(m.seq, m.author, m.text) for m in await transcripts.read(1, 0)] == [
        (1, "bot", "1"), (2, "me", "2"), (3, "bot", "3"),
    ]  # fmt: skip
    assert [m.seq for m in await transcripts.read(1, 1)] == [2, 3]
    assert [m.seq for m in await transcripts.read(1, 0, limit=2)] == [1, 2]
    assert await transcripts.read(1, 99) == await transcripts.read(9, 0) == []
    async with database.read() as db:
        assert [m.seq for m in await read_lines(db, Identity(), 1, 1, until=2)] == [2]


async def test_a_stored_file_comes_back_by_its_id_alone(database: Database, transcripts: StoredTranscripts) -> None:
    await person(database)
    files = StoredFiles(database, Identity(), FakeTime().clock)
    one = await files.put(1, "mon CV é.pdf", "application/pdf", b"%PDF")
    two = await files.put(1, "vide", "text/plain", b"")
    assert one.id != two.id
    assert await transcripts.file(one.id) == (FileRef(one.id, "mon CV é.pdf", "application/pdf"), b"%PDF")
    assert await transcripts.file(two.id) == (FileRef(two.id, "vide", "text/plain"), b"")
    assert await transcripts.file("id-999999") is None


async def test_a_line_shows_the_files_that_are_there_and_the_pictures_of_flows(
    database: Database, transcripts: StoredTranscripts
) -> None:
    await person(database)
    await person(database, 2)
    files = StoredFiles(database, Identity(), FakeTime().clock)
    kept, others = await files.put(1, "cv.pdf", "application/pdf", b"%PDF"), await files.put(2, "b", "text/plain", b"b")
    for seq, id in enumerate((kept.id, "gone", "media/forces.png", others.id, ""), 1):
        shown = [[id, "cv.pdf", "application/pdf", ""]] if id else []
        await line(database, seq, body=orjson.dumps({"text": str(seq), "files": shown}))
    read = await transcripts.read(1, 0)
    assert [(m.text, [file.id for file in m.files]) for m in read] == [
        ("1", [kept.id]), ("2", []), ("3", ["media/forces.png"]), ("4", []), ("5", []),
    ]  # fmt: skip


async def test_what_a_flow_shows_is_found_by_its_path_and_nothing_else(transcripts: StoredTranscripts) -> None:
    found = await transcripts.file("media/forces.png")
    assert found is not None
    assert found[1] == b"png"
    for wrong in ("forces.png", "media/../media/forces.png", "/media/forces.png", "../../etc/passwd", ""):
        assert await transcripts.file(wrong) is None


async def test_changes_begin_with_what_is_there_and_follow(
    database: Database, transcripts: StoredTranscripts, feeds: Feeds
) -> None:
    await person(database, last_seq=4)
    changes = transcripts.changes(1)
    assert await anext(changes) == 4
    feeds.added({1: 5, 2: 9})
    feeds.added({1: 7})
    assert await anext(changes) == 7
    feeds.added({1: 6})
    waiting = asyncio.ensure_future(anext(changes))
    feeds.added({1: 8})
    assert await waiting == 8


async def test_somebody_erased_has_nothing(database: Database, transcripts: StoredTranscripts) -> None:
    await person(database)
    await address(database, 1, "her")
    ref = await StoredFiles(database, Identity(), FakeTime().clock).put(1, "a", "text/plain", b"a")
    await line(database, 1)
    async with database.write() as db:
        await db.execute(people.delete())
    assert await transcripts.state(HER) is None
    assert await transcripts.read(1, 0) == []
    assert await transcripts.file(ref.id) is None
