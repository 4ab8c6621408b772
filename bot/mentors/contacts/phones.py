"""Phone numbers, and the other long numbers that stand for one person."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

import phonenumbers

from bot.mentors.contacts.asides import asides
from bot.mentors.contacts.atoms import Atom, Row, rows
from bot.mentors.contacts.model import Hit, Hits, Kind
from bot.mentors.contacts.words import spoken, words

LONGEST = 15
"""Digits of a phone number, country code included (E.164); a card has 16, an account more."""
SHORTEST = 8
_NATIONAL = 10
_MOST = 19
"""Digits in several parts that are read as one number."""
_COUNTING = "0123456789101112131415" + "|" + "12345678901234567890"
_MANY = 8
"""Numbers in words, one after the other, are no talk."""
_NEAR = 60
"""Characters before (and half as many after) in which a word says what digits are."""
_APART = 45
"""Characters between "06 tu connais" and the rest."""

_CUE = spoken("number")
_BUSINESS = spoken("business")
_PAPER = spoken("paper")
_SERVICES = words("service")
_YEAR = re.compile(r"(?:19|20)\d\d")


class _Context:
    """Where words stand that say what digits are, found once for the whole text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._number = [found.start() for found in _CUE.finditer(text)]
        self._business = [found.start() for found in _BUSINESS.finditer(text)]
        self._paper = [found.start() for found in _PAPER.finditer(text)]

    def says_number(self, part: Sequence[Atom]) -> bool:
        return _near(self._number, part[0].start - _NEAR, part[-1].end + _NEAR // 2)

    def says_business(self, atom: Atom) -> bool:
        return _near(self._business, atom.start - _NEAR, atom.start)

    def says_paper(self, atom: Atom) -> bool:
        return _near(self._paper, atom.start - _NEAR, atom.start)


def _near(places: Sequence[int], start: int, end: int) -> bool:
    at = bisect_left(places, start)
    return at < len(places) and places[at] < end


def phones(text: str) -> Hits:
    context = _Context(text)
    last: Row = []
    for row in rows(text, asides(text)):
        yield from _row(context, row)
        if last and _rest_of_mobile(last, row):
            yield Hit(row[0].start, row[-1].end, "phone")
        last = row


def _row(context: _Context, row: Row) -> Hits:
    at = 0
    while at < len(row):
        best = next((hit for end in _ends(row, at) if (hit := _shape(context, row, at, end))), None)
        if best is None:
            at += 1
            continue
        end = _said_on(row, best[0])
        yield Hit(row[at].start - _sign(context.text, row[at]), row[end - 1].end, best[1])
        at = end


def _said_on(row: Row, end: int) -> int:
    """With what was said in words in the same breath: a figure too many, or the number once more."""
    while end < len(row) and row[end].said and row[end - 1].said:
        end += 1
    return end


def _ends(row: Row, at: int) -> list[int]:
    """Where a number beginning with atom `at` may end, the longest first; one atom may be longer than any number."""
    ends, length = [], 0
    for end in range(at, len(row)):
        length += len(row[end].digits)
        if length > _MOST and end > at:
            break
        if length >= SHORTEST:
            ends.append(end + 1)
    return ends[::-1]


def _sign(text: str, atom: Atom) -> int:
    """Characters of "+", "(+" before the digits."""
    before = text[max(0, atom.start - 3) : atom.start]
    found = re.search(r"\(?\+ ?\(?$|\($", before)
    return len(found[0]) if found else 0


def _shape(context: _Context, row: Row, at: int, end: int) -> tuple[int, Kind] | None:
    part = row[at:end]
    digits = "".join(atom.digits for atom in part)
    if digits in _COUNTING:
        return None
    if _abroad(context.text, digits, part) or _home(row, at, end, digits, part):
        return end, "phone"
    if _paper(context, part, digits):
        return end, "number"
    if len(part) == 1 and len(digits) >= _NATIONAL - 1 and not context.says_business(part[0]):
        return end, "phone" if len(digits) <= LONGEST else "number"
    whole = end == len(row) and (at == 0 or "\n" in part[0].gap)
    if whole and SHORTEST <= len(digits) <= LONGEST and (_said_to_be(context, part) or _all_said(part)):
        return end, "phone"
    return None


def _abroad(text: str, digits: str, part: Sequence[Atom]) -> bool:
    """+ or 00 and a country code."""
    plus = "+" in text[max(0, part[0].start - 2) : part[0].start]
    if not plus and not (digits.startswith("00") and len(digits) >= _NATIONAL + 1):
        return False
    national = digits if plus else digits[2:]
    return len(national) <= LONGEST + 1 and all(map(_tight, part[1:])) and _possible(national)


@lru_cache(maxsize=1024)
def _possible(digits: str) -> bool:
    """With a country code; also with the 0 that is dialled at home: +33 (0)6 …"""
    for number in (digits, digits[:2] + digits[3:], digits[:3] + digits[4:]):
        try:
            parsed = phonenumbers.parse(f"+{number}")
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_possible_number(parsed) and len(number) >= SHORTEST:
            return True
    return False


def _home(row: Row, at: int, end: int, digits: str, part: Sequence[Atom]) -> bool:
    """As dialled in France; or elsewhere, when the whole row is such a number."""
    if any(_YEAR.fullmatch(atom.digits) for atom in part) and len(part) < 5:
        return False
    if re.match(r"0[1-9]", digits):
        whole = end == len(row) or not _tight(row[end])
        return len(digits) == _NATIONAL or (whole and 10 <= len(digits) <= 12 and len(part) <= 6)
    if digits.startswith("33") and len(digits) == 11 and digits[2] != "0":
        return True
    if digits[0] in "67" and len(digits) == 9 and end == len(row) and at == 0:
        sizes = [len(atom.digits) for atom in part]
        return sizes == [1, 2, 2, 2, 2] or (len(part) >= 3 and all(atom.said for atom in part))
    return False


def _paper(context: _Context, part: Sequence[Atom], digits: str) -> bool:
    """Of a bank card, of social security, of a permit."""
    sizes = [len(atom.digits) for atom in part]
    card = sizes in ([4, 4, 4, 4], [16], [4, 6, 5]) and digits[0] in "3456"
    grouped = sizes[:5] == [1, 2, 2, 2, 3] or sizes in ([13], [15], [13, 2])
    social = grouped and len(digits) in (13, 15) and digits[0] in "12" and digits[3:5] <= "42"
    named = context.says_paper(part[0]) and all(map(_tight, part[1:]))
    return card or social or named


def _said_to_be(context: _Context, part: Sequence[Atom]) -> bool:
    """A word nearby calls it a number, and it does not look like years or a company's."""
    years = any(_YEAR.fullmatch(atom.digits) for atom in part)
    services = all(atom.digits in _SERVICES for atom in part)
    return not years and not services and context.says_number(part) and not context.says_business(part[0])


def _all_said(part: Sequence[Atom]) -> bool:
    """Eight numbers in words and no counting: "six three nine double nine …"."""
    values = [int(atom.digits) for atom in part]
    counted = sum(after == before + 1 for before, after in pairwise(values))
    return len(part) >= _MANY and all(atom.said for atom in part) and counted < len(part) // 2


def _tight(atom: Atom) -> bool:
    return len(atom.gap) <= 4 and not re.search(r"[^\W\d]|[;:!?\n]", atom.gap)


def _rest_of_mobile(before: Row, row: Row) -> bool:
    """ "06 tu connais, puis 39 98 55 12": the two parts of a mobile with talk between them."""
    start = "".join(atom.digits for atom in before[-2:])
    if not start.endswith(("06", "07")) or row[0].start - before[-1].end > _APART:
        return False
    sizes = {len(atom.digits) for atom in row}
    return sum(len(atom.digits) for atom in row) == 8 and sizes <= {2, 4, 8}
