"""Whoever hires a beginner calls."""

from __future__ import annotations

from collections.abc import Iterator

from cv_builder.advice.sheet import Advice, Case, Sheet

CODE = "no_phone"


def check(sheet: Sheet) -> Iterator[Advice]:
    if not sheet.text("phone"):
        yield Advice(CODE, "phone")


CASES = (
    Case({"name": "Li"}, "phone"),
    Case({"phone": None, "email": "li@exemple.fr"}, "phone"),
    Case({"phone": "+33612345678"}),
    Case({"phone": "06 12"}),
)
