"""Languages of both screens, with their levels wherever those are told."""

from __future__ import annotations

import pytest

from cv_builder.spoken import MORE, languages_of, spoken_codes
from cv_builder.wording import phrases


def test_both_screens_are_one_list_and_the_way_to_the_second_is_no_language() -> None:
    assert spoken_codes({"languages": ["fr", MORE], "languages.more": ["ar", "fr"]}) == ("fr", "ar")


@pytest.mark.parametrize(
    "levels",
    [
        {"language.level": ["c1", "native"]},
        {"language.level": {"fr": "c1", "bm": "native"}},
        {"language.level.fr": "c1", "language.level.bm": "native"},
    ],
)
def test_levels_however_they_are_told(levels: dict[str, object]) -> None:
    found = languages_of({"languages": ["fr", "bm"], **levels}, phrases("fr"))
    assert [(one.name.text, one.level) for one in found] == [("Français", "c1"), ("Bambara", "native")]


@pytest.mark.parametrize("level", [None, "unknown", 3, ["c1"]])
def test_no_level_that_the_bank_does_not_know(level: object) -> None:
    (found,) = languages_of({"languages": ["fr"], "language.level.fr": level}, phrases("fr"))
    assert (found.level, found.fluency) == ("", "")


def test_a_language_of_ones_own_words() -> None:
    (found,) = languages_of({"languages": ["Soninké du Guidimakha"]}, phrases("fr"))
    assert found.name.text == "Soninké du Guidimakha"
