"""The same CV in another language, worded from the same codes; for the person themself it is marked as a copy."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from cv_builder.answers import answers_from_cv
from cv_builder.leaves import map_leaves
from cv_builder.model import CV, Line
from cv_builder.quiz import cv_from_answers
from cv_builder.wording import Phrases, phrases


def reworded(cv: CV, locale: str) -> CV:
    """`cv` in `locale`. What no code words stays as it stands on the CV, or away where these readers can't read it."""
    return replace(cv_from_answers(answers_from_cv(cv), locale, cv.updated), kept=cv.kept)


def mirrored(cv: CV, locale: str) -> CV:
    """The same, marked as a copy: it leaves out and keeps what the CV does.

    Own words, such as those of a mentor, are on the CV in its own language: they stand here as there, and it is said.
    """
    words, copy = phrases(locale), reworded(cv, locale)
    if words.locale != cv.locale:
        own = frozenset(_own(copy, words))
        copy = map_leaves(copy, lambda at, text: words.say("as_it_stands").format(text=text) if at in own else text)
    return replace(copy, mark=words.say("copy"))


def _own(cv: CV, words: Phrases) -> Iterator[str]:
    """The places (`leaves`) of texts that no code words."""
    coded = [("headline", cv.headline)]
    for kind, lines in (("skill", cv.skills), ("quality", cv.qualities), ("interest", cv.interests)):
        coded += [(f"{kind} {n}", line) for n, line in enumerate(lines, 1)]
    for at, job in enumerate(cv.work, 1):
        coded.append((f"work {at} title", job.title))
        coded += [(f"work {at} task {n}", task) for n, task in enumerate(job.tasks, 1)]
    for at, school in enumerate(cv.education, 1):
        coded.append((f"school {at} subject", Line(school.subject, school.subject_code)))
    return (place for place, line in coded if line.text not in ("", words.say("unknown_job")) and not line.code)
