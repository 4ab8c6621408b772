"""What the room says, in every language."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.i18n import translator
from bot.mentors import words
from bot.ports import RELAYED
from flows.wire import LIMIT

FR, AR = translator("fr"), translator("ar")
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
LOCALES = ("fr", "en", "ar")


@pytest.mark.parametrize("locale", LOCALES)
def test_buttons_are_short_relayed_and_named(locale: str) -> None:
    says = translator(locale)
    buttons = [words.stop_waiting(says), words.button(words.LEAVE, says), words.button(f"{words.REPORT}.123", says)]
    buttons += [*words.faces(2**53, says), *words.whys(2**53, says)]
    for button in buttons:
        assert button.id.startswith(RELAYED)
        assert len(button.id.encode()) <= LIMIT
        assert 0 < len(button.label) <= 20
        assert words.label(button.id, says)


@pytest.mark.parametrize("id", ["!m:", "!m:other", "!m:smile.1.7", "!m:smile", "!m:why.1.x"])
def test_unknown_buttons_have_no_words(id: str) -> None:
    assert words.label(id, FR) is None


def test_a_name_stays_in_one_piece_in_arabic() -> None:
    assert "\u2068Lina\u2069" in words.came("Lina", "", AR)
    assert "Lina est là" in words.came("Lina", "", FR)
    assert words.named("", FR) == "quelqu’un de l’équipe"


def test_why_a_mentor_comes() -> None:
    said = {words.came("Lina", why, FR) for why in ("", "appointment", "promise")}
    assert len(said) == 3
