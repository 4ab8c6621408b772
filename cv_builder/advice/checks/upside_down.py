"""A job that ends before it begins."""

from __future__ import annotations

from collections.abc import Iterator

from cv_builder import brought
from cv_builder.advice.sheet import Advice, Answers, Case, Sheet
from cv_builder.dates import is_date

CODE = "upside_down"


def check(sheet: Sheet) -> Iterator[Advice]:
    """Exact dates come with files; the question that rights them is that of the year."""
    for round in range(max(len(sheet.rounds("job.title")), len(sheet.rounds("job.employer")))):
        job = sheet.brought_job(round)
        start, end = (date if isinstance(date := job.get(name), str) else "" for name in ("start", "end"))
        if is_date(start) and is_date(end) and end[: len(start)] < start[: len(end)]:
            yield Advice(CODE, "job.year", round, f"{start} – {end}")
            return


def _told(*dates: tuple[object, object]) -> Answers:
    """So many jobs of a file, with these dates."""
    return {
        "job.title": [{"label": "vente"}] * len(dates),
        brought.SAVE: {"jobs": [{"start": start, "end": end} for start, end in dates]},
    }


CASES = (
    Case(_told(("2025-06", "2025-03")), "job.year"),
    Case(_told(("2021", "2022"), ("2025-06", "2024")), "job.year", 1),
    Case(_told(("2025-06", "2025"))),
    Case(_told(("2025", "2025-03"))),
    Case(_told(("2025-06", "2025-06"))),
    Case(_told(("2025-06", "now"))),
    Case(_told((None, "2025-03"))),
    Case(_told(("x", "a"))),
    Case({**_told(("2025-06", "2025-03")), "had_job": "none"}),
)
