"""What of a CV is there to be worded by somebody who may not know whose it is."""

from __future__ import annotations

from bot.cvs.rules.texts import Text, texts, unread
from cv_builder.anonymous import anonymous
from cv_builder.layout import compose
from cv_builder.lines import lines_of
from cv_builder.model import CV
from cv_builder.quiz import cv_from_answers
from flows.events import JsonValue
from tests.bot.cvs.answers import AMINA


def of(cv: CV, answers: dict[str, JsonValue]) -> dict[str, list[Text]]:
    """Field of a line → its texts."""
    page = compose(anonymous(cv))
    found = texts(page, cv, answers)
    assert sorted(found) == [line.number for line in lines_of(page)]
    by_field: dict[str, list[Text]] = {}
    for line in lines_of(page):
        by_field.setdefault(line.field, []).extend(found[line.number])
    return by_field


def test_each_text_stands_under_its_line() -> None:
    found = of(cv_from_answers(AMINA, "fr"), AMINA)
    assert {field: [text.line for text in texts] for field, texts in found.items() if texts} == {
        "tasks": ["work 2 task 1", "work 2 task 2"],
        "skills": ["skill 1", "skill 2"],
        "qualities": ["quality 1", "quality 2"],
        "interests": ["interest 1"],
    }
    assert not any(found[field] for field in ("headline", "seeking", "contact", "languages") if field in found)


def test_what_names_somebody_is_not_for_others_to_word() -> None:
    given: dict[str, JsonValue] = {**AMINA, "looking": {"label": "Vente chez Konaté"}}
    assert of(cv_from_answers(given, "fr"), given)["headline"] == []
    given = {**AMINA, "looking": {"label": "Vente de fruits"}}
    assert [text.text for text in of(cv_from_answers(given, "fr"), given)["headline"]] == ["Vente de fruits"]


def test_two_that_say_the_same_are_two() -> None:
    given: dict[str, JsonValue] = {
        "job.title": [{"label": "Service"}, {"label": "Service"}],
        "job.employer": ["A", "B"],
        "job.tasks": [["waiter_serve"], ["waiter_serve"]],
        "job.year": [2025, 2024],
    }
    found = of(cv_from_answers(given, "fr"), given)
    assert [text.line for text in found["tasks"]] == ["work 1 task 1", "work 2 task 1"]


def test_own_words_of_another_tongue_are_named_by_their_question() -> None:
    given: dict[str, JsonValue] = {"looking": {"label": "selling phones in the street"}}
    [sought] = of(cv_from_answers(given, "fr"), given)["headline"]
    assert sought == Text("looking:0", "Selling phones in the street", "selling phones in the street", foreign=True)


def test_what_nobody_could_read_and_names_them_is_not_told() -> None:
    given: dict[str, JsonValue] = {
        "name": "Amina Kannati",
        "name_own": "أمينة قناطي",
        "school.subject": ["مخبز قناطي", "خياطة", "خياطة 0612345678"],
        "school.level": ["cap", "cap", "cap"],
    }
    assert [one.text for one in unread(cv_from_answers(given, "fr"), given)] == ["خياطة"]


def test_what_nobody_could_read_is_told_once_in_the_order_it_was_answered() -> None:
    given: dict[str, JsonValue] = {
        "looking": {"label": "خياط"},
        "school.level": ["cap", "cap"],
        "school.subject": ["خياطة", "خياطة"],
    }
    cv = cv_from_answers(given, "fr")
    assert [(one.line, one.text) for one in unread(cv, given)] == [("looking:0", "خياط"), ("school.subject:0", "خياطة")]
    assert unread(cv_from_answers(given, "ar"), given) == ()
