"""gmial.com, hotmail.con: the answer of an employer would get lost."""

from __future__ import annotations

from collections.abc import Iterator

from rapidfuzz.distance import OSA

from cv_builder.advice.sheet import Advice, Case, Sheet

CODE = "mail_typo"
KNOWN = (
    "gmail.com", "hotmail.com", "hotmail.fr", "outlook.com", "outlook.fr", "yahoo.com", "yahoo.fr", "orange.fr",
    "laposte.net", "icloud.com", "wanadoo.fr", "protonmail.com", "live.fr", "free.fr", "sfr.fr",
)  # fmt: skip
"""Where people here have their mail; a slip is looked for in those with a long name."""
LONG = 8
"""Letters from which on one slip is hardly another domain."""
OTHERS = frozenset(
    {"mail.com", "email.com", "ymail.com", "googlemail.com", "hotmail.co.uk", "yahoo.co.uk", "orange.com"}
)
"""Real ones that look like a slip."""
EVERYWHERE = frozenset({"hotmail", "outlook", "yahoo", "live", "gmx"})
"""They exist under the letters of many countries: yahoo.es, hotmail.be."""
WRONG = {
    "gmail.fr": "gmail.com",
    "gmail.net": "gmail.com",
    "icloud.fr": "icloud.com",
    "laposte.fr": "laposte.net",
    "laposte.com": "laposte.net",
    "free.com": "free.fr",
    "sfr.com": "sfr.fr",
    "wanadoo.com": "wanadoo.fr",
}
"""What nobody has an address at, two letters from the right one."""


def check(sheet: Sheet) -> Iterator[Advice]:
    name, at, domain = sheet.text("email").casefold().rpartition("@")
    if at and (meant := _meant(domain)):
        yield Advice(CODE, "email", found=domain, better=f"{name}@{meant}", whole=sheet.text("email"))


def _meant(domain: str) -> str:
    label, _, ending = domain.partition(".")
    if domain in KNOWN or domain in OTHERS:
        return ""
    if domain in WRONG:
        return WRONG[domain]
    if label in EVERYWHERE and len(ending) == 2:
        return ""
    near = [known for known in KNOWN if len(known) >= LONG and OSA.distance(known, domain, score_cutoff=1) == 1]
    return near[0] if near else ""


CASES = (
    Case({"email": "li@gmial.com"}, "email", better="li@gmail.com"),
    Case({"email": "li@gmail.con"}, "email", better="li@gmail.com"),
    Case({"email": "li@gmail.co"}, "email", better="li@gmail.com"),
    Case({"email": "li@gmail.fr"}, "email", better="li@gmail.com"),
    Case({"email": "li@hotmal.fr"}, "email", better="li@hotmail.fr"),
    Case({"email": "li@outlok.com"}, "email", better="li@outlook.com"),
    Case({"email": "Li@Yahou.fr"}, "email", better="li@yahoo.fr"),
    Case({"email": "li@laposte.fr"}, "email", better="li@laposte.net"),
    Case({"email": "li@gmail.com"}),
    Case({"email": "li@mail.com"}),
    Case({"email": "li@ymail.com"}),
    Case({"email": "li@yahoo.es"}),
    Case({"email": "li@hotmail.be"}),
    Case({"email": "li@outlook.sa"}),
    Case({"email": "li@exemple.fr"}),
    Case({"email": "li@bmail.io"}),
    Case({"email": "li@lycee-orange.fr"}),
    Case({"email": None}),
)
