"""What an older Passerelle stored open is sealed, all of it, once; nothing is lost on the way."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

import pytest
from sqlalchemy import func, insert, select

from bot.channels.model import Address, Incoming
from bot.clock import Clock
from bot.conversation import Conversation
from bot.storage import reseal as reseal_module
from bot.storage.engine import Database
from bot.storage.feeds import Feeds
from bot.storage.keys import SEALED
from bot.storage.reseal import reseal, sealed_columns
from bot.storage.sealed import Identity
from bot.storage.tables.conversation import messages
from bot.storage.tables.keys import masters
from bot.storage.tables.mentors import handoffs, transfers
from bot.storage.transcripts import StoredFiles, StoredTranscripts
from bot.storage.vault import open_keys
from flows.events import Typed
from tests.bot.mentors.rows import all_of, mentor
from tests.bot.storage.test_cleaning import on_disk
from tests.fakes.clock import FakeTime
from tests.fakes.flows import SmallFlows

TIME = FakeTime()
ADDRESS = Address("web", "bot", "a")


async def old_talk(database: Database, lines: int) -> int:
    """As before there were keys; returns the person."""
    talk = Conversation(database, SmallFlows(), feeds=Feeds(database), clock=TIME.clock)
    answer = await talk.take(Incoming(ADDRESS, "0", Typed("hi"), TIME.now()))
    said = [Incoming(ADDRESS, f"s{n}", Typed(f"verysecret {n}"), TIME.now()) for n in range(lines)]
    await talk.take_many(said)
    files = StoredFiles(database, Identity(), TIME.clock)
    await files.put(answer.person_id, "verysecret.pdf", "x/x", b"%verysecret", "f")
    return answer.person_id


async def open_values(database: Database) -> int:
    found = 0
    async with database.read() as db:
        for table, name in sealed_columns():
            column = table.c[name]
            head = func.substr(column, 1, len(SEALED))
            found += await db.scalar(select(func.count()).where(column.is_not(None), head != SEALED)) or 0
    return found


async def test_an_old_database_opens_is_sealed_and_reads_the_same(database: Database, tmp_path: Path) -> None:
    person_id = await old_talk(database, reseal_module.AT_ONCE)
    keys = await open_keys(database, None, tmp_path / "keys", Clock())
    transcripts = StoredTranscripts(database, Feeds(database), keys)
    before = await transcripts.read(person_id, 0, 1000)
    assert await reseal(database, keys, TIME.clock) > 2 * reseal_module.AT_ONCE
    assert await open_values(database) == 0
    assert await transcripts.read(person_id, 0, 1000) == before
    assert (await transcripts.file("f") or (None, b""))[1] == b"%verysecret"
    talk = Conversation(database, SmallFlows(), feeds=Feeds(database), clock=TIME.clock, sealer=keys)
    assert (await talk.take(Incoming(ADDRESS, "later", Typed("go on"), TIME.now()))).person_id == person_id
    if database.dialect == "sqlite":
        assert b"verysecret" not in on_disk(tmp_path)
    async with database.read() as db:
        assert await db.scalar(select(masters.c.sealed_at)) == TIME.now()
    keys.close()


async def test_once_done_it_is_not_looked_for_again(database: Database, tmp_path: Path) -> None:
    person_id = await old_talk(database, 1)
    keys = await open_keys(database, None, tmp_path / "keys", Clock())
    assert await reseal(database, keys, TIME.clock)
    async with database.write() as db:
        line = {"direction": "in", "author": "me", "state": "kept", "priority": 1, "created_at": TIME.now()}
        await db.execute(insert(messages).values(line | {"person_id": person_id, "seq": 999, "body": b"{}"}))
    assert await reseal(database, keys, TIME.clock) == 0
    keys.close()


async def test_people_talk_meanwhile(database: Database, tmp_path: Path) -> None:
    person_id = await old_talk(database, reseal_module.AT_ONCE * 2)
    keys = await open_keys(database, None, tmp_path / "keys", Clock())
    talk = Conversation(database, SmallFlows(), feeds=Feeds(database), clock=TIME.clock, sealer=keys)

    async def chat() -> None:
        for n in range(20):
            await talk.take(Incoming(ADDRESS, f"m{n}", Typed(f"verysecret {n}"), TIME.now()))

    await asyncio.gather(reseal(database, keys, TIME.clock), chat())
    assert await open_values(database) == 0
    lines = await StoredTranscripts(database, Feeds(database), keys).read(person_id, 0, 1000)
    assert sum(line.author == "me" for line in lines) == 1 + reseal_module.AT_ONCE * 2 + 20
    keys.close()


async def test_rows_of_every_table_are_sealed_with_the_key_of_their_person(database: Database, tmp_path: Path) -> None:
    person_id = await old_talk(database, 0)
    async with database.write() as db:
        await mentor(db, 1)
        await mentor(db, 2)
        await all_of(db, person_id, "verysecret")
        handoff_id = (await db.execute(select(handoffs.c.id))).scalar_one()
        offer = {"handoff_id": handoff_id, "from_account": 1, "to_account": 2, "note": b'"n"', "state": "offered"}
        at = {"at": TIME.now(), "expires_at": TIME.now()}
        await db.execute(insert(transfers).values(offer | at))
    keys = await open_keys(database, None, tmp_path / "keys", Clock())
    held: set[str] = set()
    await reseal(database, keys, TIME.clock)
    async with database.read() as db:
        for table, name in sealed_columns():
            for value in (await db.execute(select(table.c[name]).where(table.c[name].is_not(None)))).scalars():
                keys.open(person_id, value)
                held.add(table.name)
    assert {"messages", "sessions", "files", "transfers", "notes", "promises"} <= held
    assert await open_values(database) == 0
    keys.close()


@pytest.mark.parametrize("length", [0, 1, 3])
async def test_the_shortest_values_too(database: Database, tmp_path: Path, length: int) -> None:
    person_id = await old_talk(database, 0)
    await StoredFiles(database, Identity(), TIME.clock).put(person_id, "", "x/x", os.urandom(length), "short")
    keys = await open_keys(database, None, tmp_path / "keys", Clock())
    await reseal(database, keys, TIME.clock)
    assert await open_values(database) == 0
    keys.close()
