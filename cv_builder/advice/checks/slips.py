"""Words as one thumbs them to friends, where an employer reads: only who wrote them can put them right."""

from __future__ import annotations

from collections.abc import Iterator

from cv_builder.advice.sheet import SUMMARY, Advice, Case, Sheet, about
from cv_builder.slips import slips

CODE = "slips"
NOT_ASKED = frozenset({SUMMARY, "name", "town", "looking", "job.title", "job.town", "school.place", "school.level"})
"""Names, and what no question asks for: it can't be written anew in the chat."""


def check(sheet: Sheet) -> Iterator[Advice]:
    for typed in sheet.typed:
        if typed.save not in NOT_ASKED and slips(typed.text, sheet.cv.locale):
            yield Advice(CODE, typed.save, typed.round, typed.text)


CASES = (
    Case({"job.employer": ["le resto ds la rue"]}, "job.employer"),
    Case({"school.subject": ["cuisine", "jai fais mecanique"]}, "school.subject", 1),
    Case({"job.employer": ["un snaaack"]}, "job.employer"),
    Case({"job.employer": ["Le resto dans la rue"]}),
    Case({"cv_language": "en", "job.employer": ["PR Agency"]}),
    Case({"name": "jai"}),
    Case(about("jai bosse ds un resto")),
)
