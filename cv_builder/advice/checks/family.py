"""Married, single, with children: an employer has no right to it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cv_builder.advice.sheet import Advice, Case, Sheet, about, spotted

CODE = "family"
_STATE = (
    r"(?:c[ée]libataire|mari[ée](?:[·.(]?e\)?)?|divorc[ée]e?|s[ée]par[ée]e?|veuve|veuf|pacs[ée]e?"
    r"|en couple|fianc[ée]e?)"
)
_PATTERN = re.compile(
    rf"\bc[ée]libataire\b(?:,?\s+(?:sans|avec\s+\d+)\s+enfants?)?"
    rf"|(?:(?<=[,;|·–-]\s)|^|\bje\s+suis\s+){_STATE}(?:,?\s+(?:(?:sans|avec)\s+)?(?:\d+\s+)?enfants?)?(?=\s*(?:$|[,;|.·–-]))"
    r"|\bj['’]ai\s+(?:\d+|un|une|deux|trois|quatre|des)\s+(?:enfants?|filles?|fils|gar[çc]ons?)\b"
    r"|\bje\s+suis\s+(?:p[èe]re|m[èe]re|papa|maman)\b[^,;|.]*"
    r"|(?:^|(?<=[,;|]\s))(?:p[èe]re|m[èe]re|papa|maman)\s+(?:de|d['’])\s*\w+\s+enfants?\b"
    r"|(?:^|(?<=[,;|]\s))(?:single|married|divorced|widowed)(?=\s*(?:$|[,;|.]))|\bi\s+(?:have|['’]ve\s+got)\s+\w+\s+(?:children|kids)\b"
    r"|(?:^|(?<=[,;،]\s)|أنا\s+)(?:أعزب|عزباء|متزوجة?|مطلقة?|أرملة?)(?=\s*(?:$|[,;،.]))",
    re.IGNORECASE,
)
_NAMES = re.compile(r"^\W*marie\W*$", re.IGNORECASE)


def check(sheet: Sheet) -> Iterator[Advice]:
    return (advice for advice in spotted(sheet, CODE, _PATTERN) if not _NAMES.match(advice.found))


CASES = (
    Case({"name": "Amina Konaté, célibataire"}, "name", better="Amina Konaté"),
    Case({"name": "Amina Konaté célibataire sans enfant"}, "name", better="Amina Konaté"),
    Case(about("Marié, 2 enfants, motivé"), "summary", better="motivé"),
    Case(about("Sérieux. J’ai deux enfants"), "summary", better="Sérieux"),
    Case(about("Mère de 3 enfants, sérieuse"), "summary", better="sérieuse"),
    Case(about("Je suis maman, je cherche le matin"), "summary", better="je cherche le matin"),
    Case(about("single, hard worker"), "summary", better="hard worker"),
    Case(about("متزوجة، جادة"), "summary", better="جادة"),
    Case({"name": "Marie Dupont"}),
    Case({"name": "Dupont, Marie"}),
    Case({"job.employer": ["Robes de mariée Sonia"]}),
    Case({"job.employer": ["Famille Martin, 2 enfants"]}),
    Case({"job.tasks": [["Garder 2 enfants après l’école"]]}),
    Case({"job.tasks": [["Aider une mère de famille"]]}),
    Case({"job.employer": ["La Mère Poulard"]}),
    Case({"job.employer": ["Foyer de jeunes célibataires"]}),
    Case({"job.employer": ["Single Malt Bar"]}),
    Case({"job.employer": ["Traiteur, mariages et fêtes"]}),
    Case({"job.employer": ["Le Divorcé (théâtre)"]}),
)
