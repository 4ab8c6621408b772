"""Days and hours as people write them in tables: "mardi 1er décembre 2026 de 14h à 16h30", "03/12/26 14:30", 46359.604.

Law: day before month, as in France; what can't be read whole is not read at all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.workshops.importer.folding import fold, wordset

LONGEST = 120
"""Characters of a cell that can be a moment."""
SERIAL_FROM, SERIAL_TO = 36_526, 73_050
"""Days since 1899-12-30, as spreadsheets count them: 2000 to 2099."""
EPOCH = date(1899, 12, 30)

_MONTH_NAMES = (
    "janvier janv jan january", "fevrier fevr fev feb february", "mars mar march", "avril avr apr april", "mai may",
    "juin jun june", "juillet juil jul july", "aout aou aug august", "septembre sept sep september",
    "octobre oct october", "novembre nov november", "decembre dec december",
)  # fmt: skip
MONTHS = {word: number for number, words in enumerate(_MONTH_NAMES, 1) for word in words.split()}
_DAY_NAMES = (
    "lundi lun monday mon", "mardi tuesday tue", "mercredi mer wednesday wed", "jeudi jeu thursday thu",
    "vendredi ven friday fri", "samedi sam saturday sat", "dimanche dim sunday sun",
)  # fmt: skip
WEEKDAYS = {word: number for number, words in enumerate(_DAY_NAMES) for word in words.split()}
DAYS_SHOWN = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_FILLERS = wordset("le la a au de du des en et the of at on from to utc jusqu ans heure heures")

_ISO = re.compile(r"^\s*(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](.+))?$")
_NUMERIC = re.compile(r"\b(\d{1,4})[./-](\d{1,2})[./-](\d{2,4})\b")
_HOURS = re.compile(
    r"(?<!\d)(\d{1,2})\s*(?:h(?:eures?|rs?)?(?![a-z])\s*(\d{2})?|:(\d{2})(?::\d{2}(?:[.,]\d+)?)?)\s*([ap]\.?m\b\.?)?"
    r"|\b(\d{1,2})\s*([ap]\.?m\b\.?)|\b(midi|noon|minuit|midnight)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+|\d+")
_ORDINALS = frozenset({"er", "ere", "st", "nd", "rd", "th", "e", "eme"})
_DURATION = re.compile(
    r"^\s*(?:(\d+(?:[.,]\d+)?)\s*(?:h|:|heures?|hours?|hrs?)\s*)?(?:(\d{1,3})\s*(?:m|min|minutes?|mn)?)?\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Said:
    """What a cell says: a day, hours, or both. `weekday`: the name that stood beside, Monday being 0.

    `moment`: a whole moment with its own offset from UTC.
    """

    day: date | None = None
    hours: tuple[time, ...] = ()
    weekday: int | None = None
    moment: datetime | None = None


def said(value: object, today: date) -> Said | None:
    """None: it is no moment. An empty cell says nothing: `Said()`."""
    match value:
        case datetime():
            hours = (value.time().replace(microsecond=0),)
            return Said(value.date(), hours, moment=value) if value.tzinfo else Said(value.date(), hours)
        case date():
            return Said(value)
        case time():
            return Said(hours=(value.replace(microsecond=0),))
        case timedelta():
            return _of_fraction(value / timedelta(days=1))
        case bool() | None:
            return Said() if value is None else None
        case int() | float():
            return _of_serial(float(value))
        case str():
            return _of_text(value.strip(), today)
        case _:
            return None


def hour(value: object, today: date) -> Said | None:
    """The same in a column of hours, where "14" and "14.30" are hours, too."""
    if isinstance(value, str) and (short := re.fullmatch(r"(\d{1,2})(?:[.,h](\d{2}))?|(\d\d)(\d\d)", value.strip())):
        hours, minutes = int(short[1] or short[3]), int(short[2] or short[4] or 0)
        return Said(hours=(time(hours, minutes),)) if hours < 24 and minutes < 60 else None
    if isinstance(value, int | float) and not isinstance(value, bool) and 1 <= value < 24 and value == int(value):
        return Said(hours=(time(int(value)),))
    return said(value, today)


def _of_serial(number: float) -> Said | None:
    if 0 <= number < 1:
        return _of_fraction(number)
    if not SERIAL_FROM <= number <= SERIAL_TO:
        return None
    day = EPOCH + timedelta(days=int(number))
    rest = _of_fraction(number % 1)
    return Said(day, rest.hours if rest and number % 1 else ())


def _of_fraction(part: float) -> Said | None:
    minutes = round(part * 24 * 60)
    return Said(hours=(time(minutes // 60, minutes % 60),)) if 0 <= minutes < 24 * 60 else None


def _of_text(text: str, today: date) -> Said | None:
    if len(text) > LONGEST:
        return None
    if not text:
        return Said()
    if re.fullmatch(r"\d{5}(?:[.,]\d+)?", text):
        return _of_serial(float(text.replace(",", ".")))
    if compact := re.fullmatch(r"(20\d\d)(\d\d)(\d\d)", text):
        day = _date(*map(int, compact.groups()))
        return Said(day) if day else None
    if "T" in text[:11] and (whole := _iso_moment(text)):
        return whole
    hours: list[time] = []
    for match in _HOURS.finditer(text):
        hour = _hour(match)
        if hour is None:
            return None
        hours.append(hour)
    rest = _HOURS.sub(" ", text)
    found = _day(rest, today)
    return None if found is None else Said(found.day, tuple(hours), found.weekday)


def _iso_moment(text: str) -> Said | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    hours = (moment.time().replace(microsecond=0),)
    return Said(moment.date(), hours, moment=moment if moment.tzinfo else None)


def _hour(match: re.Match[str]) -> time | None:
    if named := match[7]:
        return time(12) if named.lower() in ("midi", "noon") else time(0)
    hour, minute = int(match[1] or match[5]), int(match[2] or match[3] or 0)
    half = (match[4] or match[6] or "").lower()[:1]
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


# -- the day --------------------------------------------------------------------------------------------------
def _day(text: str, today: date) -> Said | None:
    """The day in what is left when hours are taken out; `Said()` when nothing is left."""
    if iso := _ISO.match(text):
        return _with_words(_date(int(iso[1]), int(iso[2]), int(iso[3])), iso[4] or "")
    if numeric := _NUMERIC.search(text):
        first, month, last = numeric.groups()
        year, day = (first, last) if len(first) == 4 else (last, first)
        rest = text[: numeric.start()] + " " + text[numeric.end() :]
        return _with_words(_date(_year(year), int(month), int(day)), rest) if len(day) <= 2 else None
    return _in_words(_WORD.findall(fold(text)), text, today)


def _with_words(day: date | None, rest: str) -> Said | None:
    words = [word for word in _WORD.findall(fold(rest)) if word not in _FILLERS]
    if day is None or any(word not in WEEKDAYS for word in words):
        return None
    return Said(day, weekday=WEEKDAYS[words[0]] if words else None)


def _in_words(words: Sequence[str], text: str, today: date) -> Said | None:
    numbers: list[int] = []
    months: list[int] = []
    weekday: int | None = None
    for place, word in enumerate(words):
        if word.isdecimal():
            numbers.append(int(word[:6]))
        elif word in MONTHS and not (word == "mar" and _is_tuesday(words, place)):
            months.append(MONTHS[word])
        elif word in WEEKDAYS or word == "mar":
            weekday = WEEKDAYS.get(word, 1)
        elif word not in _FILLERS and not (word in _ORDINALS and numbers):
            return None
    if not numbers and not months and weekday is None:
        return Said()
    if not months and len(numbers) == 2 and re.search(r"\d\s*[/.]\s*\d", text):
        months = [numbers.pop()]
    return _resolved(numbers, months, weekday, today)


def _is_tuesday(words: Sequence[str], place: int) -> bool:
    """ "mar 3 déc": a month's name follows, so this one is the day's."""
    return any(word in MONTHS and word != "mar" for word in words[place + 1 :])


def _resolved(numbers: Sequence[int], months: Sequence[int], weekday: int | None, today: date) -> Said | None:
    if len(months) != 1 or not 1 <= len(numbers) <= 2:
        return None
    if len(numbers) == 2:
        day, year = (numbers[1], numbers[0]) if numbers[0] > 31 else (numbers[0], numbers[1])
        found = _date(_year(str(year)), months[0], day)
    else:
        # No year: the next time that day comes.
        nexts = [_date(today.year + ahead, months[0], numbers[0]) for ahead in (0, 1)]
        found = next((day for day in nexts if day and day >= today), None)
    return Said(found, weekday=weekday) if found else None


def _year(digits: str) -> int:
    return int(digits) + (2000 if len(digits) <= 2 else 0)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


# -- how long -------------------------------------------------------------------------------------------------
def duration(value: object) -> timedelta | None:
    """ "2h", "1h30", "90 min", "1,5 h", 90 (minutes; up to 12: hours)."""
    match value:
        case timedelta():
            return value
        case time():
            return timedelta(hours=value.hour, minutes=value.minute)
        case bool():
            return None
        case int() | float():
            text = f"{value:g}"
        case _:
            text = str(value)
    if len(text) > LONGEST or not (match := _DURATION.match(text)) or not (match[1] or match[2]):
        return None
    hours, minutes = float((match[1] or "0").replace(",", ".")), int(match[2] or 0)
    if not match[1] and text.strip().isdecimal() and minutes <= 12:
        hours, minutes = minutes, 0
    found = timedelta(hours=hours, minutes=minutes)
    return found if timedelta(0) < found <= timedelta(days=31) else None
