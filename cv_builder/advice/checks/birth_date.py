"""A date of birth: nobody may ask for it, and it invites to judge by age."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cv_builder.advice.sheet import Advice, Case, Sheet, about, spotted

CODE = "birth_date"
_MONTHS = r"(?:janvier|f[ée]vrier|mars|avril|mai|juin|juillet|ao[ûu]t|septembre|octobre|novembre|d[ée]cembre)"
_PATTERN = re.compile(
    # « née à Alger le 12 mars 2004 », "né en 2004", "nee 2004"
    rf"\bn[ée]e?(?:[(.·]e\)?)?\s+(?:[àa]\s+[\w'’ -]{{2,30}}?\s+)?(?:le\s+|en\s+|:\s*)?"
    rf"(?:\d{{1,2}}(?:er)?[ /.-]+(?:{_MONTHS}|\d{{1,2}})[ /.-]+)?(?:19|20)\d\d\b"
    r"|\b(?:date de naissance|ddn|date of birth|d\.?o\.?b\.?)\b[\s:]*[\d/. -]*"
    r"|\bborn\s+(?:on|in)?\b[^,;|]{0,30}?(?:19|20)\d\d\b"
    # a whole date of somebody who may work by now
    r"|(?<!\d)(?:0?[1-9]|[12]\d|3[01])[/.-](?:0?[1-9]|1[0-2])[/.-](?:19[4-9]\d|20(?:0\d|1[0-2]))(?!\d)"
    r"|(?:من\s+)?مواليد\s+[^,;،]*\d{4}|تاريخ\s+الميلاد[\s:]*[\d/. -]*|ولدت?\s+(?:في|عام|سنة)\s+[^,;،]*\d{4}",
    re.IGNORECASE,
)


def check(sheet: Sheet) -> Iterator[Advice]:
    return spotted(sheet, CODE, _PATTERN)


CASES = (
    Case({"name": "Amina Konaté, née le 12/03/2004"}, "name", better="Amina Konaté"),
    Case({"name": "Amina Konaté 12/03/2004"}, "name", better="Amina Konaté"),
    Case(about("Né à Alger le 3 mars 2005, motivé."), "summary", better="motivé"),
    Case(about("née en 2004 ; sérieuse"), "summary", better="sérieuse"),
    Case(about("Born on 12 March 2004, hard worker"), "summary", better="hard worker"),
    Case(about("من مواليد دمشق 2004، جاد"), "summary", better="جاد"),
    Case({"job.employer": ["Lidl", "Momo (date de naissance : 12.03.2004)"]}, "job.employer", 1, better="Momo"),
    Case(about("Né pour vendre")),
    Case({"job.employer": ["Nés en 93"]}),
    Case({"job.employer": ["Born in Africa"]}),
    Case({"job.employer": ["Bar du 14 juillet"]}),
    Case({"school.place": ["Lycée du 8 mai 1945"]}),
    Case({"job.tasks": [["Inventaire du 12/03/2024"]]}),
    Case({"job.employer": ["Resto né du marché 2004"]}),
)
