"""No photo: an employer here is used to CVs without, and nobody is to judge by a face."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cv_builder.advice.sheet import Advice, Case, Sheet, about, spotted

CODE = "photo"
_PATTERN = re.compile(
    r"(?:^|(?<=[,;|(]\s)|(?<=\()|\bvoir\s+|\bavec\s+|\bajoute[rz]?\s+|\bmet(?:s|tre|tez)?\s+)(?:ma|avec\s+ma)\s+photo\b[^,;|.]*"
    r"|\bavec\s+photo\b|\bphoto\s+(?:ci-jointe|jointe|à\s+ajouter)\b|(?:^|(?<=[,;|]\s))photo\s+d['’]identit[ée]$"
    r"|\b(?:with|add|see)\s+my\s+(?:photo|picture)\b|صورتي(?:\s+الشخصية)?",
    re.IGNORECASE,
)


def check(sheet: Sheet) -> Iterator[Advice]:
    return spotted(sheet, CODE, _PATTERN)


CASES = (
    Case({"name": "Amina Konaté (avec ma photo)"}, "name", better="Amina Konaté"),
    Case({"name": "Amina Konaté, photo d’identité"}, "name", better="Amina Konaté"),
    Case(about("Motivée. Ajouter ma photo"), "summary", better="Motivée"),
    Case(about("Hard worker, add my picture"), "summary", better="Hard worker"),
    Case({"interests": ["photo", "Photo et vidéo"]}),
    Case({"job.tasks": [["Ajouter des photos sur Vinted"]]}),
    Case({"job.tasks": [["Faire des photos d’identité"]]}),
    Case({"job.employer": ["Photo Service"]}),
    Case({"job.employer": ["Studio Photo d’Art"]}),
)
