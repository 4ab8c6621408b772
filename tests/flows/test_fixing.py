"""A fix that is offered takes its problem away, changes nothing else, and leaves a flow that can be read."""

from __future__ import annotations

import pytest

from flows.book import Case, steps
from flows.fixing import fixed
from flows.lint import CHECKS
from flows.loader import Loaded, load
from flows.problems import Fix, Problem

ALL = [
    pytest.param(case, id=f"{code}-{number}")
    for code, (_, cases) in CHECKS.items()
    for number, case in enumerate(cases, 1)
    if case.line is not None
]
SLIPS = steps("  # la première\n  - id: x   # son nom\n    aks: A\n    type: text\n  - {id: y, sya: B}\n")


def loaded(case: Case, text: str) -> Loaded:
    is_picture = None if case.pictures is None else case.pictures.__contains__
    return load({"a.yaml": text}, case.catalogs, case.actions, is_picture, case.stale)


@pytest.mark.parametrize("case", ALL)
def test_every_fix_of_every_case_mends_it(case: Case) -> None:
    before = loaded(case, case.text)
    for problem in before.problems:
        if problem.fix is None:
            continue
        text = fixed(case.text, problem.fix)
        if text is None:
            assert "{id" in case.text.split("\n")[problem.line - 1], problem
            continue
        after = loaded(case, text)
        assert problem not in moved(after.problems, problem), text
        assert len(after.problems) <= len(before.problems), after.problems


def moved(problems: tuple[Problem, ...], like: Problem) -> list[Problem]:
    """Those of the same kind, wherever their line is now."""
    return [one for one in problems if (one.code, one.sentence, one.path) == (like.code, like.sentence, like.path)]


def test_at_least_one_fix_of_each_kind_was_tried() -> None:
    found = [fix for _, cases in CHECKS.values() for case in cases for fix in fixes(case.text, case)]
    assert {fix.do for fix in found} == {"set", "rename", "remove"}


def fixes(text: str, case: Case) -> list[Fix]:
    return [problem.fix for problem in loaded(case, text).problems if problem.fix]


def test_a_misspelt_word_is_renamed_and_comments_stay() -> None:
    text = SLIPS
    for _ in range(2):
        problem = load({"a.yaml": text}).problems[0]
        assert problem.code == "keyword"
        assert problem.fix
        text = fixed(text, problem.fix) or ""
    assert load({"a.yaml": text}).library
    assert text == SLIPS.replace("aks", "ask").replace("sya", "say")


@pytest.mark.parametrize(
    "fix",
    [
        Fix(("steps", 9, "say"), "set", "B", ""),
        Fix(("steps", 0, "ask"), "remove", "", ""),
        Fix(("steps", 0, "go", "a"), "set", "B", ""),
        Fix(("steps", 0, "ask"), "rename", "say", ""),
        Fix(("steps", 0, "id"), "rename", "say", ""),
        Fix(("title",), "set", "B", ""),
        Fix(("steps", 0), "remove", "", ""),
        Fix(("steps",), "remove", "", ""),
        Fix((), "set", "B", ""),
    ],
)
def test_a_place_that_is_gone_is_left_alone(fix: Fix) -> None:
    assert fixed(steps("  - {id: x, say: A}"), fix) is None


def test_a_word_of_the_header() -> None:
    text = "flow: a\ntilte: A  # ici\nsteps:\n  - {id: x, say: A}\n"
    problem = next(one for one in load({"a.yaml": text}).problems if one.fix)
    assert problem.fix
    assert fixed(text, problem.fix) == text.replace("tilte", "title")
