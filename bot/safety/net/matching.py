"""Where patterns stand in words.

Law: a pattern remembers only the newest place where each of its beginnings ended. The newest is always the best one to
go on from, so a word costs what the patterns that name it cost, and the whole is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from bot.safety.net.folding import Token
from bot.safety.net.pattern import Atom, Step

LONGEST_NUMBER = 3
"""Digits of an age."""
MOST_STEPS = 64
"""More than a pattern ever has."""
KEPT = 5_000
"""Words whose steps are remembered, in each language."""


class _Step(NamedTuple):
    """A step of a pattern behind its first. `gap`: words that may stand before it; `last`: of the pattern, or -1."""

    gap: int
    last: int


class _Places(NamedTuple):
    """Where a word fits. A place is `pattern * MOST_STEPS + index`. `bans`: places whose next word it must not be;
    `later`: steps it can be behind another one; `first`: places it begins; `whole`: patterns that it is by itself.
    """

    bans: tuple[int, ...]
    later: Mapping[int, _Step]
    first: tuple[int, ...]
    whole: tuple[int, ...]


class Matcher:
    """Finds where patterns stand, in one pass."""

    def __init__(self, patterns: Sequence[tuple[Step, ...]]) -> None:
        self._patterns = patterns
        self._exact: dict[str, list[tuple[int, bool]]] = {}
        self._starts: dict[str, list[tuple[int, bool]]] = {}
        self._ends: dict[str, list[tuple[int, bool]]] = {}
        self._holds: dict[str, list[tuple[int, bool]]] = {}
        self._ages: list[tuple[Atom, tuple[int, bool]]] = []
        for number, steps in enumerate(patterns):
            for index, step in enumerate(steps):
                place = number * MOST_STEPS + index
                self._index(step.atoms, (place, False))
                self._index(step.banned, (place, True))
        self._longest = max(map(len, self._starts), default=0)
        self._longest_end = max(map(len, self._ends), default=0)
        self._held = re.compile("|".join(map(re.escape, self._holds))) if self._holds else None
        self._known: dict[str, _Places] = {}

    def _index(self, atoms: Sequence[Atom], place: tuple[int, bool]) -> None:
        named = {"exact": self._exact, "starts": self._starts, "ends": self._ends, "holds": self._holds}
        for atom in atoms:
            if atom.kind == "number":
                self._ages.append((atom, place))
            else:
                named[atom.kind].setdefault(atom.text, []).append(place)

    def _places(self, word: str) -> _Places:
        known = self._known.get(word)
        if known is None:
            if len(self._known) >= KEPT:
                self._known.clear()
            known = self._known[word] = self._fitting(word)
        return known

    def fitting(self, word: str) -> list[int]:
        """The places this word can take."""
        return sorted({place for place, banned in self._named(word) if not banned})

    def _named(self, word: str) -> list[tuple[int, bool]]:
        """(place, whether the word is banned there)."""
        found = list(self._exact.get(word, ()))
        for length in range(1, min(len(word), self._longest) + 1):
            found += self._starts.get(word[:length], ())
        for length in range(1, min(len(word), self._longest_end) + 1):
            found += self._ends.get(word[-length:], ())
        if self._held is not None and self._held.search(word):  # of a thousand parts most words hold none
            found += [place for text, places in self._holds.items() if text in word for place in places]
        if len(word) <= LONGEST_NUMBER and word.isascii() and word.isdigit():
            found += [place for atom, place in self._ages if atom.low <= int(word) <= atom.high]
        return found

    def _fitting(self, word: str) -> _Places:
        found = self._named(word)
        fits = sorted({place for place, banned in found if not banned})
        single = [place for place in fits if len(self._patterns[place // MOST_STEPS]) == 1]
        return _Places(
            bans=tuple(sorted({place - 1 for place, banned in found if banned})),
            later={place: self._step(place) for place in fits if place % MOST_STEPS},
            first=tuple(place for place in fits if place % MOST_STEPS == 0 and place not in single),
            whole=tuple(place // MOST_STEPS for place in single),
        )

    def _step(self, place: int) -> _Step:
        pattern, index = divmod(place, MOST_STEPS)
        steps = self._patterns[pattern]
        return _Step(steps[index].gap, pattern if index == len(steps) - 1 else -1)

    def find(self, words: Sequence[Token], struck: frozenset[int] = frozenset()) -> Iterator[tuple[int, int, int]]:
        """(pattern, first word, last word), `struck` words left out. One word serves one step of a pattern only."""
        ended: dict[int, tuple[int, int]] = {}
        for here, token in enumerate(words):
            if here in struck:
                continue
            bans, later, first, whole = self._places(token.word)
            for place in bans:
                ended.pop(place, None)
            for pattern in whole:
                yield pattern, here, here
            moved = []
            near = ended if len(ended) < len(later) else [place - 1 for place in later]
            for place in near:
                step, before = later.get(place + 1), ended.get(place)
                if step is not None and before is not None and token.position - before[0] - 1 <= step.gap:
                    moved.append((place + 1, before[1]))
                    if step.last >= 0:
                        yield step.last, before[1], here
            for place, begun in moved:
                ended[place] = token.position, begun
            for place in first:
                ended[place] = token.position, here
