"""A typed place made ready to be read word by word: codes joined, what is glued together apart, distances left out."""

from __future__ import annotations

import re

from bot.people.resolvers.small_words import HAN_AFTER, HAN_BEFORE, UNITS

_HAN = "\u4e00-\u9fff"
_SPACED = re.compile(r"(?<!\d )\b\d(?: ?\d){4}\b(?! \d)")
"""A postcode in parts, whichever: "75 018", "93 2 00". More digits beside it are a phone number, or a street's."""
_LOOKS_LIKE = re.compile(r"\b(?:(?=(?:[oil]*\d){3})[\doil]{5}|\d{2}ooo)\b")
"""A postcode with letters for digits: "9320O". Three digits at least: "lolo1" is none."""
_DIGITS = str.maketrans("oil", "011")
_COUNTRY = re.compile(r"\b(?:fr?|cp)(?=\d{5}\b)")
"""F67000."""
_FAR = re.compile(rf"\b\d{{1,3}} ?(?:{'|'.join(sorted(UNITS, key=len, reverse=True))})\b(?: d(?:e|u)?\b)?")
"""How far it is from there: "à 10 min de Meaux" is no town in the Ain."""
_GLUED = re.compile(r"(?<=[a-z])(?=\d{1,2}(?:er|ere|e|eme)?\b)")
"""Where "paris18e" falls apart."""
_ONE_BY_ONE = re.compile(
    r"\b(?:(?:le|du|de|dans le) ([79]) ([1-8])|(neuf|sept) (un|deux|trois|quatre|cinq|sept|huit))\b"
)
"""A department digit by digit, as it is said around Paris: "le 9-3", "neuf trois"."""
_DIGIT = {"un": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "sept": 7, "huit": 8, "neuf": 9}
_DIX = re.compile(r"\b(dix) (sept|huit|neuf|neuv)(?=(?:ieme)?\b)")
_TEN = re.compile(r"\b(\S+) (?=عشر\b)")
"""Arabic says the numbers from 11 to 19 in two words."""
_HAN_NUMBER = re.compile(rf"(?<=[{_HAN}])第?(\d{{1,2}}|[一二三四五六七八九十]{{1,3}})(?=区|$|\s)")
_HAN_EDGES = re.compile(rf"(?<=[{_HAN}])(?=\d)|(?<=\d)(?=[{_HAN}])")
_HAN_BEFORE = re.compile(rf"(?:^|(?<=\s))(?:{'|'.join(HAN_BEFORE)})+(?=[{_HAN}]{{2}})")
_HAN_AFTER = re.compile(rf"(?<=[{_HAN}]{{2}})(?:{'|'.join(HAN_AFTER)})(?=$|\s)")


def spread(folded: str) -> str:
    """
    >>> spread("75 018 paris18e")
    '75018 paris 18e'
    """
    said = _LOOKS_LIKE.sub(lambda found: found[0].translate(_DIGITS), folded)
    said = _ONE_BY_ONE.sub(_department, said)
    said = _FAR.sub(" ", _COUNTRY.sub("", _SPACED.sub(lambda found: found[0].replace(" ", ""), said)))
    said = _TEN.sub(r"\1", _GLUED.sub(" ", _DIX.sub(r"\1\2", said)))
    return said if said.isascii() else _han(said)


def _department(found: re.Match[str]) -> str:
    ten, one = found[1] or _DIGIT[found[3]], found[2] or _DIGIT[found[4]]
    return f"dans le {ten}{one}"


def _han(said: str) -> str:
    """Chinese apart: the town, and the number of its part (巴黎13区)."""
    apart = _HAN_EDGES.sub(" ", _HAN_NUMBER.sub(r" \1 ", said))
    return _HAN_AFTER.sub("", _HAN_BEFORE.sub("", apart))
