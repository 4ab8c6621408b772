"""The same CV in another language, worded from the same codes; for the person themself it is marked as a copy."""

from __future__ import annotations

from dataclasses import replace

from cv_builder.answers import answers_from_cv
from cv_builder.model import CV
from cv_builder.quiz import cv_from_answers
from cv_builder.wording import phrases


def reworded(cv: CV, locale: str) -> CV:
    """`cv` in `locale`. What no code words stays as it stands on the CV, or away where these readers can't read it."""
    return replace(cv_from_answers(answers_from_cv(cv), locale, cv.updated), kept=cv.kept)


def mirrored(cv: CV, locale: str) -> CV:
    """The same, marked as a copy: it leaves out and keeps what the CV does."""
    return replace(reworded(cv, locale), mark=phrases(locale).say("copy"))
