"""What a design says about each kind of paragraph, and about what stands around it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

BULLET, BULLET_INDENT = "•", 1.1
"""The sign of a list, and em from it to the text."""
BETWEEN = 0.15
"""Em between two paragraphs of one kind in one box."""


@dataclass(frozen=True, slots=True)
class Box:
    """Behind and around paragraphs; neighbours with the same box share it.

    `fill`: colour of the ground, "" for none; `overhang`: points by which it stands out into the margins, so that its
    text begins where all others do. `top`, `bottom`: points of a line there, in the colour `line`; 0 for none.
    `top_gap`, `bottom_gap`: whole points (Word knows no others) between text and edge.
    """

    fill: str = ""
    line: str = ""
    top: float = 0.0
    bottom: float = 0.0
    top_gap: int = 0
    bottom_gap: int = 0
    overhang: int = 0

    @property
    def above(self) -> float:
        """Points that it adds over its first paragraph."""
        return self.top + self.top_gap

    @property
    def below(self) -> float:
        """Points that it adds under its last paragraph."""
        return self.bottom + self.bottom_gap


@dataclass(frozen=True, slots=True)
class Style:
    """`heading`: level of a real heading, 0 for text. `before`, `after`: gaps, stretched with the air of the page; of
    the two gaps between neighbours the larger one counts.

    `indent` > 0: an entry of a list. `sided`: a date at the far end of the line. `align`: "center", "end" or "" (where
    reading starts).
    """

    size: float = 1.0
    bold: bool = False
    color: str = ""
    before: float = 0.0
    after: float = 0.0
    heading: int = 0
    indent: float = 0.0
    sided: bool = False
    align: str = ""
    box: Box | None = None


@dataclass(frozen=True, eq=False)
class Design:
    """`ink`, `muted`, `accent`: text, side notes, signs. `styles`: one for each kind of block.

    `head`, `with_work`, `without_work`: what stands where; somebody who has not worked begins with what they can do.
    Two designs are never equal but to themselves: a template is kept for each.
    """

    name: str
    ink: str
    muted: str
    accent: str
    styles: Mapping[str, Style]
    head: tuple[str, ...] = ("name", "own_name", "headline", "seeking", "contact", "mark", "summary")
    with_work: tuple[str, ...] = ("work", "education", "skills", "languages", "licences", "qualities", "interests")
    without_work: tuple[str, ...] = ("skills", "education", "qualities", "languages", "licences", "interests")

    def color(self, kind: str) -> str:
        return self.styles[kind].color or self.ink

    def gap(self, above: str | None, kind: str) -> float:
        """Em of the text size between a block and the one above it, before the air of the page stretches it."""
        return _gap(self, above, kind)

    def trims(self, kinds: Sequence[str]) -> list[float]:
        """Points that the boxes add to the height of each of these neighbours."""
        boxes = [None, *(self.styles[kind].box for kind in kinds), None]
        return [
            (box.above if box is not before else 0.0) + (box.below if box is not after else 0.0) if box else 0.0
            for before, box, after in zip(boxes, boxes[1:], boxes[2:], strict=False)
        ]


@cache
def _gap(design: Design, above: str | None, kind: str) -> float:
    """Kept: asked for every pair of paragraphs in every setting that is tried."""
    if above == kind and design.styles[kind].box:
        return BETWEEN
    return max(design.styles[above].after if above else 0.0, design.styles[kind].before)


def styles(**others: Style) -> Mapping[str, Style]:
    """What the designs have in common, then what is their own."""
    return {
        "name": Style(size=2.5, bold=True, heading=1),
        "own_name": Style(size=1.35),
        "headline": Style(size=1.35, bold=True),
        "seeking": Style(before=0.3),
        "contact": Style(before=0.15),
        "mark": Style(before=0.15),
        "summary": Style(before=0.7),
        "section": Style(size=1.18, bold=True, before=1.5, after=0.45, heading=2),
        "entry": Style(size=1.05, bold=True, before=0.55, heading=3, sided=True),
        "detail": Style(),
        "bullet": Style(before=0.12, indent=BULLET_INDENT),
        "fact": Style(bold=True, before=0.12),
        "list": Style(),
        "running": Style(sided=True),
        "recipient": Style(before=1.8, align="end"),
        "dateline": Style(before=0.5, align="end"),
        "opening": Style(before=1.8),
        "body": Style(before=0.9),
        "signature": Style(before=1.2, bold=True, align="end"),
    } | others
