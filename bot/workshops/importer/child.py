"""The process that reads one file of workshops: `python -m bot.workshops.importer.child ZONE NOW`."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from bot.apart import DONE, confine, ready
from bot.workshops.importer.bounds import BOUNDS, HEAVY
from bot.workshops.importer.formats import parse
from bot.workshops.importer.model import Parsed, unreadable
from bot.workshops.importer.wire import written

SAMPLES = (b"BEGIN:VCALENDAR\nEND:VCALENDAR\n", b"[]", b"a;b\n")
"""One file of each kind, read before the real one: what is imported late would count against it."""


def read(data: bytes, zone: ZoneInfo, now: datetime) -> Parsed:
    """`parse`, also where a library for files of others raises what it should not."""
    try:
        return parse(data, zone, now)
    except MemoryError:
        return unreadable("", HEAVY)
    except Exception:
        # Nobody is left here to be told more.
        return unreadable("", "fichier abîmé : il n’a pas pu être lu")


def main() -> None:
    confine(BOUNDS)
    zone, now = ZoneInfo(sys.argv[1]), datetime.fromisoformat(sys.argv[2]).astimezone(UTC)
    for sample in SAMPLES:
        parse(sample, zone, now)
    ready()
    parsed = read(sys.stdin.buffer.read(), zone, now)
    for line in written(parsed):
        sys.stdout.buffer.write(line)
    sys.stdout.buffer.write(DONE)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
