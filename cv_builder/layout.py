"""Blocks on one page: the most generous setting that fits, else entries are left out in a stated order.

Law: whatever the CV says stands in `blocks` or is told in `notes`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, partial
from itertools import pairwise
from math import floor
from typing import TypeAlias

from cv_builder.blocks import Block, blocks_of
from cv_builder.chars import RTL_LOCALES, has_rtl
from cv_builder.design import (
    AIR_STEP,
    BOLD_FACTOR,
    LINE_HEIGHT,
    SEPARATOR,
    SMALLEST_NAME,
    Fit,
    Step,
    design_of,
    ladder,
    named_in,
)
from cv_builder.items import Item, without
from cv_builder.measure import Ruler, width
from cv_builder.model import CV
from cv_builder.names import unbroken_name
from cv_builder.notes import Note
from cv_builder.paging import page_starts
from cv_builder.shorten import LeftOut, leaving, left_out, lost, tidy, too_many
from cv_builder.style import Design
from cv_builder.wording import phrases

SIDE_GAP = 1.5
"""Em between a title and the date on the same line, at least."""
NOTE_GAP = "\u00a0 "
"""Between a fact and its note."""
Set: TypeAlias = tuple[Fit, tuple[int, ...]]
"""A setting and the blocks that begin a further page in it."""
MOST_PAGES = 2
"""Nobody reads a third one."""
UNDATED = (2000, 1, 1)
"""Date of a document whose CV has none: PDF/A asks for one, and this package reads no clock."""


@dataclass(frozen=True, slots=True)
class Page:
    """What is printed. `cv` is what stands on it (after shortening); `notes` tell what does not, text by text, and
    `left_out` thing by thing.

    `starts`: blocks that begin a further page. `endless`: further pages begin where they may. `carries`: the CV travels
    inside the document.
    """

    cv: CV
    title: str
    direction: str
    blocks: tuple[Block, ...]
    fit: Fit
    notes: tuple[Note, ...]
    left_out: tuple[LeftOut, ...] = ()
    starts: tuple[int, ...] = ()
    endless: bool = False
    carries: bool = True


def compose(cv: CV, endless: bool = False) -> Page:
    """The page of `cv`: loose, then tight, then with compact lists, then with less and less, until it fits.

    `endless` leaves nothing out for lack of room and lets the text run on.
    """
    whole, notes = tidy(cv)
    words = phrases(whole.locale)
    scale = _Scale("rtl" if words.locale in RTL_LOCALES else "ltr", MOST_PAGES if cv.pages > 1 else 1)
    most = scale.pages
    over, turn = [] if endless else too_many(whole, cv.kept, most), list[Item]()
    blocks = blocks_of(without(whole, over), words)
    ladder = ladder_of(blocks, scale.direction, design_of(whole.design))

    def short_of(count: int) -> tuple[Block, ...]:
        return blocks_of(without(whole, {*over, *turn[:count]}), words, compact=True)

    def fits(count: int) -> bool:
        return scale.set(short_of(count), ladder[-1]) is not None

    gone = 0
    if scale.pages > 1 and _Scale(scale.direction, 1).set(blocks, ladder[-1]):
        scale.pages = 1
    found = scale.first(blocks, ladder)
    if not found and not endless:
        turn += leaving(whole, cv.kept, most)[1]
        gone = bisect_left(range(len(turn)), True, key=fits)
        blocks = short_of(gone)
        found = scale.first(blocks, ladder)
    left = {*over, *turn[:gone]}
    fitting = without(whole, left)
    fit, starts = found or (ladder[-1].tightest, ())
    return Page(
        cv=fitting,
        title=words.say("title").format(name=fitting.name) if fitting.name else words.say("nameless"),
        direction=scale.direction,
        blocks=tuple(settled(blocks, fit)),
        fit=fit,
        notes=(*notes, *lost(whole, left)) if left else tuple(notes),
        left_out=left_out(whole, left) if left else (),
        starts=starts,
        endless=endless,
    )


def settle(blocks: Sequence[Block], direction: str, steps: Sequence[Step]) -> Fit:
    """The airiest of these settings that holds all blocks; the tightest when none does."""
    scale = _Scale(direction, 1)
    return next((found[0] for step in steps if (found := scale.set(blocks, step))), steps[-1].tightest)


def spread(blocks: Sequence[Block], direction: str, steps: Sequence[Step], pages: int) -> Set | None:
    """The airiest of these settings that holds all blocks on so many pages, and the blocks that begin a further one."""
    scale = _Scale(direction, pages)
    return next((found for step in steps if (found := scale.set(blocks, step))), None)


def ladder_of(blocks: Sequence[Block], direction: str, design: Design) -> tuple[Step, ...]:
    """The settings to try. An Arabic name on a French page needs the lines of an Arabic page.

    **Why:** its dots would else stand in the line below.
    """
    steps = ladder(design)
    if direction != "rtl" and any(has_rtl(f"{block.text}{block.note}") for block in blocks):
        more = LINE_HEIGHT["rtl"] - LINE_HEIGHT["ltr"]
        steps = tuple(
            replace(step, roomy=replace(step.roomy, loose=round(step.roomy.loose + more, 2))) for step in steps
        )
    long = max((width(block.text) for block in blocks if block.kind == "name"), default=0.0)
    return tuple(_on_one_line(step, long) for step in steps)


def _on_one_line(step: Step, long: float) -> Step:
    """The step with the name, `long` em, as much smaller as it takes to stay on one line, where that is possible."""
    fit = step.roomy
    wide = room("name", fit)
    size = floor(fit.design.styles["name"].size * wide / long * 10) / 10 if long > wide else 0.0
    return replace(step, roomy=replace(fit, design=named_in(fit.design, size))) if size >= SMALLEST_NAME else step


def day_of(cv: CV) -> tuple[int, int, int]:
    """Year, month, day of the document: those of the CV."""
    try:
        day = date.fromisoformat(cv.updated[:10])
    except ValueError:
        return UNDATED
    return day.year, day.month, day.day


def room(kind: str, fit: Fit) -> float:
    """Width of a line of that kind, in em of its own size."""
    style = fit.design.styles[kind]
    em = fit.size * style.size
    return (fit.text_width / em - style.indent) / (BOLD_FACTOR if style.bold else 1.0)


class _Scale:
    """How high blocks are in each setting, and how many pages they take."""

    def __init__(self, direction: str, pages: int) -> None:
        self.direction = direction
        self.pages = pages
        self._ruler = Ruler()

    def first(self, blocks: Sequence[Block], steps: Sequence[Step]) -> Set | None:
        """The setting of the most generous step that holds all blocks."""
        tried = cache(partial(self.set, blocks))
        at = bisect_left(steps, True, key=lambda step: tried(step) is not None)
        return tried(steps[at]) if at < len(steps) else None

    def set(self, blocks: Sequence[Block], step: Step) -> Set | None:
        """The airiest setting of that step that holds all blocks; None when even its tightest does not."""
        fit = step.roomy
        shown = list(settled(blocks, fit, self._ruler.width))
        kinds = [block.kind for block in shown]
        trims = fit.design.trims(kinds)
        rooms = {kind: (room(kind, fit), self._line(kind, fit)) for kind in dict.fromkeys(kinds)}
        lines = [self._height(b, *rooms[b.kind]) + trim for b, trim in zip(shown, trims, strict=True)]
        gaps = [fit.size * fit.design.gap(above, kind) for above, kind in pairwise((None, *kinds)) if kind]
        if sum(lines) + step.tight * sum(gaps) <= fit.text_height:
            air = (fit.text_height - sum(lines)) / sum(gaps) if sum(gaps) else fit.air
            return replace(fit, air=min(fit.air, _down(air))), ()
        if self.pages == 1:
            return None
        air = fit.air
        while air >= step.tight:
            heights = [line + air * space for line, space in zip(lines, gaps, strict=True)]
            starts = page_starts(heights, kinds, fit.text_height)
            if starts is not None and len(starts) < self.pages:
                return replace(fit, air=air), starts
            air = _down(air - AIR_STEP)
        return None

    def _line(self, kind: str, fit: Fit) -> float:
        """Height of a line of that kind."""
        return fit.size * fit.design.styles[kind].size * fit.line_height(self.direction)

    def _height(self, block: Block, wide: float, high: float) -> float:
        """Of the lines alone: `wide` em and `high` points each."""
        text = f"{block.text}{NOTE_GAP}{block.note}" if block.note else block.text
        return high * self._ruler.line_count(text, wide)


def _down(air: float) -> float:
    return round(floor(round(air / AIR_STEP, 6)) * AIR_STEP, 2)


def settled(blocks: Sequence[Block], fit: Fit, long: Callable[[str], float] = width) -> Iterator[Block]:
    """A date that has no room beside its title goes on a line of its own, and so do "what" and "when" of the head; a
    name that takes two lines is not broken behind a particle ("Al / Zahraoui").

    `long`: width of a line in em.
    """
    for block in blocks:
        if block.side and long(block.text) + long(block.side) + SIDE_GAP > room(block.kind, fit):
            yield replace(block, side="")
            yield Block("detail", block.side)
        elif block.kind == "seeking" and long(block.text) > room(block.kind, fit):
            first, *others = block.text.split(SEPARATOR)
            yield replace(block, text=first)
            yield from (Block("seeking", other) for other in others)
        elif block.kind == "name" and long(block.text) > room(block.kind, fit):
            yield replace(block, text=unbroken_name(block.text))
        else:
            yield block
