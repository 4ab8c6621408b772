"""What may leave the machine, and what never does."""

from __future__ import annotations

import pytest

from bot.workshops.rules.asking import askable


@pytest.mark.parametrize("text", ["la noue", "12 rue des Lilas 93100", "cité Gagarine", "حي السلام", "Les Tilleuls"])
def test_places(text: str) -> None:
    assert askable(text)


@pytest.mark.parametrize(
    "text",
    ["", "  ", "a", "93", "06 12 34 56 78", "rue X 0612345678", "amina@exemple.fr", "https://x.fr/y", "www.x.fr",
     "insta.com/amina", "x" * 81, "rue\nX", "...."],
)  # fmt: skip
def test_what_is_no_place_or_somebodys_number_stays_here(text: str) -> None:
    assert not askable(text)
