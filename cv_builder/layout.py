"""Blocks on one page: the most generous setting that fits, else entries are left out in a stated order.

Law: whatever the CV says stands in `blocks` or is told in `notes`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import floor

from cv_builder.blocks import Block, blocks_of
from cv_builder.chars import RTL_LOCALES, has_rtl
from cv_builder.design import AIR_STEP, BOLD_FACTOR, LINE_HEIGHT, SEPARATOR, Design, Fit, Step, design_of, ladder
from cv_builder.measure import Ruler, width
from cv_builder.model import CV
from cv_builder.notes import Note
from cv_builder.shorten import lost, tidy, without_next
from cv_builder.wording import phrases

SIDE_GAP = 1.5
"""Em between a title and the date on the same line, at least."""
NOTE_GAP = "\u00a0 "
"""Between a fact and its note."""
UNDATED = (2000, 1, 1)
"""Date of a document whose CV has none: PDF/A asks for one, and this package reads no clock."""


@dataclass(frozen=True, slots=True)
class Page:
    """What is printed. `cv` is what stands on it (after shortening); `notes` tell what does not."""

    cv: CV
    title: str
    direction: str
    blocks: tuple[Block, ...]
    fit: Fit
    notes: tuple[Note, ...]


def compose(cv: CV, one_page: bool = True) -> Page:
    """The page of `cv`: loose, then tight, then with compact lists, then with less and less, until it fits.

    `one_page=False` leaves nothing out for lack of room and lets the text run on.
    """
    whole, notes = tidy(cv)
    words = phrases(whole.locale)
    scale = _Scale("rtl" if words.locale in RTL_LOCALES else "ltr")
    fitting, blocks = whole, blocks_of(whole, words)
    ladder = ladder_of(blocks, scale.direction, design_of(whole.design))
    compact = one_page and not scale.set(blocks, ladder[-1])
    if compact:
        blocks = blocks_of(whole, words, compact)
    while one_page and not scale.set(blocks, ladder[-1]):
        shorter = without_next(fitting)
        if shorter is None:
            break
        fitting, blocks = shorter, blocks_of(shorter, words, compact)
    fit = next(filter(None, (scale.set(blocks, step) for step in ladder)), ladder[-1].tightest)
    return Page(
        cv=fitting,
        title=words.say("title").format(name=fitting.name) if fitting.name else words.say("nameless"),
        direction=scale.direction,
        blocks=tuple(settled(blocks, fit)),
        fit=fit,
        notes=(*notes, *lost(whole, fitting)),
    )


def ladder_of(blocks: Sequence[Block], direction: str, design: Design) -> tuple[Step, ...]:
    """The settings to try. An Arabic name on a French page needs the lines of an Arabic page.

    **Why:** its dots would else stand in the line below.
    """
    if direction == "rtl" or not any(has_rtl(f"{block.text}{block.note}") for block in blocks):
        return ladder(design)
    more = LINE_HEIGHT["rtl"] - LINE_HEIGHT["ltr"]
    return tuple(
        replace(step, roomy=replace(step.roomy, loose=round(step.roomy.loose + more, 2))) for step in ladder(design)
    )


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
    """How high blocks are in each setting."""

    def __init__(self, direction: str) -> None:
        self.direction = direction
        self._ruler = Ruler()

    def set(self, blocks: Sequence[Block], step: Step) -> Fit | None:
        """The airiest setting of that step that holds all blocks; None when even its tightest does not."""
        fit = step.roomy
        shown = list(settled(blocks, fit))
        kinds = [block.kind for block in shown]
        lines = sum(self._height(block, fit) for block in shown) + sum(fit.design.trims(kinds))
        gaps = fit.size * sum(map(fit.design.gap, (None, *kinds), kinds))
        air = (fit.text_height - lines) / gaps if gaps else fit.air
        if air < step.tight:
            return None
        return replace(fit, air=min(fit.air, round(floor(air / AIR_STEP) * AIR_STEP, 2)))

    def _height(self, block: Block, fit: Fit) -> float:
        """Of the lines alone."""
        style = fit.design.styles[block.kind]
        text = f"{block.text}{NOTE_GAP}{block.note}" if block.note else block.text
        lines = self._ruler.line_count(text, room(block.kind, fit))
        return fit.size * lines * style.size * fit.line_height(self.direction)


def settled(blocks: Sequence[Block], fit: Fit) -> Iterator[Block]:
    """A date that has no room beside its title goes on a line of its own, and so do "what" and "when" of the head."""
    for block in blocks:
        if block.side and width(block.text) + width(block.side) + SIDE_GAP > room(block.kind, fit):
            yield replace(block, side="")
            yield Block("detail", block.side)
        elif block.kind == "seeking" and width(block.text) > room(block.kind, fit):
            first, *others = block.text.split(SEPARATOR)
            yield replace(block, text=first)
            yield from (Block("seeking", other) for other in others)
        else:
            yield block
