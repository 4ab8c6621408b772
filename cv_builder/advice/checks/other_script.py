"""Words in a script that the employer does not read."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from cv_builder.advice.sheet import Advice, Case, Sheet

CODE = "other_script"
LATIN = ("fr", "en")
"""CV languages in Latin letters. On an Arabic page a brand in Latin letters is nothing unusual."""
SAVES = ("looking", "job.title", "job.employer", "job.tasks", "school.subject", "school.place",
         "informal_skills", "qualities", "interests", "licence")  # fmt: skip
"""Not the name: it may stand in its own script beside the Latin one."""


def check(sheet: Sheet) -> Iterator[Advice]:
    if sheet.cv.locale not in LATIN:
        return
    for typed in sheet.typed:
        letters = [char for char in typed.text if char.isalpha()]
        foreign = sum(not unicodedata.name(char, "").startswith("LATIN") for char in letters)
        if typed.save in SAVES and 2 * foreign > len(letters):
            yield Advice(CODE, typed.save, typed.round, typed.text)


CASES = (
    Case({"job.employer": ["Lidl", "مطعم الياسمين"]}, "job.employer", 1),
    Case({"school.subject": ["кухар"], "cv_language": "en"}, "school.subject"),
    Case({"job.employer": ["مطعم الياسمين"], "cv_language": "ar"}),
    Case({"job.employer": ["Lidl"], "cv_language": "ar"}),
    Case({"job.employer": ["Café Łódź"]}),
    Case({"job.employer": ["Chez أمين le boulanger"]}),
    Case({"name": "أمينة كوناتي"}),
    Case({"job.employer": ["360°"]}),
)
