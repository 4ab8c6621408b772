"""One tap does what the check proposed, or nothing."""

from __future__ import annotations

import pytest

from bot.studio.rules.fixing import fixed
from flows import editing
from flows.book import Case, steps
from flows.lint import CHECKS
from flows.loader import load
from flows.problems import Fix, Problem
from tests.bot.studio.house import CV

CASES = [
    pytest.param(case, id=f"{code}-{number}")
    for code, (_, cases) in CHECKS.items()
    for number, case in enumerate(cases, 1)
    if case.line is not None
]
SLIPS = steps("  # la première\n  - id: x   # son nom\n    aks: A\n    type: text\n  - {id: y, sya: B}\n")


def step(source: str | None, id: str) -> dict[str, object]:
    return dict(editing.step(source or "", id) or {})


def test_a_word_is_set_taken_out_renamed() -> None:
    assert step(fixed(CV, Fix(("steps", 0, "type"), "set", "text", "")), "nom")["type"] == "text"
    assert "save" not in step(fixed(CV, Fix(("steps", 0, "save"), "remove", "", "")), "nom")
    renamed = fixed(CV, Fix(("steps", 1, "go", "none"), "rename", "job", ""))
    assert step(renamed, "travail")["go"] == {"job": "fin"}
    assert "go" not in step(fixed(CV, Fix(("steps", 1, "go", "none"), "remove", "", "")), "travail")
    broken = CV.replace("    save:", "    sauve:")
    assert fixed(broken, Fix(("steps", 0, "sauve"), "rename", "save", "")) == CV
    assert editing.header(fixed(CV, Fix(("title",), "set", "CV", "")) or "") == {"flow": "cv", "title": "CV"}


@pytest.mark.parametrize(
    "fix",
    [
        Fix((), "set", "x", ""),
        Fix(("steps",), "set", "x", ""),
        Fix(("steps", 9, "say"), "set", "x", ""),
        Fix(("steps", 0), "remove", "", ""),
        Fix(("steps", 0, 3), "remove", "", ""),
        Fix(("steps", 0, "rien"), "rename", "x", ""),
        Fix(("steps", 0, "ask", "x"), "set", "x", ""),
        Fix((0,), "set", "x", ""),
    ],
)
def test_what_can_not_be_done_is_not(fix: Fix) -> None:
    assert fixed(CV, fix) is None


def problems(case: Case, text: str) -> tuple[Problem, ...]:
    is_picture = None if case.pictures is None else case.pictures.__contains__
    return load({"a.yaml": text}, case.catalogs, case.actions, is_picture, case.stale).problems


@pytest.mark.parametrize("case", CASES)
def test_every_fix_that_a_check_offers_mends_its_case(case: Case) -> None:
    """But in a step written on one line, which nobody changes word by word."""
    before = problems(case, case.text)
    for problem in before:
        if problem.fix is None:
            continue
        text = fixed(case.text, problem.fix)
        if text is None:
            assert "{id" in case.text.split("\n")[problem.line - 1], problem
            continue
        after = problems(case, text)
        same = [
            one for one in after if (one.code, one.sentence, one.path) == (problem.code, problem.sentence, problem.path)
        ]
        assert same == [], text
        assert len(after) <= len(before), after


def test_the_checks_offer_every_kind_of_fix() -> None:
    offered = [
        one.fix for _, cases in CHECKS.values() for case in cases for one in problems(case, case.text) if one.fix
    ]
    assert {fix.do for fix in offered} == {"set", "remove", "rename"}


def test_misspelt_words_are_renamed_and_every_comment_stays() -> None:
    text = SLIPS
    for _ in range(2):
        problem = load({"a.yaml": text}).problems[0]
        assert problem.fix
        text = fixed(text, problem.fix) or ""
    assert text == SLIPS.replace("aks", "ask").replace("sya", "say")
