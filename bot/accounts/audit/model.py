"""Frozen data of the audit: a row, a seal over rows, what verifying found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

AUDIT = b"audit"
"""Name of the key of its seals, which comes from the master key."""
Outcome = Literal["asked", "refused"]
"""`asked`: the page was theirs to open; whether something came of it, the room's own tables say."""


@dataclass(frozen=True, slots=True)
class Entry:
    """`account_id` None: somebody at the machine. `about`: numbers of ours and names of buttons, never words."""

    at: datetime
    account_id: int | None
    sign_in: int | None
    what: str
    about: str
    outcome: Outcome = "asked"


@dataclass(frozen=True, slots=True)
class Kept:
    """An entry with its number, as the seal over it counts it."""

    id: int
    entry: Entry


@dataclass(frozen=True, slots=True)
class Seal:
    """Over all entries after the seal before, up to `upto`. `before`: its digest, "" of the very first."""

    upto: int
    entries: int
    at: datetime
    before: str
    content: str


@dataclass(frozen=True, slots=True)
class Sealed:
    """A seal as it was stored."""

    id: int
    seal: Seal
    digest: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """`unsealed`: entries since the last seal. `last`: that seal. `problems`: empty when nothing was touched."""

    entries: int
    seals: int
    unsealed: int
    last: Sealed | None
    problems: tuple[str, ...]
