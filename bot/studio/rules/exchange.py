"""Translations as a PO file and back, as translators' tools know it. Pure.

One file a language: msgctxt = key, msgid = today's French, `fuzzy` = to review,
`#| msgid` = an older French that it was made for.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple

from babel.messages.pofile import PoFileError

from bot.catalog_update import to_po
from bot.catalogs import entries, key_of, made_for, new_catalog, parsed
from bot.offering import FLOWS
from bot.releases.reworded import Flaw
from bot.studio.rules.translating import Line, Source, wrong
from flows.checks.long_button import MOST

MOST_BYTES = 4 * 1024 * 1024
"""A file of all our flows has 300 kB."""
Why = Literal["unknown", "long"] | Flaw


class Entry(NamedTuple):
    """One text of a file. `made_for`: the French it translates."""

    key: str
    made_for: str
    text: str
    reviewed: bool


class Unreadable(NamedTuple):
    """Not a PO file, from this line on."""

    line: int


@dataclass(frozen=True, slots=True)
class Report:
    """What became of a file: each text of it is in one of these, by key. `replaced`: key → what stood there before."""

    new: Sequence[str] = ()
    replaced: Mapping[str, str] = field(default_factory=dict)
    read: Sequence[str] = ()
    """The same words as here, that the file says are read over."""
    same: int = 0
    empty: int = 0
    kept: Sequence[str] = ()
    """Read over here, a draft in the file: ours stays."""
    refused: Mapping[str, tuple[Why, str]] = field(default_factory=dict)

    @property
    def rows(self) -> int:
        parts = (self.new, self.replaced, self.read, self.kept, self.refused)
        return self.same + self.empty + sum(len(part) for part in parts)

    def without(self, lost: Collection[str]) -> Report:
        """Those of them stay here as they are: somebody changed them meanwhile."""
        new = [key for key in self.new if key not in lost]
        replaced = {key: text for key, text in self.replaced.items() if key not in lost}
        return replace(self, new=new, replaced=replaced, kept=[*self.kept, *sorted(lost)])


class Taken(NamedTuple):
    """`texts`: what is to be changed; `done`: what is to be written down of who stands by what."""

    texts: Mapping[str, str]
    done: Sequence[Entry]
    report: Report


def exported(locale: str, found: Iterable[Line], *, draft: bool, domain: str = FLOWS) -> bytes:
    """Every text, translated or not, in the order of flows and steps."""
    catalog = new_catalog(locale, domain)
    for line in found:
        stale = bool(line.was)
        catalog.add(
            line.source.text,
            line.text,
            context=line.source.key,
            flags=["fuzzy"] if line.state == "review" else [],
            auto_comments=[_comment(line.source)] if _comment(line.source) else [],
            previous_id=[line.was] if stale else [],
        )
    return to_po(catalog, draft=draft)


def imported(data: bytes, locale: str) -> list[Entry] | Unreadable:
    try:
        catalog = parsed(data, locale, "flows")
    except (ValueError, PoFileError, IndexError, AttributeError) as problem:
        return Unreadable(problem.lineno + 1 if isinstance(problem, PoFileError) else 1)
    found = []
    for message in entries(catalog):
        text = message.string if isinstance(message.string, str) else ""
        found.append(Entry(key_of(message), made_for(message), text.strip(), not message.fuzzy))
    return found


def take(found: Iterable[Entry], here: Mapping[str, Line], most: int = MOST) -> Taken:
    """`here`: every text of this language by key; `most`: units of a button.

    Nothing that somebody stands by gives way to a draft.
    """
    texts: dict[str, str] = {}
    done: list[Entry] = []
    new: list[str] = []
    read: list[str] = []
    kept: list[str] = []
    replaced: dict[str, str] = {}
    refused: dict[str, tuple[Why, str]] = {}
    same = empty = 0
    for entry in found:
        line = here.get(entry.key)
        if line is None:
            refused[entry.key] = ("unknown", "")
        elif not entry.text:
            empty += 1
        elif entry.text == line.text:
            if entry.reviewed and entry.made_for == line.source.text and line.state != "reviewed":
                read.append(entry.key)
                done.append(entry)
            else:
                same += 1
        elif (problem := wrong(line.source, entry.text, most)) is not None:
            refused[entry.key] = (problem.code, problem.what)
        elif line.state == "reviewed" and not entry.reviewed:
            kept.append(entry.key)
        else:
            if line.text:
                replaced[entry.key] = line.text
            else:
                new.append(entry.key)
            texts[entry.key] = entry.text
            done.append(entry)
    return Taken(texts, done, Report(new, replaced, read, same, empty, kept, refused))


def _comment(source: Source) -> str:
    if source.is_button:
        return "a button: at most 20 characters"
    return "words people type, separated by commas" if source.is_list else ""
