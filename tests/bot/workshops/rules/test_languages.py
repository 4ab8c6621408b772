"""The languages to tick are real ones, each once, with a name in every language of ours."""

from __future__ import annotations

from babel import Locale

from bot.workshops.rules.languages import LANGUAGES


def test_each_has_a_name_and_stands_once() -> None:
    assert len(set(LANGUAGES)) == len(LANGUAGES)
    nameless = {code for code in LANGUAGES if code not in Locale.parse("fr").languages}
    assert nameless == set()
