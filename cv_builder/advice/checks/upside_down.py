"""A job that ends before it begins."""

from __future__ import annotations

from collections.abc import Iterator

from cv_builder.advice.sheet import Advice, Case, Sheet
from cv_builder.dates import is_date

CODE = "upside_down"


def check(sheet: Sheet) -> Iterator[Advice]:
    starts, ends = sheet.rounds("job.start"), sheet.rounds("job.end")
    for round, (start, end) in enumerate(zip(starts, ends, strict=False)):
        if not (isinstance(start, str) and isinstance(end, str) and is_date(start) and is_date(end)):
            continue
        if end[: len(start)] < start[: len(end)]:
            yield Advice(CODE, "job.end", round, f"{start} – {end}")


CASES = (
    Case({"job.start": ["2025-06"], "job.end": ["2025-03"]}, "job.end"),
    Case({"job.start": ["2021", "2025-06"], "job.end": ["2022", "2024"]}, "job.end", 1),
    Case({"job.start": ["2025-06"], "job.end": ["2025"]}),
    Case({"job.start": ["2025"], "job.end": ["2025-03"]}),
    Case({"job.start": ["2025-06"], "job.end": ["2025-06"]}),
    Case({"job.start": ["2025-06"], "job.end": ["now"]}),
    Case({"job.start": [None], "job.end": ["2025-03"]}),
    Case({"job.start": ["x"], "job.end": ["a"]}),
)
