"""Whether there is a CV, and in what language it is."""

from __future__ import annotations

import pytest

from bot.cvs.rules.cv import cv_locale, is_empty
from cv_builder.quiz import cv_from_answers
from flows.events import JsonValue


def test_emptiness() -> None:
    assert is_empty(cv_from_answers({}, "ar", "2026-11-21"))
    assert is_empty(cv_from_answers({"languages": [], "had_job": "none", "job.title": [None]}, "fr"))
    assert not is_empty(cv_from_answers({"name": "A"}, "fr"))


@pytest.mark.parametrize(
    ("chosen", "locale"), [("en", "en"), ("ar-MA", "ar"), (None, "fr"), (["en"], "fr"), ("xx", "fr")]
)
def test_the_cv_has_its_own_language(chosen: JsonValue, locale: str) -> None:
    assert cv_locale({"cv_language": chosen, "locale": "ar"}) == locale
