"""The one codec that everything personal passes: bodies, answers, session state, file names, files."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import AbstractContextManager, nullcontext
from hashlib import sha256
from typing import Any, Protocol

import orjson
from sqlalchemy.ext.asyncio import AsyncConnection

from flows.events import JsonValue


class Sealer(Protocol):
    """`person_id` chooses the key; `open(p, seal(p, x)) == x`. Raises `LookupError` for somebody who is gone."""

    def seal(self, person_id: int, plain: bytes) -> bytes: ...

    def open(self, person_id: int, sealed: bytes) -> bytes: ...

    def giving(self) -> AbstractContextManager[None]:
        """Around a transaction in which keys are given: when it fails, they are nobody's."""
        ...

    async def give(self, db: AsyncConnection, person_ids: Collection[int]) -> None:
        """Keys for new people, in the transaction that makes them."""
        ...

    async def load(self, db: AsyncConnection, person_ids: Collection[int]) -> None:
        """Has the keys of these people at hand, by one statement at most; without it each is looked up by itself."""
        ...

    def derived(self, name: bytes) -> bytes:
        """A key for something that is nobody's own, always the same one for this name."""
        ...


class Identity:
    """Keeps bytes as they are: for a database that is thrown away."""

    def seal(self, person_id: int, plain: bytes) -> bytes:
        return plain

    def open(self, person_id: int, sealed: bytes) -> bytes:
        return sealed

    def giving(self) -> AbstractContextManager[None]:
        return nullcontext()

    async def give(self, db: AsyncConnection, person_ids: Collection[int]) -> None:
        return

    async def load(self, db: AsyncConnection, person_ids: Collection[int]) -> None:
        return

    def derived(self, name: bytes) -> bytes:
        return sha256(name).digest()


def seal_json(sealer: Sealer, person_id: int, value: JsonValue) -> bytes:
    return sealer.seal(person_id, orjson.dumps(value))


def open_json(sealer: Sealer, person_id: int, sealed: bytes) -> Any:
    return orjson.loads(sealer.open(person_id, sealed))
