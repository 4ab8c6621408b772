"""An age in words: the CV works without it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cv_builder.advice.sheet import Advice, Case, Sheet, about, spotted

CODE = "age"
_N = r"(?:1[4-9]|[23]\d)"
_SAID = re.compile(
    rf"\bj['’]ai\s+{_N}\s*ans\b(?!\s+d)|\b[âa]g[ée]e?\s+de\s+{_N}\s+ans\b|\b[âa]ge\s*:\s*{_N}(?:\s*ans)?\b"
    rf"|\b(?:i am|i['’]m|aged)\s+{_N}(?:\s*(?:years old|yo)\b|(?=\s*(?:$|[,;.])))|\b{_N}\s*years?\s+old\b"
    r"|عمري\s+\d{2}(?:\s+(?:سنة|عاما))?",
    re.IGNORECASE,
)
_BESIDE_NAME = re.compile(rf"\(?\b{_N}\s*(?:ans|yo|years old|سنة)\b\)?", re.IGNORECASE)


def check(sheet: Sheet) -> Iterator[Advice]:
    yield from spotted(sheet, CODE, _SAID)
    yield from spotted(sheet, CODE, _BESIDE_NAME, lambda save: save == "name" and not _SAID.search(sheet.text("name")))


CASES = (
    Case({"name": "Yanis Bouzid 19 ans"}, "name", better="Yanis Bouzid"),
    Case({"name": "Yanis Bouzid (19 ans)"}, "name", better="Yanis Bouzid"),
    Case(about("J’ai 19 ans, je suis motivé"), "summary", better="je suis motivé"),
    Case(about("Âgée de 22 ans, sérieuse"), "summary", better="sérieuse"),
    Case(about("Serious. I am 19 years old"), "summary", better="Serious"),
    Case(about("عمري 19 سنة، جاد"), "summary", better="جاد"),
    Case(about("J’ai 15 ans d’expérience")),
    Case(about("J’ai 2 ans de pratique")),
    Case({"job.tasks": [["Garder des enfants de 3 à 6 ans"]]}),
    Case({"job.tasks": [["Animer un groupe de jeunes de 16 ans"]]}),
    Case({"job.tasks": [["Aider une dame âgée de 84 ans"]]}),
    Case(about("I am 20 minutes from Paris by train")),
    Case({"job.employer": ["Les 20 ans du Zénith"]}),
    Case({"name": "Yanis Bouzid"}),
)
