"""What of a file becomes answers."""

from __future__ import annotations

import pytest

from bot.received.rules import ASKED_OF_OTHERS, MOST_ROUNDS, TOO_MANY, answers, is_under_way, phone, settled
from cv_builder.model import CV, Contact, Job, Line
from cv_builder.quiz import cv_from_answers
from cv_builder.reading.report import Read
from cv_builder.reading.source import Left
from flows import walk
from tests.cv_builder.people import EVERYBODY


@pytest.mark.parametrize("person", EVERYBODY)
def test_nothing_is_asked_again_of_whose_file_is_ours(person: str) -> None:
    cv = cv_from_answers(EVERYBODY[person])
    found = answers(Read(cv, ours=True))
    assert set(found) >= {*ASKED_OF_OTHERS, "phone", "email", "languages", "job.title", "informal_skills"}
    assert cv_from_answers(found) == cv


def test_others_are_asked_for_what_opens_doors() -> None:
    found = answers(Read(CV(name="Ola", contact=Contact(email="ola@example.org"))))
    assert set(ASKED_OF_OTHERS) - set(found) == {"town", "looking_kind", "looking"}
    assert found["phone"] is None, "there is an e-mail address"
    assert not {"phone", "email"} & set(answers(Read(CV(name="Ola"))))
    assert "interests" in found


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("06 12 34 56 78", "+33612345678"),
        ("+47 41 12 23 34", "+4741122334"),
        ("+33 612345678", "+33612345678"),
        ("after six", None),
        ("12", None),
        ("", None),
    ],
)
def test_a_number_is_one_or_it_is_asked(typed: str, kept: str | None) -> None:
    assert phone(CV(contact=Contact(phone=typed))) == kept


def test_more_than_a_conversation_holds_is_named() -> None:
    jobs = tuple(Job(Line(f"Job {i}"), start="2020") for i in range(MOST_ROUNDS + 5))
    found = settled(Read(CV(work=jobs, summary="x" * 600), (Left("photo", ""),)))
    assert len(found.cv.work) == MOST_ROUNDS
    assert found.cv.summary.endswith("…")
    named = [left.text for left in found.unused if left.what == TOO_MANY]
    assert {"Job 10", "Job 12", "Job 14", "x" * 600} <= set(named)
    assert Left("photo", "") in found.unused


def test_a_cv_is_under_way_when_something_was_answered() -> None:
    assert not is_under_way({})
    assert not is_under_way({"cv": {"apporte!": None, "nom": None}, "consent": {"q": "oui"}})
    assert is_under_way({"cv": {"nom": "Sam"}})


def test_no_more_is_taken_than_the_engine_asks_for() -> None:
    assert MOST_ROUNDS == walk.MOST_ROUNDS
