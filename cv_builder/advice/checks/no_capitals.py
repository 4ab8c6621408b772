"""Sentences that begin small, one after the other: typed in haste."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cv_builder.advice.sheet import Advice, Case, Sheet, about

CODE = "no_capitals"


def check(sheet: Sheet) -> Iterator[Advice]:
    """One sentence alone gets its capital on the page without asking."""
    for typed in sheet.typed:
        if typed.text.islower() and _INSIDE.search(typed.text):
            better = _BEGIN.sub(lambda at: at[0].upper(), typed.text)
            yield Advice(CODE, typed.save, typed.round, typed.text, better, typed.text)


_INSIDE = re.compile(r"[^\W\d_]{3}[.!?]\s+[^\W\d_]")
_BEGIN = re.compile(r"(?:^|(?<=[^\W\d_]{3}[.!?]\s))[^\W\d_]")
CASES = (
    Case(
        about("je suis motivé. j’apprends vite."),
        "summary",
        better="Je suis motivé. J’apprends vite.",
    ),
    Case(about("je suis motivé")),
    Case(about("Je suis motivé. j’apprends vite.")),
    Case({"job.employer": ["chez st. pierre"]}),
    Case({"job.employer": ["c. c. leclerc"]}),
    Case(about("أنا جاد. أتعلم بسرعة.")),
)
