"""Which languages are offered to people: one rule, for shipped flows, published ones and a folder of one's own.

Law: a language is offered when its welcome, its consent and its words of distress are whole and somebody has read
them over, and four fifths of all that people read are there. French, in which flows are written, always is. Who chats
in a language that falls under this goes on in it; nobody else is led there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from sys import intern
from typing import NamedTuple

from babel.messages.catalog import Catalog

from bot import catalogs
from bot.catalogs import LOCALES, SOURCE, placeholders
from flows.model import for_team
from flows.text import Texts

MUST = ("consent/", "filet/", "engine/sos")
"""Beginnings of keys of what must be whole, beside the first flow: what is agreed to, what is said in distress."""
MUST_OF_CODE = ("sos/",)
TEAM = ("staff/", "mentor/", "import/", "helplines/", "accounts/", "mentors/call", "safety/alert", "telling/")
"""Beginnings of keys of what code says to the team only: nobody needs it to chat."""
SHARE = 80
"""Percent of all texts for people."""
FLOWS, CODE = catalogs.DOMAINS


class Read(NamedTuple):
    """What somebody of the team last did with a translation; `reviewed`: they stand by it."""

    text: str
    reviewed: bool


Reviews = Mapping[tuple[str, str, str], Read]
"""(domain, locale, key) → what was done with it here."""


@dataclass(frozen=True, slots=True)
class Shipped:
    """What our catalogs hold in one language, by domain and key. `unread`: keys that nobody has read over.

    `sources`: the French that a text was made for; of one whose source changed since, the older.
    """

    locale: str
    draft: bool = False
    texts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    unread: Mapping[str, frozenset[str]] = field(default_factory=dict)
    sources: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    code: Mapping[str, str] = field(default_factory=dict)
    """All that code says to people, there or not: key → today's French."""

    def reviewed(self, domain: str, key: str, text: str, reviews: Reviews) -> bool:
        """**Why** words that are not ours today count in a whole language: an older version was read over, too."""
        done = reviews.get((domain, self.locale, key))
        if done is not None and done.text == text:
            return done.reviewed
        if self.texts.get(domain, {}).get(key) == text:
            return key not in self.unread[domain]
        return not self.draft


@dataclass(frozen=True, slots=True)
class Standing:
    """One language. `missing`, `unread`: keys (domain, key) of what must be whole; `done` of `all` texts for people."""

    locale: str
    missing: tuple[tuple[str, str], ...]
    unread: tuple[tuple[str, str], ...]
    done: int
    all: int

    @property
    def percent(self) -> int:
        return self.done * 100 // self.all if self.all else 100

    @property
    def offered(self) -> bool:
        return not self.missing and not self.unread and self.done * 100 >= SHARE * self.all


def shipped(locales: Path = LOCALES) -> Mapping[str, Shipped]:
    """What the catalogs on disk hold, by language; read once as long as the files are the same."""
    files = ((path, path.stat()) for path in sorted(locales.glob("*/LC_MESSAGES/*.po")))
    return _all(locales, tuple((path, state.st_mtime_ns, state.st_size) for path, state in files))


def flow_texts(locales: Path = LOCALES) -> dict[str, Mapping[str, str]]:
    """`{locale: {key: text}}` for the flow loader. The source stands in the YAML, so `fr` is there and empty."""
    return {SOURCE: {}, **{lang: ours.texts[FLOWS] for lang, ours in shipped(locales).items()}}


@lru_cache(1)
def _all(locales: Path, files: tuple[tuple[Path, int, int], ...]) -> Mapping[str, Shipped]:
    """**Why** kept: a start asks four times, and reading them is a tenth of a second each."""
    drafts = catalogs.drafts(locales)
    return {lang: _shipped(locales, lang, lang in drafts) for lang in catalogs.languages(locales) if lang != SOURCE}


def _shipped(locales: Path, lang: str, draft: bool) -> Shipped:
    read = {domain: catalogs.read(catalogs.po_path(locales, lang, domain), lang, domain) for domain in catalogs.DOMAINS}
    french = {catalogs.key_of(message): intern(str(message.id)) for message in catalogs.entries(read[CODE])}
    return Shipped(
        lang,
        draft,
        {domain: _texts(catalog) for domain, catalog in read.items()},
        {domain: catalogs.unread(catalog) for domain, catalog in read.items()},
        {domain: _sources(catalog) for domain, catalog in read.items()},
        {key: text for key, text in french.items() if not key.startswith(TEAM)},
    )


def _sources(catalog: Catalog) -> dict[str, str]:
    """**Why** interned, as keys are: every language has the same."""
    found = ((catalogs.key_of(message), message) for message in catalogs.entries(catalog))
    return {key: intern(catalogs.made_for(message)) for key, message in found}


def _texts(catalog: Catalog) -> dict[str, str]:
    """What can be shown; plural forms as one text."""
    return {
        catalogs.key_of(message): "\n".join(catalogs.forms(message))
        for message in catalogs.entries(catalog)
        if catalogs.is_translated(message) and not catalogs.differing(message)
    }


def begun(locale: str, known: Mapping[str, Shipped]) -> Shipped:
    """A language that does not come with the service: nothing of it is there yet, all of it is asked for.

    **Why** what code says of the others: a language without words of distress must not seem whole.
    """
    one = next(iter(known.values()), None)
    code = {key: french for ours in known.values() for key, french in ours.code.items()}
    empty: dict[str, frozenset[str]] = {domain: frozenset() for domain in catalogs.DOMAINS}
    texts: dict[str, Mapping[str, str]] = {domain: {} for domain in catalogs.DOMAINS}
    return Shipped(locale, draft=True, texts=texts, unread=empty, sources=one.sources if one else texts, code=code)


def standing(locale: str, texts: Texts, first: str, ours: Shipped, reviews: Reviews) -> Standing:
    """`first`: the flow a new person begins with."""
    flows, source = texts.catalogs.get(locale, {}), {key for key in texts.source if not for_team(key)}
    there = {key: text for key, text in flows.items() if key in source and _fits(texts.source.get(key), text)}
    code = {key: text for key, text in ours.texts.get(CODE, {}).items() if key in ours.code}
    must = [*_must(texts.source, (f"{first}/", *MUST), FLOWS), *_must(ours.code, MUST_OF_CODE, CODE)]
    have = {FLOWS: there, CODE: code}
    return Standing(
        locale,
        tuple((domain, key) for domain, key in must if key not in have[domain]),
        tuple(
            (domain, key)
            for domain, key in must
            if key in have[domain] and not ours.reviewed(domain, key, have[domain][key], reviews)
        ),
        len(there) + len(code),
        len(source) + len(ours.code),
    )


def _must(keys: Mapping[str, str], beginnings: tuple[str, ...], domain: str) -> Iterator[tuple[str, str]]:
    return ((domain, key) for key in sorted(keys) if key.startswith(beginnings))


def _fits(source: str | None, text: str) -> bool:
    """A text that takes other values than its source is not shown right."""
    return source is not None and (
        ("{" not in source and "{" not in text) or placeholders(source) == placeholders(text)
    )


def offered(texts: Texts, first: str, known: Mapping[str, Shipped], reviews: Reviews) -> tuple[str, ...]:
    """The languages of these texts that are offered, French first."""
    return tuple(
        locale
        for locale in texts.locales
        if locale == SOURCE
        or standing(locale, texts, first, known.get(locale) or begun(locale, known), reviews).offered
    )
