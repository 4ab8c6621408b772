"""What counts as an answer, by type: resolvers given from outside, and what is read here.

Values: text, e-mail and phone are text · number, or `{"of", "number", "label"}` where an action's list says what is
counted · date "2024-09-01" · month "2024-09" · place `{"insee", "name", "dep"}` or `{"name"}` as typed ·
occupation `{"code", "label"}` or `{"label"}` as typed · file `{"ref", "name", "type"}` · yes_no "yes" / "no".
None: "je ne sais pas".
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol, TypeAlias

from flows import mails
from flows.events import JsonValue
from flows.model import Kind
from flows.saved import collect as collect
from flows.text import clean, fold

TEXT_LIMIT = 200
"""Characters of a typed text where the flow says nothing: keeps a session within a few kB."""
MOST_OFFERED = 3
"""Readings of one word that a person is asked to choose from."""
NUMBER_LIMIT = 1_000_000_000
"""As many digits as are read of a typed number."""
FIRST_YEAR, LAST_YEAR = 1000, 9999
"""A number with bounds within these is a year."""
PLACE_LIMIT = 80
"""Characters of a town or trade kept as typed."""

_NUMBER = re.compile(r"(?<![\d.,])[-−]?\d{1,9}(?:[.,]\d{1,3})?(?![\d])")
_DATE = re.compile(r"(?:(\d{1,2})[ /.-])?(?:(\d{1,2})[ /.-])(\d{4})|(\d{4})-(\d{1,2})(?:-(\d{1,2}))?")
_MONTH = re.compile(r"\d{4}(-\d{2})?|now")
"""A resolver may know the year only, or that it goes on."""
_PHONE = re.compile(r"\+?\d{6,15}")


@dataclass(frozen=True, slots=True)
class Found:
    value: JsonValue


@dataclass(frozen=True, slots=True)
class Choose:
    """Several readings, best first: `(value, label)`."""

    options: tuple[tuple[JsonValue, str], ...]


@dataclass(frozen=True, slots=True)
class NotFound:
    """`key` (`engine/retry/…`) and `values` when there is more to say than "not understood"."""

    key: str = ""
    values: tuple[tuple[str, str], ...] = ()


Resolved: TypeAlias = Found | Choose | NotFound


class Resolver(Protocol):
    """Reads typed words. Pure, quick (µs), never raises on any text."""

    def resolve(self, text: str, locale: str) -> Resolved: ...


class Near(Protocol):
    """The place around a position (WGS84 degrees)."""

    def near(self, lat: float, lon: float, locale: str) -> Resolved: ...


class Coded(Protocol):
    """What the id of a written choice stands for, such as a job's key; None when it is no more than an id."""

    def coded(self, id: str, locale: str) -> JsonValue: ...


class Passing(Protocol):
    """Finds what is named in a sentence about something else: the words that name it, and what they are.

    Strict where a `Resolver` is generous, for nobody asked: `("", NotFound())` unless it is there in so many words.
    """

    def heard(self, text: str, locale: str) -> tuple[str, Resolved]: ...


@dataclass(frozen=True, slots=True)
class Resolvers:
    """What only the world outside knows. Without one, words are kept as typed (place, occupation) or read simply.

    `date` gives "2024-09-01" or, when no day was said, "2024-09"; `phone` gives E.164.
    """

    place: Resolver | None = None
    occupation: Resolver | None = None
    phone: Resolver | None = None
    date: Resolver | None = None
    near: Near | None = None
    coded: Coded | None = None
    """Of occupations."""
    passing: Mapping[str, Passing] = field(default_factory=dict)
    """By type of question."""


NO_RESOLVERS = Resolvers()


def read(kind: Kind, text: str, locale: str, resolvers: Resolvers) -> Resolved:
    """Typed words as a value of this type."""
    text = clean(text)
    match kind.name:
        case "text":
            return _text(kind, text)
        case "number":
            found = _number(kind, text)
            years = _years(kind, _short(resolvers.date, text, locale)) if resolvers.date and _is_year(kind) else found
            return found if isinstance(found, Found) or isinstance(years, NotFound) else years
        case "email":
            return _mail(text)
        case "phone":
            return _short(resolvers.phone or _Phone(), text, locale)
        case "date" | "month":
            return _when(kind, _short(resolvers.date or _Date(), text, locale))
        case "place":
            return _short(resolvers.place or _AsTyped("name"), text, locale)
        case "occupation":
            return _short(resolvers.occupation or _AsTyped("label"), text, locale)
        case _:
            return NotFound()


def of_choice(kind: Kind, id: str, label: str, locale: str, resolvers: Resolvers) -> JsonValue:
    """What a written choice of a named thing is worth: what its id stands for, else what its French label says."""
    known = resolvers.coded.coded(id, locale) if resolvers.coded and kind.name == "occupation" else None
    if known is not None:
        return known
    found = read(kind, label, locale, resolvers)
    return found.value if isinstance(found, Found) else as_typed(kind, label)


def as_typed(kind: Kind, text: str) -> JsonValue:
    """A town or trade we don't know, kept in the person's own words; None for other types."""
    text = clean(text)[:PLACE_LIMIT]
    match kind.name:
        case "place" if text:
            return {"name": text}
        case "occupation" if text:
            return {"label": text}
        case _:
            return None


def fits(kind: Kind, value: JsonValue) -> bool:
    """Whether a journalled value is still an answer of this type."""
    match kind.name:
        case "number":
            number = value.get("number") if isinstance(value, dict) else value
            return (
                isinstance(number, int | float) and not isinstance(number, bool) and between(kind, float(str(number)))
            )
        case "place" | "occupation" | "file":
            return isinstance(value, dict)
        case "yes_no":
            return value in ("yes", "no")
        case "month":
            return isinstance(value, str) and _MONTH.fullmatch(value) is not None
        case _:
            return isinstance(value, str)


def _mail(text: str) -> Resolved:
    whole = mails.address(text)
    if whole and mails.ends(whole):
        return Found(whole)
    if likely := mails.meant(whole or text):
        return Choose(tuple((address, address) for address in likely))
    lacks = mails.missing(text)
    return NotFound(f"engine/retry/{lacks}", (("typed", text),)) if lacks else NotFound()


def digits(text: str) -> str:
    """Digits of any script as 0–9, the rest untouched."""
    return "".join(str(int(char)) if char.isdecimal() else char for char in text)


def _text(kind: Kind, text: str) -> Resolved:
    low, high = int(kind.low or 1), int(kind.high or TEXT_LIMIT)
    if not any(char.isalnum() for char in text):
        return NotFound()
    if len(text) > high:
        return NotFound("engine/retry/long", (("limit", str(high)),))
    if len(text) < low:
        return NotFound("engine/retry/short", (("limit", str(low)),))
    return Found(text)


def _number(kind: Kind, text: str) -> Resolved:
    """The one number in the words ("2 ans" is 2); two numbers are a question of ours, not an answer."""
    found = _NUMBER.findall(digits(text).replace("٫", ".")) if len(text) <= TEXT_LIMIT else []
    if len(found) != 1:
        return NotFound()
    number = float(found[0].replace(",", ".").replace("−", "-"))
    if not between(kind, number):
        bounds = (("low", f"{kind.low:g}"), ("high", f"{kind.high:g}"))
        return NotFound("engine/retry/range", bounds)
    return Found(int(number) if number.is_integer() else number)


def _is_year(kind: Kind) -> bool:
    return kind.low is not None and kind.high is not None and kind.low >= FIRST_YEAR and kind.high <= LAST_YEAR


def _years(kind: Kind, resolved: Resolved) -> Resolved:
    """Of a date its year: "l'été dernier" answers "en quelle année ?", too."""
    dates = [resolved.value] if isinstance(resolved, Found) else []
    dates = [value for value, _ in resolved.options] if isinstance(resolved, Choose) else dates
    said = dict.fromkeys(int(str(value)[:4]) for value in dates if str(value)[:4].isdecimal())
    years = [year for year in said if between(kind, year)]
    if len(years) > 1:
        return Choose(tuple((year, str(year)) for year in years))
    return Found(years[0]) if years else NotFound()


def between(kind: Kind, number: float) -> bool:
    """Within the bounds of the type."""
    return (kind.low is None or number >= kind.low) and (kind.high is None or number <= kind.high)


def _short(resolver: Resolver, text: str, locale: str) -> Resolved:
    """No resolver is troubled with a novel or with nothing."""
    return resolver.resolve(text, locale) if text and len(text) <= TEXT_LIMIT else NotFound()


def _when(kind: Kind, resolved: Resolved) -> Resolved:
    """A month needs no day; a date does."""
    if isinstance(resolved, Choose):
        fitting = tuple((str(value)[:7], label) for value, label in resolved.options)
        return Choose(fitting) if kind.name == "month" else resolved
    if not isinstance(resolved, Found):
        return resolved
    value = str(resolved.value)
    if kind.name == "month":
        return Found(value[:7])
    return resolved if len(value) == 10 else NotFound()


class _AsTyped:
    def __init__(self, field: str) -> None:
        self.field = field

    def resolve(self, text: str, locale: str) -> Resolved:
        return Found({self.field: text[:PLACE_LIMIT]}) if fold(text) else NotFound()


class _Phone:
    def resolve(self, text: str, locale: str) -> Resolved:
        bare = re.sub(r"[ ().\-/\u00a0]", "", digits(text))
        return Found(bare) if _PHONE.fullmatch(bare) else NotFound()


class _Date:
    """15/09/2024, 09/2024, 2024-09-15: enough without a resolver."""

    def resolve(self, text: str, locale: str) -> Resolved:
        found = _DATE.fullmatch(digits(text))
        if not found:
            return NotFound()
        day, month, year = (found[1], found[2], found[3]) if found[3] else (found[6], found[5], found[4])
        try:
            read = date(int(year), int(month), int(day or 1))
        except ValueError:
            return NotFound()
        return Found(read.isoformat() if day else read.isoformat()[:7])
