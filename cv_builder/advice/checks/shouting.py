"""Capitals all over: on paper that is shouting."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cv_builder.advice.sheet import Advice, Case, Sheet
from cv_builder.names import tidy_name

CODE = "shouting"
LONG_WORD = 4
"""Letters: shorter ones are initials (SNCF, BTP, CAP)."""
FEWEST = 2
"""Long words; one alone may be a brand."""
NAMES = ("name", "job.employer", "school.place", "job.town", "town")


def check(sheet: Sheet) -> Iterator[Advice]:
    """Names are put right by the page itself; what is asked here is the rest."""
    for typed in sheet.typed:
        words = [word for word in _WORD.findall(typed.text) if len(word) >= LONG_WORD]
        if typed.save != "name" and typed.text.isupper() and len(words) >= FEWEST:
            yield Advice(CODE, typed.save, typed.round, typed.text, _calm(typed.save, typed.text), typed.text)


def _calm(save: str, text: str) -> str:
    return tidy_name(text) if save in NAMES else text[:1] + text[1:].lower()


_WORD = re.compile(r"[^\W\d_]+")
CASES = (
    Case({"job.employer": ["BOULANGERIE DUPONT"]}, "job.employer", better="Boulangerie Dupont"),
    Case({"job.tasks": [["waiter_pay", "ACCUEILLIR LES CLIENTS"]]}, "job.tasks", better="Accueillir les clients"),
    Case({"school.place": [None, "LYCÉE JEAN-JAURÈS"]}, "school.place", 1, better="Lycée Jean-Jaurès"),
    Case({"job.employer": ["SNCF"]}),
    Case({"job.employer": ["CFA BTP"]}),
    Case({"job.employer": ["CARREFOUR"]}),
    Case({"job.employer": ["RATP Bus"]}),
    Case({"school.subject": ["CAP AEPE"]}),
    Case({"name": "AMINA KONATÉ"}),
    Case({"job.employer": ["مطعم الياسمين"]}),
)
