"""The right master key opens; a lost or wrong one is said in a sentence, and nothing is changed."""

from __future__ import annotations

import asyncio
import os
from base64 import b64encode
from pathlib import Path

import pytest
from sqlalchemy import insert, select

from bot.clock import Clock
from bot.errors import Misconfigured
from bot.storage.engine import Database
from bot.storage.master import KEY_FILE
from bot.storage.tables.keys import masters, person_keys
from bot.storage.tables.people import people
from bot.storage.vault import open_keys

OTHER = b64encode(bytes(range(32))).decode()


async def proofs(database: Database) -> list[bytes]:
    async with database.read() as db:
        return list((await db.execute(select(masters.c.proof))).scalars())


async def test_the_first_start_makes_the_key_and_the_next_ones_use_it(database: Database, tmp_path: Path) -> None:
    first = await open_keys(database, None, tmp_path, Clock())
    now = Clock().now()
    async with database.write() as db:
        await db.execute(insert(people).values(id=1, locale="fr", created_at=now, last_seen_at=now))
        await first.give(db, [1])
    sealed = first.seal(1, b"x")
    again = await open_keys(database, None, tmp_path, Clock())
    assert again.open(1, sealed) == b"x"
    given = await open_keys(database, (tmp_path / KEY_FILE).read_text(), tmp_path / "elsewhere", Clock())
    assert given.open(1, sealed) == b"x", "the same key from the environment"
    assert not (tmp_path / "elsewhere").exists(), "no file is made then"
    for keys in (first, again, given):
        keys.close()


async def test_a_lost_key_is_said_and_no_other_is_made(database: Database, tmp_path: Path) -> None:
    (await open_keys(database, None, tmp_path, Clock())).close()
    before = await proofs(database)
    (tmp_path / KEY_FILE).unlink()
    with pytest.raises(Misconfigured, match=r"is missing, and what is kept .* Nothing was changed"):
        await open_keys(database, None, tmp_path, Clock())
    assert not (tmp_path / KEY_FILE).exists()
    assert await proofs(database) == before


async def test_a_wrong_key_is_said_and_nothing_is_changed(database: Database, tmp_path: Path) -> None:
    (await open_keys(database, None, tmp_path, Clock())).close()
    before, file = await proofs(database), (tmp_path / KEY_FILE).read_bytes()
    with pytest.raises(Misconfigured, match="PASSERELLE_MASTER_KEY is the key of another database"):
        await open_keys(database, OTHER, tmp_path, Clock())
    assert ((tmp_path / KEY_FILE).read_bytes(), await proofs(database)) == (file, before)
    (tmp_path / KEY_FILE).write_text(OTHER)
    with pytest.raises(Misconfigured, match=r"master\.key is the key of another database"):
        await open_keys(database, None, tmp_path, Clock())
    assert await proofs(database) == before


async def test_two_first_starts_at_once_agree(address: str, tmp_path: Path) -> None:
    """On one machine they share the file; on two, the database says whose key it is and the other one ends."""
    one, two = await Database.open(address), await Database.open(address)
    for keys in await asyncio.gather(*(open_keys(each, None, tmp_path, Clock()) for each in (one, two))):
        keys.close()
    assert len(await proofs(one)) == 1
    with pytest.raises(Misconfigured, match="is missing"):
        await open_keys(two, None, tmp_path / "another machine", Clock())
    await one.close()
    await two.close()


async def test_people_from_before_get_their_keys(database: Database, tmp_path: Path) -> None:
    now = Clock().now()
    async with database.write() as db:
        await db.execute(insert(people).values(id=1, locale="fr", created_at=now, last_seen_at=now))
    (await open_keys(database, None, tmp_path, Clock())).close()
    async with database.read() as db:
        assert (await db.execute(select(person_keys.c.person_id))).scalars().all() == [1]
    assert os.listdir(tmp_path) != []
