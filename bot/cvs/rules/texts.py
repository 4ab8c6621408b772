"""Which texts of a CV somebody else may say in other words, and what is left to translate. Values in, values out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cv_builder.anonymous import tells
from cv_builder.foreign import other_tongue, untranslated
from cv_builder.layout import Page
from cv_builder.lines import Numbered, lines_of
from cv_builder.model import CV
from cv_builder.rewording import answered, kind_of, shown_at, worded
from flows.events import JsonValue

Answers = Mapping[str, JsonValue]
_ONE = {"headline": "headline", "skills": "skill ", "qualities": "quality ", "interests": "interest "}
"""Field of a line → how the names of its texts begin."""
_EACH = {"work": "work {n} title", "tasks": "work {n} task ", "education": "school {n} "}
"""The same where there is one a job or school, `n` from 1."""

NAMES = ("name", "name_own", "name_latin")
"""Saves in which somebody tells their name."""


@dataclass(frozen=True, slots=True)
class Text:
    """One text that somebody may say in other words: `line`, `before` as `cv_builder.rewording` names it.

    `text`: as the page shows it. `foreign`: perhaps in another language than the page.
    """

    line: str
    text: str
    before: str
    foreign: bool = False


def texts(page: Page, cv: CV, answers: Answers) -> Mapping[int, tuple[Text, ...]]:
    """By the number of their line on `page`, which is `cv` without whose it is.

    **Why** only what stands on both in the same words: of what had to be hidden nobody can say it better, and new words
    would lose the name in it.
    """
    free = dict(worded(cv))
    left = {shown_at(one, cv): one for one in other_tongue(answers, cv.locale)}
    found: dict[str, Text] = {}
    for where, text in worded(page.cv):
        same = (line for line, own in free.items() if own == text and kind_of(line) == kind_of(where))
        if line := next(same, ""):
            del free[line]
            other = left.get(line)
            found[where] = Text(answered(other), text, other.text, foreign=True) if other else Text(line, text, text)
    return {line.number: _of(line, found) for line in lines_of(page)}


def unread(cv: CV, answers: Answers) -> tuple[Text, ...]:
    """What nobody who gets this CV could read, and is therefore not on it; each text once, none with their name."""
    called = [cv.name, cv.name_own, *(name for save in NAMES if isinstance(name := answers.get(save), str))]
    left = {(one.save, one.text): one for one in reversed(untranslated(answers, cv.locale))}
    return tuple(
        Text(answered(one), one.text, one.text) for one in reversed(left.values()) if not tells(one.text, called)
    )


def _of(line: Numbered, found: Mapping[str, Text]) -> tuple[Text, ...]:
    named = _ONE.get(line.field) or _EACH.get(line.field, "").format(n=line.at + 1)
    return tuple(text for where, text in found.items() if named and where.startswith(named))
