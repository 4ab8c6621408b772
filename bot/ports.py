"""Protocols between the rooms: what a domain offers, what channels and pages may ask of the conversation."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple, Protocol

from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.channels.model import Address, Author, FileRef, Incoming, Location, Message, Said
from bot.mail.model import Mail as Mail
from bot.mail.model import Mailer as Mailer
from bot.mail.model import Messenger as Messenger
from bot.who import Account as Account
from bot.who import State as State
from flows.events import Adopted, Aside, AsideOver, Button, JsonValue, Typed


@dataclass(frozen=True, slots=True)
class Turn:
    """The context of an action or event handler: one person, one moment, the open transaction.

    `db` is inside the turn's transaction: change this person's rows only. `new_id()` gives unguessable ids.
    `channel`: where what is said goes now; "" when that is not known.
    `last_seq`: the newest line so far; the first line of an `Outcome` becomes the next.
    """

    db: AsyncConnection
    person_id: int
    locale: str
    now: datetime
    new_id: Callable[[], str]
    channel: str = ""
    last_seq: int = 0


@dataclass(frozen=True, slots=True)
class Later:
    """An event or effect to come. `key` is unique: the second insert with the same key is dropped."""

    kind: str
    payload: Mapping[str, JsonValue]
    key: str
    due_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A line a handler puts into the transcript: text in the person's language, files, a place to be found on a map.

    **Why** the text also says where that is: not every channel can show a map.
    `choices`, `controls`: buttons of its own, whose ids begin with `RELAYED`. `replaces`: seq of the line it changes.
    """

    text: str
    files: tuple[FileRef, ...] = ()
    location: Location | None = None
    author: Author = "bot"
    choices: tuple[Button, ...] = ()
    controls: tuple[Button, ...] = ()
    replaces: int | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an action or event handler gives back: a value for the flow, lines to say, things to do later.

    `resume`: say the question under way again after the lines.
    `adopt`: after the lines the person is in that flow with these answers, as if they had given them; an action's value
    is dropped then.
    `aside`: of an event: its question is asked aside after the lines, or taken back; not while a human talks.
    `heard`: of an action: the flow's own words after it are not said; the engine hears these words instead, as if they
    had just been typed where the flow led.
    `forget`: all that is kept of the person was erased; after the lines the conversation is new: no session, no value;
    with `adopt`, it begins in that flow.
    `until`: of an event: from this moment on what it says is not sent any more, nor what it asks aside.
    """

    value: JsonValue = None
    lines: tuple[Line, ...] = ()
    effects: tuple[Later, ...] = ()
    events: tuple[Later, ...] = ()
    resume: bool = False
    adopt: Adopted | None = None
    aside: Aside | AsideOver | None = None
    heard: Typed | None = None
    forget: bool = False
    until: datetime | None = None


class Action(Protocol):
    """What a flow may ask for with `do:`. Touches only the database; never catches a constraint error."""

    async def __call__(
        self, turn: Turn, answers: Mapping[str, JsonValue], args: Mapping[str, JsonValue]
    ) -> Outcome: ...


class EventHandler(Protocol):
    """Turns one due event of its kind into lines for the person."""

    async def __call__(self, turn: Turn, payload: Mapping[str, JsonValue]) -> Outcome: ...


LEAVING = "people.leaving"
"""The event of somebody who wrote although everything of theirs is to be erased."""
RELAYED = "!m:"
"""What the id of a button begins with that the relay hears, whatever the mode."""


class Relay(Protocol):
    """Hears what is said while a human talks (SOS is heard before), and in any mode the buttons of `RELAYED`.

    When its `Outcome` leaves the person with the bot again, `resume` says the question under way, `adopt` enters a
    flow.
    """

    async def __call__(self, turn: Turn, said: Said, seq: int) -> Outcome:
        """`seq`: the person's own line, already written; never called for an opened conversation."""
        ...

    def label(self, locale: str, id: str) -> str | None:
        """The words on a button of `RELAYED`, for the person's own line."""
        ...

    def line(self, locale: str, said: Said) -> str | None:
        """The words of the person's own line that the relay hears; None: those the engine would give it."""
        ...


class Watch(Protocol):
    """Reads what a person wrote before anybody answers it. SOS and bans come before.

    None: nothing to say about it. Else the engine does not hear these words: its lines are said, and what its `aside`
    asks. While a human talks, who hears the words as always, the lines come after and the rest is left.
    """

    async def __call__(self, turn: Turn, said: Said, seq: int) -> Outcome | None:
        """`seq`: the person's own line, already written."""
        ...

    def hits(self, said: Said, locale: str) -> bool:
        """Whether there would be something to say about it; pure, for a turn in which all else failed."""
        ...


class Secret(Protocol):
    """A word of their own by which people call SOS: heard before everything else, and written down nowhere."""

    @property
    def asked_in(self) -> str:
        """`flow/step` of the question that such a word answers."""
        ...

    async def __call__(self, turn: Turn, said: Typed, *, chosen: bool, asked: bool) -> Said:
        """What this is to be taken for. `chosen`: they have a word; `asked`: that question is open."""
        ...


Elsewhere = Callable[[AsyncConnection, int], Awaitable[str]]
"""A link by which this person's conversation goes on in Telegram; "" without a bot there."""


class Door(Protocol):
    """Brings somebody to what a link of ours was about; `aside` or `adopt` of its `Outcome` asks about it.

    None: the link is about nothing known here; it is then a campaign like any other.
    """

    async def __call__(self, turn: Turn, about: str, /) -> Outcome | None:
        """`about`: what stands in the link behind the prefix of this door."""
        ...


class EffectHandler(Protocol):
    """Works outside every transaction (rendering, downloads), from stored data; may be run again after a crash.

    What it returns becomes the event of kind `<effect kind>.done` for the same person.
    """

    async def __call__(self, person_id: int, payload: Mapping[str, JsonValue]) -> Mapping[str, JsonValue]: ...


@dataclass(frozen=True, slots=True)
class Domain:
    """What a domain offers; `app.py`, `conversation.py`, my-data, forget, retention and `check` walk the list."""

    name: str
    actions: Mapping[str, Action] = field(default_factory=dict)
    shared: frozenset[str] = frozenset()
    """Actions and kinds of events that take a row others want, too (a seat): such a turn commits alone on
    PostgreSQL."""
    events: Mapping[str, EventHandler] = field(default_factory=dict)
    effects: Mapping[str, EffectHandler] = field(default_factory=dict)
    doors: Mapping[str, Door] = field(default_factory=dict)
    """Beginning of a `source` (`/start`, `?source=`) → where it leads."""
    patient: frozenset[str] = frozenset()
    """Effects that wait for somebody else's machine (a mail server): they hold up no others, and nobody sees a sign
    that something is being made."""
    urgent: frozenset[str] = frozenset()
    """Those of `patient` that may not wait for the others of them either: somebody may be in danger."""
    promised: frozenset[str] = frozenset()
    """Effects that people were told to expect within a minute: they wait for none of the others."""
    worded: frozenset[str] = frozenset()
    """Effects that end in words, not in a document: who waits sees somebody write."""
    relay: Relay | None = None
    """At most one room has one."""
    watch: Watch | None = None
    """At most one room has one."""
    secret: Secret | None = None
    """At most one room has one."""
    routes: Callable[[web.Application], None] | None = None
    export: Callable[[AsyncConnection, int], Awaitable[Mapping[str, JsonValue]]] | None = None
    erase: Callable[[AsyncConnection, int], Awaitable[None]] | None = None
    retain: Callable[[AsyncConnection, datetime], Awaitable[int]] | None = None
    cut_off: Callable[[AsyncConnection, datetime], Awaitable[int]] | None = None
    """In the transaction that disables an account or takes a role away: ends what it may no longer do; how much."""
    minutely: Callable[[], Awaitable[object]] | None = None
    """Done once a minute, again and again without harm."""
    warm: Callable[[], object] | None = None
    """Reads what is slow to read; in a thread, as soon as somebody is there."""
    lint: Callable[[], Sequence[str]] | None = None
    remind: Callable[[], Sequence[str]] | None = None
    """Like `lint`: what staff should look at, and what is not wrong."""


class Answer(NamedTuple):
    """What `Conversation.take` gives back once the turn is committed.

    `messages`: all lines after the person's own, in order. A repeat gets the answer of the first time.
    """

    person_id: int
    seq: int
    locale: str
    mode: str
    messages: tuple[Message, ...]


class Conversation(Protocol):
    """The one way in. Returns after the commit; raises `errors.Unavailable` when the database can't be written."""

    async def take(self, incoming: Incoming) -> Answer: ...


class Transcripts(Protocol):
    """Reading side: the transcript is the live feed. Unknown address or foreign file → None."""

    async def state(self, address: Address) -> State | None: ...

    async def read(self, person_id: int, after: int, limit: int = 200) -> Sequence[Message]: ...

    async def file(self, file_id: str) -> tuple[FileRef, bytes] | None: ...

    def changes(self, person_id: int) -> AsyncIterator[int]:
        """Yields the newest seq each time lines were added for this person (also by another process)."""
        ...


class Files(Protocol):
    """Stores an upload before the turn that mentions it."""

    async def put(self, person_id: int, name: str, type: str, body: bytes, id: str | None = None) -> FileRef:
        """`id`: unguessable, given by who may send the same upload again: it is stored once. Else a new one."""
        ...


class Handovers(Protocol):
    """Codes by which a conversation goes on in another channel."""

    async def offer(self, person_id: int) -> str:
        """A code that works once, for a quarter of an hour (`bot.channels.handover`)."""
        ...


class Accounts(Protocol):
    """Knows who sends a request. Rooms ask it through `bot.web.guard.needs`."""

    async def who(self, request: web.Request) -> Account | None:
        """None: nobody signed in, or no longer."""

    async def asked(
        self, request: web.Request, account: Account, *, refused: bool = False, recurs: bool = False
    ) -> None:
        """Puts into the audit, on the disk, what they ask for (`recurs`: once in a while). A POST's form was read."""
        ...


class Words(Protocol):
    """The texts of code in one language (gettext's own interface): the French source where a translation is missing."""

    def pgettext(self, context: str, message: str) -> str: ...


Translations = Callable[[str], Words]
"""Locale → its words; any locale is answered, by its fallback chain."""
