"""Digits that reach nobody, whatever stands beside them: dates, hours, amounts, numbers anyone may call."""

from __future__ import annotations

import re

_DAY, _MONTH, _YEAR = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])", r"(?:19|20)\d\d"
_HOUR, _MINUTE = r"(?:[01]?\d|2[0-4])", r"[0-5]\d"

_PATTERNS = (
    rf"{_DAY}([/.-]){_MONTH}\1(?:{_YEAR}|\d\d)(?!\1?\d)",
    rf"{_DAY} {_MONTH} {_YEAR}(?! ?\d)",
    rf"{_YEAR}([/.-]){_MONTH}\2{_DAY}(?!\2?\d)",
    rf"{_MONTH}[/.]{_YEAR}(?![/.]?\d)",
    rf"{_YEAR} ?[/-] ?{_YEAR}(?! ?[/-]?\d)",
    rf"{_HOUR} ?(?:h|heures?|hrs?|am|pm)\b(?: ?{_MINUTE}\b)?",
    rf"{_HOUR}h{_MINUTE}(?![a-z]?\d)",
    rf"{_HOUR}:{_MINUTE}(?::{_MINUTE})?(?![:.]?\d)",
    r"\d{1,3}(?:[ .,]\d{3})*(?:[.,]\d{1,2})? ?(?:€|\$|£|%|euros?\b|eur\b|balles\b|dh\b|dirhams?\b|يورو|دولار|درهم)",
    # Free numbers of services: nobody's own.
    r"0[ .-]?80[0-9](?:[ .-]?\d{3}){2}",
    r"116[ .-]?0\d\d",
)
_ASIDE = re.compile(r"(?<![\d+])(?<!\d[/.,:-])(?:" + "|".join(_PATTERNS) + ")")


def asides(text: str) -> list[tuple[int, int]]:
    """Spans of the plain text, in order."""
    return [found.span() for found in _ASIDE.finditer(text)]
