"""Frozen data of this room: a workshop, a seat in it, where somebody looks for one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

State = Literal["draft", "pending", "open", "cancelled", "closed"]
"""`pending`: made by a host whom staff do not know yet. `closed`: it took place and attendance is noted."""
SeatState = Literal["booked", "offered", "held", "waiting", "given_up", "came", "missed"]
"""`offered`: kept for the first of the waiting list, who hears of it soon; `held`: they know, until `hold_until`.
`given_up`: cancelled by them, or the offer lapsed."""
TAKEN: tuple[SeatState, ...] = ("booked", "offered", "held")
"""States that take one of the seats."""


MIDDLE = 2
"""Decimals of a degree that say which town, about a kilometre, and no house."""


def middle(lat: float, lon: float) -> tuple[float, float]:
    """Of a town, where nobody knows more: enough to find what is near."""
    return round(lat, MIDDLE), round(lon, MIDDLE)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where it is held. `stop`: how to get there.

    `lat`, `lon`: WGS84 degrees, as precise as they are known; an online workshop has none.
    """

    venue: str = ""
    address: str = ""
    town: str = ""
    insee: str = ""
    stop: str = ""
    lat: float | None = None
    lon: float | None = None
    online: bool = False
    link: str = ""

    @property
    def exact(self) -> bool:
        """The house itself is known, and not only its town: a pin in the middle of a town leads people astray."""
        known = self.lat is not None and self.lon is not None
        return known and (self.lat, self.lon) != middle(self.lat or 0.0, self.lon or 0.0)


@dataclass(frozen=True, slots=True)
class Welcome:
    """Who can come and what it takes. None: the host did not say; it is then not shown, never guessed."""

    languages: tuple[str, ...] = ("fr",)
    """Spoken there, ISO 639-1."""
    audience: str = ""
    price_cents: int = 0
    step_free: bool | None = None
    childcare: bool | None = None
    no_papers: bool | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A workshop as a host, a file or a kit gives it: not stored yet, or to be compared with what is.

    `source`, `source_key`: where it comes from and its name there; together unique, so that importing twice changes
    nothing. `starts_at`, `ends_at` are aware; `zone` (IANA) is that of the place, for showing and for calendars.
    """

    title: str
    starts_at: datetime
    ends_at: datetime
    zone: str = "Europe/Paris"
    spot: Spot = Spot()
    welcome: Welcome = Welcome()
    summary: str = ""
    kit: str = ""
    host: str = ""
    """Who holds it, as people know them."""
    contact: str = ""
    seats: int | None = None
    """None: as many as come."""
    edition: str = ""
    source: str = ""
    source_key: str = ""


@dataclass(frozen=True, slots=True)
class Workshop:
    """A stored workshop. `key` names it in addresses; `sequence` counts the changes that those who come must know."""

    id: int
    key: str
    draft: Draft
    state: State
    taken: int
    sequence: int = 0

    @property
    def was_public(self) -> bool:
        """Everybody may see it, or could until it was cancelled: a cancellation counts only where somebody may come."""
        return self.state in ("open", "closed") or (self.state == "cancelled" and self.sequence > 0)

    @property
    def left(self) -> int | None:
        """Seats still free; None: as many as come."""
        return None if self.draft.seats is None else max(0, self.draft.seats - self.taken)


@dataclass(frozen=True, slots=True)
class Seat:
    """One person in one workshop. `key` is the UID of its calendar entry.

    `changes`: how often its state changed, so that each file is newer to a calendar than the one before.
    """

    id: int
    key: str
    workshop_id: int
    person_id: int
    state: SeatState
    since: datetime
    hold_until: datetime | None = None
    changes: int = 0

    @property
    def unsure(self) -> bool:
        """They wait for it, or have not yet said yes."""
        return self.state in ("waiting", "offered", "held")
