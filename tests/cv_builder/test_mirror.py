"""A copy in the person's own language: the same codes, other words, and a line that says what it is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cv_builder.chars import plain
from cv_builder.layout import compose
from cv_builder.leaves import leaves
from cv_builder.mirror import mirrored
from cv_builder.model import CV, Line
from cv_builder.quiz import cv_from_answers
from cv_builder.rewording import Rewording, on_page
from cv_builder.scripts import readable
from cv_builder.text import render_text
from cv_builder.wording import LOCALES, phrases
from tests.cv_builder.people import AMINA, EVERYBODY, MAX


def head(cv: CV) -> list[str]:
    """The first two lines of the page."""
    return [plain(line) for line in render_text(compose(cv)).splitlines()[:2]]


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("person", EVERYBODY)
def test_a_copy_says_what_the_answers_would_say(person: str, locale: str) -> None:
    cv = cv_from_answers(EVERYBODY[person], "fr")
    copy = mirrored(cv, locale)
    assert copy.mark == phrases(locale).say("copy")
    assert [task.code for job in copy.work for task in job.tasks] == [t.code for job in cv.work for t in job.tasks]
    assert [line.code for line in copy.skills] == [line.code for line in cv.skills]
    assert [text for _, text in leaves(copy) if not readable(text, locale)] in (
        [],
        [cv.name],
        [cv.name, "مطعم الياسمين"],
    )


def test_a_copy_is_marked_on_its_page_and_the_name_in_its_readers_letters_leads() -> None:
    cv = replace(cv_from_answers(AMINA, "fr"), name_own="أمينة كوناتي")
    assert head(mirrored(cv, "ar")) == ["أمينة كوناتي", "Amina Konaté"]
    assert phrases("ar").say("copy") in render_text(compose(mirrored(cv, "ar")))
    assert head(cv) == head(mirrored(cv, "en")) == ["Amina Konaté", "أمينة كوناتي"]


@pytest.mark.parametrize("locale", LOCALES)
def test_what_was_asked_back_onto_the_page_is_on_the_copy(locale: str) -> None:
    cv = cv_from_answers(MAX, "fr")
    cv = replace(cv, kept=tuple(one.key for one in compose(cv).left_out if one.key.startswith("work.")))
    page, copy = compose(cv), compose(mirrored(cv, locale))
    assert cv.kept
    assert {one.key for one in copy.left_out}.isdisjoint(cv.kept)
    assert [job.start for job in copy.cv.work] == [job.start for job in page.cv.work]


def test_a_name_in_letters_that_the_readers_do_not_read_never_leads() -> None:
    cv = replace(cv_from_answers(AMINA, "ar"), name_own="Аміна")
    assert head(cv) == ["Amina Konaté", "Аміна"]


@pytest.mark.parametrize(("locale", "said"), [("ar", "كما في السيرة"), ("en", "as on the CV"), ("fr", "")])
def test_what_a_mentor_worded_stands_there_as_on_the_cv_and_it_is_said(locale: str, said: str) -> None:
    cv = cv_from_answers(AMINA, "fr")
    first = cv.work[0].tasks[0].text
    cv = on_page(cv, [Rewording("work 1 task 1", first, "Pris 40 commandes par service")])
    cv = replace(cv, interests=(*cv.interests, Line("Capoeira")))
    copy = mirrored(cv, locale)
    shown = f" ({said})" if said else ""
    assert copy.work[0].tasks[0].text == f"Pris 40 commandes par service{shown}"
    assert copy.interests[-1].text == f"Capoeira{shown}"
    assert said == "" or sum(said in text for _, text in leaves(copy)) == 2, "what the bank words is not marked"
