"""A faith is nobody's matter at work."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cv_builder.advice.sheet import Advice, Case, Sheet, about, spotted_or_bare

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


def check(sheet: Sheet) -> Iterator[Advice]:
    return spotted_or_bare(sheet, CODE, _PATTERN, _ALONE)


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
