"""What a host fills in → a workshop, or what is wrong, by field. Nothing is guessed, nothing dropped in silence."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from bot.workshops.kits.model import Kit
from bot.workshops.model import Draft, Spot, Welcome
from bot.workshops.rules.languages import LANGUAGES

MOST_SEATS = 1000
MOST_EUROS = 1000
LONGEST = timedelta(hours=12)
"""A workshop is one day; what is longer is a slip."""
FURTHEST = timedelta(days=2 * 366)
"""Nobody plans further ahead; what is further is a slip in the year."""
LENGTHS: Mapping[str, int] = {
    "title": 120, "venue": 120, "address": 200, "stop": 200, "audience": 200, "link": 500, "edition": 80,
    "near": 80, "summary": 2000, "host": 80,
}  # fmt: skip
"""Characters of each text."""
PLACE = ("near", "venue", "address")
"""What says that people meet somewhere."""
FACTS = ("step_free", "childcare", "no_papers")

Problem = Literal[
    "title", "long", "date", "past", "far", "start", "end", "length", "near", "which", "both", "link", "seats", "price",
    "languages",
]  # fmt: skip
"""`near`: no such town; `which`: several of that name; `both`: online, and yet a place was typed; `long`: a text with
too many characters."""


@dataclass(frozen=True, slots=True)
class Filled:
    """A form as it came: texts by field, and the languages ticked."""

    texts: Mapping[str, str] = field(default_factory=dict)
    languages: tuple[str, ...] = ()

    def of(self, name: str) -> str:
        return self.texts.get(name, "")


@dataclass(frozen=True, slots=True)
class Where:
    """The town that was understood. `several`: they must say which; all empty: there is none."""

    insee: str = ""
    name: str = ""
    lat: float | None = None
    lon: float | None = None
    several: bool = False


@dataclass(frozen=True, slots=True)
class Read:
    """The workshop when nothing is wrong; else the problem of each field."""

    draft: Draft | None
    problems: Mapping[str, Problem]


def tidy(text: str, *, lines: bool = False) -> str:
    """Without what can't be seen; on one line unless `lines`."""
    kept = "".join(c for c in text.replace("\r\n", "\n") if c in "\n\t" or unicodedata.category(c)[0] != "C")
    return re.sub(r"\n{3,}", "\n\n", kept).strip() if lines else " ".join(kept.split())


def read(
    filled: Filled, where: Where, now: datetime, zone: ZoneInfo, before: Draft | None = None, kit: Kit | None = None
) -> Read:
    """`before`: what is changed; what the form does not ask for stays as it is there. `kit`: what a new one is of."""
    problems: dict[str, Problem] = {}
    texts = {name: tidy(filled.of(name), lines=name == "summary") for name in LENGTHS}
    problems |= {name: "long" for name, text in texts.items() if len(text) > LENGTHS[name]}
    if not texts["title"]:
        problems["title"] = "title"
    starts, ends = _moments(_timed(filled, kit), now, zone, problems, before)
    spot = _spot(filled, texts, where, problems)
    seats = _whole(filled.of("seats"), 1, MOST_SEATS, problems, "seats")
    euros = _cents(filled.of("price"), problems)
    languages = tuple(code for code in LANGUAGES if code in filled.languages)
    if not languages:
        problems["languages"] = "languages"
    if problems or starts is None or ends is None:
        return Read(None, problems)
    facts = {name: {"yes": True, "no": False}.get(filled.of(name)) for name in FACTS}
    welcome = Welcome(languages, texts["audience"], euros, **facts)
    if before and _same_house(before.spot, spot):
        spot = replace(spot, lat=before.spot.lat, lon=before.spot.lon)
    base = before or Draft(texts["title"], starts, ends, kit=kit.slug if kit else "")
    draft = replace(
        base, title=texts["title"], starts_at=starts, ends_at=ends, zone=zone.key, spot=spot, welcome=welcome,
        summary=texts["summary"], seats=seats, edition=texts["edition"] or base.edition,
    )  # fmt: skip
    return Read(draft, problems)


# -- when -----------------------------------------------------------------------------------------------------
def _timed(filled: Filled, kit: Kit | None) -> Filled:
    """Where no end is said, a workshop lasts as long as its kit; over midnight that is for the host to say."""
    begin = _time(filled.of("start"))
    if kit is None or begin is None or filled.of("end").strip():
        return filled
    hour, minute = divmod(begin.hour * 60 + begin.minute + kit.minutes, 60)
    return replace(filled, texts={**filled.texts, "end": f"{hour}:{minute:02}"})


def _moments(
    filled: Filled, now: datetime, zone: ZoneInfo, problems: dict[str, Problem], before: Draft | None
) -> tuple[datetime | None, datetime | None]:
    day, begin, end = day_of(filled.of("date")), _time(filled.of("start")), _time(filled.of("end"))
    for name, value in (("date", day), ("start", begin), ("end", end)):
        if value is None:
            problems[name] = "date" if name == "date" else "start" if name == "start" else "end"
    if day is None or begin is None or end is None:
        return None, None
    starts, ends = datetime.combine(day, begin, zone), datetime.combine(day, end, zone)
    unchanged = before is not None and before.starts_at == starts
    if starts <= now and not unchanged:
        problems["date"] = "past"
    elif starts - now > FURTHEST:
        problems["date"] = "far"
    if end <= begin:
        problems["end"] = "end"
    elif ends - starts > LONGEST:
        problems["end"] = "length"
    return starts, ends


def day_of(text: str) -> date | None:
    """2026-11-24 as browsers send it, 24/11/2026 as people type it."""
    found = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", text.strip(), re.ASCII)
    typed = re.fullmatch(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})", text.strip(), re.ASCII)
    parts = found.groups() if found else typed.groups()[::-1] if typed else None
    try:
        return date(int(parts[0]), int(parts[1]), int(parts[2])) if parts else None
    except ValueError:
        return None


def _time(text: str) -> time | None:
    """14:00, 14h, 14h30, 14 h 30."""
    found = re.fullmatch(r"(\d{1,2})\s*(?::|h)\s*(\d{2})?(?::\d{2})?", text.strip().lower(), re.ASCII)
    if not found:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


# -- where ----------------------------------------------------------------------------------------------------
def _same_house(before: Spot, after: Spot) -> bool:
    """**Why**: a file may know where a house stands; we only know the middle of the town."""
    return (before.insee, before.venue, before.address) == (after.insee, after.venue, after.address)


def _spot(filled: Filled, texts: Mapping[str, str], where: Where, problems: dict[str, Problem]) -> Spot:
    if filled.of("online"):
        parts = urlsplit(texts["link"]) if texts["link"].isprintable() else None
        if texts["link"] and not (parts and parts.scheme in ("http", "https") and parts.netloc):
            problems["link"] = "link"
        if any(texts[name] for name in PLACE):
            problems["near"] = "both"
        return Spot(online=True, link=texts["link"])
    if where.several:
        problems["near"] = "which"
    elif not where.insee:
        problems["near"] = "near"
    return Spot(texts["venue"], texts["address"], where.name, where.insee, texts["stop"], where.lat, where.lon)


# -- numbers --------------------------------------------------------------------------------------------------
def _whole(text: str, least: int, most: int, problems: dict[str, Problem], name: Literal["seats"]) -> int | None:
    """None when nothing is said: as many as come."""
    text = text.strip()
    if not text:
        return None
    if text.isascii() and text.isdigit() and len(text) <= 9 and least <= int(text) <= most:
        return int(text)
    problems[name] = name
    return None


def _cents(text: str, problems: dict[str, Problem]) -> int:
    text = text.replace("€", "").strip()
    found = re.fullmatch(r"(\d{1,4})(?:[.,](\d{1,2}))?", text, re.ASCII)
    if not text:
        return 0
    if not found or int(found[1]) > MOST_EUROS:
        problems["price"] = "price"
        return 0
    return int(found[1]) * 100 + int((found[2] or "0").ljust(2, "0"))


# -- the other way --------------------------------------------------------------------------------------------
def filled_of(draft: Draft) -> Filled:
    """A form that says what the workshop is now."""
    zone, spot, welcome = ZoneInfo(draft.zone), draft.spot, draft.welcome
    starts, ends = draft.starts_at.astimezone(zone), draft.ends_at.astimezone(zone)
    said = {True: "yes", False: "no", None: ""}
    euros, cents = divmod(welcome.price_cents, 100)
    texts = {
        "title": draft.title, "date": starts.date().isoformat(), "start": f"{starts:%H:%M}", "end": f"{ends:%H:%M}",
        "online": "1" if spot.online else "", "near": spot.town, "insee": spot.insee, "venue": spot.venue,
        "address": spot.address, "stop": spot.stop, "link": spot.link, "audience": welcome.audience,
        "summary": draft.summary, "edition": draft.edition, "seats": "" if draft.seats is None else str(draft.seats),
        "kit": draft.kit, "price": f"{euros},{cents:02}" if cents else str(euros) if euros else "",
        **{name: said[getattr(welcome, name)] for name in FACTS},
    }  # fmt: skip
    return Filled(texts, welcome.languages)
