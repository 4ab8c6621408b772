"""The languages that somebody speaks, and how well."""

from __future__ import annotations

from collections.abc import Mapping

from cv_builder import brought
from cv_builder.model import Language, Line
from cv_builder.names import tidy_words
from cv_builder.shapes import codes_of, list_of, text_of
from cv_builder.wording import Phrases

SPOKEN, MORE = ("languages", "languages.more"), "more"
"""Saves of both screens; the code on the first that leads to the second."""

Answers = Mapping[str, object]


def spoken_codes(answers: Answers) -> tuple[str, ...]:
    """Languages of both screens; on the first `MORE` only says that there is a second one."""
    every = (code for save in SPOKEN for code in codes_of(answers.get(save)))
    return tuple(dict.fromkeys(code for code in every if code != MORE))


def languages_of(answers: Answers, words: Phrases) -> tuple[Language, ...]:
    """In the person's order. `language.level` is a list beside `languages`, or a mapping code → level."""
    levels = answers.get("language.level")
    codes = spoken_codes(answers)
    named = []
    for one in brought.merged(codes, brought.of(answers).get("languages")):
        if isinstance(one, list):
            name, level, own, code = (*map(text_of, one), "", "", "")[:4]
        else:
            name, level, own, code = one, _level(answers, levels, codes.index(one), one), "", one
        fluency = words.word("fluency", level)
        line = words.line("languages", code) or Line(tidy_words(name), code if code != name else "")
        if line.text:
            named.append(Language(line, level if fluency else "", fluency or own))
    return tuple(named)


def _level(answers: Answers, levels: object, at: int, code: str) -> str:
    if isinstance(levels, Mapping):
        level = text_of(levels.get(code))
    else:
        level = text_of(list_of(levels)[at]) if at < len(list_of(levels)) else ""
    return level or text_of(answers.get(f"language.level.{code}"))
