"""The boxes an MP4 and its kin are made of (ISO 14496-12): what is in it is said by its `moov` alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

SOUND_BRANDS = {
    b"M4A ", b"M4B ", b"isom", b"iso2", b"iso3", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"dash",
}  # fmt: skip
"""What recorders write. **Why** a list: pictures (HEIC, AVIF) are made of the same boxes."""
PHONE = b"3gp"
"""How the brands of phones begin."""
BOXES = 1_000
"""Most boxes before `moov`; recorders write it second, or after all the sound."""
_HANDLER = re.compile(rb"hdlr.{8}(....)", re.DOTALL)
_SEEN = {b"vide", b"pict", b"auxv"}
"""Handlers of what is looked at."""


def is_sound(body: bytes) -> bool:
    """True where sound is in it and nothing to look at; False also for what is damaged or cut off before that is said.

    Linear in the bytes.
    """
    brand = body[8:12]
    if body[4:8] != b"ftyp" or not (brand in SOUND_BRANDS or brand.startswith(PHONE)):
        return False
    handlers = set(_HANDLER.findall(_moov(body)))
    return b"soun" in handlers and not handlers & _SEEN


def _moov(body: bytes) -> bytes:
    """b"" without one, or where it is cut off."""
    for kind, start, end in _boxes(body):
        if kind == b"moov":
            return body[start:end] if end <= len(body) else b""
    return b""


def _boxes(body: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Kind, and where what is in it begins and ends."""
    at = 0
    for _ in range(BOXES):
        size, kind, head = int.from_bytes(body[at : at + 4]), body[at + 4 : at + 8], 8
        if size == 1:
            size, head = int.from_bytes(body[at + 8 : at + 16]), 16
        elif size == 0:  # up to the end
            size = len(body) - at
        if size < head:
            return
        yield kind, at + head, at + size
        at += size
