"""The lines of a page by number, as its owner would point at them: "3, the job", "4, what I did there".

Law: the numbers of `lines_of` are those that the numbered picture shows beside the lines.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from cv_builder.blocks import sections_of
from cv_builder.layout import Page
from cv_builder.wording import phrases

HEAD = ("name", "headline", "seeking", "contact")
"""Kinds of blocks at the top that are a line each."""
ENTRIES = ("work", "education")
"""Sections whose entries are a line each."""
TASKS = "tasks"
"""Field of the line below a job."""


class Numbered(NamedTuple):
    """`field`: a kind of `HEAD`, or a section, or `TASKS`; `at`: which job or school, from 0, in the order of the page.

    `block`: its first paragraph on the page. `text`: its words there, the first of them.
    """

    number: int
    field: str
    at: int
    block: int
    text: str


def lines_of(page: Page) -> tuple[Numbered, ...]:
    return tuple(Numbered(number, *line) for number, line in enumerate(_lines(page), 1))


def marks(page: Page) -> dict[int, int]:
    """Paragraph → the number beside it."""
    return {line.block: line.number for line in lines_of(page)}


def _lines(page: Page) -> Iterator[tuple[str, int, int, str]]:
    sections = iter(sections_of(page.cv, phrases(page.cv.locale)))
    section, entry, told = "", -1, ""
    for place, block in enumerate(page.blocks):
        if block.kind == "section":
            section, entry, told = next(sections, ""), -1, ""
        elif not section:
            if block.kind in HEAD and block.kind != told:
                told = block.kind
                yield block.kind, 0, place, block.text
        elif section in ENTRIES:
            if block.kind == "entry":
                entry, told = entry + 1, ""
                yield section, entry, place, block.text
            elif block.kind == "bullet" and section == "work" and not told:
                told = TASKS
                yield TASKS, entry, place, block.text
        elif not told:
            told = section
            yield section, 0, place, block.text
