"""The fonts of our PDFs: where they are, which characters they have, how wide those are.

They come with this package (`typefaces/HOW.md`), never from the system, so that a page looks the same on every machine.
"""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache

from cv_builder.chars import is_mark
from cv_builder.packaged import data, folder

FOLDER = "typefaces"
FAMILIES = {"Noto Sans": "NotoSans", "Noto Sans Whole": "NotoSansWhole", "Noto Sans Arabic": "NotoSansArabic"}
"""Family → how its files begin, in the order in which a character is looked for: Latin, then what else there is."""

_JOINED = ("<initial>", "<medial>", "<final>")
_UNICODE_CMAPS = ((3, 10), (0, 4), (0, 6), (3, 1), (0, 3))
"""(platform, encoding) of Unicode tables in the font format, those of all planes first."""


def folders() -> list[str]:
    """Folders with the font files, for the renderer."""
    return [folder(FOLDER)]


@cache
def advances() -> dict[str, float]:
    """Character → advance width in em, regular weight; a character that is not here has no glyph."""
    found: dict[str, float] = {}
    for face in _faces():
        found = face | found
    for form, wide in list(found.items()):
        if letter := _joined_letter(form):
            found[letter] = max(wide, found.get(letter, 0.0))
    return found


def _joined_letter(form: str) -> str:
    """The Arabic letter of which this is a joined form: some are wider in a word than alone (meem, heh)."""
    kind, _, code = unicodedata.decomposition(form).partition(" ")
    return chr(int(code, 16)) if kind in _JOINED and " " not in code else ""


def covered(text: str) -> bool:
    """Every character of `text` can be drawn."""
    return drawable(text) == text


def drawable(text: str) -> str:
    """What our fonts can draw of it: nearly all.

    **Why** a mark also goes where the font of its letter has none: two fonts never draw one letter, and typst refuses
    a text with a sign that stays empty.
    """
    known, marks = advances(), _marks()
    if known.keys() >= set(text) and marks.isdisjoint(text):
        return text
    return "".join(_drawn(text, marks))


def _drawn(text: str, marks: frozenset[str]) -> Iterator[str]:
    able = _faces()
    for char in text:
        having = [face for face in (able if char in marks else _faces()) if char in face]
        if having:
            able = having
            yield char


@cache
def _faces() -> Sequence[dict[str, float]]:
    """The widths of each font, regular weight, in the order of `FAMILIES`."""
    return [_widths(data(f"{FOLDER}/{name}-Regular.ttf")) for name in FAMILIES.values()]


@cache
def _marks() -> frozenset[str]:
    """Characters that are drawn on the letter before them."""
    return frozenset(char for char in advances() if is_mark(char))


def _widths(font: bytes) -> dict[str, float]:
    tables = {
        font[i : i + 4]: struct.unpack(">II", font[i + 8 : i + 16])[0]
        for i in range(12, 12 + 16 * struct.unpack(">H", font[4:6])[0], 16)
    }
    units = struct.unpack_from(">H", font, tables[b"head"] + 18)[0]
    long_metrics = struct.unpack_from(">H", font, tables[b"hhea"] + 34)[0]
    metrics = struct.unpack_from(f">{2 * long_metrics}H", font, tables[b"hmtx"])[::2]
    return {
        chr(code): metrics[min(glyph, long_metrics - 1)] / units
        for code, glyph in _glyphs(font, tables[b"cmap"])
        if glyph and not 0xD800 <= code < 0xE000
    }


def _glyphs(font: bytes, cmap: int) -> Iterator[tuple[int, int]]:
    """(code point, glyph) of the widest Unicode table (format 12, else format 4)."""
    count = struct.unpack_from(">H", font, cmap + 2)[0]
    records = [struct.unpack_from(">HHI", font, cmap + 4 + 8 * i) for i in range(count)]
    offsets = {(platform, encoding): cmap + offset for platform, encoding, offset in records}
    start = next(offsets[kind] for kind in _UNICODE_CMAPS if kind in offsets)
    if struct.unpack_from(">H", font, start)[0] == 12:
        groups = struct.unpack_from(">I", font, start + 12)[0]
        for i in range(groups):
            first, last, glyph = struct.unpack_from(">III", font, start + 16 + 12 * i)
            yield from ((code, glyph + code - first) for code in range(first, last + 1))
        return
    yield from _segments(font, start)


def _segments(font: bytes, start: int) -> Iterator[tuple[int, int]]:
    """Format 4: segments of the basic plane."""
    twice = struct.unpack_from(">H", font, start + 6)[0]
    ends, starts, deltas, ranges = (
        struct.unpack_from(f">{twice // 2}H", font, start + offset)
        for offset in (14, 16 + twice, 16 + 2 * twice, 16 + 3 * twice)
    )
    for i, (first, last) in enumerate(zip(starts, ends, strict=True)):
        for code in range(first, min(last, 0xFFFE) + 1):
            glyph = code
            if ranges[i]:
                at = start + 16 + 3 * twice + 2 * i + ranges[i] + 2 * (code - first)
                glyph = struct.unpack_from(">H", font, at)[0]
            yield code, (glyph + deltas[i]) & 0xFFFF if glyph or not ranges[i] else 0
