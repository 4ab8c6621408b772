"""The languages that somebody speaks, and how well."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from cv_builder import brought, own
from cv_builder.model import Language, Line
from cv_builder.names import tidy_words
from cv_builder.shapes import codes_of, list_of, text_of
from cv_builder.wording import Phrases

SPOKEN, MORE, OWN = ("languages", "languages.more"), "more", "own"
"""Saves of both screens; the code on the first that leads to the second; that on the second that leads to own words."""

Answers = Mapping[str, object]


def spoken_codes(answers: Answers) -> tuple[str, ...]:
    """Languages of both screens; `MORE` and `OWN` only say that there is more to come."""
    every = (code for save in SPOKEN for code in codes_of(answers.get(save)))
    return tuple(dict.fromkeys(code for code in every if code not in (MORE, OWN)))


def languages_of(answers: Answers, words: Phrases) -> tuple[Language, ...]:
    """In the person's order. `language.level` is a list beside `languages`, or a mapping code → level."""
    levels = answers.get("language.level")
    codes = spoken_codes(answers)
    named = []
    for one in brought.merged(codes, brought.of(answers).get("languages")):
        if isinstance(one, list):
            name, level, own_words, code = (*map(text_of, one), "", "", "")[:4]
        else:
            name, level, own_words, code = one, _level(answers, levels, codes.index(one), one), "", one
        fluency = words.word("fluency", level)
        line = words.line("languages", code) or Line(tidy_words(name), code if code != name else "")
        if line.text:
            named.append(Language(line, level if fluency else "", fluency or own_words))
    return (*named, *_typed(answers, words, {one.name.code or one.name.text for one in named}))


def _typed(answers: Answers, words: Phrases, said: Collection[str]) -> Iterator[Language]:
    """Those typed in own words, but for what is `said` (code or name)."""
    of_all, levels = text_of(answers.get(own.LEVEL)), own.levels(answers)
    for one in own.languages(answers):
        level = levels.get(one, of_all)
        fluency = words.word("fluency", level)
        line = words.line("languages", one) or Line(tidy_words(one))
        if (line.code or line.text) not in said:
            yield Language(line, level if fluency else "", fluency)


def _level(answers: Answers, levels: object, at: int, code: str) -> str:
    if isinstance(levels, Mapping):
        level = text_of(levels.get(code))
    else:
        level = text_of(list_of(levels)[at]) if at < len(list_of(levels)) else ""
    return level or text_of(answers.get(f"language.level.{code}"))
