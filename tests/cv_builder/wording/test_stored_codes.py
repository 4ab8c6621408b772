"""Every code that the flows we ship may store has words for a CV: a button without them would say nothing there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from cv_builder import own
from cv_builder.answers import FIRST_LANGUAGES, LANGUAGES
from cv_builder.spoken import MORE, OWN
from cv_builder.wording import LOCALES, Phrases, phrases

LIBRARY = Path(__file__).parents[3] / "flows" / "library"

WORDED_BY = {
    "looking_kind": "seeking",
    "available": "available",
    "job.length": "lengths",
    "school.level": "levels",
    "school.subject": "subjects",
    "languages": "languages",
    "languages.more": "languages",
    "language.level": "fluency",
    "licence": "licences",
    "qualities": "qualities",
    "interests": "interests",
}
"""Save of a flow → kind of words."""
LEADS_ON = {("languages", MORE), ("languages.more", OWN), ("qualities", own.OTHER), ("interests", own.OTHER)}
"""To another screen, or to own words."""
SAYS_NOTHING = {("school.level", "none"), ("licence", "none")} | LEADS_ON
"""Answers that leave their line of the CV out, on purpose."""


def stored() -> Iterator[tuple[str, str]]:
    """(save, choice id) of all steps that a CV is made from."""
    for path in sorted(LIBRARY.glob("cv*.yaml")):
        for step in YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))["steps"]:
            save = ".".join(step.get("save", "").split(".")[:2])
            if save in WORDED_BY and isinstance(step.get("choices"), dict):
                yield from ((save, choice) for choice in step["choices"])


def says(words: Phrases, kind: str, code: str) -> bool:
    return bool(words.level(code, "done")) if kind == "levels" else bool(words.word(kind, code))


@pytest.mark.parametrize("locale", LOCALES)
def test_every_choice_has_words(locale: str) -> None:
    silent = {(save, code) for save, code in stored() if not says(phrases(locale), WORDED_BY[save], code)}
    assert silent == SAYS_NOTHING


def test_every_kind_of_answer_is_asked_somewhere() -> None:
    assert {save for save, _ in stored()} == set(WORDED_BY)


def test_a_file_puts_each_language_on_the_screen_that_asks_for_it() -> None:
    asked = [*stored()]
    assert {code for save, code in asked if save == "languages"} == {*FIRST_LANGUAGES, MORE}
    assert {code for save, code in asked if save == "languages.more"} == (LANGUAGES - {*FIRST_LANGUAGES}) | {OWN}
