"""Whom a host wants to come, read out of their words: an age from, an age up to, women only.

Law: only what is said for certain hides a workshop from somebody, and only from whom we know that it is not for them.
**Why** women only hides nothing: nobody is asked whether they are one; it is said first, and they decide.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

OLDEST = 120
BANDS: Mapping[str, tuple[int, int]] = {
    "under15": (0, 14), "15_17": (15, 17), "18_25": (18, 25), "older": (26, OLDEST),
}  # fmt: skip
"""What a person may have said of their age (`people.age_band`) → their age at least and at most."""
LEAST, MOST = 6, 99
"""Ages that a host may mean; what is beyond is a number of something else."""

_YEARS = r"\s*(?:ans?|years?|yo|y\.o\.|سنه|سنوات|عام[اً]?|عاما)(?!\w)"
_AGE = r"(?<![\d:hH,.])(\d{1,2})(?![\d:hH€]|\s*[hH€%])"
_ANY = re.compile(rf"{_AGE}{_YEARS}")
_BETWEEN = re.compile(rf"{_AGE}(?:\s*ans)?\s*(?:-|/|a|et|to|and|الى|و)\s*{_AGE}{_YEARS}")
_FROM = re.compile(
    rf"(?:a partir de|des|plus de|\+ de|from|over|aged|ابتداء من|من سن|فوق)\s*{_AGE}{_YEARS}"
    rf"|{_AGE}{_YEARS}\s*(?:et plus|ou plus|and over|and up|\+)"
    rf"|{_AGE}\s*\+(?!\s*\d)"
)
_UP_TO = re.compile(rf"(?:jusqu'?\s*a|up to|حتى)\s*{_AGE}{_YEARS}|{_AGE}{_YEARS}\s*(?:maximum|max|au plus)")
_BELOW = re.compile(rf"(?:moins de|- de|under|below|اقل من|تحت)\s*{_AGE}{_YEARS}")
_ADULTS = re.compile(r"\b(?:majeure?s?|adultes?|adults?)\b|للبالغين")
_MINORS = re.compile(r"\b(?:mineure?s?|minors)\b")
_WOMEN = re.compile(r"\b(?:femmes?|meufs|women|jeunes filles)\b|للنساء|نساء")
_MEN = re.compile(r"\b(?:hommes?|men|garcons?|tout(?:e|es)?s? public|tous)\b|رجال|الجميع")
_YOUNGER = re.compile(
    r"\b(?:pas|sans|ni|not|no|mineure?s?|minors|ados?|adolescent\w*|enfants?|jeunes?|lyceen\w*|famil\w+|tou\w+)\b"
)
_OLDER = re.compile(r"\b(?:pas|sans|ni|not|no|majeure?s?|adult\w*|jeunes?|parents?|famil\w+|tou\w+)\b")
"""What leaves it open whether only adults, or only minors, are meant."""


@dataclass(frozen=True, slots=True)
class Audience:
    """Ages at least and at most, both included."""

    least: int = 0
    most: int = OLDEST
    women: bool = False

    def leaves_out(self, band: str | None) -> bool:
        """Whether nobody of that age is meant; never for who did not say theirs."""
        ages = BANDS.get(band or "")
        return ages is not None and (ages[1] < self.least or ages[0] > self.most)


def read(text: str) -> Audience:
    """What is said for certain; ages that contradict each other say nothing."""
    plain = _plain(text)
    if not plain:
        return Audience()
    least, most = _ages(plain)
    if least > most:
        least, most = 0, OLDEST
    women = bool(_WOMEN.search(plain)) and not _MEN.search(plain)
    return Audience(least, most, women)


def _plain(text: str) -> str:
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).casefold()
    return re.sub(r"\s+", " ", bare.replace("’", "'").replace("–", "-").replace("—", "-").replace("ة", "ه")).strip()


def _ages(plain: str) -> tuple[int, int]:
    """**Why** every other age widens it: « 18 à 25 ans (29 ans si RQTH) » is no certain end."""
    least, most = _said(plain)
    named = [int(found[1]) for found in _ANY.finditer(plain)]
    if least:
        least = min([least, *named])
    if most < OLDEST:
        most = max([most, *(age - 1 if _BELOW.search(plain) else age for age in named)])
    return _certain(least, most)


def _said(plain: str) -> tuple[int, int]:
    if found := _BETWEEN.search(plain):
        ages = int(found[1]), int(found[2])
        return ages if ages[0] <= ages[1] else (0, OLDEST)
    least, most = 0, OLDEST
    if found := _FROM.search(plain):
        least = next(int(one) for one in found.groups() if one)
    elif _ADULTS.search(plain) and not _YOUNGER.search(plain):
        least = 18
    if found := _UP_TO.search(plain):
        most = next(int(one) for one in found.groups() if one)
    elif found := _BELOW.search(plain):
        most = int(found[1]) - 1
    elif _MINORS.search(plain) and not _OLDER.search(plain):
        most = 17
    return least, most


def _certain(least: int, most: int) -> tuple[int, int]:
    sure = (not least or LEAST <= least <= MOST) and (most == OLDEST or LEAST <= most <= MOST) and least <= most
    return (least, most) if sure else (0, OLDEST)
