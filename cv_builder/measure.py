"""How high a text will be, from the widths of the font: decides what fits before anything is rendered."""

from __future__ import annotations

from cv_builder.fonts import advances

UNKNOWN_WIDTH = 1.0
"""Em; a character without a glyph is counted as a square."""
ZERO_WIDTH_SPACE = "\u200b"


def width(text: str) -> float:
    """Of one line, in em."""
    known = advances()
    return sum(known.get(char, UNKNOWN_WIDTH) for char in text)


def line_count(text: str, room: float) -> int:
    """Lines that `text` takes in `room` em, breaking at spaces and, where a word is wider than a line, anywhere."""
    space = width(" ")
    lines, used = 1, 0.0
    for word in text.split(" "):
        long = width(word)
        if used and used + space + long > room:
            lines, used = lines + 1, 0.0
        elif used:
            used += space
        if long > room:
            extra, used = divmod(_broken(word, room), 1)
            lines += int(extra)
            used *= room
        else:
            used += long
    return lines


def _broken(word: str, room: float) -> float:
    """Lines, with the part of the last one that is used, of a word broken wherever a line is full."""
    known = advances()
    lines, used = 0, 0.0
    for char in word:
        wide = known.get(char, UNKNOWN_WIDTH)
        if used + wide > room:
            lines, used = lines + 1, 0.0
        used += wide
    return lines + min(used / room, 0.999)


def breakable(text: str, room: float) -> str:
    """`text` with invisible places to break in words wider than a line; a renderer would run them off the page."""
    return " ".join(ZERO_WIDTH_SPACE.join(word) if width(word) > room else word for word in text.split(" "))
