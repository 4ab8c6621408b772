"""The training as staff write it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.errors import Misconfigured
from bot.mentors.training import SHIPPED, in_language, lint, load


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SHIPPED, tmp_path / "mentors"))


def change(folder: Path, old: str, new: str, language: str = "fr") -> None:
    path = folder / f"{language}.yaml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_ours_is_whole_in_three_languages() -> None:
    courses = load(SHIPPED)
    assert set(courses) == {"fr", "en", "ar"}
    for course in courses.values():
        assert len(course.questions) >= 12
        assert course.share == 80
        text = " ".join(step.explain for step in course.questions)
        assert all(number in text for number in ("3114", "119", "3018"))


def test_it_is_not_always_the_same_place() -> None:
    course = load(SHIPPED)["fr"]
    places = [list(one.choices).index(one.right) for one in course.questions]
    assert max(places.count(place) for place in set(places)) <= len(places) / 2, "no place answers for all"


def test_eighty_percent_pass_and_one_less_does_not() -> None:
    course = load(SHIPPED)["fr"]
    answers = {one.id: one.right for one in course.questions}
    wrong = {one.id: next(id for id in one.choices if id != one.right) for one in course.questions}
    most = len(course.questions)
    assert course.score(answers) == most
    some = answers | dict(list(wrong.items())[: most - course.enough])
    assert course.score(some) == course.enough
    assert course.enough >= most * 0.8 > course.enough - 1
    assert course.score({}) == 0


def test_what_was_left_out_or_can_not_be_chosen() -> None:
    course = load(SHIPPED)["fr"]
    answers = {one.id: one.right for one in course.questions}
    first, second = course.questions[:2]
    assert course.unanswered(answers) == ()
    assert course.unanswered(answers | {first.id: "nope"}) == (first,)
    del answers[second.id]
    assert course.unanswered(answers) == (second,)


@pytest.mark.parametrize(("asked", "found"), [("ar", "ar"), ("en_GB", "en"), ("uk", "fr"), ("", "fr")])
def test_the_nearest_language(asked: str, found: str) -> None:
    assert in_language(load(SHIPPED), asked)[0] == found


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("share: 80", "share: 0", "de 1 à 100"),
        ("share: 80", "share: beaucoup", "de 1 à 100"),
        ("title: La formation des mentors", "title: ''", "Il manque « title »"),
        ("right: low", "right: lower", "« right » est l'un des choix"),
        ("  - id: seum", "  - id: place", "son « id », une seule fois"),
        ("    right: low", "    good: low", "« good » n'existe pas ici"),
        ("      low: Elle est déçue, à bout, et n'a plus d'argent.\n", "", "ne sont"),
        ("  - id: seum\n    ask:", "  - id: seum\n    askk:", "« askk » n'existe pas ici"),
        ("right: low", "right: joke", "ne sont pas ceux de fr.yaml"),
        ("steps:", "steps: [", "fr.yaml"),
    ],
)
def test_what_staff_can_get_wrong_is_said(folder: Path, old: str, new: str, said: str) -> None:
    change(folder, old, new)
    problems = lint(folder)
    if said != "ne sont":
        assert any(said in line for line in problems), problems
    assert problems
    assert all(".yaml" in line for line in problems)


def test_a_course_with_problems_is_not_served(folder: Path) -> None:
    change(folder, "right: low", "right: lower")
    with pytest.raises(Misconfigured, match="right"):
        load(folder)


def test_without_the_source_there_is_none(folder: Path) -> None:
    (folder / "fr.yaml").unlink()
    assert any("il manque fr.yaml" in line for line in lint(folder))


def test_a_translation_that_answers_otherwise(folder: Path) -> None:
    change(folder, "right: low", "right: joke", "ar")
    assert lint(folder) == ["ar.yaml:1:1: les étapes, les choix ou les bonnes réponses ne sont pas ceux de fr.yaml."]


def test_too_few_questions(tmp_path: Path) -> None:
    step = "  - id: a\n    ask: Oui ?\n    choices:\n      o: Oui\n      n: Non\n    right: o\n    explain: Voilà.\n"
    (tmp_path / "fr.yaml").write_text(f"title: T\nshare: 80\nsteps:\n{step}", "utf-8")
    assert len(lint(tmp_path)) == 1
    assert "au moins 12" in lint(tmp_path)[0]
