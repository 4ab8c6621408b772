"""Values that somebody else kept (a file sent back, another flow), read as answers of a type."""

from __future__ import annotations

import re
from collections.abc import Mapping

from flows import counted, mails
from flows.answers import NO_RESOLVERS, NUMBER_LIMIT, TEXT_LIMIT, Found, NotFound, Resolved, fits, read
from flows.events import JsonValue
from flows.model import Kind
from flows.text import clean

_STORED_PHONE = re.compile(r"\+?\d{3,15}", re.ASCII)
_STORED_DATE = {
    "date": re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", re.ASCII),
    "month": re.compile(r"\d{4}(-(0[1-9]|1[0-2]))?|now", re.ASCII),
}


def stored(kind: Kind, value: JsonValue) -> Resolved:
    """A value that somebody else kept, as one of this type: only what we could have stored ourselves, and cleaned.

    **Why** never a file: its reference would be somebody else's.
    """
    text = _readable(value) if isinstance(value, str) else ""
    match kind.name:
        case "text":
            return read(kind, text, "", NO_RESOLVERS)
        case "number":
            return _stored_number(kind, value)
        case "email" if mails.is_address(text):
            return Found(text)
        case "phone" if _STORED_PHONE.fullmatch(text):
            return Found(text)
        case "date" | "month" if _STORED_DATE[kind.name].fullmatch(text):
            return Found(text)
        case "place" | "occupation" if isinstance(value, dict):
            return _named(value, "name" if kind.name == "place" else "label")
        case "yes_no" if text in ("yes", "no"):
            return Found(text)
        case _:
            return NotFound()


def _stored_number(kind: Kind, value: JsonValue) -> Resolved:
    number = value.get("number") if isinstance(value, dict) else value
    if not fits(kind, number) or abs(float(str(number))) >= NUMBER_LIMIT:
        return NotFound()
    of = counted.of(value)
    return Found(counted.number(number, _readable(of)[:TEXT_LIMIT] if isinstance(of, str) else None))


def _readable(text: str) -> str:
    """Cleaned, and without the halves of signs that no file can hold."""
    return clean(text.encode("utf-8", "ignore").decode())


_NAMED_PARTS = {"name": ("insee", "name", "dep"), "label": ("code", "label", "like", "fr", "en")}


def _named(value: Mapping[str, JsonValue], word: str) -> Resolved:
    parts: dict[str, JsonValue] = {}
    for part in _NAMED_PARTS[word]:
        text = value.get(part)
        if isinstance(text, str) and (text := _readable(text)[:TEXT_LIMIT]):
            parts[part] = text
    return Found(parts) if any(char.isalnum() for char in str(parts.get(word, ""))) else NotFound()
