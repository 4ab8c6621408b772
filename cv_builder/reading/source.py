"""A document that somebody sent, read leaf by leaf: it knows what nobody took.

Law: every text of the document is either taken, named as left (`Left`), or still among `Source.rest()`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from cv_builder.chars import clean

Path = tuple[str | int, ...]

MAPPING = (dict, Mapping)
"""**Why** both: whether a value is some mapping takes ten times as long to find out as that it is a dict."""
MOST_ENTRIES = 200
"""Entries read of one list: far above any CV, below what would hold a process up."""
MOST_NAMED = 2_000
"""Characters kept of what is not taken: a picture in letters may have millions."""
TEXT = "#"
"""Key of an XML element's own text (`xml.tree`)."""

PERSONAL = {
    "photo": re.compile(r"photo|picture|image|portrait|attachment|embeddeddata|signature"),
    "birth": re.compile(r"birth|dob$|naissance|^age$"),
    "nationality": re.compile(r"national|citizen|visa|passport"),
    "civil": re.compile(r"gender|sex|marital|civil|married|religion|family_?status|military"),
    "address": re.compile(r"address|postal|zip|street|country"),
    "link": re.compile(r"url|uri|href|website|^link"),
}
"""What is not taken → names under which it stands in files (their letters in lower case)."""
OTHER = "other"
_LINES = re.compile(r"[\r\n]+|</(?:p|li|div)>|<br\s*/?>", re.IGNORECASE)
_TAGS = re.compile(r"<[^<>]{0,300}>")
_ENTITIES = {"&nbsp;": " ", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'", "&amp;": "&"}
_MARKUP = re.compile(r"</?(?:p|li|ul|ol|br|div|strong|b|i|em|u|span|a)\b[^<>]{0,300}>", re.IGNORECASE)


class Left(NamedTuple):
    """Something not taken: `what` is a key of `PERSONAL`, `OTHER`, or a reader's own word for it."""

    what: str
    text: str


@dataclass
class Source:
    """`left` holds the texts that nobody has taken yet, by their path."""

    value: object
    refused: list[Left] = field(default_factory=list)
    left: dict[Path, str] = field(init=False)

    def __post_init__(self) -> None:
        self.left = dict(_leaves(self.value))

    def rest(self) -> tuple[Left, ...]:
        """All that was not taken, each text once."""
        others = [Left(_kind(path), text[:MOST_NAMED]) for path, text in self.left.items()]
        return tuple(dict.fromkeys([*self.refused, *others]))

    def drop(self, names: Iterable[str]) -> None:
        """Texts under one of these names are no content (codes)."""
        codes = frozenset(names)
        self.left = {path: text for path, text in self.left.items() if codes.isdisjoint(path)}

    @property
    def root(self) -> At:
        return At(self, (), self.value)


@dataclass(frozen=True, slots=True)
class At:
    """A place in a document, there or not: reading what is missing gives "" or nothing."""

    source: Source
    path: Path
    value: object

    def at(self, *names: str) -> At:
        """The place under these names; of a list (XML) its first entry."""
        return At(self.source, *self._way(names))

    def _way(self, names: Sequence[str]) -> tuple[Path, object]:
        """The path and the value of that place."""
        path, value = _first(self.path, self.value)
        for name in names:
            value = value.get(name) if isinstance(value, MAPPING) else None
            path, value = _first((*path, name), value)
        return path, value

    def each(self, *names: str) -> list[At]:
        """The entries of the list under these names; one that is no list is its only entry."""
        *way, last = names
        path, value = self._way(way)
        found = value.get(last) if isinstance(value, MAPPING) else None
        path = (*path, last)
        if isinstance(found, list):
            return [At(self.source, (*path, i), value) for i, value in enumerate(found[:MOST_ENTRIES])]
        return [At(self.source, path, found)] if found is not None else []

    def text(self, *names: str) -> str:
        """One line of clean text; numbers are text too."""
        path, value = self._way(names)
        if isinstance(value, MAPPING):
            path, value = (*path, TEXT), value.get(TEXT)
        self.source.left.pop(path, None)
        return _text(value)

    def lines(self, *names: str) -> tuple[str, ...]:
        """A longer text, line by line, without its markup; of a list the lines of all its entries."""
        found: list[str] = []
        for entry in self.each(*names) if names else [self]:
            value = entry.value.get(TEXT) if isinstance(entry.value, MAPPING) else entry.value
            entry.text()
            parts = _LINES.split(value) if isinstance(value, str) else [_text(value)]
            found += [line for part in parts if (line := without_markup(clean(part)).lstrip("•-– "))]
        return tuple(found)

    def all_texts(self) -> tuple[str, ...]:
        """Every text below that nobody took yet, in its order, without attributes."""
        paths = [path for path in self._below() if not str(path[-1]).startswith("@")]
        texts = (without_markup(self.source.left.pop(path)) for path in paths)
        return tuple(text for text in texts if text)

    def inner(self) -> list[At]:
        """The elements inside this one, whatever they are called."""
        here = self.at()
        names = here.value if isinstance(here.value, MAPPING) else ()
        return [entry for name in names if not name.startswith(("@", TEXT)) for entry in here.each(name)]

    def skip(self, *names: str) -> None:
        """What lies below is no content (codes, settings): nobody misses it."""
        for path in self._below(*names):
            del self.source.left[path]

    def refuse(self, what: str, *names: str) -> None:
        """What lies below is not taken on purpose, and named."""
        for path in self._below(*names):
            self.source.refused.append(Left(what, self.source.left.pop(path)[:MOST_NAMED]))

    def _below(self, *names: str) -> list[Path]:
        path = self.path
        if names:  # nearly always there is nothing, so that no leaf need be looked at
            place = self.at(*names[:-1])
            if not isinstance(place.value, MAPPING) or names[-1] not in place.value:
                return []
            path = (*place.path, names[-1])
        return [leaf for leaf in self.source.left if leaf[: len(path)] == path]


def _first(path: Path, value: object) -> tuple[Path, object]:
    """Of a list (XML) its first entry."""
    if isinstance(value, list):
        return (*path, 0), value[0] if value else None
    return path, value


def without_markup(text: str) -> str:
    """Text of an editor on the web without its tags: "<p>Vendre</p>" → "Vendre"; "a < b" stays."""
    if not _MARKUP.search(text):
        return text
    text = _TAGS.sub(" ", text)
    for entity, char in _ENTITIES.items():
        text = text.replace(entity, char)
    return clean(text)


def _text(value: object) -> str:
    if isinstance(value, str):
        return clean(value) if value else ""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return ""
    return clean(str(value))


def _leaves(value: object) -> Iterator[tuple[Path, str]]:
    ahead: list[tuple[Path, object]] = [((), value)]
    while ahead:
        path, value = ahead.pop()
        if isinstance(value, str):
            if text := _text(value):
                yield path, text
        elif isinstance(value, MAPPING):
            ahead += [((*path, str(name)), inner) for name, inner in reversed(list(value.items()))]
        elif isinstance(value, list):
            ahead += [((*path, i), inner) for i, inner in reversed(list(enumerate(value)))]
        elif text := _text(value):
            yield path, text


def _kind(path: Path) -> str:
    """What a text is by the names on the way to it, the nearest first."""
    names = [re.sub(r"[^a-z]", "", name.lower()) for name in path if isinstance(name, str)]
    for name in reversed(names):
        for kind, pattern in PERSONAL.items():
            if pattern.search(name):
                return kind
    return OTHER
