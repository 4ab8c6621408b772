"""The job looked for is the title of the page."""

from __future__ import annotations

from collections.abc import Iterator

from cv_builder.advice.sheet import Advice, Case, Sheet

CODE = "no_job_sought"


def check(sheet: Sheet) -> Iterator[Advice]:
    if not sheet.cv.headline.text:
        yield Advice(CODE, "looking")


CASES = (
    Case({"name": "Li"}, "looking"),
    Case({"looking": {"label": "vente"}}),
)
