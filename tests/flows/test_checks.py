"""Every check finds what it is for, at the right line, and leaves good flows alone. The cases are in the checks."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows import checks
from flows.book import Case
from flows.lint import CHECKS
from flows.loader import load

ALL = [
    pytest.param(code, case, id=f"{code}-{number}")
    for code, (_, cases) in CHECKS.items()
    for number, case in enumerate(cases, 1)
]


@pytest.mark.parametrize(("code", "case"), ALL)
def test_case(code: str, case: Case) -> None:
    is_picture = None if case.pictures is None else case.pictures.__contains__
    loaded = load({"a.yaml": case.text}, case.catalogs, case.actions, is_picture, case.stale, shown=case.shown)
    lines = [problem.line for problem in loaded.problems if problem.code == code]
    others = [str(problem) for problem in loaded.problems if problem.severity == "error" and problem.code != code]
    if case.line is None:
        assert lines == []
        assert others == []
    else:
        assert case.line in lines, loaded.problems


@pytest.mark.parametrize("code", CHECKS)
def test_every_check_has_both_kinds_of_cases(code: str) -> None:
    _, cases = CHECKS[code]
    assert any(case.line is None for case in cases)
    assert any(case.line is not None for case in cases)


def test_every_file_of_checks_is_run() -> None:
    folder = Path(str(checks.__file__)).parent
    assert {path.stem for path in folder.glob("*.py")} - {"__init__"} == set(CHECKS)


TEAM, PEOPLE = "flow: equipe_a\ntitle: A\nsteps:\n", "flow: b\ntitle: B\nsteps:\n"
END = "  - {id: z, say: A}\n"
STEPS = "  - {{id: x, ask: A, choices: {{n: N, o: O}}, go: {{o: {target}}}}}\n  - {{id: y, run: {target}}}\n"


@pytest.mark.parametrize(
    ("wrong", "files"),
    [
        ("a.yaml", {"a.yaml": TEAM + STEPS.format(target="b"), "b.yaml": PEOPLE + END}),
        ("b.yaml", {"a.yaml": TEAM + END, "b.yaml": PEOPLE + STEPS.format(target="equipe_a")}),
    ],
)
def test_flows_for_the_team_and_for_people_lead_nowhere_together(wrong: str, files: dict[str, str]) -> None:
    found = [problem for problem in load(files).problems if problem.code == "kept_apart"]
    assert [(problem.file, problem.line, problem.severity) for problem in found] == [
        (wrong, 4, "error"),
        (wrong, 5, "error"),
    ]


def test_words_and_buttons_for_the_team_are_longer() -> None:
    step = "  - {id: x, ask: Que dit votre coordination ?, choices: {a: A, b: Une réponse de plus de vingt lettres}}\n"
    codes = [{problem.code for problem in load({"a.yaml": head + step}).problems} for head in (TEAM, PEOPLE)]
    assert codes[1] - codes[0] == {"hard_words", "long_button"}
