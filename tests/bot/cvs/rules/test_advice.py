"""Every idea has its sentence and its button, in every language."""

from __future__ import annotations

import re
import string

import pytest

from bot.cvs.rules.advice import BUTTONS, LONGEST_FOUND, SENTENCES, told
from bot.i18n import translator
from cv_builder.advice import CHECKS
from cv_builder.advice.sheet import Advice
from tests.bot.words import SourceWords

LOCALES = ("fr", "en", "ar")
MOST_WORDS, MOST_LABEL = 16, 20


def test_every_check_has_its_sentence_and_its_button() -> None:
    assert set(SENTENCES) == set(BUTTONS) == set(CHECKS)


@pytest.mark.parametrize("locale", LOCALES)
def test_sentences_are_short_and_buttons_fit_a_phone(locale: str) -> None:
    words = translator(locale)
    said = {code: words.pgettext(*pair) for code, pair in SENTENCES.items()}
    labels = {code: words.pgettext(*pair) for code, pair in BUTTONS.items()}
    assert {code: text for code, text in labels.items() if len(text) > MOST_LABEL} == {}
    assert len(set(labels.values())) == len(labels), "two buttons never say the same"
    assert {code: text for code, text in said.items() if len(re.findall(r"[^\W\d][\w’'-]*", text)) > MOST_WORDS} == {}
    for text in said.values():
        assert {name for _, name, _, _ in string.Formatter().parse(text) if name} <= {"found", "better"}


def test_long_words_of_a_person_are_said_again_in_short() -> None:
    said = told([Advice("shouting", "job.employer", found="x" * 100)], SourceWords()("fr"))
    assert f"{'x' * (LONGEST_FOUND - 1)}…" in str(said["one"])
    assert "x" * LONGEST_FOUND not in str(said["one"])
