"""A data key for each person: AES-256-GCM, wrapped by the master key. Without it nothing of them can be read.

Law: a person's key is made with them, never changes, and goes with them; an id is never given again.
"""

from __future__ import annotations

import hmac
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import bindparam, exists, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.engine import Database
from bot.storage.key_rows import KeyRows
from bot.storage.many import Lookup, Many
from bot.storage.tables.keys import person_keys
from bot.storage.tables.people import people

SEALED = b"\x00PK1"
"""What sealed bytes begin with. What begins otherwise was stored before there were keys, and is taken as it is."""
NONCE_BYTES = 12
KEY_BYTES = 32
MOST_KEPT = 2000
"""Keys at hand (2.4 kB each): who talks now talks again in a moment."""
AT_ONCE = 500
"""Keys made in one transaction for people from before there were any."""

INSERT_KEY = Many(person_keys.insert().values(person_id=bindparam("of"), wrapped=bindparam("wrapped")), "of", "wrapped")
WRAPPED = Lookup(
    select(person_keys.c.person_id, person_keys.c.wrapped).where(
        person_keys.c.person_id.in_(bindparam("ids", expanding=True))
    )
)


class Keyring:
    """Implements `Sealer`. `rows` finds what `load` did not bring; `random` gives that many unguessable bytes.

    Raises `LookupError` for who has no key (unknown, erased), `ValueError` for bytes that it does not open.
    """

    def __init__(self, master: bytes, rows: KeyRows, random: Callable[[int], bytes]) -> None:
        self._master = AESGCM(master)
        self._root = master
        self._rows = rows
        self._random = random
        self._kept: OrderedDict[int, AESGCM] = OrderedDict()
        self._new: set[int] = set()

    def seal(self, person_id: int, plain: bytes) -> bytes:
        nonce = self._random(NONCE_BYTES)
        return SEALED + nonce + self._key(person_id).encrypt(nonce, plain, _said(person_id))

    def open(self, person_id: int, sealed: bytes) -> bytes:
        if sealed[:4] != SEALED:
            return sealed
        try:
            return self._key(person_id).decrypt(sealed[4:16], sealed[16:], _said(person_id))
        except (InvalidTag, ValueError):  # too short even to hold what it must
            raise ValueError("sealed bytes that this person's key does not open") from None

    @contextmanager
    def giving(self) -> Iterator[None]:
        """**Why:** the next transaction, perhaps of another process, gives these ids and other keys to other people."""
        try:
            yield
        except BaseException:
            for id in self._new:
                self._kept.pop(id, None)
            raise
        finally:
            self._new.clear()

    async def give(self, db: AsyncConnection, person_ids: Collection[int]) -> None:
        rows = []
        for id in person_ids:
            key = self._random(KEY_BYTES)
            nonce = self._random(NONCE_BYTES)
            rows.append((id, nonce + self._master.encrypt(nonce, key, _said(id))))
            self._keep(id, AESGCM(key))
            self._new.add(id)
        await INSERT_KEY(db, rows)

    async def load(self, db: AsyncConnection, person_ids: Collection[int]) -> None:
        missing = [id for id in person_ids if id not in self._kept]
        if missing:
            for id, wrapped in await WRAPPED(db, ids=missing):
                self._keep(id, self._unwrapped(id, wrapped))

    def derived(self, name: bytes) -> bytes:
        """A key for something else, from which the master key can't be found."""
        return hmac.digest(self._root, name, sha256)

    def forget(self, person_id: int) -> None:
        self._kept.pop(person_id, None)

    def close(self) -> None:
        self._rows.close()

    def _key(self, person_id: int) -> AESGCM:
        key = self._kept.get(person_id)
        if key is None:
            wrapped = self._rows.find(person_id)
            if wrapped is None:
                raise LookupError(f"person {person_id} has no key")
            key = self._unwrapped(person_id, wrapped)
            self._keep(person_id, key)
        else:
            self._kept.move_to_end(person_id)
        return key

    def _keep(self, person_id: int, key: AESGCM) -> None:
        self._kept[person_id] = key
        if len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)

    def _unwrapped(self, person_id: int, wrapped: bytes) -> AESGCM:
        try:
            nonce, key = wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:]
            return AESGCM(self._master.decrypt(nonce, key, _said(person_id)))
        except InvalidTag:
            raise ValueError("a person's key that the master key does not open") from None


def _said(person_id: int) -> bytes:
    """Bound into what is sealed: moved to somebody else's row, it does not open."""
    return b"person %d" % person_id


async def complete(database: Database, keys: Keyring) -> int:
    """Gives a key to everybody from before there were any; returns how many got one."""
    without = (
        select(people.c.id).where(~exists().where(person_keys.c.person_id == people.c.id)).order_by(people.c.id)
    ).limit(AT_ONCE)
    given = 0
    while True:
        with keys.giving():
            async with database.write() as db:
                ids = (await db.execute(without.with_for_update())).scalars().all()
                await keys.give(db, ids)
        given += len(ids)
        if len(ids) < AT_ONCE:
            return given
