"""A CV → the answers that give it again."""

from __future__ import annotations

import json

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from cv_builder import brought
from cv_builder.answers import LANGUAGES, answers_from_cv
from cv_builder.json_resume import to_json_resume
from cv_builder.model import CV, NOW, Contact, Extra, Job, Language, Line, School
from cv_builder.quiz import cv_from_answers
from cv_builder.reading.resume import from_json_resume
from cv_builder.strengths import ALL, GROUPS, offered
from cv_builder.wording import LOCALES, occupations, phrases, strengths
from tests.cv_builder.people import EVERYBODY

JOBS = occupations()
WORDS = phrases("fr")
own = st.sampled_from(["Chez Momo", "famille bernard", "مطعم الياسمين", "Єва & Ко", "L'Atelier 12", "x" * 70])
titles = st.one_of(
    st.builds(lambda job: {"code": job.code, "label": job.key}, st.sampled_from(JOBS)),
    st.builds(
        lambda job, at: {"code": job.code, "label": (names := job.words("fr").names)[at % len(names)]},
        st.sampled_from(JOBS),
        st.integers(0, 5),
    ),
    st.builds(lambda text: {"label": text}, own),
    st.just({"code": "0af5a2c1-0000", "label": "dresseur de chiens"}),
    st.none(),
)
years = st.none() | st.integers(1990, 2026)


def among(kind: str) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(sorted(WORDS.words[kind])), max_size=5, unique=True)


def maybe(strategy: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    return st.none() | strategy


@st.composite
def answers(draw: st.DrawFn) -> dict[str, object]:
    """What the conversation can hold: every question answered, passed or not reached."""
    found: dict[str, object] = {
        "name": draw(maybe(own)),
        "named": draw(st.sampled_from([None, "f", "m", "n"])),
        "design": draw(st.sampled_from([None, "sober", "colour", "first"])),
        "phone": draw(st.sampled_from([None, "+33612345678", "0612"])),
        "email": draw(st.sampled_from([None, "amina@example.org"])),
        "town": draw(st.sampled_from([None, {"insee": "93048", "name": "Montreuil", "dep": "93"}, {"name": "alger"}])),
        "looking_kind": draw(maybe(among("seeking"))),
        "looking": draw(titles),
        "available": draw(st.sampled_from([None, "now", "month", "later", "2026-10"])),
        "had_job": draw(st.sampled_from([None, "job", "small_jobs", "none"])),
        "informal.home": draw(maybe(st.lists(st.sampled_from(GROUPS["home"]), unique=True))),
        "informal.cooking.people": draw(st.sampled_from([None, "n4", "n6"])),
        "languages": draw(maybe(among("languages"))),
        "licence": draw(maybe(among("licences"))),
        "qualities": draw(maybe(among("qualities"))),
        "interests": draw(maybe(among("interests"))),
    }
    for code in LANGUAGES:
        found[f"language.level.{code}"] = draw(st.sampled_from([None, "native", "c1", "a1"]))
    if draw(st.booleans()):
        some = st.sampled_from([ALL, *offered(found), *sorted(strengths.skills())])
        found["informal_skills"] = draw(st.lists(some, max_size=5, unique=True))
    rounds = draw(st.integers(0, 3))
    tasks = [task.code for job in JOBS[:6] for task in job.tasks]
    found |= {
        "job.title": [draw(titles) for _ in range(rounds)],
        "job.employer": [draw(maybe(own)) for _ in range(rounds)],
        "job.year": [draw(years) for _ in range(rounds)],
        "job.start": [draw(st.sampled_from([None, "2024-09"])) for _ in range(rounds)],
        "job.end": [draw(st.sampled_from([None, NOW, "2025-01"])) for _ in range(rounds)],
        "job.length": [draw(st.sampled_from([None, "days", "years"])) for _ in range(rounds)],
        "job.tasks": [draw(maybe(st.lists(st.sampled_from([*tasks, "mes mots"]), max_size=4))) for _ in range(rounds)],
    }
    counted = st.sampled_from([task.code for job in JOBS[:6] for task in job.tasks if task.count])
    amounts = st.builds(lambda of, number: {"of": of, "number": number}, counted, st.integers(1, 90))
    found["job.amount"] = [draw(maybe(amounts)) for _ in range(rounds)]
    schools = draw(st.integers(0, 3))
    found |= {
        "school.level": [draw(st.sampled_from([None, "none", *WORDS.levels])) for _ in range(schools)],
        "school.subject": [draw(maybe(st.sampled_from(["cooking", "menuiserie", "LEA"]))) for _ in range(schools)],
        "school.place": [draw(maybe(own)) for _ in range(schools)],
        "school.year": [draw(years) for _ in range(schools)],
        "school.state": [draw(st.sampled_from([None, "done", "ongoing", "stopped"])) for _ in range(schools)],
    }
    return found


@settings(max_examples=80, deadline=None, phases=[Phase.generate])
@given(answers(), st.sampled_from(LOCALES))
def test_the_answers_of_a_cv_give_it_again(given_answers: dict[str, object], locale: str) -> None:
    cv = cv_from_answers(given_answers, locale, "2026-11-21")
    assert cv_from_answers(json.loads(json.dumps(answers_from_cv(cv))), locale, cv.updated) == cv


@settings(max_examples=30, deadline=None, phases=[Phase.generate])
@given(answers(), st.sampled_from(LOCALES))
def test_and_so_does_its_file(given_answers: dict[str, object], locale: str) -> None:
    cv = cv_from_answers(given_answers, locale, "2026-11-21")
    back = from_json_resume(json.loads(json.dumps(to_json_resume(cv))))
    assert cv_from_answers(answers_from_cv(back), locale, cv.updated) == cv


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("person", EVERYBODY)
def test_everybody_comes_back(person: str, locale: str) -> None:
    cv = cv_from_answers(EVERYBODY[person], locale)
    assert cv_from_answers(answers_from_cv(cv), locale) == cv


def test_codes_where_there_are_some() -> None:
    found = answers_from_cv(cv_from_answers(EVERYBODY["amina"], "en"))
    assert found["job.tasks"] == EVERYBODY["amina"]["job.tasks"]
    assert found["town"] == EVERYBODY["amina"]["town"]
    assert (found["languages"], found["languages.more"]) == (["fr", "en", "more"], ["bm"])
    assert found["language.level.bm"] == "native"
    assert found["school.subject"] == ["service", None]
    assert found["informal_skills"] == EVERYBODY["amina"]["informal_skills"]
    assert found["cv_language"] == "en"


def test_a_number_in_a_line_is_its_answer() -> None:
    amount = {"of": "waiter_serve", "number": 60, "label": "60"}
    cv = cv_from_answers(EVERYBODY["amina"] | {"job.amount": [amount, None]}, "en")
    assert "60" in cv.work[0].tasks[1].text
    assert answers_from_cv(cv)["job.amount"] == [amount, None]


def test_how_a_person_is_named_is_kept() -> None:
    assert answers_from_cv(cv_from_answers(EVERYBODY["amina"]))["named"] is None, "one name is neutral, one is not"
    looking = {"code": EVERYBODY["amina"]["looking"]["code"], "label": "serveuse"}  # type: ignore[index]  # a dict there
    assert answers_from_cv(cv_from_answers({"looking": looking}))["named"] == "f"


THEIRS = CV(
    name="Ola Hansen",
    headline=Line("Architecte logiciel"),
    summary="Dix ans de plateformes.",
    contact=Contact(town="Bergen"),
    work=(
        Job(Line("Architecte"), "Plattform AS", "Bergen", "2016-03", NOW, tasks=(Line("Conçoit"), Line("Décide"))),
        Job(Line("Serveur"), "Café", start="2010", end="2011-05"),
    ),
    education=(School(Line("Master"), "Génie civil", "NTNU", "2013-06", start="2008", lines=(Line("Béton"),)),),
    skills=(Line("Python (asyncio)"),),
    languages=(
        Language(Line("Norvégien"), "native", "langue maternelle"),
        Language(Line("Anglais", "en"), "", "C2"),
        Language(Line("Allemand", "de"), "b1", "niveau intermédiaire (B1)"),
    ),
    licences=(Line("TOEIC (ETS, 2023)"),),
    interests=(Line("Voile"),),
    extras=(Extra(Line("", "projects"), "Pont", ("NTNU",), "2012", NOW, ("Calculs",)),),
)


def test_what_no_question_can_hold_is_kept_beside() -> None:
    assert cv_from_answers(answers_from_cv(THEIRS)) == THEIRS


def test_what_is_changed_since_wins_over_the_file() -> None:
    found: dict[str, object] = {**answers_from_cv(THEIRS)}
    found["job.year"] = [2020, 2010]
    found["job.tasks"] = [["waiter_pay"], None]
    cv = cv_from_answers(found)
    assert (cv.work[0].start, cv.work[0].end) == ("2020", "")
    assert [task.text for task in cv.work[0].tasks] == ["Conçoit", "Décide", "Encaisser les clients"]


def test_another_job_in_its_place_gets_nothing_of_the_file() -> None:
    found: dict[str, object] = {**answers_from_cv(THEIRS)}
    found["job.title"] = [{"label": "Vigile"}, {"label": "Serveur"}]
    found["job.employer"] = ["Stade", "Café"]
    assert cv_from_answers(found).work[0] == Job(Line("Vigile"), "Stade", start="2016")


def test_an_unticked_task_of_the_file_is_gone() -> None:
    cv = cv_from_answers(EVERYBODY["amina"] | {"job.tasks": [["waiter_pay", "mes mots"], ["babysitter_watch"]]})
    found: dict[str, object] = {**answers_from_cv(cv)}
    found["job.tasks"] = [None, ["babysitter_watch"]]
    assert [task.text for task in cv_from_answers(found).work[0].tasks] == ["Mes mots"]


JUNK: list[object] = [
    None, 1, "x", [], [1], {"jobs": 3}, {"jobs": [[]]}, {"extras": [[1, 2, 3, 4, 5, 6, 7], 1]},
    {"skills": [[], [1], 2]}, {"languages": [["x"], [2, 3]]}, {"schools": [{"of": 1}]},
]  # fmt: skip


@pytest.mark.parametrize("junk", JUNK)
def test_any_shape_beside_the_answers_is_survived(junk: object) -> None:
    assert isinstance(cv_from_answers(EVERYBODY["amina"] | {brought.SAVE: junk}), CV)
