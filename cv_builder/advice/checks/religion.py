"""A faith is nobody's matter at work."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cv_builder.advice.sheet import Advice, Case, Sheet, about, spotted

CODE = "religion"
_FAITH = (
    r"(?:musulmane?|chr[ée]tienne?|chr[ée]tien|catholique|juive?|juif|protestante?|orthodoxe|bouddhiste|hindoue?"
    r"|ath[ée]e|croyante?)"
)
_PATTERN = re.compile(
    rf"\bje\s+suis\s+(?:de\s+confession\s+)?{_FAITH}\b(?:\s+pratiquante?)?|\breligion\s*:\s*[^\W\d_]+"
    rf"|\bde\s+confession\s+{_FAITH}\b|\b{_FAITH}\s+pratiquante?\b"
    r"|\bi\s+am\s+(?:a\s+)?(?:muslim|christian|catholic|jewish|hindu|buddhist|atheist)\b"
    r"|(?:الديانة|الدين)\s*:?\s+[^\W\d_]+|أنا\s+(?:مسلمة?|مسيحية?|يهودية?)",
    re.IGNORECASE,
)
_ALONE = re.compile(
    rf"(?:^|(?<=[,;|،]\s)){_FAITH}(?=\s*(?:$|[,;|.،]))|(?:^|(?<=[,;|]\s))(?:muslim|catholic|jewish)(?=\s*(?:$|[,;|.]))",
    re.IGNORECASE,
)
ABOUT_ME = ("summary", "qualities", "interests")
"""Where a bare word speaks of the person; elsewhere it may be a name (Christian) or a school."""


def check(sheet: Sheet) -> Iterator[Advice]:
    told = list(spotted(sheet, CODE, _PATTERN))
    known = {advice.whole for advice in told}
    alone = spotted(sheet, CODE, _ALONE, lambda save: save in ABOUT_ME)
    yield from (*told, *(advice for advice in alone if advice.whole not in known))


CASES = (
    Case(about("Je suis musulmane pratiquante, sérieuse"), "summary", better="sérieuse"),
    Case({"name": "Yanis Bouzid, religion : islam"}, "name", better="Yanis Bouzid"),
    Case({"qualities": ["punctual", "catholique"]}, "qualities", better=""),
    Case(about("I am a Muslim, hard worker"), "summary", better="hard worker"),
    Case(about("أنا مسلم، جاد"), "summary", better="جاد"),
    Case({"job.employer": ["Secours Catholique"]}),
    Case({"job.employer": ["Secours islamique"]}),
    Case({"school.place": ["École catholique Saint-Joseph"]}),
    Case({"name": "Christian Juif"}),
    Case({"name": "مسلم الخطيب"}),
    Case({"informal.others": ["religion_help"]}),
    Case({"job.tasks": [["Distribuer des repas pendant le ramadan"]]}),
)
