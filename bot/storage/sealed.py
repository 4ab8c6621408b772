"""The one codec that everything personal passes: bodies, answers, session state, file names, files."""

from __future__ import annotations

from typing import Any, Protocol

import orjson

from flows.events import JsonValue


class Sealer(Protocol):
    """`person_id` chooses the key; `open(p, seal(p, x)) == x`."""

    def seal(self, person_id: int, plain: bytes) -> bytes: ...

    def open(self, person_id: int, sealed: bytes) -> bytes: ...


class Identity:
    """Keeps bytes as they are, until per-person keys stand behind the same two methods."""

    def seal(self, person_id: int, plain: bytes) -> bytes:
        return plain

    def open(self, person_id: int, sealed: bytes) -> bytes:
        return sealed


def seal_json(sealer: Sealer, person_id: int, value: JsonValue) -> bytes:
    return sealer.seal(person_id, orjson.dumps(value))


def open_json(sealer: Sealer, person_id: int, sealed: bytes) -> Any:
    return orjson.loads(sealer.open(person_id, sealed))
