"""What is no job at all, and what only looks so."""

from __future__ import annotations

import pytest

from bot.people.resolvers.folding import fold
from bot.people.resolvers.nonsense import is_nonsense
from cv_builder.wording import occupations

SILLY = [
    "jsp",
    "n'importe quoi",
    "nimporte koi",
    "azerty",
    "qsdfqsdf",
    "aaaa",
    "hahaha",
    "zzz",
    "bcdfgh",
    "тест",
    "йцукен",
    "42",
]
REAL = ["dj", "vtc", "ash", "hgv", "crs", "els", "poste", "porter", "pompier", "trier", "agent ssiap", "maçon", "h&m"]


@pytest.mark.parametrize("text", SILLY)
def test_nonsense(text: str) -> None:
    assert is_nonsense(fold(text))


@pytest.mark.parametrize("text", REAL)
def test_short_and_odd_but_said(text: str) -> None:
    assert not is_nonsense(fold(text))


def test_nothing_that_the_bank_knows_is_nonsense() -> None:
    said = {
        word for job in occupations() for wording in job.wording.values() for word in (*wording.names, *wording.words)
    }
    assert [word for word in said if is_nonsense(fold(word))] == []
