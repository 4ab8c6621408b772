"""Opens the keys of a database: the right master key, or a clear sentence and nothing changed."""

from __future__ import annotations

import asyncio
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import select

from bot.clock import Clock
from bot.errors import Misconfigured
from bot.storage import master
from bot.storage.engine import Database, insert
from bot.storage.key_rows import key_rows
from bot.storage.keys import NONCE_BYTES, Keyring, complete
from bot.storage.tables.keys import masters

THE_ONE = 1
PROOF = b"Passerelle"
"""What the proof says, for whoever holds the key."""
VARIABLE = "PASSERELLE_MASTER_KEY"


async def open_keys(database: Database, given: str | None, folder: Path, clock: Clock) -> Keyring:
    """`given`: the key of the environment, which goes before the file in `folder`. Raises `Misconfigured`."""
    proof = await _proof(database)
    key = master.parse(given) if given else await asyncio.to_thread(master.read, folder)
    if key is None:
        if proof is not None:
            raise Misconfigured([_lost(folder)])
        key = await asyncio.to_thread(master.make, folder, clock.random)
    if proof is None:
        proof = await _prove(database, key, clock)
    if not _opens(key, proof):
        raise Misconfigured([_wrong(folder, given)])
    keys = Keyring(key, key_rows(database), clock.random)
    await complete(database, keys)
    return keys


async def _proof(database: Database) -> bytes | None:
    async with database.read() as db:
        found: bytes | None = await db.scalar(select(masters.c.proof).where(masters.c.id == THE_ONE))
    return found


async def _prove(database: Database, key: bytes, clock: Clock) -> bytes:
    """The proof that is stored from now on: ours, or that of a process that was first, perhaps elsewhere."""
    nonce = clock.random(NONCE_BYTES)
    ours = nonce + AESGCM(key).encrypt(nonce, PROOF, None)
    async with database.write() as db:
        await db.execute(insert(db, masters).values(id=THE_ONE, proof=ours).on_conflict_do_nothing())
        stored: bytes = (await db.execute(select(masters.c.proof).where(masters.c.id == THE_ONE))).scalar_one()
    return stored


def _opens(key: bytes, proof: bytes) -> bool:
    try:
        return AESGCM(key).decrypt(proof[:NONCE_BYTES], proof[NONCE_BYTES:], None) == PROOF
    except InvalidTag:
        return False


def _lost(folder: Path) -> str:
    return (
        f"{folder / master.KEY_FILE} is missing, and what is kept in this database is sealed with it. "
        f"Put that file back, or set {VARIABLE}. Nothing was changed; without that key nobody can read it again."
    )


def _wrong(folder: Path, given: str | None) -> str:
    where = VARIABLE if given else str(folder / master.KEY_FILE)
    return f"{where} is the key of another database: this one is sealed with a different key. Nothing was changed."
