"""An employer looks first whether somebody lives near."""

from __future__ import annotations

from collections.abc import Iterator

from cv_builder.advice.sheet import Advice, Case, Sheet

CODE = "no_town"


def check(sheet: Sheet) -> Iterator[Advice]:
    if not (sheet.cv.contact.town or sheet.cv.contact.department):
        yield Advice(CODE, "town")


CASES = (
    Case({"name": "Li"}, "town"),
    Case({"town": {"name": ""}}, "town"),
    Case({"town": {"insee": "93048", "name": "Montreuil", "dep": "93"}}),
    Case({"town": {"name": "Bamako"}}),
    Case({"town": "Lyon"}),
)
