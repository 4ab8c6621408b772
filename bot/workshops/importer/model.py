"""What a file holds, row by row, and what of it is refused.

Law: nothing is dropped in silence. What a reader finds is a row, a refusal or, where a row was taken otherwise than it
stands there, a note.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from bot.workshops.model import Draft, Spot, Welcome
from flows.events import JsonValue

MOST_BYTES = 20 * 1024 * 1024
"""Of a file: what web and messengers take, too; 20,000 workshops are some 10 MB."""
MOST_ROWS = 20_000
"""Of a file. The whole country has not so many workshops; more is something else."""
WINDOW = timedelta(days=366)
"""How far ahead repetitions are taken; the next import takes those that come nearer."""
MOST_REPEATS = 400
"""Of one event: each day of the window, and some moved ones."""
CUT = "*"
"""Key of a refusal that stands for rows nobody knows: of such a file nothing is taken for vanished."""
WHOLE_FILE = 0
"""Row of what concerns the file itself."""

OURS = re.compile(r"^([A-Za-z0-9_-]{6,64})@passerelle$")
"""A UID that our own feed gave: the workshop of that key."""
OWN_KEY = "="
"""Beginning of a key that names a workshop stored here."""

SPOT = ("venue", "address", "town", "insee", "stop", "lat", "lon", "online", "link")
WELCOME = ("languages", "audience", "price_cents", "step_free", "childcare", "no_papers")
PLAIN = ("title", "summary", "zone", "kit", "host", "contact", "seats", "edition")
MOMENTS = ("starts_at", "ends_at")

Fields = Mapping[str, JsonValue]
"""What a row says, under the names of `Draft`, `Spot` and `Welcome`; moments as ISO 8601 in UTC."""


@dataclass(frozen=True, slots=True)
class Raw:
    """One thing of a file, not understood yet: what stands there by field (`understanding.FIELDS`)."""

    number: int
    """Which one it is, as people count: the row of a sheet (its header is row 1), or the n-th event."""
    key: str
    """Its name in that file; empty: none is given."""
    cells: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Row:
    """A workshop of a file. What `fields` does not name, the file does not say: it stays as it is stored.

    `place`: what stands there for the town, to be looked up ("69003 Lyon"); `loose`: the town is somewhere in it.
    `local`: its times are those of the clocks there, wherever that is. `key`: its name in that file.
    `centre`: of the town, for where it does not say more exactly.
    """

    number: int
    key: str
    fields: Fields
    place: str = ""
    loose: bool = False
    cancelled: bool = False
    local: bool = False
    centre: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """`key`, `title`: as far as known, so that what is stored of it is not taken for vanished."""

    number: int
    reason: str
    key: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A row that was taken, but not quite as it stands there."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Parsed:
    """`kind`: the format, as people call it. `mapping`: each column and what it was taken for (None: for nothing)."""

    kind: str
    rows: tuple[Row, ...] = ()
    refused: tuple[Refusal, ...] = ()
    notes: tuple[Note, ...] = ()
    mapping: tuple[tuple[str, str | None], ...] = ()

    @property
    def drafts(self) -> tuple[Draft, ...]:
        return tuple(draft_of(row.fields) for row in self.rows)

    @property
    def failed(self) -> bool:
        """The file as a whole could not be read."""
        return any(refusal.number == WHOLE_FILE for refusal in self.refused)


def unreadable(kind: str, reason: str, mapping: tuple[tuple[str, str | None], ...] = ()) -> Parsed:
    return Parsed(kind, refused=(Refusal(WHOLE_FILE, reason),), mapping=mapping)


def draft_of(fields: Fields, base: Draft | None = None) -> Draft:
    """What is stored (`base`), with what a row says instead."""
    given: dict[str, Any] = dict(fields)
    for name in MOMENTS:
        if name in given:
            given[name] = datetime.fromisoformat(given[name])
    if "languages" in given:
        given["languages"] = tuple(given["languages"])
    plain = {name: given[name] for name in (*PLAIN, *MOMENTS) if name in given}
    spot = {name: given[name] for name in SPOT if name in given}
    welcome = {name: given[name] for name in WELCOME if name in given}
    if base is None:
        return Draft(**plain, spot=Spot(**spot), welcome=Welcome(**welcome))
    return replace(base, **plain, spot=replace(base.spot, **spot), welcome=replace(base.welcome, **welcome))
