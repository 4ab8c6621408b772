"""How a CV looks: the one table of values behind DOCX, PDF and picture.

Sizes and gaps count in the size of the text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

PAGE_WIDTH, PAGE_HEIGHT = 595.28, 841.89
"""A4 in points."""
MARGIN_X, MARGIN_Y = 56.0, 48.0
"""Points."""
TEXT_WIDTH = PAGE_WIDTH - 2 * MARGIN_X
TEXT_HEIGHT = PAGE_HEIGHT - 2 * MARGIN_Y
SLACK = 0.03
"""Part of the height kept free, because office programs break lines a little differently."""

INK, MUTED, ACCENT, RULE = "1E2530", "545D69", "17506B", "B9C7CF"
"""Text, side notes, the one accent (prints as a dark grey), hairlines."""

LINE_HEIGHT = {"ltr": 1.36, "rtl": 1.55}
"""Arabic needs ≥ 1.4, or the dots of one line touch the next."""
MIDDLE = 0.36
"""Height over the baseline, in em, of the middle of a line of text: half a capital letter."""

BAR, BAR_GAP = 2.5, 10.0
"""Points: the accent bar over the name, and the room under it."""

OFFICE_FONT = "Arial"
"""On every office computer, with Latin, Greek, Cyrillic and Arabic."""

BULLET, BULLET_INDENT = "•", 1.1
SEPARATOR = "  ·  "
BOLD_FACTOR = 1.07
"""Bold letters of the font are this much wider than regular ones, at most."""


@dataclass(frozen=True, slots=True)
class Style:
    """`heading`: level of a real heading, 0 for text. `before`, `after`: gaps, stretched with the air of the page.

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


@dataclass(frozen=True, slots=True)
class Fit:
    """One way of setting the page: text size in points, air = stretch of the gaps."""

    size: float
    air: float


LADDER = tuple(
    Fit(size, air)
    for size, airs in (
        (12.0, (1.9, 1.6, 1.3)),
        (11.5, (1.4, 1.2)),
        (11.0, (1.3, 1.15, 1.0)),
        (10.5, (1.15, 1.0, 0.9)),
        (10.0, (1.0, 0.9, 0.8)),
        (9.5, (0.9, 0.8)),
        (9.0, (0.8, 0.65)),
    )
    for air in airs
)
"""From generous to tight; never under 9 points, which is still read with ease on paper."""
