"""A job or a school year that has not come yet, told as past."""

from __future__ import annotations

from collections.abc import Iterator

from cv_builder.advice.sheet import Advice, Case, Sheet
from cv_builder.dates import is_date

CODE = "future_date"


def check(sheet: Sheet) -> Iterator[Advice]:
    yield from (Advice(CODE, "job.year", round, date) for round, date in _to_come(sheet, "job.year"))
    states = sheet.rounds("school.state")
    for round, date in _to_come(sheet, "school.year"):
        if round < len(states) and states[round] == "done":
            yield Advice(CODE, "school.year", round, date)


def _to_come(sheet: Sheet, save: str) -> Iterator[tuple[int, str]]:
    for round, value in enumerate(sheet.rounds(save)):
        date = str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""
        if is_date(date) and date > sheet.today[: len(date)]:
            yield round, date


CASES = (
    Case({"job.year": [2031]}, "job.year"),
    Case({"job.year": [2024, 2027]}, "job.year", 1),
    Case({"school.state": ["done"], "school.year": [2027]}, "school.year"),
    Case({"school.state": ["ongoing"], "school.year": [2027]}),
    Case({"school.state": ["done"], "school.year": [2026]}),
    Case({"job.year": [2026]}),
    Case({"job.year": [2031], "had_job": "none"}),
    Case({"job.year": [None, True]}),
)
