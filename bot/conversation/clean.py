"""The database's last line of defence: only what text columns and JSON can hold, whatever a channel let through."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from bot.channels.model import Incoming, Said
from flows.events import Picked, Received, Started, Tapped, Typed, Unsupported

LONGEST_ID = 200
"""Characters of an external id kept as they are; a longer one (a hostile client's) is kept as its digest."""


def clean_text(text: str) -> str:
    """Without NUL and lone surrogates."""
    if text.isascii():
        return text.replace("\0", "") if "\0" in text else text
    return text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")


def _clean_id(id: str) -> str:
    id = clean_text(id)
    return id if len(id) <= LONGEST_ID else hashlib.sha256(id.encode()).hexdigest()


def _clean_said(said: Said) -> Said:
    match said:
        case Typed(text):
            return Typed(clean_text(text))
        case Tapped(id):
            return Tapped(clean_text(id))
        case Picked(ids):
            return Picked(tuple(clean_text(id) for id in ids))
        case Received():
            return _clean_file(said)
        case Unsupported(kind, Typed(text)):
            return Unsupported(clean_text(kind), Typed(clean_text(text)))
        case Unsupported(kind, Received() as file):
            return Unsupported(clean_text(kind), _clean_file(file))
        case Unsupported(kind):
            return Unsupported(clean_text(kind))
        case Started(locales):
            return Started(tuple(clean_text(locale) for locale in locales))
        case _:
            return said


def _clean_file(file: Received) -> Received:
    return Received(*(clean_text(text) for text in (file.ref, file.name, file.type, file.caption)))


def clean(incoming: Incoming) -> Incoming:
    """The same thing if nothing is wrong with it."""
    address = incoming.address
    chat, external_id, said = _clean_id(address.chat), _clean_id(incoming.external_id), _clean_said(incoming.said)
    locales = tuple([clean_text(locale) for locale in incoming.locales])
    source = None if incoming.source is None else clean_text(incoming.source)
    code = None if incoming.code is None else clean_text(incoming.code)
    if chat != address.chat:
        address = replace(address, chat=chat)
    kept = (incoming.address, incoming.external_id, incoming.said, incoming.locales, incoming.source, incoming.code)
    if kept == (address, external_id, said, locales, source, code):
        return incoming
    return Incoming(address, external_id, said, incoming.at, locales, source, code)
