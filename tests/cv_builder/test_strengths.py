"""« Tes forces cachées »: what is offered comes from an answer, what is written was confirmed."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cv_builder import strengths
from cv_builder.quiz import cv_from_answers
from cv_builder.wording.strengths import detail, kind_of, slots, thing_of, worded
from cv_builder.wording.strengths import skills as bank
from cv_builder.wording.tables import table

THINGS = [*strengths.FOLLOW_UPS]
GROUP = {thing: group for group, things in strengths.GROUPS.items() for thing in things}
TOKENS = {kind: [*entries] for kind, entries in table("strengths")["details"].items()}
ANSWERS: dict[str, list[object]] = {"people": ["n2", 6, "12"], "kids": ["n1", 3], **TOKENS}
"""Kind → answers as the flow gives them: buttons, or a number that was typed."""
MOST_TAPS = 12


def ticked(*things: str, **more: object) -> dict[str, object]:
    found: dict[str, object] = dict(more)
    for thing in things:
        before = found.get(f"informal.{GROUP[thing]}")
        found[f"informal.{GROUP[thing]}"] = [*(before if isinstance(before, list) else []), thing]
    return found


def test_every_thing_is_on_one_screen_of_at_most_ten_buttons() -> None:
    assert sorted(GROUP) == sorted(THINGS)
    assert sum(map(len, strengths.GROUPS.values())) == len(THINGS)
    assert max(map(len, strengths.GROUPS.values())) <= 10
    assert strengths.MOST_OFFERED + 2 <= 10


@pytest.mark.parametrize("thing", THINGS)
def test_every_line_offered_comes_from_an_answer(thing: str) -> None:
    """Walks every thing × every answer of every detail."""
    for kind in (*strengths.FOLLOW_UPS[thing], ""):
        for value in ANSWERS.get(kind, ["sometimes"]):
            answers = ticked(thing, **({f"informal.{thing}.{kind}": value} if kind else {}))
            found = strengths.offered(answers)
            assert len(found) >= 2
            for code in found:
                source = strengths.source_of(code)
                assert source is not None
                assert source.thing == thing
                assert all(kind_of(token) == kind for token in source.tokens)
                assert worded(code, "fr") == worded(".".join([code.split(".")[0], *source.tokens]), "fr")
            assert not kind or any("." in code for code in found), f"{kind} of {thing} stands in no line"


def test_a_detail_that_was_not_answered_stands_in_no_line() -> None:
    for thing in THINGS:
        for code in strengths.offered(ticked(thing)):
            assert "." not in code
    assert [code for code in strengths.offered(ticked("cooking", **{"informal.siblings.kids": 3})) if "." in code] == []


def test_any_two_things_are_four_skills() -> None:
    for two in combinations(THINGS, 2):
        found = strengths.offered(ticked(*two))
        assert len(set(found)) >= 4
        assert {thing_of(code) for code in found} == set(two)


def test_two_things_take_at_most_twelve_taps() -> None:
    """Screens + « C'est bon », things + « C'est bon » on each, one a detail, « Tout est vrai » + « C'est bon »."""
    for two in combinations(THINGS, 2):
        screens = {GROUP[thing] for thing in two}
        taps = len(screens) + 1 + len(two) + len(screens) + len(strengths.follow_ups(ticked(*two))) + 2
        assert taps <= MOST_TAPS, two


def test_the_first_detail_of_each_thing_is_asked_before_the_second_of_any() -> None:
    assert strengths.follow_ups(ticked("siblings", "cooking")) == ("cooking_people", "siblings_kids")
    assert strengths.follow_ups(ticked("journey")) == ()
    assert strengths.follow_ups(ticked("siblings", "cooking", had_job="job")) == ()


def test_a_screen_is_never_crowded() -> None:
    found = strengths.offered(ticked(*THINGS))
    assert len(found) == strengths.MOST_OFFERED
    assert len({thing_of(code) for code in found}) == strengths.MOST_OFFERED, "one of each before the second of any"


def test_all_is_true_confirms_what_was_offered_and_nothing_else() -> None:
    answers = ticked("cooking", "translating", **{"informal.cooking.people": 6, "informal_skills": ["tout"]})
    assert strengths.confirmed(answers) == strengths.offered(answers)
    assert strengths.confirmed(answers | {"informal_skills": ["papers_forms"]}) == ("papers_forms",)
    assert strengths.confirmed(answers | {"informal_skills": None}) == ()
    assert strengths.confirmed({"informal_skills": ["tout"]}) == ()


def test_the_page_says_what_was_confirmed_with_its_details() -> None:
    answers = ticked("cooking", "siblings", **{"informal.cooking.people": "n6", "informal.cooking.often": "daily"})
    answers["informal_skills"] = ["cooking_meals.p6.daily", "siblings_calm"]
    lines = {locale: [line.text for line in cv_from_answers(answers, locale).skills] for locale in ("fr", "en")}
    assert lines["fr"][0] == "Préparer chaque jour les repas pour six personnes"
    assert lines["en"] == ["Prepare meals for six people every day", "Calm conflicts and set clear rules"]


@pytest.mark.parametrize("thing", THINGS)
def test_a_cv_that_comes_back_leads_to_the_same_skills(thing: str) -> None:
    for kind in strengths.FOLLOW_UPS[thing]:
        for value in ANSWERS[kind]:
            codes = strengths.offered(ticked(thing, **{f"informal.{thing}.{kind}": value}))
            answers = strengths.answers_of(codes)
            assert strengths.offered(answers) == strengths.confirmed(answers) == codes
    assert strengths.answers_of(["dompter des puces"]) == {"informal_skills": ["dompter des puces"]}
    assert strengths.answers_of([]) == {}


def test_every_detail_asked_has_room_in_a_line() -> None:
    for thing, kinds in strengths.FOLLOW_UPS.items():
        room = {kind for code in bank() if thing_of(code) == thing for kind in slots(code)}
        assert room == set(kinds), thing


ODD = [None, True, False, -1, 0, 6, 100, 2.5, "", "n6", "n0", "٦", "²", "x", "sometimes", "daily", "tout", *THINGS[:8]]
JUNK = st.recursive(st.sampled_from(ODD), lambda inner: st.lists(inner, max_size=3), max_leaves=4)
SAVES = [f"informal.{name}" for name in (*strengths.GROUPS, "where", "cooking.people", "siblings.kids", "sport.since")]


@given(st.dictionaries(st.sampled_from([*SAVES, "informal", "informal_skills", "had_job"]), JUNK, max_size=6))
def test_any_shape_of_any_answer_is_survived(answers: dict[str, object]) -> None:
    assert len(strengths.follow_ups(answers)) <= strengths.MOST_ASKED
    for code in strengths.offered(answers):
        source = strengths.source_of(code)
        assert source is not None
        assert source.thing in strengths.things_of(answers)
        assert all(detail(token, "ar") for token in source.tokens)
    cv_from_answers(answers)
