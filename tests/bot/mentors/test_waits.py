"""How long it takes, in every language."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.i18n import translator
from bot.mentors import waits
from bot.mentors.rules.waiting import STEPS, Truth
from tests.bot.mentors.house import PARIS
from tests.bot.mentors.rows import NOON

FR = translator("fr")
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
LOCALES = ("fr", "en", "ar")


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (Truth("soon", 3 * MINUTE, 20 * MINUTE), "souvent en 3 minutes. Au pire, en 20 minutes."),
        (Truth("soon", MINUTE, MINUTE), "on te répond en 1 minute au plus."),
        (Truth("soon", 2 * HOUR, 3 * DAY), "souvent en 2\u00a0heures. Au pire, en 3\u00a0jours."),
        (Truth("there"), "je ne le sais pas encore."),
        (Truth("full"), "parlent déjà avec quelqu’un. Quand on te répond"),
        (Truth("full", bad=20 * MINUTE), "parlent déjà avec quelqu’un\u00a0: au pire, 20 minutes d’attente."),
        (Truth("nobody"), "Personne n’est là en ce moment"),
        (Truth("later", at=NOON + HOUR), "Personne n’est là avant\u00a0: aujourd’hui à 14:00."),
        (Truth("later", at=NOON + DAY), "demain à 13:00."),
        (Truth("later", at=NOON + 7 * DAY), "samedi 28 novembre, 13:00."),
    ],
)
def test_the_truth(found: Truth, said: str) -> None:
    assert said in waits.truth(found, NOON, PARIS, FR)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("minutes", STEPS)
def test_every_length_has_western_digits_if_any(locale: str, minutes: int) -> None:
    said = waits.length(minutes * MINUTE, translator(locale))
    assert said
    assert all(c.isascii() for c in said if c.isdigit())
