"""What the parts of one turn hand to each other. Nothing here touches the world."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple, Protocol

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.channels.model import Address, Message
from bot.ports import Later, Words
from bot.storage.tables.people import AGAIN
from flows.events import Event, JsonValue, Output
from flows.tracks import Passage

SOS, REPLY, LATER = 0, 1, 2
"""Priorities of a line: the lower is delivered first."""

MOST_ACTIONS = 64
"""Actions in one turn; more is a flow that runs in a circle. A long CV has some 35 lists, all made again when its
language changes."""
ALONE = "a turn takes a shared row and must commit alone"
"""Why a batch gave up without anything being wrong; like any batch that fails it is run again turn by turn."""


class Session(Protocol):
    """Where one person is in the flows; only the engine looks inside."""

    @property
    def locale(self) -> str: ...


class Flows(Protocol):
    """The engine with its library and resolvers: pure, so that a turn can be run again."""

    def fresh(self, locales: tuple[str, ...]) -> Any: ...

    def words(self, locale: str) -> Words:
        """What code says beside the flows."""
        ...

    def load(self, state: bytes) -> Any: ...

    def dump(self, session: Any) -> str | bytes:
        """JSON."""
        ...

    def where(self, session: Any) -> tuple[str, int]:
        """`flow/step` under way ("" when nothing is) and the release of the flows it is walked with."""
        ...

    def asks(self, session: Any) -> str:
        """`flow/step` of the question that what is typed answers; "" under a list, or when nothing is asked."""
        ...

    def label(self, session: Any, event: Event) -> str:
        """What the transcript shows for the person's own line; `session` is the one before the event."""
        ...

    def advance(self, session: Any, event: Event, now: datetime) -> tuple[Any, Sequence[Output]]: ...

    def passage(self, before: Any, after: Any) -> Passage | None:
        """What an event did at the steps of the flows, for counting; None: nothing."""
        ...


class Parcel(NamedTuple):
    """One line on its way out. `replaces` in the message names the line that it changes."""

    person_id: int
    address: Address
    message: Message
    priority: int
    tries: int = 0


class Delivery(Protocol):
    """What a turn needs of the outbox. A *mark* says what became of a line; it is written with the next batch."""

    owner: str

    def attach(self, kick: Callable[[], None]) -> None:
        """`kick` makes a batch run soon: marks wait."""
        ...

    def accepts(self, channel: str) -> bool:
        """True if this process sends to that channel."""
        ...

    def holds(self, person_id: int, out_seq: int) -> bool:
        """True while this process delivers to that person and has every line up to `out_seq`."""
        ...

    def take_marks(self) -> Sequence[Any]: ...

    async def write_marks(
        self, db: AsyncConnection, marks: Sequence[Any], now: datetime, persons: Mapping[int, Person]
    ) -> None:
        """`persons` of the batch are written at its end anyway: their leases are let go in memory."""
        ...

    def plain(self, mark: Any) -> bool:
        """True if the line was simply sent; anything else is written before people are loaded."""
        ...

    def marks_written(self, marks: Sequence[Any]) -> None: ...

    def marks_failed(self, marks: Sequence[Any]) -> None: ...

    def lease_until(self, now: datetime) -> datetime: ...

    def hand_over(self, parcels: Sequence[Parcel]) -> None:
        """Fresh lines of people whose lease this process holds, right after the commit."""
        ...

    def look(self) -> None:
        """Lines were stored that are not handed over; look for them in the database."""
        ...


@dataclass(slots=True)
class Place:
    """An address as stored."""

    id: int
    address: Address
    was_unreachable: bool = False


@dataclass(slots=True)
class NewLine:
    """A line not yet stored."""

    message: Message
    priority: int
    state: str
    place: Place | None
    """Where it came from or goes to."""
    kept: bool
    """Said after the person agreed; else it stays for delivery only."""


@dataclass(slots=True)
class Person:
    """One person during a batch: what was stored, then what the turns made of it. Written once, at the end."""

    id: int
    locale: str
    mode: str
    consent_at: datetime | None
    last_seq: int
    out_seq: int
    done_seq: int
    lease_owner: str | None
    lease_until: datetime | None
    hold_until: datetime | None
    state: bytes | None
    shown: int | None
    """seq of the newest message that carried choices."""
    place: Place | None
    """Where lines go now: where the turn under way came from, else the address last used."""
    last_seen_at: datetime
    address_id: int | None = None
    """The address last used."""
    session: Any = None
    out_before: int = 0
    waiting: bool = False
    """Older lines are not delivered yet."""
    heard: bool = False
    """Something of theirs was taken in this batch."""
    released: bool = False
    banned: bool = False
    """Staff want nobody here to talk to them: only SOS is answered."""
    safe_word: bool = False
    """They chose a word of their own that calls SOS."""
    leaving: bool = False
    """They asked that everything be erased, and may still change their mind."""
    source: str = ""
    """Campaign of the first contact."""
    until: datetime | None = None
    """When what is said in this turn is not sent any more; None: whenever it can be."""
    lines: list[NewLine] = field(default_factory=list)
    events: list[Later] = field(default_factory=list)
    effects: list[Later] = field(default_factory=list)

    def add(self, message: Message, priority: int, state: str) -> None:
        self.last_seq = message.seq
        if state == "due":
            self.out_seq = message.seq
        self.lines.append(NewLine(message, priority, state, self.place, self.consent_at is not None))

    def use(self, place: Place) -> None:
        """They write from there: what follows goes there, too."""
        self.place, self.address_id = place, place.id

    def release(self, done_seq: int | None) -> None:
        """Nobody delivers to them now; None: lines were given back."""
        self.lease_owner = self.lease_until = self.hold_until = None
        if done_seq is not None:
            self.done_seq = 0 if self.done_seq == AGAIN else done_seq
        self.waiting = self.out_before > self.done_seq
        self.released = True

    def forget(self) -> None:
        """The person was erased in this turn: what was loaded before is not written back, what is said goes soon."""
        self.session = self.shown = self.state = None
        self.events.clear()
        self.effects.clear()
        for line in self.lines:
            line.kept = False


class Taken(NamedTuple):
    """What one incoming thing led to: lines first..last answer it (none if first > last)."""

    person: Person
    place: Place
    external_id: str
    first_seq: int
    last_seq: int


@dataclass(frozen=True, slots=True)
class Offset:
    """Where a polled channel goes on once the batch is committed."""

    account: str
    next: int
    channel: str = "telegram"


@dataclass(frozen=True, slots=True)
class DueEvent:
    id: int
    person_id: int
    kind: str
    payload: Mapping[str, JsonValue]
    unreadable: Exception | None = None
    """What opening its payload raised; it is parked."""
