"""A letter on one page, in the design of the CV: who writes, to whom, where and when, about what, then the text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from cv_builder.blocks import Block, blocks_of
from cv_builder.chars import RTL_LOCALES, isolate
from cv_builder.design import Fit, Step, design_of
from cv_builder.layout import Page, ladder_of, settle, settled
from cv_builder.letter import Letter
from cv_builder.model import CV
from cv_builder.shorten import tidy
from cv_builder.wording import phrases
from cv_builder.wording.tables import table

SPACIOUS = Step(Fit(11.5, 2.0, loose=0.14, inset=12.0), tight=1.3)
"""Nearly every letter stands in this setting; a longer one in those of a CV that are no larger."""
HEAD = ("name", "own_name", "contact")
"""What a letter has of the head of the CV."""


def letter_page(letter: Letter, cv: CV, today: date) -> Page:
    """The page of a letter; no CV travels inside, so that nobody takes it for one."""
    words, (cv, _) = table("letter")[letter.locale], tidy(cv)
    bare = CV(locale=letter.locale, name=cv.name, contact=cv.contact, updated=today.isoformat(), design=cv.design)
    direction = "rtl" if letter.locale in RTL_LOCALES else "ltr"
    blocks = tuple(_blocks(letter, cv))
    design = design_of(cv.design)
    first = replace(SPACIOUS, roomy=replace(SPACIOUS.roomy, design=design))
    steps = [first, *(step for step in ladder_of(blocks, direction, design) if step.roomy.size < first.roomy.size)]
    fit = settle(blocks, direction, steps)
    return Page(
        cv=bare,
        title=words["title"].format(name=cv.name) if cv.name else words["nameless"],
        direction=direction,
        blocks=tuple(settled(blocks, fit)),
        fit=fit,
        notes=(),
        carries=False,
    )


def _blocks(letter: Letter, cv: CV) -> Iterator[Block]:
    """**Why** all on one side in English: British letters have no second column."""
    first, then, last = ("opening", "body", "body") if letter.locale == "en" else ("recipient", "dateline", "signature")
    yield from (block for block in blocks_of(cv, phrases(letter.locale)) if block.kind in HEAD)
    if letter.place:
        yield Block(first, isolate(letter.place, letter.locale))
    yield Block(then if letter.place else first, letter.dated)
    yield Block("section", letter.subject)
    for text in (letter.dear, *letter.paragraphs, letter.goodbye):
        yield Block("body", text)
    if cv.name:
        yield Block(last, isolate(cv.name, letter.locale))
