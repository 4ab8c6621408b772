"""A plain text is read whatever its letters are kept in, and shown without what reaches its writer."""

from __future__ import annotations

import pytest

from bot.mentors.contacts import LABELS
from bot.mentors.contacts.files.texts import CUT, LONGEST, masked, words

PHONE = "Café, puis appelle le 06 12 34 56 78 demain"


@pytest.mark.parametrize("kept_in", ["utf-8", "utf-8-sig", "latin-1"])
def test_a_number_is_hidden_and_the_rest_stays(kept_in: str) -> None:
    assert words(PHONE.encode(kept_in)).text == PHONE
    shown = masked(f"Bonjour\r\n{PHONE}\r\nMerci".encode(kept_in), (), LABELS.__getitem__).decode()
    assert shown == PHONE.join(("Bonjour\n", "\nMerci")).replace("06 12 34 56 78", LABELS["phone"])


def test_over_two_lines_between_zero_bytes_and_by_name() -> None:
    body = b"06 12 34\n56 78 90\nAmina Kaba\n0\x006 11 22 33 44"
    shown = masked(body, ("Amina Kaba",), LABELS.__getitem__).decode()
    for secret in ("12 34", "56 78", "Kaba", "11 22"):
        assert secret not in shown


def test_what_hides_nothing_is_the_same_bytes() -> None:
    for body in (b"", b"\xe9t\xe9\r\n", b"Je sais cuisiner\r\n"):
        assert masked(body, (), LABELS.__getitem__) == body


def test_what_was_not_read_is_not_shown() -> None:
    body = ("mot " * (LONGEST // 4)).encode() + b"06 12 34 56 78"
    assert not words(body).whole
    shown = masked(body, (), LABELS.__getitem__).decode()
    assert "06 12" not in shown
    assert shown.endswith(CUT)
