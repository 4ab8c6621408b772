"""The phrase bank: complete in every language, in codes that nothing else has, in words that fit a button."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from cv_builder.fonts import covered
from cv_builder.wording import find_occupation
from cv_builder.wording.jobs import task_line
from cv_builder.wording.phrases import LOCALES, phrases
from cv_builder.wording.tables import table

STORED_CODES = {
    "seeking": "job apprenticeship internship civic any",
    "available": "now month later",
    "lengths": "days weeks months year years",
    "languages": "fr ar en es uk ru pt tr fa ps so ti bm ff wo ln ta bn ur hi zh vi ro it de sq kab",
    "fluency": "a1 a2 b1 b2 c1 native",
    "interests": "football basket fitness dance music drawing cooking video_games "
    "reading cinema fashion cars nature travel volunteering photo",
    "qualities": "punctual calm team fast_learner strong smiling careful resourceful patient motivated",
    "licences": "b b_learning am a bike transit forklift first_aid",
    "levels": "middle cap bac_pro bac_techno bac bts university abroad other",
}
"""What the flow `cv` stores; every code needs words."""


def entries(data: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, object]]:
    for key, value in data.items():
        if isinstance(value, dict):
            yield from entries(value, f"{prefix}{key}.")
        else:
            yield prefix + key, value


@pytest.mark.parametrize("locale", LOCALES)
def test_every_language_has_the_same_keys_and_shapes(locale: str) -> None:
    french = dict(entries(table("fr")))
    other = dict(entries(table(locale)))
    assert other.keys() == french.keys()
    shapes = {key: len(value) for key, value in french.items() if isinstance(value, list)}
    assert {key: len(value) for key in shapes if isinstance(value := other[key], list)} == shapes


@pytest.mark.parametrize("locale", LOCALES)
def test_every_text_is_there_once_printable_and_trimmed(locale: str) -> None:
    for key, value in entries(table(locale)):
        for text in value if isinstance(value, list) else [value]:
            assert isinstance(text, str)
            assert text == text.strip(), key
            assert text, key
            assert covered(text), key
            assert "'" not in text, f"{key}: an apostrophe is ’"


@pytest.mark.parametrize("locale", ["fr", "en"])
def test_placeholders_are_the_same(locale: str) -> None:
    for key, text in phrases(locale).sentences.items():
        assert re.findall(r"{\w+}", text) == re.findall(r"{\w+}", phrases("ar").sentences[key]), key


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("kind", STORED_CODES)
def test_every_stored_code_has_words(kind: str, locale: str) -> None:
    words = phrases(locale)
    for code in STORED_CODES[kind].split():
        assert words.level(code, "done") if kind == "levels" else words.word(kind, code), code


@pytest.mark.parametrize("locale", LOCALES)
def test_level_says_whether_it_was_finished(locale: str) -> None:
    words = phrases(locale)
    for code in words.levels:
        said = {words.level(code, state) for state in ("done", "ongoing", "stopped")}
        assert len(said) == 3, code


def test_unknown_codes_have_no_words() -> None:
    words = phrases("fr")
    assert words.word("languages", "tlh") == words.level("phd", "done") == words.skill_button("flying") == ""
    assert words.line("languages", "tlh") is words.skill("flying") is task_line("flying", "fr") is None
    assert find_occupation("astronaut") is None


def test_unknown_languages_fall_back_to_french() -> None:
    assert phrases("de").locale == "fr"
    assert phrases("ar_MA").locale == phrases("ar-DZ").locale == "ar"
