"""What the conversation asked for, whatever shape the answers have."""

from __future__ import annotations

from datetime import date

import pytest

from bot.letters.rules import file_stem, foreign_place, meant, place_missing, place_on_page, to_reread, wish_of
from cv_builder.letter import Wish
from cv_builder.model import CV, Line
from flows.events import JsonValue


@pytest.mark.parametrize(
    ("answers", "wish"),
    [
        ({}, Wish()),
        ({"letter.how": "ad", "letter.when": None, "letter.own": "none"}, Wish(how="ad")),
        ({"letter.place": ["x"], "letter.why": 3, "letter.own": "Merci"}, Wish(own="Merci")),
        ({"how": "ad", "place": "Chez Momo"}, Wish()),
    ],
)
def test_missing_and_odd_answers_are_left_out(answers: dict[str, JsonValue], wish: Wish) -> None:
    assert wish_of(answers, "fr") == wish


@pytest.mark.parametrize(
    ("name", "title", "locale", "expected"),
    [
        ("Amina Konaté", "Serveuse", "fr", "Lettre_Amina_Konate_Serveuse"),
        ("Amina Konaté", "Cook", "en", "Letter_Amina_Konate_Cook"),
        ("سميرة", "نادلة", "ar", "رسالة_سميرة_نادلة"),
        ("Amina Konaté", "نادلة", "ar", "Letter_Amina_Konate"),
        ("", "", "fr", "Lettre"),
    ],
)
def test_files_say_what_they_are_and_whose(name: str, title: str, locale: str, expected: str) -> None:
    assert file_stem(CV(name=name, headline=Line(title)), locale) == expected


SERVER = CV(locale="fr", name="Amina K.", headline=Line("Serveuse", "d5db9d5c-2ebf-4a54-a79a-1b7e7ff70471"))


@pytest.mark.parametrize(
    ("chat", "says"), [("ar", "نادلة"), ("en-GB", "a restaurant server"), ("fr", ""), ("uk", ""), ("es", "")]
)
def test_what_a_message_says_is_told_in_the_language_of_the_chat(chat: str, says: str) -> None:
    said = meant(SERVER, Wish(how="ad", own="Merci beaucoup"), chat, date(2026, 11, 22))
    assert (says in said, bool(said)) == (True, bool(says))
    assert "Merci beaucoup" not in said


@pytest.mark.parametrize(
    ("typed", "proposed"),
    [("le resto chez paul", "Le resto chez Paul"), ("Chez Momo", None), ("", None), (None, None), (["a"], None)],
)
def test_a_place_is_proposed_only_when_it_would_change(typed: JsonValue, proposed: str | None) -> None:
    assert place_on_page(typed) == proposed


@pytest.mark.parametrize(
    ("chosen", "latin", "locale", "place", "missing"),
    [
        ("latin", "Restaurant Al Nour", "fr", "Restaurant Al Nour", False),
        ("latin", "مطعم النور", "fr", "", True),
        ("latin", None, "en", "", True),
        ("keep", None, "fr", "مطعم النور", False),
        ("hide", "Restaurant Al Nour", "fr", "", False),
        (None, "Chez Momo", "fr", "", True),
        ("hide", None, "ar", "مطعم النور", False),
    ],
)
def test_a_place_in_other_letters_stands_as_it_was_chosen(
    chosen: JsonValue, latin: JsonValue, locale: str, place: str, missing: bool
) -> None:
    """A choice made for the place before counts for nothing where this one can be read."""
    answers = {"letter.place": "مطعم النور", "letter.place_as": chosen, "letter.place_latin": latin}
    wish = wish_of(answers, locale)
    assert (wish.place, place_missing(answers, wish)) == (place, missing)


@pytest.mark.parametrize(
    ("typed", "locale", "found"),
    [
        ("مطعم النور", "fr", "مطعم النور"),
        ("Кафе Весна", "en", "Кафе Весна"),
        ("مطعم النور", "ar", None),
        ("Chez Momo", "ar", None),
        ("", "fr", None),
        (None, "fr", None),
        (["a"], "fr", None),
    ],
)
def test_a_place_is_asked_about_only_when_it_can_not_be_read(typed: JsonValue, locale: str, found: str | None) -> None:
    assert foreign_place(typed, locale) == found


@pytest.mark.parametrize(
    ("typed", "locale", "found"),
    [
        ("jai envie de bosser ds votre resto", "fr", "jai, ds"),
        ("J’ai envie de travailler ici.", "fr", None),
        ("none", "fr", None),
        (None, "fr", None),
        (3, "en", None),
    ],
)
def test_a_sentence_is_read_again_only_for_a_reason(typed: JsonValue, locale: str, found: str | None) -> None:
    assert to_reread(typed, locale) == found
