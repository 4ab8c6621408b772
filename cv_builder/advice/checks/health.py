"""Health and handicap: told by whoever wants to, to whom they want, later."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cv_builder.advice.sheet import Advice, Case, Sheet, about, spotted_or_bare

CODE = "health"
_STATE = (
    r"(?:handicap[ée]e?|en\s+situation\s+de\s+handicap|travailleu(?:r|se)\s+handicap[ée]e?|rqth|diab[ée]tique|asthmatique|"
    r"[ée]pileptique|s[ée]ropositi(?:f|ve)|d[ée]pressi(?:f|ve)|malade|enceinte|sourde?|malentendante?|autiste|dyslexique)"
)
_PATTERN = re.compile(
    rf"\bje\s+suis\s+{_STATE}\b|\b(?:j['’]ai|avec)\s+(?:une?|la|ma)\s+rqth\b|\bj['’]ai\s+(?:une?|le|la|du|de\s+l['’])\s*"
    r"(?:diab[èe]te|asthme|cancer|handicap|[ée]pilepsie|maladie|d[ée]pression|hernie)\b[^,;|.]*"
    r"|\breconnaissance\s+(?:de\s+(?:la\s+)?qualit[ée]\s+de\s+)?travailleu(?:r|se)\s+handicap[ée]e?\b|(?:^|(?<=[,;|]\s))rqth\b"
    r"|\bi\s+(?:am|['’]m)\s+(?:disabled|pregnant|diabetic|deaf|autistic)\b|\bi\s+have\s+(?:asthma|diabetes|cancer|epilepsy|a\s+disability)\b"
    r"|أنا\s+(?:معاقة?|حامل|مريضة?|أصم)|من\s+ذوي\s+الاحتياجات\s+الخاصة",
    re.IGNORECASE,
)
_ALONE = re.compile(rf"(?:^|(?<=[,;|]\s)){_STATE}(?=\s*(?:$|[,;|.]))", re.IGNORECASE)


def check(sheet: Sheet) -> Iterator[Advice]:
    return spotted_or_bare(sheet, CODE, _PATTERN, _ALONE)


CASES = (
    Case(about("Je suis diabétique, sérieux"), "summary", better="sérieux"),
    Case(about("Sérieux, RQTH"), "summary", better="Sérieux"),
    Case(about("J’ai une hernie depuis 2020. Motivé"), "summary", better="Motivé"),
    Case({"qualities": ["handicapé"]}, "qualities", better=""),
    Case(about("I am disabled, hard worker"), "summary", better="hard worker"),
    Case(about("أنا حامل، جادة"), "summary", better="جادة"),
    Case({"job.employer": ["Handicap International"]}),
    Case({"job.tasks": [["Accompagner des personnes en situation de handicap"]]}),
    Case({"job.tasks": [["S’occuper d’une personne malade"]]}),
    Case({"job.employer": ["Institut des jeunes sourds"]}),
    Case({"school.subject": ["Langue des signes"]}),
    Case({"job.tasks": [["Prendre soin de ma grand-mère diabétique"]]}),
    Case({"job.employer": ["Ligue contre le cancer"]}),
)
