"""Where somebody comes from or what papers they have is nobody's matter before the contract."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cv_builder.advice.sheet import Advice, Case, Sheet, about, spotted

CODE = "nationality"
_PATTERN = re.compile(
    r"\b(?:de\s+)?nationalit[ée]\s*:?\s+[^\W\d_]+(?:[ -](?:et|and)[ -][^\W\d_]+)?|\bnationality\s*:?\s+[^\W\d_]+"
    r"|(?:^|\bj['’]ai\s+(?:un|une|mon|ma|le|la)\s+|\btitulaire\s+d['’]une?\s+)(?:carte|titre)\s+de\s+s[ée]jour\b[^,;|]*"
    r"|\b(?:je\s+suis|i\s+am\s+(?:an?|from)?)\s+(?:sans[- ]papiers?|r[ée]fugi[ée]e?|demandeu(?:r|se)\s+d['’]asile"
    r"|a?\s*refugee|an?\s+asylum\s+seeker|d['’]origine\s+[^\W\d_]+)"
    r"|(?:^|[,;|]\s*)d['’]origine\s+[^\W\d_]+"
    r"|(?:ال)?جنسي(?:ة|تي)\s*:?\s+[^\W\d_]+|أنا\s+لاجئة?",
    re.IGNORECASE,
)


def check(sheet: Sheet) -> Iterator[Advice]:
    return spotted(sheet, CODE, _PATTERN)


CASES = (
    Case({"name": "Amina Konaté, nationalité malienne"}, "name", better="Amina Konaté"),
    Case(about("De nationalité française, sérieuse"), "summary", better="sérieuse"),
    Case(about("Motivé, j’ai une carte de séjour jusqu’en 2030"), "summary", better="Motivé"),
    Case(about("Titre de séjour valable"), "summary", better=""),
    Case(about("Je suis réfugié, motivé"), "summary", better="motivé"),
    Case(about("الجنسية: سورية، جاد"), "summary", better="جاد"),
    Case({"job.tasks": [["Aider à remplir une demande de titre de séjour"]]}),
    Case({"job.employer": ["Aide aux réfugiés"]}),
    Case({"job.tasks": [["Accompagner des demandeurs d’asile"]]}),
    Case({"job.employer": ["École de la nationalité"]}),
    Case({"job.tasks": [["Servir des plats d’origine locale"]]}),
    Case({"job.employer": ["Café Français"]}),
)
