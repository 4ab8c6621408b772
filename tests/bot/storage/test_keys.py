"""Data keys: what one person's key sealed, nothing else opens; and it is gone with them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, func, insert, select, update

from bot.channels.model import Address, Incoming
from bot.conversation import Conversation
from bot.storage import keys as keys_module
from bot.storage.engine import Database
from bot.storage.feeds import Feeds
from bot.storage.key_rows import key_rows
from bot.storage.keys import SEALED, Keyring, complete
from bot.storage.tables.conversation import messages
from bot.storage.tables.keys import person_keys
from bot.storage.tables.people import people
from bot.storage.transcripts import StoredTranscripts
from flows.events import Typed
from tests.fakes.clock import FakeTime
from tests.fakes.flows import SmallFlows

MASTER = bytes(range(32))
NOW = FakeTime().now()


class Rows:
    """The wrapped keys of these people."""

    def __init__(self, *ids: int) -> None:
        self._ids = ids

    def find(self, person_id: int) -> bytes | None:
        if person_id not in self._ids:
            return None
        return bytes(12) + AESGCM(MASTER).encrypt(bytes(12), bytes([person_id] * 32), b"person %d" % person_id)

    def close(self) -> None:
        return


@pytest.fixture
def ring(database: Database) -> Iterator[Keyring]:
    keys = another(database)
    yield keys
    keys.close()


def another(database: Database, master: bytes = MASTER) -> Keyring:
    return Keyring(master, key_rows(database), os.urandom)


async def add(database: Database, keys: Keyring, *ids: int) -> None:
    async with database.write() as db:
        at = {"locale": "fr", "created_at": NOW, "last_seen_at": NOW}
        await db.execute(insert(people), [at | {"id": id} for id in ids])
        await keys.give(db, ids)


async def test_what_was_sealed_opens_for_that_person_only(database: Database, ring: Keyring) -> None:
    await add(database, ring, 1, 2)
    sealed = ring.seal(1, b"Amina")
    assert ring.open(1, sealed) == b"Amina"
    assert b"Amina" not in sealed
    assert ring.seal(1, b"Amina") != sealed, "never twice the same"
    with pytest.raises(ValueError, match="does not open"):
        ring.open(2, sealed)
    for damaged in (sealed[:-1], sealed[:20], SEALED, sealed[:-1] + bytes([sealed[-1] ^ 1])):
        with pytest.raises(ValueError, match="does not open"):
            ring.open(1, damaged)


@settings(max_examples=40)
@given(plain=st.binary(max_size=3000))
async def test_anything_comes_back(plain: bytes) -> None:
    keys = Keyring(MASTER, Rows(1), os.urandom)
    assert keys.open(1, keys.seal(1, plain)) == plain


async def test_another_process_finds_the_key_by_itself_or_with_a_batch(database: Database, ring: Keyring) -> None:
    await add(database, ring, 1, 2)
    sealed = [ring.seal(id, b"x") for id in (1, 2)]
    alone, batch = another(database), Keyring(MASTER, Rows(), os.urandom)
    assert [alone.open(id, one) for id, one in enumerate(sealed, 1)] == [b"x", b"x"]
    alone.close()
    async with database.read() as db:
        await batch.load(db, [1, 2, 77])
        await batch.load(db, [])
    assert [batch.open(id, one) for id, one in enumerate(sealed, 1)] == [b"x", b"x"]


async def test_the_key_goes_with_the_person(database: Database, ring: Keyring) -> None:
    await add(database, ring, 1)
    sealed = ring.seal(1, b"x")
    async with database.write() as db:
        await db.execute(delete(people).where(people.c.id == 1))
        assert not await db.scalar(select(func.count()).select_from(person_keys))
    ring.forget(1)
    with pytest.raises(LookupError, match="no key"):
        ring.open(1, sealed)
    with pytest.raises(LookupError, match="no key"):
        ring.seal(1, b"y")


async def test_a_wrong_master_key_or_a_swapped_row_opens_nobodys(database: Database, ring: Keyring) -> None:
    await add(database, ring, 1, 2)
    wrong = another(database, bytes(32))
    with pytest.raises(ValueError, match="does not open"):
        wrong.seal(1, b"x")
    wrong.close()
    async with database.write() as db:
        theirs = select(person_keys.c.wrapped).where(person_keys.c.person_id == 2).scalar_subquery()
        await db.execute(update(person_keys).where(person_keys.c.person_id == 1).values(wrapped=theirs))
    ring.forget(1)
    with pytest.raises(ValueError, match="does not open"):
        ring.open(1, b"\x00PK1" + bytes(40))


async def test_what_is_older_than_keys_opens_as_it_is(database: Database, ring: Keyring) -> None:
    for old in (b"", b'{"text": "Amina"}', b"%PDF-1.7", b"\x00", b"\x00PK"):
        assert ring.open(1, old) == old


async def test_keys_of_a_transaction_that_failed_are_nobodys(database: Database, ring: Keyring) -> None:
    """The next one gives the same id to somebody else: another process may be the one that does."""
    with suppress(RuntimeError), ring.giving():
        async with database.write() as db:
            row = {"locale": "fr", "created_at": NOW, "last_seen_at": NOW}
            await db.execute(insert(people), [row | {"id": 1}])
            await ring.give(db, [1])
            raise RuntimeError
    other = another(database)
    await add(database, other, 1)
    assert other.open(1, ring.seal(1, b"x")) == b"x"
    other.close()


async def test_everybody_from_before_gets_a_key_once(database: Database, ring: Keyring) -> None:
    row = {"locale": "fr", "created_at": NOW, "last_seen_at": NOW}
    async with database.write() as db:
        await db.execute(insert(people), [row] * (keys_module.AT_ONCE + 3))
    assert await complete(database, ring) == keys_module.AT_ONCE + 3
    assert await complete(database, ring) == 0
    other = another(database)
    assert other.open(5, ring.seal(5, b"x")) == b"x"
    other.close()


async def test_no_more_keys_are_at_hand_than_said(database: Database, ring: Keyring) -> None:
    ids = range(1, keys_module.MOST_KEPT + 3)
    await add(database, ring, *ids)
    sealed = ring.seal(1, b"x")
    assert len(ring._kept) == keys_module.MOST_KEPT
    assert ring.open(1, sealed) == b"x"


async def test_a_conversation_is_sealed_from_the_first_line(database: Database, ring: Keyring) -> None:
    time, feeds = FakeTime(), Feeds(database)
    talk = Conversation(database, SmallFlows(), feeds=feeds, clock=time.clock, sealer=ring)
    said = [Incoming(Address("web", "bot", f"c{n % 3}"), str(n), Typed("secret"), time.now()) for n in range(9)]
    answers = await talk.take_many(said)
    await talk.idle()
    async with database.read() as db:
        bodies = (await db.execute(select(messages.c.body))).scalars().all()
    assert len(bodies) >= 18
    assert all(body.startswith(SEALED) for body in bodies)
    reader = another(database)
    for answer in answers:
        lines = await StoredTranscripts(database, feeds, reader).read(answer.person_id, 0)
        assert [line.text for line in lines].count("secret") == 3
    reader.close()
