"""A paper in the sober design of the CV, so that PDF and DOCX come from the same renderer and say the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from cv_builder.blocks import Block
from cv_builder.chars import clean, typeset
from cv_builder.design import SOBER, Fit, Step
from cv_builder.layout import Page, settled, spread
from cv_builder.model import CV
from cv_builder.style import Box, Style

LOCALE = "fr"
"""Hosts read French; so do the pages of the workshops held here."""
_GROUND, _RULE, _RULE_TOO = "F1F1F1", "707070", "717171"
PAPER = replace(
    SOBER,
    name="paper",
    styles={
        **SOBER.styles,
        "name": Style(size=2.0, bold=True, heading=1),
        "section": replace(SOBER.styles["section"], before=1.2, after=0.3),
        "entry": Style(size=1.02, bold=True, before=0.75, heading=3, sided=True),
        "fact": Style(bold=True, before=0.22),
        "body": Style(before=0.25),
        "said": Style(before=0.25, after=0.25, box=Box(fill=_GROUND, top_gap=2, bottom_gap=2, overhang=6)),
        "row": Style(before=1.1, sided=True, box=Box(line=_RULE, bottom=0.5, bottom_gap=2)),
        "other_row": Style(before=1.1, sided=True, box=Box(line=_RULE_TOO, bottom=0.5, bottom_gap=2)),
    },
)
"""`said`: the words of the host. `row`, `other_row`: lines to write on.

**Why** two kinds of rows: neighbours with the same box share its lines, in Word too; so every second one has another.
"""
STEPS = tuple(
    Step(Fit(size, roomy, inset=inset, design=PAPER), tight=tight)
    for size, roomy, inset, tight in (
        (12.0, 1.9, 0.0, 1.3),
        (11.0, 1.5, 0.0, 1.1),
        (10.5, 1.3, -4.0, 1.0),
        (10.0, 1.2, -8.0, 0.9),
        (9.5, 1.1, -10.0, 0.75),
        (9.0, 1.0, -12.0, 0.65),
    )
)
"""From large to small, never under 9 points: it is read standing, at arm's length."""


def page_of(title: str, blocks: Sequence[Block], today: date, pages: int = 1) -> Page:
    """The paper on `pages` at most; what does not fit even in the smallest letters runs on."""
    shown = [replace(block, text=_set(block.text), note=_set(block.note)) for block in blocks]
    found = spread(shown, "ltr", STEPS, pages)
    fit, starts = found or (STEPS[-1].tightest, ())
    return Page(
        cv=CV(locale=LOCALE, updated=today.isoformat()),
        title=_set(title),
        direction="ltr",
        blocks=tuple(settled(shown, fit)),
        fit=fit,
        notes=(),
        starts=starts,
        endless=found is None,
        carries=False,
    )


def rows(texts: Sequence[str], side: str = "") -> list[Block]:
    """Lines to write on, each beginning with its text; `side` begins the right half of each."""
    return [Block(("row", "other_row")[number % 2], text, side) for number, text in enumerate(texts)]


def _set(text: str) -> str:
    return typeset(clean(text), LOCALE)
