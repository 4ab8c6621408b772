"""The occupation resolver against what people type."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.people.resolvers.occupation import OPTIONS, Occupations
from cv_builder.wording import Occupation, find_occupation, occupations
from flows.answers import Choose, Found, Resolved
from tests.bot.people.resolvers.cases_occupation import CASES, Expected

jobs = Occupations()


def said(answer: Resolved) -> Expected:
    """The answer in the words of the cases."""
    if isinstance(answer, Choose):
        assert 1 <= len(answer.options) <= OPTIONS
        return tuple(name for value, _ in answer.options if (name := _name(value)))
    return _name(answer.value) if isinstance(answer, Found) else None


def _name(value: object) -> str:
    assert isinstance(value, dict)
    if "code" not in value:
        return f"~{value['label']}"
    job = find_occupation(str(value["code"]))
    return job.key if job else f"esco:{str(value['label']).lower()}"


@pytest.mark.parametrize(("text", "locale", "expected"), CASES, ids=[f"{case[1]} {case[0][:30]!r}" for case in CASES])
def test_what_people_type(text: str, locale: str, expected: Expected) -> None:
    found = said(jobs.resolve(text, locale))
    if isinstance(expected, tuple):
        assert isinstance(found, tuple)
        assert set(expected) <= set(found)
    else:
        assert found == expected


@given(st.text(max_size=40))
@settings(max_examples=100, deadline=None)
def test_any_text_is_answered(text: str) -> None:
    answer = jobs.resolve(text, "fr")
    if isinstance(answer, Found):
        assert isinstance(answer.value, dict)
        assert answer.value["label"]


@pytest.mark.parametrize("job", occupations(), ids=lambda job: job.key)
@pytest.mark.parametrize("locale", ["fr", "en", "ar"])
def test_every_name_of_the_bank_is_heard(job: Occupation, locale: str) -> None:
    for form in job.wording[locale].forms:
        answer = jobs.resolve(form, locale)
        codes = [answer.value] if isinstance(answer, Found) else [value for value, _ in getattr(answer, "options", ())]
        assert job.code in [value["code"] for value in codes if isinstance(value, dict)], form
