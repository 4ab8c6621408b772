"""What changed between two writings of a flow, step by step and word by word. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

from bot.releases.model import Written
from flows.pieces import split

Mark = Literal["same", "gone", "new"]
_WORDS = re.compile(r"\s+|\w+|[^\w\s]")
MOST_WORDS = 4_000
"""Words of a step that are compared one by one; of a longer one whole lines are shown."""
AROUND = 1
"""Unchanged lines shown around a change."""
YES_OR_NO = ("choose", "dontknow", "end", "once", "resume", "wait")
"""Keywords whose plain name is that of a tick: with a « no » behind it, it would say the contrary."""
OF_STEP = re.compile(r"^( {4}|  - )([a-z]+):(?: [|>]-?(?=$)|(?= )|(?=$))")
OF_HEADER = re.compile(r"^()([a-z]+):(?: [|>]-?(?=$)|(?= )|(?=$))")


OF_TEXT = " · "
"""Stands in the name of a translation that changed, between its language and its place."""


class Bit(NamedTuple):
    """Words that stay, go or come."""

    mark: Mark
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """One step and its lines, each of bits. `name`: "" for the header, `locale · key` for a translation."""

    name: str
    what: Literal["new", "gone", "moved", "changed"]
    lines: tuple[tuple[Bit, ...], ...] = ()


def changes(before: Written | None, after: Written) -> list[Change]:
    """In the order of the new writing; what is gone comes last, then the translations."""
    old, new = _parts(before.source if before else ""), _parts(after.source)
    found: list[Change] = []
    kept = [name for name in new if name in old]
    steady = _steady([name for name in old if name in new], kept)
    for name, text in new.items():
        if name not in old:
            found.append(Change(name, "new", tuple((Bit("new", line),) for line in text.split("\n"))))
        elif text != old[name]:
            found.append(Change(name, "changed", tuple(lines(old[name], text))))
        elif name not in steady:
            found.append(Change(name, "moved"))
    gone = [name for name in old if name not in new]
    found += [Change(name, "gone", tuple((Bit("gone", line),) for line in old[name].split("\n"))) for name in gone]
    return [*found, *_translations(before.texts if before else {}, after.texts)]


def plainly(found: Sequence[Change], name_of: Callable[[str], str]) -> list[Change]:
    """With the keywords of steps in plain words. `name_of`: keyword → what its field is called.

    **Why** only at their own depth: further in stand the names that staff gave to answers.
    """
    return [replace(one, lines=tuple(_plain(line, one, name_of) for line in one.lines)) for one in found]


def _plain(line: tuple[Bit, ...], change: Change, name_of: Callable[[str], str]) -> tuple[Bit, ...]:
    place = (OF_STEP if change.name else OF_HEADER).match(line[0].text) if line else None
    if place is None or place[2] in YES_OR_NO or OF_TEXT in change.name:
        return line
    name = name_of(place[2])
    said = f"{place[1]}{name}\u00a0:" if name != place[2] else place[0]
    return (Bit(line[0].mark, said + line[0].text[place.end() :]), *line[1:])


def _parts(source: str) -> dict[str, str]:
    """Name → text; one part for all where steps can't be told apart."""
    pieces = split(source) if source else None
    if pieces is None:
        return {"": source.rstrip("\n")} if source.strip() else {}
    found = {"": pieces.frame.rstrip("\n")}
    for at, piece in enumerate(pieces.steps):
        named = re.search(r"^\s*(?:- )?\s*id:\s*['\"]?([a-z0-9_]+)", piece.body, re.MULTILINE)
        name = named[1] if named else f"{at + 1}"
        found[name if name not in found else f"{name} ({at + 1})"] = "\n".join(
            [*(line for line in piece.lead if line.strip()), piece.body]
        )
    return found


def _steady(old: Sequence[str], new: Sequence[str]) -> frozenset[str]:
    """Those that kept their place among the others."""
    same = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    return frozenset(name for block in same for name in old[block.a : block.a + block.size])


def _translations(before: Mapping[str, Mapping[str, str]], after: Mapping[str, Mapping[str, str]]) -> Iterator[Change]:
    for locale in sorted(before.keys() | after.keys()):
        old, new = before.get(locale, {}), after.get(locale, {})
        for key in sorted(old.keys() | new.keys()):
            if old.get(key, "") != new.get(key, ""):
                name = f"{locale}{OF_TEXT}{key.partition('/')[2]}"
                yield Change(name, "changed", tuple(lines(old.get(key, ""), new.get(key, ""), around=99)))


def lines(before: str, after: str, around: int = AROUND) -> Iterator[tuple[Bit, ...]]:
    """The lines that differ, word by word, with a few around them."""
    old, new = before.split("\n"), after.split("\n")
    groups = SequenceMatcher(None, old, new, autojunk=False).get_grouped_opcodes(around)
    for at, group in enumerate(groups):
        if at:
            yield (Bit("same", "…"),)
        for deed, a1, a2, b1, b2 in group:
            if deed == "equal":
                yield from ((Bit("same", line),) for line in old[a1:a2])
            else:
                yield from _words(old[a1:a2], new[b1:b2])


def _words(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[Bit, ...]]:
    for at in range(max(len(old), len(new))):
        if at >= len(old):
            yield (Bit("new", new[at]),)
        elif at >= len(new):
            yield (Bit("gone", old[at]),)
        else:
            yield tuple(bits(old[at], new[at]))


def bits(before: str, after: str) -> Iterator[Bit]:
    """One line, word by word."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    if len(old) + len(new) > MOST_WORDS:
        yield from (Bit("gone", before), Bit("new", after))
        return
    for deed, a1, a2, b1, b2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if deed == "equal":
            yield Bit("same", "".join(old[a1:a2]))
            continue
        if a2 > a1:
            yield Bit("gone", "".join(old[a1:a2]))
        if b2 > b1:
            yield Bit("new", "".join(new[b1:b2]))
