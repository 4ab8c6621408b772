"""SOS is heard however a phone writes it, and not in a sentence that only holds the word."""

from __future__ import annotations

import pytest

from bot.channels.sos import CLEAR, HUMAN, LONGEST, SIGNS, WORDS, calls_sos, clears_screen
from flows.events import Picked, Started, Tapped, Typed

CALLS = (
    "sos", "SOS", "Sos !", "SOS\u00a0!", "sos\u202f!!", " sos\n", "s.o.s.", "S.O.S", "/sos", "🆘", "🆘🆘", "🆘\ufe0f!",
    "sos sos SOS", "« sos »", "\u200fsos\u200e", "\u2068SOS\u2069", "SOS…", "sos svp", "aidez moi sos", "SOS help me!",
)  # fmt: skip
NO_CALLS = ("", " ", "!", "soso", "sosie", "sos médecins", "je fais le sos", "aide moi", "sos " * LONGEST)


@pytest.mark.parametrize("text", CALLS)
def test_called(text: str) -> None:
    assert calls_sos(Typed(text))


@pytest.mark.parametrize("text", NO_CALLS)
def test_not_called(text: str) -> None:
    assert not calls_sos(Typed(text))


def test_by_button_only_the_button() -> None:
    assert calls_sos(Tapped("!sos"))
    assert not any(map(calls_sos, (Tapped("sos"), Tapped("3.sos"), Picked(("!sos",)), Started(), None)))


@pytest.mark.parametrize("word", sorted(WORDS))
def test_no_word_that_calls_is_passed_over_unread(word: str) -> None:
    assert any(sign in word for sign in SIGNS)
    assert calls_sos(Typed(word))
    assert calls_sos(Typed(word.upper()))


@pytest.mark.parametrize("text", ["Effacer l’écran", "effacer l'écran !", " CLEAR THE SCREEN", "مسح الشاشة"])
def test_the_screen_is_emptied_by_words(text: str) -> None:
    assert clears_screen(Typed(text))


def test_the_screen_is_emptied_by_its_button_and_nothing_else() -> None:
    assert clears_screen(Tapped(CLEAR))
    assert not any(map(clears_screen, (Tapped(HUMAN), Typed("effacer"), Typed("écran" * LONGEST), Started(), None)))
