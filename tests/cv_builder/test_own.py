"""Own words beside the boxes: a language the bank has is worded in any CV, the rest stands as typed, or is left out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cv_builder import own
from cv_builder.answers import answers_from_cv
from cv_builder.foreign import Untranslated, untranslated
from cv_builder.quiz import cv_from_answers


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("soninké", ["snk"]),
        ("le kurde et tchetchene", ["ku", "ce"]),
        ("Tamazight, Kurdish", ["Tamazight", "ku"]),
        ("الكردية", ["ku"]),
        ("langue des signes", ["fsl"]),
        ("malinké", ["malinké"]),
        (" , ", []),
        (["x"], []),
    ],
)
def test_a_language_is_known_by_its_name(typed: object, found: list[str]) -> None:
    assert [*own.languages({own.LANGUAGES: typed})] == found


@pytest.mark.parametrize(("locale", "name"), [("fr", "Soninké"), ("en", "Soninke"), ("ar", "السوننكية")])
def test_a_typed_language_is_worded_for_the_page(locale: str, name: str) -> None:
    answers = {"languages": ["more"], "languages.more": ["own"], own.LANGUAGES: "soninke", own.LEVEL: "native"}
    spoken = cv_from_answers(answers, locale).languages
    assert [(one.name.text, one.name.code, one.level) for one in spoken] == [(name, "snk", "native")]


@pytest.mark.parametrize(
    ("typed", "spoken"),
    [
        ("swahili courant et haoussa un peu", [("Swahili", "c1"), ("Haoussa", "a2")]),
        ("soninké (langue maternelle), tchétchène", [("Soninké", "native"), ("Tchétchène", "b1")]),
        ("الكردية بطلاقة", [("Kurde", "c1")]),
        ("kurde : très bien", [("Kurde", "c1")]),
        ("un peu", [("Un peu", "b1")]),
    ],
)
def test_a_level_beside_a_language_is_its_own(typed: str, spoken: list[tuple[str, str]]) -> None:
    answers = {"languages": ["more"], "languages.more": ["own"], own.LANGUAGES: typed, own.LEVEL: "b1"}
    assert [(one.name.text, one.level) for one in cv_from_answers(answers).languages] == spoken


def test_other_words_for_a_language_keep_its_level() -> None:
    said = own.reworded(own.LANGUAGES, "zaghawa courant et haoussa un peu", "zaghawa", "béri")
    assert said == "béri courant, haoussa un peu"


def test_it_stands_once() -> None:
    answers = {"languages": ["fr", "more"], "languages.more": ["so", "own"], own.LANGUAGES: "somali, français"}
    assert [one.name.code for one in cv_from_answers(answers).languages] == ["fr", "so"]


def test_own_words_stand_behind_the_boxes() -> None:
    answers = {
        "interests": ["football", "other"],
        own.INTERESTS: "boxe thaï",
        "qualities": ["other"],
        own.QUALITIES: "je lâche rien",
    }
    cv = cv_from_answers(answers)
    assert [line.text for line in cv.interests] == ["Football", "Boxe thaï"]
    assert [line.text for line in cv.qualities] == ["Je lâche rien"]


@pytest.mark.parametrize(
    ("typed", "lines"),
    [
        ("drôle, polie, je lâche rien", ["Drôle", "Polie", "Je lâche rien"]),
        ("boxe thaï; coiffer mes sœurs ; mangas, etc.", ["Boxe thaï", "Coiffer mes sœurs", "Mangas"]),
        ("calme, même quand ça crie", ["Calme, même quand ça crie"]),
        ("calme, car j’ai trois frères", ["Calme, car j’ai trois frères"]),
        ("patient, car la mécanique demande du temps", ["Patient, car la mécanique demande du temps"]),
        ("foot, car racing", ["Foot", "Car racing"]),
        ("music, car, cooking", ["Music", "Car", "Cooking"]),
        ("calm, even under pressure", ["Calm, even under pressure"]),
        ("tranquilo, pero rápido", ["Tranquilo, pero rápido"]),
        ("foot, boxe et danse, et les films et séries", ["Foot", "Boxe et danse", "Les films et séries"]),
        ("football,Football, courir 1,5 km", ["Football", "Courir 1,5 km"]),
        (" , ", [","]),
        ("foot,", ["Foot"]),
        ("…", ["…"]),
    ],
)
def test_several_things_typed_in_one_go_stand_alone(typed: str, lines: list[str]) -> None:
    cv = cv_from_answers({"interests": ["football", "other"], own.INTERESTS: typed})
    assert [line.text for line in cv.interests] == ["Football", *(line for line in lines if line != "Football")]


def test_of_several_things_only_what_can_be_read_stands_on_the_page() -> None:
    answers = {own.QUALITIES: "drôle، صبور، polie", own.INTERESTS: "القراءة"}
    assert [line.text for line in cv_from_answers(answers).qualities] == ["Drôle", "Polie"]
    assert untranslated(answers, "fr") == (
        Untranslated(own.QUALITIES, 0, "صبور"),
        Untranslated(own.INTERESTS, 0, "القراءة"),
    )
    kept = answers | {"brought": {"kept_words": ["صبور"]}}
    assert [line.text for line in cv_from_answers(kept).qualities] == ["Drôle", "صبور", "Polie"]


def test_the_box_alone_says_nothing() -> None:
    cv = cv_from_answers({"interests": ["other"], "qualities": ["other"], "languages.more": ["own"]})
    assert (cv.interests, cv.qualities, cv.languages) == ((), (), ())


def test_what_a_french_reader_cannot_read_is_left_to_translate() -> None:
    answers = {
        "interests": ["other"],
        own.INTERESTS: "الخط العربي",
        "languages.more": ["own"],
        own.LANGUAGES: "الكردية، الزغاوة",
    }
    cv = cv_from_answers(answers)
    assert (cv.interests, [one.name.text for one in cv.languages]) == ((), ["Kurde"])
    assert untranslated(answers, "fr") == (
        Untranslated(own.INTERESTS, 0, "الخط العربي"),
        Untranslated(own.LANGUAGES, 0, "الزغاوة"),
    )


WORDS = st.text(alphabet="ab é,;/ كرد日", max_size=20) | st.sampled_from(["soninké", "le kurde", "Français"])


@given(WORDS, WORDS, st.sampled_from(["fr", "en", "ar"]))
def test_they_come_back_from_the_cv(words: str, language: str, locale: str) -> None:
    answers = {"interests": ["music", "other"], own.INTERESTS: words, own.LANGUAGES: language, own.LEVEL: "b1"}
    cv = cv_from_answers(answers, locale)
    assert cv_from_answers(answers_from_cv(cv), locale) == cv
