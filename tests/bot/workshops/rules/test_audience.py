"""Ages and women only, out of what hosts write; what is not certain hides nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.workshops.rules.audience import BANDS, OLDEST, Audience, read


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("16 à 25 ans", 16, 25), ("De 16 à 25 ans", 16, 25), ("16-25 ans", 16, 25), ("16–25 ans", 16, 25),
        ("entre 18 et 30 ans", 18, 30), ("jeunes (16/25 ans)", 16, 25), ("16 ans à 25 ans", 16, 25),
        ("16 to 25 years old", 16, 25), ("من 16 الى 25 سنة", 16, 25),
        ("à partir de 18 ans", 18, OLDEST), ("dès 16 ans", 16, OLDEST), ("18 ans et plus", 18, OLDEST),
        ("18+", 18, OLDEST), ("plus de 26 ans", 26, OLDEST), ("Adultes", 18, OLDEST), ("Public majeur", 18, OLDEST),
        ("moins de 26 ans", 0, 25), ("jusqu’à 25 ans", 0, 25), ("25 ans maximum", 0, 25), ("mineurs", 0, 17),
        ("à partir de 16 ans et jusqu'à 25 ans", 16, 25),
        ("femmes, 18 à 30 ans", 18, 30), ("16 إلى 25 سنة", 16, 25),
        ("18-25 ans (jusqu'à 29 ans si RQTH)", 18, 29), ("à partir de 18 ans, 16 ans avec un parent", 16, OLDEST),
        ("moins de 26 ans, moins de 30 ans avec RQTH", 0, 29), ("16 à 25 ans, 30 ans si handicap", 16, 30),
    ],
)  # fmt: skip
def test_ages(text: str, least: int, most: int) -> None:
    found = read(text)
    assert (found.least, found.most) == (least, most)


@pytest.mark.parametrize(
    "text",
    [
        "", "tout public", "demandeurs d’emploi", "groupe de 8 à 12 personnes", "de 14 h à 16 h", "de 14:00 à 16:00",
        "5 à 10 euros", "niveau A2", "25 à 16 ans", "pas que pour les adultes", "mineurs et majeurs",
        "adultes et adolescents", "jeunes adultes", "mineurs avec leurs parents",
        "0 à 2 ans d’expérience", "arrondissements 18 et 19", "2 ans de chômage",
        "Des jeunes qui n'ont pas de CV, ou un CV qui a vieilli.",
    ],
)  # fmt: skip
def test_what_is_not_certain_leaves_nobody_out(text: str) -> None:
    assert read(text) == Audience()


@pytest.mark.parametrize(
    ("text", "women"),
    [
        ("réservé aux femmes", True), ("Femmes uniquement", True), ("women only", True), ("للنساء", True),
        ("femmes et hommes", False), ("hommes", False), ("tout public", False), ("", False),
    ],
)  # fmt: skip
def test_women_only(text: str, women: bool) -> None:
    assert read(text).women is women


@pytest.mark.parametrize(
    ("text", "out"),
    [
        ("16 à 25 ans", {"under15", "older"}),
        ("18 ans et plus", {"under15", "15_17"}),
        ("moins de 16 ans", {"18_25", "older"}),
        ("20 à 22 ans", {"under15", "15_17", "older"}),
        ("femmes", set()),
        ("", set()),
    ],
)
def test_only_who_is_known_not_to_be_meant_is_left_out(text: str, out: set[str]) -> None:
    found = read(text)
    assert {band for band in BANDS if found.leaves_out(band)} == out
    assert not found.leaves_out(None)
    assert not found.leaves_out("something new")


@given(st.text(max_size=60))
def test_any_text_is_read(text: str) -> None:
    found = read(text)
    assert 0 <= found.least <= found.most <= OLDEST
