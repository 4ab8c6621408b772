"""How high a text will be, from the widths of the font: decides what fits before anything is rendered."""

from __future__ import annotations

from cv_builder.fonts import advances

UNKNOWN_WIDTH = 1.0
"""Em; a character without a glyph is counted as a square."""
ZERO_WIDTH_SPACE = "\u200b"


def width(text: str) -> float:
    """Of one line, in em."""
    known = advances()
    return sum([known.get(char, UNKNOWN_WIDTH) for char in text])


def breakable(text: str, room: float) -> str:
    """`text` with invisible places to break in words wider than a line; a renderer would run them off the page."""
    return " ".join(ZERO_WIDTH_SPACE.join(word) if width(word) > room else word for word in text.split(" "))


class Ruler:
    """Measures the texts of one page, each once. Not kept longer: what people wrote stays in no cache."""

    def __init__(self) -> None:
        self._words: dict[str, list[float]] = {}
        self._space = width(" ")

    def line_count(self, text: str, room: float) -> int:
        """Lines that `text` takes in `room` em, breaking at spaces and, in words wider than a line, anywhere."""
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
        if text not in self._words:
            self._words[text] = [width(word) for word in text.split(" ")]
        return self._words[text]
