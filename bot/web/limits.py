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
FILE_BURST, FILE_RATE = 10, 0.02
"""Files of one conversation: its papers at once, then one in a minute or so. Each may hold 20 MB of the database."""
ADDRESS_FILE_BURST, ADDRESS_FILE_RATE = 100, 0.5
"""Files of one network address: a class that sends its papers in the same lesson."""
ENTRY_BURST, ENTRY_RATE = 100, 1.0
"""Codes tried at the sign-in by one network address: an association whose hosts all come in the same hour."""
CALL_BURST, CALL_RATE = 120, 4.0
"""Lines of one conversation that is held back which are looked at all the same: they may be a call in its own word."""
READ_BURST, READ_RATE = 6_000, 300.0
"""Pages and lines read by one network address: some three for each thing that it may write."""
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
    address_files: Buckets = field(init=False)
    entries: Buckets = field(init=False)
    reads: Buckets = field(init=False)
    calls: Buckets = field(init=False)

    def __post_init__(self) -> None:
        self.keys = Buckets(self.now, KEY_BURST, KEY_RATE)
        self.addresses = Buckets(self.now, ADDRESS_BURST, ADDRESS_RATE)
        self.starts = Buckets(self.now, START_BURST, START_RATE)
        self.files = Buckets(self.now, FILE_BURST, FILE_RATE)
        self.address_files = Buckets(self.now, ADDRESS_FILE_BURST, ADDRESS_FILE_RATE)
        self.entries = Buckets(self.now, ENTRY_BURST, ENTRY_RATE)
        self.reads = Buckets(self.now, READ_BURST, READ_RATE)
        self.calls = Buckets(self.now, CALL_BURST, CALL_RATE)

    def start(self, client: str) -> float:
        """Seconds before this address may open another conversation."""
        return max(self.addresses.take(client), self.starts.take(client))

    def write(self, client: str, chat: str) -> float:
        """Seconds before this conversation may be written to from this address."""
        return max(self.addresses.take(client), self.keys.take(chat))

    def store(self, client: str, chat: str) -> float:
        """Seconds before this conversation may send another file from this address."""
        return max(self.address_files.take(client), self.files.take(chat))

    def enter(self, client: str) -> float:
        """Seconds before this address may try another code at the sign-in."""
        return max(self.addresses.take(client), self.entries.take(client))

    def look(self, chat: str) -> bool:
        """Whether a line that is held back may be looked at."""
        return not self.calls.take(chat)

    def read(self, client: str) -> float:
        """Seconds before this address may read on."""
        return self.reads.take(client)
