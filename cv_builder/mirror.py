"""The same CV in the person's own language, for themself: worded from the same codes, and marked as a copy."""

from __future__ import annotations

from dataclasses import replace

from cv_builder.answers import answers_from_cv
from cv_builder.model import CV
from cv_builder.quiz import cv_from_answers
from cv_builder.wording import phrases


def mirrored(cv: CV, locale: str) -> CV:
    """`cv` in `locale`. What no code words stays as it stands on the CV, or away where these readers can't read it."""
    copy = cv_from_answers(answers_from_cv(cv), locale, cv.updated)
    return replace(copy, mark=phrases(locale).say("copy"))
