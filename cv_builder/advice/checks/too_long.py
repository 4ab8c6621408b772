"""A line that runs over two: a recruiter reads the first words."""

from __future__ import annotations

from collections.abc import Iterator

from cv_builder.advice.sheet import SUMMARY, Advice, Case, Sheet, about

CODE = "too_long"
LONGEST = 110
"""Characters of a line of the page at its usual size, and a little more."""


def check(sheet: Sheet) -> Iterator[Advice]:
    for typed in sheet.typed:
        if typed.save != SUMMARY and len(typed.text) > LONGEST:
            yield Advice(CODE, typed.save, typed.round, typed.text)


CASES = (
    Case({"job.tasks": [["J’ai fait " + "la vaisselle et " * 8]]}, "job.tasks"),
    Case({"job.employer": ["x" * 111]}, "job.employer"),
    Case({"job.employer": ["x" * 110]}),
    Case(about("mot " * 60)),
    Case({"job.tasks": [["waiter_pay"]]}),
)
