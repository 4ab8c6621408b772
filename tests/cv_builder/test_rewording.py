"""Other words for one text of a CV: laid over it exactly there, and nowhere once the text is gone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cv_builder import own
from cv_builder.answers import answers_from_cv
from cv_builder.foreign import other_tongue, untranslated
from cv_builder.json_resume import to_json_resume
from cv_builder.leaves import leaves
from cv_builder.model import CV, Line, School
from cv_builder.quiz import cv_from_answers
from cv_builder.reading.resume import from_json_resume
from cv_builder.rewording import Rewording, answered, in_answers, is_sayable, on_page, says, shown_at, worded
from tests.cv_builder.people import AMINA

BETTER = "Tenu la caisse d’une boutique, seule le dimanche"
WITH_MORE = replace(
    cv_from_answers(AMINA, "fr"),
    education=(School(Line("CAP", "cap"), "Cuisine", subject_code="cooking", lines=(Line("Stage en salle"),)),),
)


def test_every_wording_and_no_fact_can_be_said_otherwise() -> None:
    assert [line for line, _ in worded(WITH_MORE)] == [
        "headline", "work 1 title", "work 1 task 1", "work 1 task 2", "work 1 task 3",
        "work 2 title", "work 2 task 1", "work 2 task 2", "work 2 task 3", "school 1 subject", "school 1 line 1",
        "skill 1", "skill 2", "skill 3", "quality 1", "quality 2", "quality 3",
        "interest 1", "interest 2", "interest 3",
    ]  # fmt: skip


@pytest.mark.parametrize("line", [line for line, _ in worded(WITH_MORE)])
def test_one_text_changes_and_no_other(line: str) -> None:
    before = dict(leaves(WITH_MORE))
    new = on_page(WITH_MORE, [Rewording(line, before[line], BETTER)])
    assert dict(leaves(new)) == before | {line: BETTER}
    assert on_page(new, [Rewording(line, before[line], "encore")]) == new, "it is gone: nothing more is changed"


@pytest.mark.parametrize("line", [line for line, _ in worded(WITH_MORE)])
def test_the_file_keeps_the_new_words_and_the_conversation_takes_them_back(line: str) -> None:
    new = on_page(WITH_MORE, [Rewording(line, dict(leaves(WITH_MORE))[line], BETTER)])
    read = from_json_resume(to_json_resume(new))
    assert read == new
    assert BETTER in dict(leaves(cv_from_answers(answers_from_cv(read), "fr"))).values()


def test_a_text_that_moved_is_found_where_it_is_now() -> None:
    cv = cv_from_answers(AMINA, "fr")
    one = Rewording("work 2 task 1", cv.work[1].tasks[0].text, BETTER)
    later = replace(cv, work=(replace(cv.work[0], employer="Chez Paul"), *cv.work))
    assert on_page(later, [one]).work[2].tasks[0] == Line(BETTER)
    assert says({}, later, one)


def test_of_two_that_say_the_same_only_the_one_that_was_meant_changes() -> None:
    cv = cv_from_answers(AMINA, "fr")
    twice = replace(cv, work=(cv.work[1], cv.work[1]))
    new = on_page(twice, [Rewording("work 2 task 1", cv.work[1].tasks[0].text, BETTER)])
    assert (new.work[0], new.work[1].tasks[0].text) == (twice.work[0], BETTER)


def test_a_line_that_was_answered_otherwise_since_is_left_alone() -> None:
    cv = cv_from_answers(AMINA, "fr")
    one = Rewording("skill 1", "Garder des enfants", BETTER)
    assert on_page(cv, [one]) == cv
    assert not says({}, cv, one)
    assert on_page(cv, [Rewording("name", cv.name, "Autre Nom")]) == cv, "a name is a fact"


def test_one_takes_up_what_another_has_said() -> None:
    cv = cv_from_answers(AMINA, "fr")
    first = Rewording("quality 1", "Ponctualité", "Toujours à l’heure")
    again = Rewording("quality 1", "Toujours à l’heure", "À l’heure, chaque matin")
    assert on_page(cv, [first, again]).qualities[0] == Line("À l’heure, chaque matin")
    assert on_page(cv, [again, first]).qualities[0] == Line("Toujours à l’heure")


# -- what the page could not show -----------------------------------------------------------------------------
ARABIC: dict[str, object] = {
    **AMINA, "school.level": ["cap"], "school.subject": ["خياطة"], "job.employer": ["مطعم السلام", None],
}  # fmt: skip


def test_what_can_t_be_read_is_on_the_page_once_somebody_has_worded_it() -> None:
    left = {answered(one): one.text for one in untranslated(ARABIC, "fr")}
    assert left == {"school.subject:0": "خياطة", "job.employer:0": "مطعم السلام"}
    words = {"school.subject:0": "Couture", "job.employer:0": "Restaurant Es-Salam"}
    told = in_answers(ARABIC, [Rewording(line, left[line], after) for line, after in words.items()])
    cv = cv_from_answers(told, "fr")
    assert (cv.education[0].subject, cv.work[0].employer) == ("Couture", "Restaurant Es-Salam")
    assert untranslated(told, "fr") == ()
    assert ARABIC["school.subject"] == ["خياطة"], "the answers themselves stay"


def test_own_words_in_another_tongue_are_named_by_their_question() -> None:
    given = {**AMINA, "looking": {"label": "selling phones in the street"}}
    [left] = other_tongue(given, "fr")
    assert shown_at(left, cv_from_answers(given, "fr")) == "headline"
    one = Rewording(answered(left), left.text, "Vente de téléphones")
    assert says(given, CV(), one)
    told = in_answers(given, [one])
    assert cv_from_answers(told, "fr").headline == Line("Vente de téléphones")
    assert other_tongue(told, "fr") == ()
    assert not says(told, CV(), one)


@pytest.mark.parametrize(
    ("save", "typed", "after", "left"),
    [
        (own.LANGUAGES, "soninké, الزغاوة", "zaghawa", []),
        (own.QUALITIES, "drôle, صبور", "patient", []),
        (own.INTERESTS, "mangas, الخط العربي, القراءة", "calligraphie", ["القراءة"]),
    ],
)
def test_of_several_things_typed_one_is_put_in_other_words(save: str, typed: str, after: str, left: list[str]) -> None:
    given = {save: typed}
    one = Rewording(f"{save}:0", untranslated(given, "fr")[0].text, after)
    assert says(given, CV(), one)
    told = in_answers(given, [one])
    assert [one.text for one in untranslated(told, "fr")] == left
    assert after in " ".join(text for _, text in leaves(cv_from_answers(told, "fr"))).casefold()
    assert not says(told, CV(), one)


def test_a_thing_of_several_in_another_tongue_is_named_alone() -> None:
    given = {own.INTERESTS: "mangas, playing with my friends"}
    [left] = other_tongue(given, "fr")
    assert shown_at(left, cv_from_answers(given, "fr")) == "interest 2"
    told = in_answers(given, [Rewording(answered(left), left.text, "jouer avec mes amis")])
    assert [line.text for line in cv_from_answers(told, "fr").interests] == ["Mangas", "Jouer avec mes amis"]


def test_an_occupation_in_other_words_is_no_longer_that_of_its_code() -> None:
    given = {"looking": {"code": "esco", "label": "خياط", "fr": "tailleur/tailleuse"}}
    one = Rewording("looking:0", "خياط", "Retouches")
    assert cv_from_answers(in_answers(given, [one]), "fr").headline == Line("Retouches")
    assert in_answers({"town": {"name": "A"}}, [Rewording("town:0", "A", "B")]) == {"town": {"name": "B"}}
    assert in_answers({}, [one]) == {}


@pytest.mark.parametrize(
    ("text", "locale", "sayable"),
    [("Couture", "fr", True), ("خياطة", "fr", False), ("خياطة", "ar", True), ("", "fr", False), ("漢字", "fr", False)],
)
def test_what_a_cv_can_say(text: str, locale: str, sayable: bool) -> None:
    assert is_sayable(text, locale) is sayable


@settings(max_examples=40, deadline=None)
@given(line=st.text(max_size=20), before=st.text(max_size=8), after=st.text(max_size=8))
def test_whatever_stands_in_a_row_nothing_breaks(line: str, before: str, after: str) -> None:
    one = Rewording(line, before, after)
    assert on_page(WITH_MORE, [one]) is not None
    assert in_answers(ARABIC, [one]).keys() == ARABIC.keys()
