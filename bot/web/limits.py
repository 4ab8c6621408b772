"""How fast one key and one address may write: token buckets, generous, in memory of this process.

Law: SOS is never limited (the callers hold it).
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

KEY_BURST, KEY_RATE = 120, 4.0
"""Writes at once, then writes a second, of one conversation: a whole flow tapped through by a script passes."""
ADDRESS_BURST, ADDRESS_RATE = 2_000, 80.0
"""Writes of one network address: a school of several hundred behind one address, in the same minute."""
START_BURST, START_RATE = 300, 5.0
"""New conversations of one network address."""
FILE_BURST, FILE_RATE = 20, 1 / 30
"""Files of one network address: 20 MB each and kept, they fill a disk at the pace of words within minutes."""
MOST = 50_000
"""Buckets kept; the one used longest ago is forgotten first (about 10 MB)."""


@dataclass(slots=True)
class _Bucket:
    tokens: float
    at: datetime


@dataclass(slots=True)
class Buckets:
    """One kind of limit. `take` gives the seconds to wait, 0 when the thing may pass."""

    now: Callable[[], datetime]
    burst: int
    rate: float
    most: int = MOST
    _held: OrderedDict[str, _Bucket] = field(default_factory=OrderedDict)

    def take(self, name: str) -> float:
        now = self.now()
        bucket = self._held.pop(name, None) or _Bucket(float(self.burst), now)
        elapsed = max(0.0, (now - bucket.at).total_seconds())
        bucket.tokens, bucket.at = min(float(self.burst), bucket.tokens + elapsed * self.rate), now
        self._held[name] = bucket
        if len(self._held) > self.most:
            self._held.popitem(last=False)
        if bucket.tokens < 1:
            return (1 - bucket.tokens) / self.rate
        bucket.tokens -= 1
        return 0.0


@dataclass(slots=True)
class Limits:
    """All limits of the web channel."""

    now: Callable[[], datetime]
    keys: Buckets = field(init=False)
    addresses: Buckets = field(init=False)
    starts: Buckets = field(init=False)
    files: Buckets = field(init=False)

    def __post_init__(self) -> None:
        self.keys = Buckets(self.now, KEY_BURST, KEY_RATE)
        self.addresses = Buckets(self.now, ADDRESS_BURST, ADDRESS_RATE)
        self.starts = Buckets(self.now, START_BURST, START_RATE)
        self.files = Buckets(self.now, FILE_BURST, FILE_RATE)

    def start(self, client: str) -> float:
        """Seconds before this address may open another conversation."""
        return max(self.addresses.take(client), self.starts.take(client))

    def write(self, client: str, chat: str) -> float:
        """Seconds before this conversation may be written to from this address."""
        return max(self.addresses.take(client), self.keys.take(chat))

    def file(self, client: str) -> float:
        """Seconds before this address may send another file."""
        return self.files.take(client)
