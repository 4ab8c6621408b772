"""Every language is a plus, a little of it as well."""

from __future__ import annotations

from collections.abc import Iterator

from cv_builder.advice.sheet import Advice, Case, Sheet

CODE = "no_languages"


def check(sheet: Sheet) -> Iterator[Advice]:
    """Nothing to somebody who was not asked yet: they wanted a first CV at once."""
    if "languages" in sheet.answers and not sheet.cv.languages:
        yield Advice(CODE, "languages")


CASES = (
    Case({"languages": None}, "languages"),
    Case({"languages": ["fr"]}),
    Case({"name": "Li"}),
)
