"""Every language is a plus, a little of it as well."""

from __future__ import annotations

from collections.abc import Iterator

from cv_builder.advice.sheet import Advice, Case, Sheet

CODE = "no_languages"


def check(sheet: Sheet) -> Iterator[Advice]:
    if not sheet.cv.languages:
        yield Advice(CODE, "languages")


CASES = (
    Case({"name": "Li"}, "languages"),
    Case({"languages": ["fr"]}),
)
