"""What the audit says of a request: numbers and buttons, never words."""

from __future__ import annotations

import pytest

from bot.accounts.audit.rules import MOST_FIELDS, about


@pytest.mark.parametrize(
    ("places", "fields", "said"),
    [
        ({}, (), ""),
        ({"seq": "3", "id": "12"}, (), "id=12 seq=3"),
        ({"id": "1 or 2"}, (), ""),
        ({"id": "é" * 3}, (), ""),
        ({}, (("token", "x"), ("account", "5"), ("disable", "1")), "account=5 disable"),
        ({}, (("account", "Zoubeida"), ("text", "06 12 34 56 78"), ("why", "")), "account text"),
        ({}, (("account", b"5"), ("file", object()), ("file", object())), "account file"),
        ({}, (("ZOÉ", "1"), ("a b", "1"), ("x" * 31, "1")), ""),
        ({}, (("device", "9" * 16), ("device", "٣")), "device"),
    ],
)
def test_numbers_and_buttons(places: dict[str, str], fields: tuple[tuple[str, object], ...], said: str) -> None:
    assert about(places, fields) == said


def test_a_huge_form_says_little() -> None:
    fields = [("a" + "bcdefghijklmnopqrstuvwxyz"[i % 25] * (i // 25 + 1), "1") for i in range(500)]
    assert len(about({"id": "1"}, fields).split()) == MOST_FIELDS + 1
