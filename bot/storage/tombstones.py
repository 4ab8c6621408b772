"""Who was erased, in a file beside the master key: a copy of the database from before does not bring them back.

Law: whoever is erased is written here first. A crash in between erases them again at the next start.
"""

from __future__ import annotations

import hmac
import os
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from bot.storage import master
from bot.storage.types import micros

FILE = "tombstones"


class Tombstones:
    """One line a person: a keyed hash of their id and the moment they came, which together no other database has."""

    def __init__(self, folder: Path, key: bytes) -> None:
        self._path = folder / FILE
        self._key = key

    def of(self, person_id: int, created_at: datetime) -> str:
        said = b"person %d %d" % (person_id, micros(created_at) or 0)
        return hmac.new(self._key, said, sha256).hexdigest()

    def add(self, stone: str) -> None:
        """On the disk when this returns; whole, whoever else writes at the same time."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            # The line before may be cut short by a crash: this one begins anew.
            os.write(handle, f"\n{stone}\n".encode())
            os.fsync(handle)
        finally:
            os.close(handle)
        master.settle(self._path.parent)

    def all(self) -> frozenset[str]:
        try:
            return frozenset(self._path.read_text("ascii").split())
        except FileNotFoundError:
            return frozenset()
