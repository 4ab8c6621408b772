"""The helplines as they hold now: those we ship, and over them what staff changed. Pure.

Law: what staff wrote wins over every later version of ours, and they are told that ours has changed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Literal

from bot.safety.importer import MAX_DAYS, stale
from bot.safety.model import Helpline

Shipped = Mapping[str, Sequence[Helpline]]
"""Country → its helplines, in the order of the file."""
Due = Literal["", "never", "old"]
"""« à vérifier »: nobody ever did, or too long ago."""


@dataclass(frozen=True, slots=True)
class Own:
    """One that staff changed or added. `shipped`: the mark of ours when they did, "" where there was none."""

    country: str
    line: Helpline
    shipped: str
    hidden: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class Held:
    """One as it holds. `own`: changed or added here. `newer`: ours has changed since they changed it."""

    country: str
    line: Helpline
    own: bool = False
    added: bool = False
    hidden: bool = False
    newer: bool = False

    def due(self, today: date) -> Due:
        if self.line.checked_on is None:
            return "never"
        return "old" if stale([self.line], today, MAX_DAYS) else ""


def mark(line: Helpline) -> str:
    """Changes with anything that the entry says."""
    return sha256(written(line).encode()).hexdigest()


def written(line: Helpline) -> str:
    """As JSON, with the names of the files."""
    return line.model_dump_json(by_alias=True)


def book(shipped: Shipped, owns: Sequence[Own]) -> Sequence[Held]:
    """All of all countries: ours in their order, then those that were added."""
    mine = {(own.country, own.line.id): own for own in owns}
    found: list[Held] = []
    for country, lines in shipped.items():
        for line in lines:
            own = mine.pop((country, line.id), None)
            found.append(_over(country, line, own) if own else Held(country, line))
        rest = [own for own in mine.values() if own.country == country]
        found += [Held(country, own.line, own=True, added=True, hidden=own.hidden) for own in rest]
    return found


def _over(country: str, line: Helpline, own: Own) -> Held:
    newer = own.shipped != mark(line) and written(own.line) != written(line)
    return Held(country, own.line, own=True, hidden=own.hidden, newer=newer)


def public(held: Sequence[Held]) -> Sequence[Held]:
    """What people may be shown: proved by somebody, once."""
    return [one for one in held if not one.hidden and one.line.verified == "yes"]
