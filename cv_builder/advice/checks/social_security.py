"""A social security number opens doors to thieves."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cv_builder.advice.sheet import Advice, Case, Sheet, about, spotted

CODE = "social_security"
_PATTERN = re.compile(
    r"(?:\b(?:num[ée]ro|n[°o])\s+de\s+s[ée]cu\w*(?:\s+sociale)?[\s:]*|\bnss[\s:]+)?"
    r"(?<![\d+])[12][ .]?\d{2}[ .]?(?:0[1-9]|1[0-2]|[2-9]\d)[ .]?(?:\d{2}|2[AB])[ .]?\d{3}[ .]?\d{3}(?:[ ./-]?\d{2})?"
    r"(?![ .]?\d)",
    re.IGNORECASE,
)


def check(sheet: Sheet) -> Iterator[Advice]:
    return spotted(sheet, CODE, _PATTERN)


CASES = (
    Case({"name": "Amina Konaté 2 04 03 93 048 123 45"}, "name", better="Amina Konaté"),
    Case(about("n° de sécu : 104039304812345"), "summary", better=""),
    Case(about("Numéro de sécurité sociale 1 99 12 2A 048 123, motivé"), "summary", better="motivé"),
    Case(about("06 12 34 56 78")),
    Case(about("+33 6 12 34 56 78")),
    Case({"job.employer": ["SIRET 123 456 789 00012"]}),
    Case({"job.employer": ["Sécu de Bobigny"]}),
    Case(about("IBAN FR76 3000 6000 0112 3456 7890 189")),
)
