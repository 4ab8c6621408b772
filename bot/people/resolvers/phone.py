"""Phone numbers as people type them → E.164, and back into groups that can be read aloud."""

from __future__ import annotations

import re
import unicodedata

import phonenumbers
from phonenumbers import PhoneNumber, PhoneNumberFormat

from bot.people.resolvers.folding import LONGEST
from flows.answers import Choose, Found, NotFound, Resolved

REGIONS = ("FR", "RE", "YT", "GP", "MQ", "GF", "PM", "NC", "PF")
"""Where a number without country code may be from: France first, then its overseas numbering plans."""
OPTIONS = 3
WHOLE, SLIPS = 10, 4
"""Digits of a number as it is dialled here; so many more or fewer are a slip, and no other number."""
_FRENCH = re.compile(r"0[1-9]")
MOST_RUNS = 6
"""Rows of digits looked at in one answer."""
_NATIONAL = frozenset({33, 262, 508, 590, 594, 596})
"""Country codes whose people dial 0 first among themselves."""

_LETTER_O = re.compile(r"(?<![^\W\d_])[oO](?=[\d\s])")
_TRUNK_ZERO = re.compile(r"\(\s*0\s*\)")
_RUN = re.compile(r"\+?\d(?:[\s./()\-‐-―]*\d)*")
_PAIR = re.compile(r"\s*(?:/|\bou\b|\bor\b|,|;|\bet\b|\band\b|أو)\s*")


class Phones:
    """The phone resolver; the country is France unless the number says another."""

    def resolve(self, text: str, locale: str) -> Resolved:
        """Value: E.164, such as "+33612345678"."""
        if len(text) > LONGEST:
            return NotFound()
        found = _numbers(_plain(text))
        if not found:
            return _miscounted(_plain(text))
        if len(found) == 1:
            return Found(found[0])
        return Choose(tuple((number, shown(number)) for number in found[:OPTIONS]))


def _miscounted(text: str) -> NotFound:
    """One number as it begins here, with some digits too few or too many: which of the two, and how many."""
    runs = [re.sub(r"\D", "", run) for run in _RUN.findall(text)[:MOST_RUNS]]
    if len(runs) != 1 or not _FRENCH.match(runs[0]) or "+" in text:
        return NotFound()
    count = len(runs[0])
    values = (("count", str(count)), ("whole", str(WHOLE)))
    if WHOLE - SLIPS <= count < WHOLE:
        return NotFound("engine/retry/phone_short", (*values, ("missing", str(WHOLE - count))))
    if WHOLE < count <= WHOLE + SLIPS:
        return NotFound("engine/retry/phone_long", (*values, ("more", str(count - WHOLE))))
    return NotFound()


def shown(e164: str) -> str:
    """ "+33612345678" → "06 12 34 56 78"; numbers of other countries keep their code."""
    try:
        number = phonenumbers.parse(e164)
    except phonenumbers.NumberParseException:
        return e164
    national = number.country_code in _NATIONAL
    return phonenumbers.format_number(
        number, PhoneNumberFormat.NATIONAL if national else PhoneNumberFormat.INTERNATIONAL
    )


def _plain(text: str) -> str:
    """Western digits, no invisible characters, the letter O read as zero where it stands for one."""
    out = []
    for char in unicodedata.normalize("NFKC", text):
        kind = unicodedata.category(char)
        if kind == "Nd":
            out.append(str(unicodedata.digit(char)))
        elif kind != "Cf":
            out.append(char)
    return _TRUNK_ZERO.sub(" ", _LETTER_O.sub("0", "".join(out)))


def _numbers(text: str) -> list[str]:
    """All different numbers in it: read as one first, then part by part."""
    whole = [valid for run in _RUN.findall(text)[:MOST_RUNS] if (valid := _valid(run))]
    if not whole:
        parts = [run for part in _PAIR.split(text) for run in _RUN.findall(part)]
        whole = [valid for run in parts[:MOST_RUNS] if (valid := _valid(run))]
    return list(dict.fromkeys(whole))


def _valid(run: str) -> str | None:
    digits = re.sub(r"[^\d+]", "", run)
    for region in REGIONS:
        try:
            number: PhoneNumber = phonenumbers.parse(digits, region)
        except phonenumbers.NumberParseException:
            return None
        if phonenumbers.is_valid_number(number):
            return phonenumbers.format_number(number, PhoneNumberFormat.E164)
    return None
