"""A workshop as a page shows it: the same words as the card in the chat, in parts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote
from zoneinfo import ZoneInfo

from aiohttp import web

from bot.i18n import Translator, translator
from bot.web.site import origin_of
from bot.web.words import language
from bot.workshops import cards
from bot.workshops.exporter.ical import location
from bot.workshops.model import Spot, Workshop
from bot.workshops.rules.pins import map_link
from bot.workshops.rules.suggest import Card

PUBLIC = "/workshops"
JOINED = "\u00a0"
"""A space at which no line ends."""
BEYOND_THE_SEA = ("97", "98")
"""Beginnings of INSEE codes whose department has three digits."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One workshop in the reader's words."""

    workshop: Workshop
    path: str
    title: str
    when: str
    where: str
    stop: str
    map: str
    km: str
    facts: str


def words_of(request: web.Request) -> Translator:
    spoken = language(request)
    return spoken.words if isinstance(spoken.words, Translator) else translator(spoken.locale)


def path_of(workshop: Workshop) -> str:
    return f"{PUBLIC}/{quote(workshop.key, safe='')}"


def addresses(request: web.Request) -> Callable[[Workshop], str]:
    """The public page of a workshop, for what is read elsewhere."""
    origin = origin_of(request)
    return lambda workshop: f"{origin}{path_of(workshop)}"


def place(spot: Spot) -> str:
    """On one line, with the department: there is more than one Saint-Denis."""
    there, part = location(spot), spot.insee[:3] if spot.insee.startswith(BEYOND_THE_SEA) else spot.insee[:2]
    return f"{there}{JOINED}({part})" if there and part and f"({part})" not in there else there


def shown(workshop: Workshop, words: Translator, km: float | None = None) -> Shown:
    """`km`: how far it is from where somebody looks."""
    draft, one = workshop.draft, Card(workshop, km, "")
    online = words.pgettext("workshops/page/online", "En ligne") if draft.spot.online else ""
    until = words.time(draft.ends_at, ZoneInfo(draft.zone))
    return Shown(
        workshop,
        path_of(workshop),
        cards.title(draft),
        f"{cards.when(draft, words)} – {until}",
        online or place(draft.spot),
        "" if online else draft.spot.stop,
        map_link(draft.spot),
        "".join(cards.distance(km, words)),
        cards.facts(one, words, mine=False),
    )
