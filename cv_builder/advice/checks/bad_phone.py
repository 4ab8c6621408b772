"""A number that nobody can call."""

from __future__ import annotations

from collections.abc import Iterator

import phonenumbers

from cv_builder.advice.sheet import Advice, Case, Sheet
from cv_builder.blocks import HOME

CODE = "bad_phone"
FEWEST = 6
"""Digits of the shortest number that rings somewhere."""


def check(sheet: Sheet) -> Iterator[Advice]:
    phone = sheet.text("phone")
    digits = sum(char.isdecimal() for char in phone)
    if phone and (digits < FEWEST or not _is_number(phone)):
        yield Advice(CODE, "phone", found=phone)


def _is_number(phone: str) -> bool:
    try:
        return phonenumbers.is_possible_number(phonenumbers.parse(phone, HOME))
    except phonenumbers.NumberParseException:
        return False


CASES = (
    Case({"phone": "appelle ma mère"}, "phone"),
    Case({"phone": "06 12"}, "phone"),
    Case({"phone": "06 12 34 56 78 90 12 34"}, "phone"),
    Case({"phone": "00000"}, "phone"),
    Case({"phone": "+33612345678"}),
    Case({"phone": "06 12 34 56 78"}),
    Case({"phone": "٠٦١٢٣٤٥٦٧٨"}),
    Case({"phone": "+213 551 23 45 67"}),
    Case({"phone": None}),
)
