"""Blocks on one page: the most generous setting that fits, else entries are left out in a stated order.

Law: whatever the CV says stands in `blocks` or is told in `notes`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from cv_builder.blocks import Block, blocks_of
from cv_builder.chars import RTL_LOCALES
from cv_builder.design import BOLD_FACTOR, LADDER, LINE_HEIGHT, SLACK, STYLES, TEXT_HEIGHT, TEXT_WIDTH, Fit
from cv_builder.measure import line_count, width
from cv_builder.model import CV
from cv_builder.notes import Note
from cv_builder.shorten import tidy, without_next
from cv_builder.wording import phrases

SIDE_GAP = 1.5
"""Em between a title and the date on the same line, at least."""
NOTE_GAP = "  "
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
    """The page of `cv`. `one_page=False` leaves nothing out for lack of room and lets the text run on."""
    cv, notes = tidy(cv)
    words = phrases(cv.locale)
    direction = "rtl" if words.locale in RTL_LOCALES else "ltr"
    while True:
        blocks = blocks_of(cv, words)
        fit = next((fit for fit in LADDER if _fits(blocks, fit, direction)), None)
        shorter = without_next(cv) if one_page and fit is None else None
        if shorter is None:
            break
        cv, lost = shorter
        notes += lost
    fit = fit or LADDER[-1]
    title = words.say("title").format(name=cv.name) if cv.name else words.say("nameless")
    return Page(cv, title, direction, tuple(_settled(blocks, fit)), fit, tuple(notes))


def day_of(cv: CV) -> tuple[int, int, int]:
    """Year, month, day of the document: those of the CV."""
    try:
        day = date.fromisoformat(cv.updated[:10])
    except ValueError:
        return UNDATED
    return day.year, day.month, day.day


def room(kind: str, fit: Fit) -> float:
    """Width of a line of that kind, in em of its own size."""
    style = STYLES[kind]
    em = fit.size * style.size
    return (TEXT_WIDTH / em - style.indent) / (BOLD_FACTOR if style.bold else 1.0)


def _fits(blocks: Sequence[Block], fit: Fit, direction: str) -> bool:
    height = sum(_height(block, fit, direction) for block in _settled(blocks, fit))
    return height <= TEXT_HEIGHT * (1 - SLACK)


def _height(block: Block, fit: Fit, direction: str) -> float:
    style = STYLES[block.kind]
    text = f"{block.text}{NOTE_GAP}{block.note}" if block.note else block.text
    lines = line_count(text, room(block.kind, fit))
    return fit.size * (lines * style.size * LINE_HEIGHT[direction] + (style.before + style.after) * fit.air)


def _settled(blocks: Sequence[Block], fit: Fit) -> Iterator[Block]:
    """A date that has no room beside its title goes on a line of its own."""
    for block in blocks:
        if block.side and width(block.text) + width(block.side) + SIDE_GAP > room(block.kind, fit):
            yield replace(block, side="")
            yield Block("detail", block.side)
        else:
            yield block
