"""What sealing adds to a turn: the session opened and sealed, the person's line and two of ours sealed."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bot.clock import Clock
from bot.storage.keys import NONCE_BYTES, Keyring
from tests.bench.engine import library, talk

LINES = (b'{"text": "' + b"x" * 20 + b'"}', b'{"text": "' + b"x" * 120 + b'"}', b'{"text": "' + b"x" * 400 + b'"}')
"""What a person writes, what the bot says, and a question with its buttons."""
TURNS = 2000


@dataclass(frozen=True, slots=True)
class Sealing:
    """µs a turn, medians over the rounds: of somebody who talks now, of somebody who comes back."""

    warm_us: float
    cold_us: float
    state_bytes: int


class Rows:
    """Wrapped keys, at hand: what the database takes for one is not sealing."""

    def __init__(self, master: bytes) -> None:
        self._aes, self._key, self._nonce = AESGCM(master), os.urandom(32), os.urandom(NONCE_BYTES)

    def find(self, person_id: int) -> bytes | None:
        return self._nonce + self._aes.encrypt(self._nonce, self._key, b"person %d" % person_id)

    def close(self) -> None:
        return


def measure(rounds: int) -> Sealing:
    master = os.urandom(32)
    keys = Keyring(master, Rows(master), Clock().random)
    state = b"x" * max(talk(library()))
    warm = [_turns(keys, state, [1] * TURNS) for _ in range(rounds)]
    cold = [_turns(keys, state, range(n * TURNS, (n + 1) * TURNS)) for n in range(1, 1 + rounds)]
    return Sealing(median(warm), median(cold), len(state))


def _turns(keys: Keyring, state: bytes, people: Sequence[int]) -> float:
    """µs a turn. Whoever comes for the first time since their key was put away needs it unwrapped."""
    began = perf_counter()
    for person_id in people:
        keys.open(person_id, keys.seal(person_id, state))
        for line in LINES:
            keys.seal(person_id, line)
    return (perf_counter() - began) / len(people) * 1e6
