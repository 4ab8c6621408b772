"""The name stands on top of the page: without it nobody knows whose CV it is."""

from __future__ import annotations

from collections.abc import Iterator

from cv_builder.advice.sheet import Advice, Case, Sheet

CODE = "no_name"


def check(sheet: Sheet) -> Iterator[Advice]:
    if not sheet.text("name"):
        yield Advice(CODE, "name")


CASES = (
    Case({}, "name"),
    Case({"name": " "}, "name"),
    Case({"name": "Li"}),
)
