"""The web channel: keys and addresses, what arrives as `Incoming`, what goes out as the JSON of the API."""

from __future__ import annotations

import re
from base64 import urlsafe_b64encode
from datetime import datetime
from hashlib import sha256
from urllib.parse import quote

from bot.channels.model import Address, Capabilities, FileRef, Incoming, Message, Said
from bot.clock import ID_BYTES, Clock
from bot.i18n import direction
from flows.events import Button, JsonValue

CHANNEL = "web"
ACCOUNT = "web"
FILES = "/files/"
"""Where a stored file is read; what follows is its unguessable id."""
CAPABILITIES = Capabilities(buttons=100, label=200, text=20_000, boxes=True, replace=True, location=True)
"""A page scrolls and wraps: what limits a label or a text here is the reader, not the channel."""

_KEY = re.compile(r"[A-Za-z0-9_-]{16,128}")


def new_key(clock: Clock) -> str:
    """A conversation key: twice an unguessable id, 48 URL-safe characters, 288 bits."""
    return clock.new_id() + clock.new_id()


def address_of(key: str) -> Address | None:
    """Where a key leads; None when it can't be one. The key itself is never stored: its SHA-256 is the address."""
    if not _KEY.fullmatch(key):
        return None
    return Address(CHANNEL, ACCOUNT, sha256(key.encode()).hexdigest())


def incoming(
    address: Address,
    client_id: str,
    said: Said,
    at: datetime,
    locales: tuple[str, ...] = (),
    source: str | None = None,
) -> Incoming:
    """**Why** the chat stands in the external id: the client's ids count per conversation, ours over all of them."""
    return Incoming(address, f"{address.chat}:{client_id}", said, at, locales, source)


def upload_id(key: str, client_id: str) -> str:
    """The id of a file sent under this client id, the same each time. As unguessable as the key, which it hides."""
    return urlsafe_b64encode(sha256(f"file {key} {client_id}".encode()).digest()[:ID_BYTES]).decode()


def file_url(file: FileRef) -> str:
    """Without host: a page of another site puts the address of the API before it."""
    return FILES + quote(file.id)


def wire_file(file: FileRef) -> dict[str, JsonValue]:
    return {"name": file.name, "type": file.type, "url": file_url(file), "alt": file.alt}


def wire_button(button: Button) -> dict[str, JsonValue]:
    return {"id": button.id, "label": button.label}


def wire_message(message: Message) -> dict[str, JsonValue]:
    """One line as the API gives it. `many`, `selected` and `done` say how a question with boxes is shown.

    `clears`: all lines before this one are erased and no longer to be shown.
    """
    return {
        "seq": message.seq,
        "from": message.author,
        "text": message.text,
        "choices": [wire_button(b) for b in message.choices],
        "controls": [wire_button(b) for b in message.controls],
        "expects": message.expects,
        "many": message.many,
        "selected": list(message.selected),
        "done": wire_button(message.done) if message.done else None,
        "files": [wire_file(f) for f in message.files],
        "replaces": message.replaces,
        "clears": message.clears,
    }


def wire_state(locale: str, mode: str, seq: int) -> dict[str, JsonValue]:
    """Where the conversation stands: the head of every answer and the `state` of the stream."""
    return {"seq": seq, "locale": locale, "dir": direction(locale), "mode": mode}
