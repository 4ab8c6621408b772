"""How a CV looks: three designs, each one table of values behind DOCX, PDF and picture.

Sizes and gaps count in the size of the text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

from cv_builder.style import BULLET_INDENT, Box, Design, Style, styles

PAGE_WIDTH, PAGE_HEIGHT = 595.28, 841.89
"""A4 in points."""
MARGIN_X, MARGIN_Y = 56.0, 48.0
"""Points."""
RUNNING_TOP = 24.0
"""Points from the edge of the paper to the line in the margin over a further page: half of the least margin."""
SLACK = 0.03
"""Part of the height kept free, because office programs break lines a little differently."""

LINE_HEIGHT = {"ltr": 1.36, "rtl": 1.5}
"""Arabic needs ≥ 1.4, or the dots of one line touch the next."""
MIDDLE = 0.36
"""Height over the baseline, in em, of the middle of a line of text: half a capital letter."""

OFFICE_FONT = "Arial"
"""On every office computer, with Latin, Greek, Cyrillic and Arabic."""

SEPARATOR = "\u00a0\u00a0·  "
"""Between parts of a line; where the line breaks, the dot stays at its end."""
BOLD_FACTOR = 1.07
"""Bold letters of the font are this much wider than regular ones, at most."""


_BLACK, _GREY, _LINE = "1B1B1B", "525252", "707070"
SOBER = Design(
    "sober",
    ink=_BLACK,
    muted=_GREY,
    accent=_BLACK,
    styles=styles(
        name=Style(size=2.5, bold=True, heading=1, align="center"),
        own_name=Style(size=1.35, color=_GREY, align="center"),
        headline=Style(size=1.35, align="center"),
        seeking=Style(before=0.3, align="center"),
        contact=Style(color=_GREY, before=0.15, align="center"),
        mark=Style(color=_GREY, before=0.15, align="center"),
        section=Style(
            size=1.15,
            bold=True,
            before=1.5,
            after=0.5,
            heading=2,
            box=Box(line=_LINE, bottom=0.75, bottom_gap=2),
        ),
        detail=Style(color=_GREY),
        running=Style(color=_GREY, sided=True),
    ),
)
"""No colour at all: for an office, a bank, a town hall, and whoever prefers it."""

_PETROL, _PALE_PETROL, _SLATE = "0D5567", "E2EFF2", "46525C"
_BAND = Box(fill=_PALE_PETROL, line=_PETROL, top=5.0, top_gap=10, bottom_gap=10, overhang=16)
COLOUR = Design(
    "colour",
    ink="1E2530",
    muted=_SLATE,
    accent=_PETROL,
    styles=styles(
        name=Style(size=2.6, bold=True, color=_PETROL, heading=1, box=_BAND),
        own_name=Style(size=1.35, color=_SLATE, before=0.05, box=_BAND),
        headline=Style(size=1.35, bold=True, before=0.05, box=_BAND),
        seeking=Style(before=0.2, box=_BAND),
        contact=Style(color=_SLATE, before=0.1, box=_BAND),
        mark=Style(color=_SLATE, before=0.1, box=_BAND),
        section=Style(
            size=1.2,
            bold=True,
            color=_PETROL,
            before=1.5,
            after=0.5,
            heading=2,
            box=Box(line=_PETROL, bottom=1.25, bottom_gap=2),
        ),
        detail=Style(color=_SLATE),
        running=Style(color=_SLATE, sided=True),
    ),
)
"""A band behind the name. Pale, with dark letters: a program or a printer that leaves it out loses no word."""

_RUST, _PALE_RUST, _STONE = "96380C", "FAEDE4", "574E48"
_STRIP = Box(fill=_PALE_RUST, top_gap=2, bottom_gap=2, overhang=8)
FIRST = Design(
    "first",
    ink="2A211C",
    muted=_STONE,
    accent=_RUST,
    styles=styles(
        name=Style(size=2.7, bold=True, heading=1),
        own_name=Style(size=1.35, color=_STONE),
        headline=Style(size=1.5, bold=True, color=_RUST),
        contact=Style(color=_STONE, before=0.2),
        mark=Style(color=_STONE, before=0.2),
        seeking=Style(
            size=1.1,
            bold=True,
            before=0.8,
            box=Box(fill="FBE9DC", line=_RUST, top=1.5, top_gap=6, bottom_gap=6, overhang=8),
        ),
        section=Style(size=1.15, bold=True, color=_RUST, before=1.7, after=0.6, heading=2, box=_STRIP),
        entry=Style(size=1.05, bold=True, before=0.7, heading=3, sided=True),
        detail=Style(color=_STONE),
        running=Style(color=_STONE, sided=True),
        bullet=Style(before=0.22, indent=BULLET_INDENT),
        fact=Style(bold=True, before=0.22),
    ),
    head=("name", "own_name", "headline", "contact", "mark", "seeking", "summary"),
    with_work=("skills", "qualities", "education", "work", "languages", "licences", "interests"),
    without_work=("skills", "qualities", "education", "languages", "licences", "interests"),
)
"""For first jobs: what is looked for in a frame of its own, then strengths, then school, then work."""

DESIGNS: Mapping[str, Design] = {design.name: design for design in (SOBER, COLOUR, FIRST)}
"""By the code that answers hold. The first is taken where nobody chose."""


def design_of(name: str) -> Design:
    """The design of that name; the sober one for any other."""
    return DESIGNS.get(name, SOBER)


SMALLEST_NAME = 1.9
"""Times the size of the text: below this a name no longer leads its page, and takes two lines instead."""


@cache
def named_in(design: Design, size: float) -> Design:
    """The same with the name in another size. Kept: a template is made for each."""
    return replace(design, styles={**design.styles, "name": replace(design.styles["name"], size=size)})


@dataclass(frozen=True, slots=True)
class Fit:
    """One way of setting the page in a design: text size in points, air = stretch of the gaps.

    `loose`: em added to the height of a line. `inset`: points added to every margin.
    """

    size: float
    air: float
    loose: float = 0.0
    inset: float = 0.0
    design: Design = SOBER

    @property
    def margins(self) -> tuple[float, float]:
        """Points: at the sides, above and below."""
        return MARGIN_X + self.inset, MARGIN_Y + self.inset

    @property
    def text_width(self) -> float:
        return PAGE_WIDTH - 2 * (MARGIN_X + self.inset)

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


@cache
def ladder(design: Design) -> tuple[Step, ...]:
    """The settings to try in that design."""
    return tuple(replace(step, roomy=replace(step.roomy, design=design)) for step in LADDER)
