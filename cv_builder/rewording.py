"""Other words for one text of a CV, said by somebody else and taken by its owner: laid over what the answers give.

Law: a rewording changes the text it was made for and no other; once that text is gone, it does nothing. The new words
are own words: no code stands behind them, so a language that would word the code again leaves them alone.

A text is named by its place on the page (`leaves`: "work 1 task 2"), or, where the page can't show it as it was
answered, by its question ("school.subject:0", see `foreign`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from cv_builder import own
from cv_builder.chars import clean
from cv_builder.fonts import covered
from cv_builder.foreign import Untranslated
from cv_builder.leaves import leaves, map_leaves
from cv_builder.model import CV, Line
from cv_builder.scripts import readable
from cv_builder.wording.occupation import fold

Answers = Mapping[str, object]
_Entry = TypeVar("_Entry")
_Value = TypeVar("_Value")

_WORDED = re.compile(
    r"headline|work \d+ title|work \d+ task \d+|school \d+ subject|school \d+ line \d+|skill \d+|quality \d+"
    r"|interest \d+"
)
"""Places where wording is all there is. A name, a date, an employer, a level is a fact, and not for others to word."""
_LISTS = {"skill": "skills", "quality": "qualities", "interest": "interests"}
_SAYS = {
    "looking": "headline",
    "job.title": "work title",
    "school.subject": "school subject",
    own.QUALITIES: "quality",
    own.INTERESTS: "interest",
}
"""Save of own words → kind of the place where they stand."""
_DIGITS = re.compile(r" \d+")


@dataclass(frozen=True, slots=True)
class Rewording:
    """`before`: the text as it stands on the page, or as it was answered; `after` takes its place."""

    line: str
    before: str
    after: str


def answered(left: Untranslated) -> str:
    """The name of a text by its question."""
    return f"{left.save}:{left.round}"


def is_answered(line: str) -> bool:
    return ":" in line


def worded(cv: CV) -> Iterator[tuple[str, str]]:
    """`(line, text)` of everything that may be said in other words, in the order of the model."""
    return ((where, text) for where, text in leaves(cv) if _WORDED.fullmatch(where))


def shown_at(left: Untranslated, cv: CV) -> str:
    """Where own words stand on the page; "" when they don't."""
    kind, said = _SAYS.get(left.save, ""), fold(left.text)
    return next((where for where, text in worded(cv) if kind_of(where) == kind and fold(text) == said), "")


def is_sayable(text: str, locale: str) -> bool:
    """Whether a CV in this language can say it: its readers can read it, our fonts have it."""
    return bool(text) and readable(text, locale) and covered(clean(text))


# -- laid over ------------------------------------------------------------------------------------------------
def in_answers(given: Mapping[str, _Value], rewordings: Iterable[Rewording]) -> dict[str, _Value]:
    """The answers with what was put in other words where they said it, in every round that said the same."""
    found = dict(given)
    for one in rewordings:
        save = one.line.partition(":")[0]
        if is_answered(one.line) and save in found:
            found[save] = _without(found[save], one, save)
    return found


def on_page(cv: CV, rewordings: Iterable[Rewording]) -> CV:
    """`cv` with the other words, in their order: one may take up what another has said."""
    for one in rewordings:
        if where := _place(cv, one):
            cv = _with(cv, where, one.after)
    return cv


def says(given: Answers, cv: CV, one: Rewording) -> bool:
    """Whether the text is there that it was made for."""
    if is_answered(one.line):
        save = one.line.partition(":")[0]
        return bool(given.get(save) != _without(given.get(save), one, save))
    return bool(_place(cv, one))


def _without(value: Any, one: Rewording, save: str) -> Any:
    """The same shape. An occupation that is worded so is no longer the one of its code."""
    match value:
        case str() if value == one.before:
            return one.after
        case str() if save in own.SEVERAL:
            return own.reworded(save, value, one.before, one.after)
        case list() | tuple():
            return [_without(part, one, save) for part in value]
        case dict() if value.get("label") == one.before:
            return {"label": one.after}
        case dict() if value.get("name") == one.before:
            return {**value, "name": one.after}
        case _:
            return value


def _place(cv: CV, one: Rewording) -> str:
    """Where the text stands now: its own place, else the first of that kind, for a new job moves the older ones."""
    if is_answered(one.line) or not _WORDED.fullmatch(one.line):
        return ""
    there = [where for where, text in worded(cv) if text == one.before and kind_of(where) == kind_of(one.line)]
    return one.line if one.line in there else next(iter(there), "")


def kind_of(where: str) -> str:
    """ "work 2 task 1" → "work task"."""
    return _DIGITS.sub("", where)


def _with(cv: CV, where: str, text: str) -> CV:
    """`cv` with own words there. **Why** not all by `map_leaves`: it leaves the code beside the text."""
    kind, *path = where.split()
    if kind == "headline":
        return replace(cv, headline=Line(text))
    if kind in _LISTS:
        lists: dict[str, Any] = {_LISTS[kind]: _put(getattr(cv, _LISTS[kind]), path[0], Line(text))}
        return replace(cv, **lists)
    if kind == "work":
        job = cv.work[int(path[0]) - 1]
        if path[1] == "title":
            return replace(cv, work=_put(cv.work, path[0], replace(job, title=Line(text))))
        return replace(cv, work=_put(cv.work, path[0], replace(job, tasks=_put(job.tasks, path[2], Line(text)))))
    if kind == "school" and path[1] == "subject":
        school = replace(cv.education[int(path[0]) - 1], subject=text, subject_code="")
        return replace(cv, education=_put(cv.education, path[0], school))
    return map_leaves(cv, lambda at, said: text if at == where else said)


def _put(entries: Sequence[_Entry], number: str, new: _Entry) -> tuple[_Entry, ...]:
    """`number`: of the one that `new` takes the place of, from 1."""
    return tuple(new if at == int(number) else one for at, one in enumerate(entries, 1))
