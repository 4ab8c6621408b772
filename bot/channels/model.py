"""What all channels share: what arrived (`Incoming`), what goes out (`Message`), what each can do (`Capabilities`).

**Why** a tuple with names where each turn makes large ones, here and where its parts are handed on: a frozen dataclass
takes four times as long, 4 % of a turn in all.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NamedTuple, TypeAlias

from flows.events import Button, Expects, Located, Picked, Received, Started, Tapped, Typed, Unsupported

Author = Literal["bot", "mentor", "me"]

Said: TypeAlias = Started | Typed | Tapped | Picked | Located | Received | Unsupported


@dataclass(frozen=True, slots=True)
class Address:
    """Where one person is reached. `account` is the bot's own account on that channel (Telegram: the bot's id).

    `chat` is what the channel calls the conversation: Telegram's chat id as text; for the web the SHA-256 (hex)
    of the conversation key, so that a key is never stored.
    """

    channel: str
    account: str
    chat: str


@dataclass(frozen=True, slots=True)
class Incoming:
    """One thing that arrived. (`address`, `external_id`) is unique: the second is a repeat.

    `locales`: what the device says, best first. `source`: campaign of a new conversation (`/start`, `?source=`).
    `code`: a one-time code by which a conversation of another channel goes on here; never a campaign.
    """

    address: Address
    external_id: str
    said: Said
    at: datetime
    locales: tuple[str, ...] = ()
    source: str | None = None
    code: str | None = None


@dataclass(frozen=True, slots=True)
class FileRef:
    """A stored file as a message shows it. `id` is unguessable; the web address is made from it."""

    id: str
    name: str
    type: str
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Location:
    """A place to go to (WGS84 degrees), with its name and address as a channel shows them beside a map."""

    lat: float
    lon: float
    name: str
    address: str


class Message(NamedTuple):
    """One line of a transcript, as every channel and the web API show it (`seq` counts per person from 1)."""

    seq: int
    author: Author
    text: str
    choices: tuple[Button, ...] = ()
    controls: tuple[Button, ...] = ()
    expects: Expects = "none"
    many: bool = False
    selected: tuple[str, ...] = ()
    done: Button | None = None
    files: tuple[FileRef, ...] = ()
    replaces: int | None = None
    clears: bool = False
    """What was said before is erased: who shows it takes it away."""
    location: Location | None = None
    until: datetime | None = None
    """From this moment on it is not sent any more, for then it is wrong or disturbs."""


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What a channel can show; `plan` fits a message to it. Lengths are in characters as the channel counts."""

    buttons: int
    """Most buttons in one message (0: none; choices become numbered text)."""
    label: int
    """Longest label that is shown whole on a button; a longer one moves into the text as a numbered line."""
    text: int
    """Longest text of one message; longer is split at a paragraph, sentence or word."""
    boxes: bool = False
    """Several choices can be ticked before sending (`Picked`)."""
    replace: bool = False
    """An earlier message can be changed."""
    location: bool = False
    files: bool = True
