"""A street and a number: the town is enough."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cv_builder.advice.sheet import Advice, Case, Sheet, about, spotted

CODE = "address"
_PATTERN = re.compile(
    r"\b\d{1,4}\s?(?:bis|ter|quater)?,?\s+(?:rue|avenue|av\.|boulevard|bd|blvd|all[ée]e|impasse|chemin)\s+[^,;|\d]+(?:,?\s*\d{5}(?:\s+[^\W\d_]+)?)?"
    r"|\b\d{1,4}\s+[^\W\d_]+\s+(?:street|road|avenue|lane)\b"
    r"|\d{1,4}\s*،?\s*شارع\s+[^\d,;،]+|شارع\s+[^\d,;،]+\d{1,4}",
    re.IGNORECASE,
)
OF_OTHERS = ("job.employer", "school.place", "job.tasks", "job.title")
"""An employer's address is no secret."""


def check(sheet: Sheet) -> Iterator[Advice]:
    return spotted(sheet, CODE, _PATTERN, lambda save: save not in OF_OTHERS)


CASES = (
    Case({"town": {"name": "12 rue de la Paix, Montreuil"}}, "town", better="Montreuil"),
    Case({"name": "Amina Konaté, 3 bis avenue Jean-Jaurès 93100 Montreuil"}, "name", better="Amina Konaté"),
    Case(about("Motivé, 24 Baker Street"), "summary", better="Motivé"),
    Case({"town": {"name": "شارع النصر 12، تونس"}}, "town", better="تونس"),
    Case({"town": {"name": "Rue"}}),
    Case({"town": {"name": "Paris 12"}}),
    Case({"town": {"insee": "75112", "name": "12 rue de Paris"}}),
    Case({"job.employer": ["Boulangerie, 12 rue des Lilas"]}),
    Case({"interests": ["Street workout, 3 fois par semaine"]}),
    Case({"interests": ["1 place en finale"]}),
    Case(about("J’ai 2 chemises de rechange")),
)
