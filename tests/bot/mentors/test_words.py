"""What the room says, in every language."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.i18n import translator
from bot.mentors import words
from bot.mentors.rules.waiting import STEPS, Truth
from bot.ports import RELAYED
from flows.wire import LIMIT
from tests.bot.mentors.house import PARIS
from tests.bot.mentors.rows import NOON

FR, AR = translator("fr"), translator("ar")
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
LOCALES = ("fr", "en", "ar")


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (Truth("soon", 3 * MINUTE, 20 * MINUTE), "souvent en 3 minutes. Au pire, en 20 minutes."),
        (Truth("soon", MINUTE, MINUTE), "on te répond en 1 minute au plus."),
        (Truth("soon", 2 * HOUR, 3 * DAY), "souvent en 2\u00a0heures. Au pire, en 3\u00a0jours."),
        (Truth("there"), "je ne le sais pas encore."),
        (Truth("nobody"), "Personne n’est là en ce moment"),
        (Truth("later", at=NOON + HOUR), "Personne n’est là avant\u00a0: aujourd’hui à 14:00."),
        (Truth("later", at=NOON + DAY), "demain à 13:00."),
        (Truth("later", at=NOON + 7 * DAY), "samedi 28 novembre, 13:00."),
    ],
)
def test_the_truth(found: Truth, said: str) -> None:
    assert said in words.truth(found, NOON, PARIS, FR)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("minutes", STEPS)
def test_every_length_has_western_digits_if_any(locale: str, minutes: int) -> None:
    said = words.length(minutes * MINUTE, translator(locale))
    assert said
    assert all(c.isascii() for c in said if c.isdigit())


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
