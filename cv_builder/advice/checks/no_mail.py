"""Many offers are answered by mail only."""

from __future__ import annotations

from collections.abc import Iterator

from cv_builder.advice.sheet import Advice, Case, Sheet

CODE = "no_mail"


def check(sheet: Sheet) -> Iterator[Advice]:
    """Nothing for want of a phone number, too: one way to be reached comes first."""
    if sheet.text("phone") and not sheet.text("email"):
        yield Advice(CODE, "email")


CASES = (
    Case({"phone": "+33612345678"}, "email"),
    Case({"phone": "+33612345678", "email": "li@exemple.fr"}),
    Case({"name": "Li"}),
)
