"""How high a text will be, from the widths of the font: decides what fits before anything is rendered."""

from __future__ import annotations

from itertools import repeat

from cv_builder.fonts import advances

UNKNOWN_WIDTH = 1.0
"""Em; a character without a glyph is counted as a square."""
ZERO_WIDTH_SPACE = "\u200b"


def width(text: str) -> float:
    """Of one line, in em."""
    return sum(map(advances().get, text, repeat(UNKNOWN_WIDTH)))


def breakable(text: str, room: float) -> str:
    """`text` with invisible places to break in words wider than a line; a renderer would run them off the page.

    **Why** letters are counted first: none of ASCII is wider than an em, and most texts are far from filling a line.
    """
    if (text.isascii() and len(text) <= room) or width(text) <= room:
        return text
    return " ".join(ZERO_WIDTH_SPACE.join(word) if width(word) > room else word for word in text.split(" "))


class Ruler:
    """Measures the texts of one page, each once. Not kept longer: what people wrote stays in no cache."""

    def __init__(self) -> None:
        self._whole: dict[str, float] = {}
        self._words: dict[str, list[float]] = {}
        self._space = width(" ")

    def width(self, text: str) -> float:
        """Of one line, in em."""
        if text not in self._whole:
            self._whole[text] = width(text)
        return self._whole[text]

    def line_count(self, text: str, room: float) -> int:
        """Lines that `text` takes in `room` em, breaking at spaces and, in words wider than a line, anywhere."""
        if (self._whole.get(text) or self.width(text)) <= room:
            return 1
        lines, used = 1, 0.0
        for long in self._widths(text):
            if used and used + self._space + long > room:
                lines, used = lines + 1, 0.0
            used += long + (self._space if used else 0.0)
            if used > room:
                lines += int(used // room)
                used %= room
        return lines

    def _widths(self, text: str) -> list[float]:
        """Of each word."""
        if text not in self._words:
            self._words[text] = [*map(width, text.split(" "))]
        return self._words[text]
