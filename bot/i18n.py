"""Words, dates and numbers in a person's language, for code and pages: `translator(locale).pgettext(key, source)`.

What flows say comes from the same catalogs (`bot.offering.flow_texts()`); the engine falls back by `chain()` alike.
`python -m bot.i18n update` brings the catalogs up to date, `python -m bot.i18n check` says what is missing.
"""

from __future__ import annotations

import gettext as stdlib
import logging
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_datetime, format_time
from babel.lists import format_list
from babel.messages.catalog import Catalog
from babel.numbers import format_decimal

from bot import catalog_update, catalogs, languages
from bot.catalogs import LOCALES, SOURCE
from bot.errors import Misconfigured
from flows.phrases import LANGUAGES
from flows.text import is_rtl, isolate

log = logging.getLogger(__name__)

ALIASES = {"prs": "fa_AF", "dari": "fa_AF", "iw": "he", "zh": "zh_Hans"}
"""Names that devices and people use for what Babel and our folders call otherwise."""
NAMES = {"bm": "Bamanankan", "ff": "Pulaar", "fa_AF": "دری", "so": "Soomaali", "ti": "ትግርኛ", "wo": "Wolof"}
"""A language's name in itself, where Babel has none or another than its speakers use."""
MOST_TAGS = 500
"""Tags remembered; devices send a few dozen, whoever invents some must not fill the memory."""


def normal(locale: str) -> str:
    """One spelling of a language tag: `fr-FR` → `fr_FR`, `prs` → `fa_AF`."""
    parts = locale.replace("-", "_").split("_")
    tag = "_".join([parts[0].lower(), *(p.upper() if len(p) == 2 else p.title() for p in parts[1:])])
    return ALIASES.get(tag, tag)


def chain(locale: str) -> tuple[str, ...]:
    """Where a text is looked for, best first, the source last: `prs` → `fa_AF`, `fa`, `fr`."""
    return tuple(dict.fromkeys([*_parents(locale), SOURCE]))


def _parents(locale: str) -> list[str]:
    tag = normal(locale)
    return [tag.rsplit("_", cut)[0] for cut in range(tag.count("_") + 1)]


def negotiate(wishes: Sequence[str], have: Sequence[str] | None = None) -> str:
    """The best language we speak among what a device asks for, best first; the source when there is none.

    `have`: what is offered; without it, every language whose catalogs are no draft.
    """
    spoken = have if have is not None else [tag for tag in catalogs.languages() if tag not in catalogs.drafts()]
    return next((tag for wish in wishes for tag in _parents(wish) if tag in spoken), SOURCE)


def direction(locale: str) -> Literal["ltr", "rtl"]:
    return "rtl" if is_rtl(normal(locale)) else "ltr"


def language_name(locale: str) -> str:
    """A language's name in itself: « العربية », `English`.

    **Why** Babel comes last: it reads a language's dates and countries, 1 MB each, to say its name.
    """
    tag = normal(locale)
    told = NAMES.get(tag) or LANGUAGES.get(tag) or (languages.known()[tag].name if tag in languages.known() else "")
    name = told or _babel(tag).get_display_name(tag) or tag
    return name[:1].upper() + name[1:]


@dataclass(frozen=True, slots=True)
class Translator:
    """One language for one reader. `pgettext(key, source)`: the key finds the translation, the source is French."""

    locale: str
    dir: Literal["ltr", "rtl"]
    babel: Locale
    catalog: stdlib.NullTranslations

    @property
    def lang(self) -> str:
        """The BCP 47 tag, for `lang=` in HTML."""
        return self.locale.replace("_", "-")

    def gettext(self, message: str) -> str:
        return self.catalog.gettext(message)

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        return self.catalog.ngettext(singular, plural, n)

    def pgettext(self, context: str, message: str) -> str:
        return self.catalog.pgettext(context, message)

    def npgettext(self, context: str, singular: str, plural: str, n: int) -> str:
        return self.catalog.npgettext(context, singular, plural, n)

    def isolated(self, value: str) -> str:
        """Words of somebody else put into a sentence: they never turn the order of the words around them."""
        return isolate(value, self.locale)

    def date(self, day: date, length: Literal["short", "medium", "long", "full"] = "long") -> str:
        """« 3 septembre 2026 »."""
        return format_date(day, length, locale=self.babel)

    def month(self, month: str) -> str:
        """« septembre 2026 » for a month value such as `2026-09`."""
        return format_date(date.fromisoformat(f"{month}-01"), "MMMM y", locale=self.babel)

    def time(self, at: datetime, zone: tzinfo) -> str:
        return format_time(at, "short", tzinfo=zone, locale=self.babel)

    def moment(self, at: datetime, zone: tzinfo) -> str:
        """« samedi 21 novembre, 20:29 »."""
        day = format_datetime(at, "EEEE d MMMM", tzinfo=zone, locale=self.babel)
        return f"{day}, {self.time(at, zone)}" if self.dir == "ltr" else f"{day}، {self.time(at, zone)}"

    def soon(self, at: datetime, now: datetime, zone: tzinfo) -> str:
        """« aujourd’hui à 14:00 », « demain à 14:00 », else the whole date."""
        days = (at.astimezone(zone).date() - now.astimezone(zone).date()).days
        if days not in (0, 1):
            return self.moment(at, zone)
        sentence = (
            self.pgettext("moment/tomorrow", "demain à {time}")
            if days
            else self.pgettext("moment/today", "aujourd’hui à {time}")
        )
        return sentence.format(time=self.time(at, zone))

    def brief(self, at: datetime, zone: tzinfo) -> str:
        """« mar. 24, 14:00 », for a button."""
        day = format_datetime(at, "EEE d", tzinfo=zone, locale=self.babel)
        return f"{day}{',' if self.dir == 'ltr' else '،'} {self.time(at, zone)}"

    def number(self, value: float) -> str:
        """Digits are Western in every language."""
        return format_decimal(value, locale=self.babel, numbering_system="latn")

    def list(self, items: Sequence[str]) -> str:
        """« a, b et c »."""
        return format_list(items, locale=self.babel)


class _Untranslated(stdlib.NullTranslations):
    """The end of a chain: gives the French source and, for another language, says in the log which text is missing.

    **Why** not for a draft: there it is known.
    """

    def __init__(self, locale: str, *, tells: bool = True) -> None:
        super().__init__()
        self._locale = locale
        self._tells = tells and normal(locale).split("_")[0] != SOURCE

    def gettext(self, message: str) -> str:
        self._tell(message)
        return message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        self._tell(msgid1)
        return msgid2 if n > 1 else msgid1

    def pgettext(self, context: str, message: str) -> str:
        self._tell(context)
        return message

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:
        self._tell(context)
        return msgid2 if n > 1 else msgid1

    def _tell(self, key: str) -> None:
        if self._tells:
            log.warning("text missing in %s: %s", self._locale, key)


class _Better(stdlib.NullTranslations):
    """What somebody says better than a catalog: key → (the French it is for, their words)."""

    def __init__(self, said: Mapping[str, tuple[str, str]], catalog: stdlib.NullTranslations) -> None:
        super().__init__()
        self._said = said
        self.add_fallback(catalog)

    def pgettext(self, context: str, message: str) -> str:
        french, text = self._said.get(context, ("", ""))
        return text if text and french == message else super().pgettext(context, message)


def rewritten(own: Translator, locale: str, said: Mapping[str, tuple[str, str]]) -> Translator:
    """`own` in that language, where what is said there is another text than the catalog's."""
    return Translator(locale, direction(locale), _babel(locale), _Better(said, own.catalog))


@lru_cache(MOST_TAGS)
def translator(locale: str, locales: Path = LOCALES) -> Translator:
    """The texts of `bot.po` in `locale`; any tag is taken, an unknown one is answered in French."""
    return _loaded(negotiate((locale,), catalogs.languages(locales)), locales)


@cache
def _loaded(best: str, locales: Path) -> Translator:
    """**Why** by what we have: a tag is whatever a device sends, and reading a catalog takes 10 ms."""
    known = catalogs.languages(locales)
    tags = [tag for tag in chain(best) if tag in known and tag != SOURCE]
    found: stdlib.NullTranslations = _Untranslated(best, tells=best not in catalogs.drafts(locales))
    for tag in reversed(tags):
        table = stdlib.GNUTranslations(catalogs.compiled(_read(locales, tag, "bot")))
        table.add_fallback(found)
        found = table
    return Translator(best, direction(best), _babel(best), found)


def _read(locales: Path, lang: str, domain: str) -> Catalog:
    return catalogs.read(catalogs.po_path(locales, lang, domain), lang, domain)


def _babel(tag: str) -> Locale:
    try:
        return Locale.parse(tag)
    except (UnknownLocaleError, ValueError):
        return Locale.parse(SOURCE)


def main(arguments: Sequence[str]) -> int:
    """`update [LANG …]` or `check`; the exit code is 1 when something is left to do."""
    try:
        if arguments[:1] == ["update"]:
            report = catalog_update.update(langs=arguments[1:])
            sys.stdout.writelines(f"locales/{path}: {left} to translate or review\n" for path, left in report.items())
            return 0
        if arguments == ["check"]:
            lines = catalog_update.problems()
            sys.stdout.writelines(f"{line}\n" for line in lines)
            return 1 if lines else 0
    except Misconfigured as problem:
        sys.stderr.write(f"{problem}\n")
        return 1
    sys.stderr.write("usage: python -m bot.i18n update [LANG …] | check\n")
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
