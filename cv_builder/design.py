"""How a CV looks: the one table of values behind DOCX, PDF and picture.

Sizes and gaps count in the size of the text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

PAGE_WIDTH, PAGE_HEIGHT = 595.28, 841.89
"""A4 in points."""
MARGIN_X, MARGIN_Y = 56.0, 48.0
"""Points."""
SLACK = 0.03
"""Part of the height kept free, because office programs break lines a little differently."""

INK, MUTED, ACCENT, RULE = "1E2530", "545D69", "17506B", "86949C"
"""Text, side notes, the one accent (prints as a dark grey), hairlines: all still there on a black-and-white printer."""

LINE_HEIGHT = {"ltr": 1.36, "rtl": 1.5}
"""Arabic needs ≥ 1.4, or the dots of one line touch the next."""
MIDDLE = 0.36
"""Height over the baseline, in em, of the middle of a line of text: half a capital letter."""

BAR, BAR_GAP = 2.5, 10.0
"""Points: the accent bar over the name, and the room under it."""

RULE_GAP = 2
"""Whole points between a section's name and its hairline: Arabic letters reach far down."""

OFFICE_FONT = "Arial"
"""On every office computer, with Latin, Greek, Cyrillic and Arabic."""

BULLET, BULLET_INDENT = "•", 1.1
SEPARATOR = "\u00a0\u00a0·  "
"""Between parts of a line; where the line breaks, the dot stays at its end."""
BOLD_FACTOR = 1.07
"""Bold letters of the font are this much wider than regular ones, at most."""


@dataclass(frozen=True, slots=True)
class Style:
    """`heading`: level of a real heading, 0 for text. `before`, `after`: gaps, stretched with the air of the page; of
    the two gaps between neighbours the larger one counts.

    `ruled`: a hairline under it. `indent` > 0: an entry of a list. `sided`: a date at the far end of the line.
    `barred`: the accent bar over it.
    """

    size: float = 1.0
    bold: bool = False
    color: str = INK
    before: float = 0.0
    after: float = 0.0
    heading: int = 0
    ruled: bool = False
    indent: float = 0.0
    sided: bool = False
    barred: bool = False

    @property
    def trim(self) -> float:
        """Points that bar and hairline add to the height of the lines."""
        return (BAR + BAR_GAP if self.barred else 0.0) + (RULE_GAP if self.ruled else 0.0)


STYLES: Mapping[str, Style] = {
    "name": Style(size=2.7, bold=True, heading=1, barred=True),
    "headline": Style(size=1.4, bold=True, color=ACCENT),
    "seeking": Style(before=0.3),
    "contact": Style(color=MUTED, before=0.12),
    "summary": Style(before=0.6),
    "section": Style(size=1.18, bold=True, color=ACCENT, before=1.5, after=0.45, heading=2, ruled=True),
    "entry": Style(size=1.05, bold=True, before=0.55, heading=3, sided=True),
    "detail": Style(color=MUTED),
    "bullet": Style(before=0.12, indent=BULLET_INDENT),
    "fact": Style(bold=True, before=0.12),
    "list": Style(),
}


def gap(above: str | None, kind: str) -> float:
    """Em of the text size between a block and the one above it, before the air of the page stretches it."""
    return max(STYLES[above].after if above else 0.0, STYLES[kind].before)


@dataclass(frozen=True, slots=True)
class Fit:
    """One way of setting the page: text size in points, air = stretch of the gaps.

    `loose`: em added to the height of a line. `inset`: points added to every margin.
    """

    size: float
    air: float
    loose: float = 0.0
    inset: float = 0.0

    @property
    def margins(self) -> tuple[float, float]:
        """Points: at the sides, above and below."""
        return MARGIN_X + self.inset, MARGIN_Y + self.inset

    @property
    def text_width(self) -> float:
        return PAGE_WIDTH - 2 * self.margins[0]

    @property
    def text_height(self) -> float:
        """Points that blocks may fill."""
        return (PAGE_HEIGHT - 2 * self.margins[1]) * (1 - SLACK)

    def line_height(self, direction: str) -> float:
        """Em from one line to the next."""
        return LINE_HEIGHT[direction] + self.loose


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the ladder: `tight` is its least air; it opens up to `roomy.air` as far as the page has room."""

    roomy: Fit
    tight: float

    @property
    def tightest(self) -> Fit:
        return replace(self.roomy, air=self.tight)


AIR_STEP = 0.05
"""Air is rounded down to this: pages that look alike share one template."""

LADDER = (
    Step(Fit(12.0, 2.5, loose=0.2, inset=14.0), tight=2.2),
    Step(Fit(12.0, 2.2, loose=0.1, inset=8.0), tight=1.9),
    Step(Fit(12.0, 1.9), tight=1.2),
    Step(Fit(11.5, 1.4), tight=1.1),
    Step(Fit(11.0, 1.3), tight=1.0),
    Step(Fit(10.5, 1.15), tight=0.9),
    Step(Fit(10.0, 1.05), tight=0.8),
    Step(Fit(9.5, 1.0), tight=0.75),
    Step(Fit(9.0, 1.0), tight=0.65),
)
"""From generous to tight: a short CV gets large letters, lines and margins before its page stays white at the foot.

Never over 12 points, which would look like a poster, never under 9, which is still read with ease on paper.
"""
