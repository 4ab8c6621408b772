"""Neither a job nor a strength: what somebody does in life fills that page."""

from __future__ import annotations

from collections.abc import Iterator

from cv_builder.advice.sheet import Advice, Case, Sheet

CODE = "nothing_done"


def check(sheet: Sheet) -> Iterator[Advice]:
    cv = sheet.cv
    if not (cv.work or cv.skills):
        yield Advice(CODE, "informal.where")


CASES = (
    Case({"had_job": "none"}, "informal.where"),
    Case({"had_job": "none", "job.title": [{"label": "vente"}]}, "informal.where"),
    Case({"informal_skills": ["cooking_meals"]}),
    Case({"had_job": "job", "job.employer": ["Lidl"]}),
)
