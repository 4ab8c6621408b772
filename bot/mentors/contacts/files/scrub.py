"""Which way a picture, a sound or a text is cleaned, by what its bytes are."""

from __future__ import annotations

import re
import struct

from bot.mentors.contacts.files import pictures, sounds
from bot.mentors.contacts.files.model import Refused, Scrubbed

_VCARD = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*BEGIN\s*:\s*VCARD", re.IGNORECASE)
_VCARD_TYPES = frozenset({"text/vcard", "text/x-vcard", "text/directory"})
_HEAD = 1024
_TEXT = frozenset(b"\t\n\r\f\x1b") | frozenset(range(0x20, 0x100)) - {0x7F}


def scrubbed(body: bytes, type: str) -> Scrubbed | Refused:
    """The file without what it gives away. `type`: as claimed; what the bytes are counts. Never raises on any bytes.

    Papers (`is_light` says which are none) are for `papers.scrubbed`, in a process with little memory and time.
    """
    claimed = type.partition(";")[0].strip().lower()
    if claimed in _VCARD_TYPES or _VCARD.match(body) or _VCARD.match(_narrow(body)):
        return Refused("contact")
    try:
        return _scrubbed(body, claimed)
    except (IndexError, struct.error, OverflowError):
        return Refused("broken")


def is_light(body: bytes) -> bool:
    """Whether it may be cleaned where it is; a PDF or a package may not."""
    return not body.lstrip()[:5].startswith((b"%PDF", b"PK"))


def _scrubbed(body: bytes, claimed: str) -> Scrubbed | Refused:
    if body.startswith(b"\xff\xd8\xff"):
        return pictures.jpeg(body)
    if body.startswith(b"\x89PNG\r\n\x1a\n"):
        return pictures.png(body)
    if body.startswith(b"RIFF"):
        return {b"WEBP": pictures.webp, b"WAVE": sounds.wav}.get(body[8:12], _unsupported)(body)
    if body.startswith(b"OggS"):
        return sounds.ogg(body)
    if body.startswith(b"\x1a\x45\xdf\xa3"):
        return sounds.webm(body, claimed if claimed in ("audio/webm", "video/webm") else "video/webm")
    if body[4:8] == b"ftyp":
        return _mp4(body, claimed)
    if body.startswith(b"ID3") or (len(body) > 4 and body[0] == 0xFF and body[1] & 0xE6 == 0xE2):
        return sounds.mp3(body)
    return Scrubbed(body, "text/plain") if claimed == "text/plain" and _is_text(body) else Refused("unsupported")


def _mp4(body: bytes, claimed: str) -> Scrubbed | Refused:
    brand = body[8:12]
    if brand in (b"heic", b"heix", b"mif1", b"avif", b"hevc"):
        return Refused("unsupported")
    sound = brand.startswith((b"M4A", b"M4B")) or claimed.startswith("audio/")
    return sounds.mp4(body, "audio/mp4" if sound else "video/mp4")


def _unsupported(_body: bytes) -> Scrubbed | Refused:
    return Refused("unsupported")


def _narrow(body: bytes) -> bytes:
    """UTF-16 as its letters."""
    return body[:_HEAD].replace(b"\0", b"").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")


def _is_text(body: bytes) -> bool:
    return _TEXT.issuperset(body[:_HEAD])
