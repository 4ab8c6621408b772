"""Months and days as people type them, in French, English and Arabic → "2024-09", "2024", "now"; "2024-09-01".

Law: what can't be read whole is not read at all; a month without its year is a question.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.people.resolvers import calendar as words
from bot.people.resolvers.folding import LONGEST, fold
from flows.answers import Choose, Found, NotFound, Resolved

EARLIEST = 1950
"""Years before this are slips."""
AHEAD_YEARS = 5
"""Years further away than this are slips."""
NOW = "now"
SHORTEST_FUZZY = 5
"""Letters a month's name needs before one slip in it is forgiven."""

_ORDINAL = re.compile(r"^(\d{1,2})(?:er|st|nd|rd|th|eme|e)$")
_SHORT_YEAR = re.compile(r"\b2k(\d{2})\b")
_LONG_MONTHS = sorted(word for word in words.MONTHS if len(word) >= SHORTEST_FUZZY)
_PHRASES = sorted((w for w in words.MONTHS if " " in w), key=len, reverse=True)


@dataclass(frozen=True, slots=True)
class When:
    """What was understood. `now`: it goes on."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    now: bool = False


class Dates:
    """Value: "2024-09-01" when a day was said, else "2024-09", "2024" (all that was said), or "now" (it goes on)."""

    def __init__(self, today: Callable[[], date]) -> None:
        self._today = today

    def resolve(self, text: str, locale: str) -> Resolved:
        today = self._today()
        when = understand(text, today)
        if when is None:
            return NotFound()
        if when.now:
            return Found(NOW)
        if when.day is not None:
            return _day(when, today)
        if when.year is None and when.month is not None:
            return Choose(
                tuple((_iso(y, when.month), _label(y, when.month, locale)) for y in _years(when.month, today))
            )
        if when.year is None:
            return NotFound()
        return Found(_iso(when.year, when.month) if when.month else f"{when.year:04}")


def _day(when: When, today: date) -> Resolved:
    """A day without its year is the one nearest to today."""
    years = [when.year] if when.year else [today.year - 1, today.year, today.year + 1]
    dates = [d for year in years if (d := _date(year, when.month or 1, when.day or 1))]
    nearest = min(dates, key=lambda d: abs(d - today), default=None)
    return Found(nearest.isoformat()) if nearest else NotFound()


def understand(text: str, today: date) -> When | None:
    """The moment meant, as precisely as it was said; None when there is none in it."""
    folded = _SHORT_YEAR.sub(r"20\1", fold(text)) if len(text) <= LONGEST else ""
    if not folded:
        return None
    for read in (_fixed, _relative, _absolute):
        if when := read(folded, today):
            return when
    return None


# -- words like "now", "last month" ---------------------------------------------------------------------------
def _fixed(folded: str, today: date) -> When | None:
    if folded in words.NOW:
        return When(now=True)
    if (shift := words.DAYS.get(folded)) is not None:
        return _of(today + timedelta(days=shift))
    if (weekday := words.WEEKDAYS.get(folded)) is not None:
        return _of(today + timedelta(days=(weekday - 1 - today.weekday() - 1) % 7 + 1))
    if (shift := words.MONTH_SHIFTS.get(folded)) is not None:
        return _months_away(today, shift)
    if (shift := words.YEAR_SHIFTS.get(folded)) is not None:
        return When(year=today.year + shift)
    return None


# -- "3 months ago" -------------------------------------------------------------------------------------------
def _relative(folded: str, today: date) -> When | None:
    padded = f" {folded} "
    sign = 0
    for signs, value in ((words.AGO, -1), (words.AHEAD, 1)):
        for phrase in sorted(signs, key=len, reverse=True):
            if f" {phrase} " in padded:
                padded = padded.replace(f" {phrase} ", " ", 1)
                sign = sign or value
    rest = padded.split()
    if not sign or not rest:
        return None
    amount, unit = _amount(rest)
    if unit is None:
        return None
    return _away(today, sign * amount, unit)


def _amount(rest: Sequence[str]) -> tuple[int, str | None]:
    if len(rest) == 1:
        return (2, words.DUALS[rest[0]]) if rest[0] in words.DUALS else (1, words.UNITS.get(rest[0]))
    if len(rest) != 2:
        return 0, None
    amount = int(rest[0]) if re.fullmatch(r"\d{1,2}", rest[0]) else words.NUMBERS.get(rest[0])
    return (0, None) if amount is None else (amount, words.UNITS.get(rest[1]))


def _away(today: date, amount: int, unit: str) -> When | None:
    if unit == "year":
        year = _plausible(today.year + amount, today)
        return When(year=year) if year else None
    if unit == "month":
        return _months_away(today, amount)
    return _of(today + timedelta(days=amount * (7 if unit == "week" else 1)))


def _months_away(today: date, shift: int) -> When:
    year, month = divmod(today.year * 12 + today.month - 1 + shift, 12)
    return When(year=year, month=month + 1)


# -- "1er septembre 2024", "09/24", "été 2025" ----------------------------------------------------------------
def _absolute(folded: str, today: date) -> When | None:
    for phrase in _PHRASES:
        folded = re.sub(rf"\b{phrase}\b", phrase.replace(" ", "_"), folded)
    months: list[int] = []
    numbers: list[str] = []
    month_at = 0
    last = False
    for word in folded.split():
        if month := _month(word.replace("_", " ")):
            months.append(month)
            month_at = len(numbers)
        elif word.isdecimal():
            numbers.append(word)
        elif match := _ORDINAL.match(word):
            numbers.append(match[1])
        elif word in words.LAST:
            last = True
        elif word not in words.FILLERS and word not in words.WEEKDAYS:
            return None
    if len(months) > 1 or (not months and last):
        return None
    if months:
        return _last_time(months[0], today) if last else _with_month(months[0], numbers, month_at, today)
    return _numeric(numbers, today)


def _month(word: str) -> int | None:
    known = words.MONTHS.get(word) or words.SEASONS.get(word)
    if known or len(word) < SHORTEST_FUZZY or word.isdecimal():
        return known
    close = process.extractOne(word, _LONG_MONTHS, scorer=OSA.distance, score_cutoff=1)
    return words.MONTHS[close[0]] if close else None


def _last_time(month: int, today: date) -> When:
    return When(year=today.year if month < today.month else today.year - 1, month=month)


def _with_month(month: int, numbers: Sequence[str], month_at: int, today: date) -> When | None:
    """`month_at`: how many numbers stood before the month's name."""
    if not numbers:
        return When(month=month)
    if len(numbers) == 1 and month_at == 1 and len(numbers[0]) <= 2:
        return When(month=month, day=int(numbers[0])) if _date(2024, month, int(numbers[0])) else None
    if len(numbers) == 1:
        return _whole(numbers[0], today, month)
    if len(numbers) == 2:
        day, year = (numbers[1], numbers[0]) if len(numbers[0]) == 4 else (numbers[0], numbers[1])
        return _whole(year, today, month, int(day))
    return None


def _numeric(numbers: Sequence[str], today: date) -> When | None:
    """Day before month, as in France."""
    if len(numbers) == 1 and len(numbers[0]) == 4:
        return _whole(numbers[0], today)
    if len(numbers) == 2:
        month, year = (numbers[1], numbers[0]) if len(numbers[0]) == 4 else (numbers[0], numbers[1])
        return _whole(year, today, int(month))
    if len(numbers) == 3:
        year, month, day = numbers if len(numbers[0]) == 4 else reversed(numbers)
        return _whole(year, today, int(month), int(day))
    return None


def _whole(year: str, today: date, month: int | None = None, day: int | None = None) -> When | None:
    """None for years, months and days that no calendar of ours has."""
    number = _year(year, today)
    first = 1
    if number is None or not _date(number, first if month is None else month, first if day is None else day):
        return None
    return When(number, month, day)


def _year(digits: str, today: date) -> int | None:
    if len(digits) == 2:
        short = int(digits)
        return _plausible(2000 + short, today) or _plausible(1900 + short, today)
    return _plausible(int(digits), today) if len(digits) == 4 else None


def _plausible(year: int, today: date) -> int | None:
    return year if EARLIEST <= year <= today.year + AHEAD_YEARS else None


# -- answering ------------------------------------------------------------------------------------------------
def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _of(day: date) -> When:
    return When(year=day.year, month=day.month, day=day.day)


def _years(month: int, today: date) -> tuple[int, int, int]:
    """The last time, the one before, the next."""
    last = today.year if month <= today.month else today.year - 1
    return last, last - 1, last + 1


def _iso(year: int, month: int) -> str:
    return f"{year:04}-{month:02}"


def _label(year: int, month: int, locale: str) -> str:
    return f"{words.month_name(month, locale)} {year}"
