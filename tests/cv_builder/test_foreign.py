"""Own words in a script that the CV's readers do not read: on the page by choice only, else named for a mentor."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cv_builder.answers import answers_from_cv
from cv_builder.foreign import Untranslated, for_page, other_tongue, untranslated
from cv_builder.leaves import leaves
from cv_builder.quiz import cv_from_answers
from cv_builder.scripts import readable
from cv_builder.wording import phrases

PLACE = "مطعم النور"
JOBS: dict[str, object] = {
    "job.title": [{"code": "kitchen", "label": "طبخ"}, None],
    "job.employer": [PLACE, "Chez Momo"],
}


def employers(answers: dict[str, object], locale: str = "fr") -> list[str]:
    return [job.employer for job in cv_from_answers(answers, locale).work]


def test_what_was_not_chosen_is_not_printed_but_listed() -> None:
    assert employers(JOBS) == ["", "Chez Momo"]
    assert untranslated(JOBS, "fr") == (Untranslated("job.employer", 0, PLACE),)
    assert JOBS["job.employer"] == [PLACE, "Chez Momo"], "the answers keep it"


@pytest.mark.parametrize(
    ("chosen", "latin", "printed", "left"),
    [
        ("latin", "Restaurant Al Nour", "Restaurant Al Nour", 0),
        ("latin", None, "", 1),
        ("latin", "مطعم", "", 1),
        ("keep", None, PLACE, 0),
        ("hide", None, "", 0),
        ("odd", 3, "", 1),
        (None, "Restaurant Al Nour", "", 1),
    ],
)
def test_an_employer_is_written_as_chosen(chosen: object, latin: object, printed: str, left: int) -> None:
    answers = JOBS | {"job.employer_as": [chosen, None], "job.employer_latin": [latin, None]}
    assert employers(answers)[0] == printed
    assert len(untranslated(answers, "fr")) == left


def test_what_no_font_has_is_left_to_a_human_even_when_it_was_to_be_kept() -> None:
    answers = {"job.title": [None], "job.employer": ["ቤት ማርያም"], "job.employer_as": ["keep"]}
    assert employers(answers) == []
    assert [left.text for left in untranslated(answers, "fr")] == ["ቤት ማርያም"]


def test_its_own_readers_see_it_as_typed() -> None:
    answers = JOBS | {"job.employer_as": ["latin", None], "job.employer_latin": ["Restaurant Al Nour", None]}
    assert employers(answers, "ar") == [PLACE, "Chez Momo"]
    assert untranslated(answers, "ar") == ()


def test_an_occupation_with_a_code_is_worded_whatever_it_was_called() -> None:
    cv = cv_from_answers(JOBS | {"looking": {"code": "cleaner", "label": "تنظيف"}}, "fr")
    assert (cv.headline.text, cv.work[0].title.text) == ("Entretien et nettoyage", "Aide en cuisine")
    typed = {"looking": {"label": "مروض براغيث"}, "school.level": ["other"], "school.subject": ["نجارة"]}
    cv = cv_from_answers(typed, "fr")
    assert (cv.headline.text, cv.education[0].subject) == ("", "")
    assert [left.text for left in untranslated(typed, "fr")] == ["مروض براغيث", "نجارة"]


def test_a_town_that_is_not_of_the_file_is_left_to_a_human() -> None:
    assert cv_from_answers({"town": {"name": "حلب"}}, "fr").contact.town == ""
    assert untranslated({"town": {"name": "حلب"}}, "fr") == (Untranslated("town", 0, "حلب"),)


def test_a_name_is_not_among_them() -> None:
    cv = cv_from_answers({"name": "سميرة", "name_own": "سميرة"}, "fr")
    assert cv.name == "سميرة"
    assert untranslated({"name": "سميرة", "name_own": "سميرة"}, "fr") == ()


def test_a_cv_that_comes_back_keeps_what_stood_on_it() -> None:
    cv = cv_from_answers(JOBS | {"job.employer_as": ["keep", None], "name": "Samira", "name_own": "سميرة"}, "fr")
    back = answers_from_cv(cv)
    assert cv_from_answers(back, "fr") == cv
    assert untranslated(back, "fr") == ()
    assert cv_from_answers({**back, "name": "Samira B."}, "fr").name_own == "", "another name has other letters"


WORDS = st.sampled_from(["Chez Momo", PLACE, "Кафе", "café", "", "مقهى 3", None, 5])
LISTS = st.lists(WORDS, max_size=3)
SAVES = [
    "job.employer",
    "job.title",
    "school.subject",
    "school.place",
    "interests",
    "qualities",
    "informal_skills",
    "town",
]


@given(
    st.dictionaries(st.sampled_from(SAVES), WORDS | LISTS),
    st.sampled_from(["fr", "en", "ar"]),
)
def test_nothing_unreadable_is_printed_and_nothing_is_lost(answers: dict[str, object], locale: str) -> None:
    answers |= {"looking": {"label": answers.get("town")}, "school.level": ["other"]}
    cv = cv_from_answers(answers, locale)
    assert [text for _, text in leaves(cv) if not readable(text, locale)] == []
    left = {entry.text for entry in untranslated(answers, locale)}
    typed = {text for value in answers.values() for text in _texts(value)}
    assert left == {text for text in typed if not readable(text, locale)}
    assert for_page(for_page(answers, locale), locale) == for_page(answers, locale)


def _texts(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    return [text for part in parts for text in _texts(part)]


def test_words_in_another_latin_language_stay_on_the_page_and_are_named() -> None:
    answers: dict[str, object] = {
        "looking": {"label": "selling phones"},
        "job.title": [{"code": "waiter", "label": "waitress"}, {"label": "vendeur de fruits"}],
        "job.employer": ["The Kitchen", None],
        "school.level": ["other"],
        "school.subject": ["computer science"],
    }
    left = (Untranslated("looking", 0, "selling phones"), Untranslated("school.subject", 0, "computer science"))
    assert other_tongue(answers, "fr") == left
    assert cv_from_answers(answers, "fr").education[0].subject == "Computer science"
    assert other_tongue(answers, "en") == (Untranslated("job.title", 1, "vendeur de fruits"),)
    assert other_tongue({"looking": "x", "job.title": None, "school.subject": [3]}, "fr") == ()


def test_a_subject_that_was_tapped_is_in_no_language() -> None:
    """Codes are English words; the page words them."""
    for code in phrases("fr").words["subjects"]:
        assert other_tongue({"school.subject": [code]}, "fr") == ()
