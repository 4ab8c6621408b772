"""Years of which nothing is told: a small job, a course, helping at home has its place there."""

from __future__ import annotations

from collections.abc import Iterator

from cv_builder.advice.sheet import Advice, Case, Sheet
from cv_builder.model import NOW

CODE = "gap"
LONGEST = 2
"""Whole years without anything; less is a summer and a year of looking around."""


def check(sheet: Sheet) -> Iterator[Advice]:
    """Between two things of which years are known. **Why** not up to now: what comes after the last is seldom told."""
    spans = sorted(_spans(sheet))
    reached = spans[0][1] if spans else 0
    for first, last in spans:
        if first - reached > LONGEST:
            yield Advice(CODE, *_asked(sheet), found=f"{reached} – {first}")
            return
        reached = max(reached, last)


def _asked(sheet: Sheet) -> tuple[str, int]:
    """ "Did you work elsewhere?", asked after the last job; who told of none is asked whether they worked."""
    told = max(len(sheet.rounds(save)) for save in ("job.title", "job.employer", "job.year"))
    return ("job.more", told - 1) if told else ("had_job", 0)


def _spans(sheet: Sheet) -> Iterator[tuple[int, int]]:
    """(first, last) year of what is dated. A job that took years may have taken all of them: it says nothing."""
    this_year = int(sheet.today[:4])
    for job in sheet.cv.work:
        if job.length == "years" and not job.end:
            yield (int(job.start[:4] or this_year), this_year)
        elif job.start or (job.end and job.end != NOW):
            last = this_year if job.end == NOW else int((job.end or job.start)[:4])
            yield (int((job.start or job.end)[:4]), last)
    for school in sheet.cv.education:
        if school.year:
            yield (int(school.year[:4]), int(school.year[:4]))


CASES = (
    Case({"job.employer": ["Lidl", "Momo"], "job.year": [2019, 2024]}, "job.more", 1),
    Case(
        {"job.employer": ["Lidl"], "job.start": ["2024-01"], "school.level": ["cap"], "school.year": [2020]}, "job.more"
    ),
    Case({"job.employer": ["Lidl", "Momo"], "job.year": [2022, 2024]}),
    Case({"job.employer": ["Lidl", "Momo"], "job.year": [2019, 2024], "job.length": ["years", None]}),
    Case({"job.employer": ["Lidl", "Momo"], "job.start": ["2018", "2024"], "job.end": ["2023", "now"]}),
    Case({"job.employer": ["Lidl"], "job.year": [2015]}),
    Case({"job.employer": ["Lidl"], "job.end": ["now"]}),
    Case({"job.employer": ["Lidl", "Momo"], "job.year": [2019, 2024], "had_job": "none"}),
    Case({"school.level": ["bac", "cap"], "school.year": [2018, 2024]}, "had_job"),
    Case({}),
)
