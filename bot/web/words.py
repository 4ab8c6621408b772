"""Which language a page is in, and its words, typeset."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from aiohttp import web

from bot.i18n import direction, negotiate
from bot.ports import Words
from bot.web.site import PARTS, SITE
from flows.show import separator
from flows.text import typeset

WISHES = 10
"""Languages of `Accept-Language` that are looked at."""

_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8}){0,3}")


_ISOLATED = re.compile("[\u2066-\u2068][^\u2066-\u2069]*\u2069")


def line_dir(text: str) -> Literal["ltr", "rtl", "auto"]:
    """Which way a line runs: as its own words do, whatever name was put into it (lines.js alike).

    **Why** not `dir="auto"`: browsers look for the first letter inside a name that was set apart, too.
    """
    for char in _ISOLATED.sub("", text):
        match unicodedata.bidirectional(char):
            case "L":
                return "ltr"
            case "R" | "AL":
                return "rtl"
    return "auto"


@dataclass(frozen=True, slots=True)
class Language:
    """The language of one page."""

    locale: str
    words: Words

    @property
    def lang(self) -> str:
        """The BCP 47 tag, for `lang=`."""
        return self.locale.replace("_", "-")

    @property
    def dir(self) -> Literal["ltr", "rtl"]:
        return direction(self.locale)

    @property
    def separator(self) -> str:
        """Between the items of a list."""
        return separator(self.locale)

    def pgettext(self, context: str, message: str) -> str:
        return typeset(self.words.pgettext(context, message), self.locale)

    def typeset(self, text: str) -> str:
        """What staff wrote in this language, as printers set it."""
        return typeset(text, self.locale)


def wishes(request: web.Request) -> tuple[str, ...]:
    """The languages the device asks for, best first."""
    weighed: list[tuple[float, int, str]] = []
    for place, part in enumerate(request.headers.get("Accept-Language", "").split(",")[:WISHES]):
        tag, _, weight = part.strip().partition(";")
        try:
            quality = float(weight.strip().removeprefix("q=") or 1)
        except ValueError:
            continue
        if _TAG.fullmatch(tag):
            weighed.append((-quality, place, tag))
    return tuple(tag for _, _, tag in sorted(weighed))


def language(request: web.Request, locale: str | None = None) -> Language:
    """`locale` of the conversation, else `?lang=`, else what the device asks for, else French."""
    spoken = tuple(request.app[SITE].locales)
    asked = request.query.get("lang", "")
    best = negotiate([w for w in (locale, asked if _TAG.fullmatch(asked) else None, *wishes(request)) if w], spoken)
    return Language(best, request.app[PARTS].translations(best))
