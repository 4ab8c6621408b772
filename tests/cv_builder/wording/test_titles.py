"""Titles of a CV from occupation answers: named as the person chose, never with a slash."""

from __future__ import annotations

import pytest

from cv_builder.wording.titles import forms, gender_of_title, named_by, title_of

WAITER = {"code": "d5db9d5c-2ebf-4a54-a79a-1b7e7ff70471", "label": "Service en salle"}
COURIER = {"code": "courier", "label": "Coursier"}
BAKER = {"code": "f0a5d4c1", "label": "Boulanger, boulangère", "fr": "boulanger/boulangère", "en": "baker"}


@pytest.mark.parametrize(
    ("value", "locale", "named", "title"),
    [
        (WAITER, "fr", "", "Service en salle"),
        (WAITER, "fr", "f", "Serveuse"),
        (WAITER | {"label": "Serveur"}, "fr", "f", "Serveuse"),
        (WAITER | {"label": "Serveur"}, "fr", "", "Serveur"),
        (WAITER, "en", "f", "Restaurant server"),
        (WAITER | {"label": "Serveur"}, "ar", "", "نادل"),
        (COURIER, "fr", "", "Coursier"),
        (COURIER, "fr", "m", "Coursier"),
        (COURIER, "fr", "f", "Coursière"),
        (COURIER, "fr", "n", "Livraison à vélo ou scooter"),
        (COURIER | {"label": "Livreur vélo"}, "fr", "f", "Livreuse"),
        ({"code": "waiter", "label": "Garçon de café"}, "fr", "f", "Serveuse"),
        ({"code": "pastry", "label": "Aide-pâtissier"}, "fr", "f", "Aide-pâtissière"),
        ({"code": "dj", "label": "Disc-jockey"}, "fr", "f", "Disc-jockey"),
        (BAKER, "fr", "f", "Boulangère"),
        (BAKER, "fr", "m", "Boulanger"),
        (BAKER, "fr", "n", "Boulanger"),
        (BAKER, "fr", "", "Boulanger"),
        (BAKER | {"label": "boulangère"}, "fr", "", "Boulangère"),
        (BAKER, "en", "f", "Baker"),
        (BAKER, "ar", "f", "Boulanger, boulangère"),
        ({"label": "dresseur de dragons"}, "fr", "f", "Dresseur de dragons"),
        ("coach", "fr", "m", "Coach"),
        (None, "fr", "f", ""),
        ({"code": 3, "label": ["x"], "fr": {}}, "fr", "f", ""),
    ],
)
def test_a_title_is_worded_in_the_language_of_the_cv(value: object, locale: str, named: str, title: str) -> None:
    line = title_of(value, locale, named)
    assert line.text == title
    assert "/" not in line.text


@pytest.mark.parametrize(
    ("answers", "named"),
    [
        ({}, ""),
        ({"named": "f", "looking": WAITER | {"label": "Serveur"}}, "f"),
        ({"named": "n", "looking": WAITER | {"label": "Serveur"}}, "n"),
        ({"named": "x"}, ""),
        ({"named": ["f"]}, ""),
        ({"looking": WAITER | {"label": "Serveuse"}}, "f"),
        ({"looking": WAITER, "job.title": [BAKER, BAKER | {"label": "Boulangère"}]}, "f"),
        ({"job.title": WAITER | {"label": "Serveur"}}, ""),
        ({"looking": WAITER | {"label": "Serveur"}, "job.title": [BAKER | {"label": "Boulangère"}]}, ""),
    ],
)
def test_how_somebody_is_named(answers: dict[str, object], named: str) -> None:
    assert named_by(answers) == named


def test_words_without_two_forms_say_nothing() -> None:
    assert gender_of_title({"code": "x", "label": "Standardiste", "fr": "standardiste"}) == ""
    assert gender_of_title({"label": "Serveuse"}) == ""


@pytest.mark.parametrize(
    ("label", "both"),
    [
        ("boulanger/boulangère", ("Boulanger", "Boulangère")),
        ("couturier / couturière", ("Couturier", "Couturière")),
        ("standardiste", ("Standardiste", "Standardiste")),
        ("", ("", "")),
    ],
)
def test_forms_of_a_label(label: str, both: tuple[str, str]) -> None:
    assert forms(label) == both
