"""Every check says what it is for about its own cases and nothing about the others. The cases are in the checks."""

from __future__ import annotations

from pathlib import Path

import pytest

from cv_builder.advice import CHECKS, checks
from cv_builder.advice.sheet import Case, Sheet

TODAY = "2026-11-21"
ALL = [
    pytest.param(code, case, id=f"{code}-{number}")
    for code, (_, cases) in CHECKS.items()
    for number, case in enumerate(cases, 1)
]


@pytest.mark.parametrize(("code", "case"), ALL)
def test_case(code: str, case: Case) -> None:
    said = list(CHECKS[code][0](Sheet(case.answers, TODAY)))
    found = [(advice.check, advice.save, advice.round, advice.better) for advice in said]
    assert found == ([(code, case.save, case.round, case.better)] if case.save else [])


@pytest.mark.parametrize("code", CHECKS)
def test_every_check_has_both_kinds_of_cases(code: str) -> None:
    _, cases = CHECKS[code]
    assert any(case.save for case in cases)
    assert any(not case.save for case in cases)


def test_every_file_of_checks_is_run() -> None:
    folder = Path(str(checks.__file__)).parent
    assert {path.stem for path in folder.glob("*.py")} - {"__init__"} == set(CHECKS)
