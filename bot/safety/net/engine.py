"""The net at work: one pass over the words for each language, whatever the text.

Law: a pattern remembers only the newest place where each of its beginnings ended. The newest is always the best one to
go on from, so a word costs what the patterns that name it cost, and the whole is linear in the text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from bot.safety.net.folding import Piece, Token, spelled, split
from bot.safety.net.model import CATEGORIES, Category, Hit, Language, Strength
from bot.safety.net.pattern import Atom, Step
from bot.safety.net.sieve import Sieve

LONGEST_NUMBER = 3
"""Digits of an age."""
MOST_STEPS = 64
"""More than a pattern ever has."""
Span = tuple[int, int]
KEPT = 5_000
"""Words whose steps are remembered, in each language."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern and what it says."""

    category: Category
    strength: Strength
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Compiled:
    """One language, ready. `struck`: exclusions; `context`: what takes back the likely ones in its sentence."""

    language: Language
    spelling: dict[str, str]
    rules: tuple[Rule, ...]
    struck: tuple[tuple[Step, ...], ...]
    context: tuple[tuple[Step, ...], ...]


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


class _Matcher:
    """Finds where patterns stand, in one pass."""

    def __init__(self, patterns: Sequence[tuple[Step, ...]]) -> None:
        self._patterns = patterns
        self._exact: dict[str, list[tuple[int, bool]]] = {}
        self._starts: dict[str, list[tuple[int, bool]]] = {}
        self._other: list[tuple[Atom, tuple[int, bool]]] = []
        for number, steps in enumerate(patterns):
            for index, step in enumerate(steps):
                place = number * MOST_STEPS + index
                self._index(step.atoms, (place, False))
                self._index(step.banned, (place, True))
        self._longest = max(map(len, self._starts), default=0)
        self._known: dict[str, _Places] = {}

    def _index(self, atoms: Sequence[Atom], place: tuple[int, bool]) -> None:
        for atom in atoms:
            if atom.kind == "exact":
                self._exact.setdefault(atom.text, []).append(place)
            elif atom.kind == "starts":
                self._starts.setdefault(atom.text, []).append(place)
            else:
                self._other.append((atom, place))

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
        return found + [place for atom, place in self._other if _fits(atom, word)]

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


def _fits(atom: Atom, word: str) -> bool:
    if atom.kind == "holds":
        return atom.text in word
    if atom.kind == "ends":
        return word.endswith(atom.text)
    return word.isascii() and word.isdigit() and len(word) <= LONGEST_NUMBER and atom.low <= int(word) <= atom.high


class Tongue:
    """One language at work; implements `sieve.Fitting`."""

    def __init__(self, each: Compiled) -> None:
        self.language = each.language
        self.lengths = [len(rule.steps) for rule in each.rules]
        self._each = each
        self._rules = _Matcher([rule.steps for rule in each.rules])
        self._struck = _Matcher(each.struck)
        self._context = _Matcher(each.context)

    def places(self, run: str) -> Iterator[tuple[int, int]]:
        """(rule, step) that a word of this run fits, spans and order left aside."""
        for token in self.read(split(run)):
            for place in self._rules.fitting(token.word):
                yield divmod(place, MOST_STEPS)

    def read(self, written: tuple[Piece, ...]) -> tuple[Token, ...]:
        return spelled(written, self.language, self._each.spelling)

    def found(self, words: tuple[Token, ...]) -> list[tuple[Rule, int, Span]]:
        """What its rules see: rule, sentence, span in characters; what is struck is not there for them."""
        hidden = frozenset(i for _, first, last in self._struck.find(words) for i in range(first, last + 1))
        return [
            (self._each.rules[number], words[last].sentence, (words[first].start, words[last].end))
            for number, first, last in self._rules.find(words, hidden)
        ]

    def struck(self, words: tuple[Token, ...]) -> Iterator[Span]:
        return ((words[first].start, words[last].end) for _, first, last in self._struck.find(words))

    def told(self, words: tuple[Token, ...]) -> set[int]:
        """Sentences that tell of films, games, jobs."""
        return {words[last].sentence for _, _, last in self._context.find(words)}


class Net:
    """All languages at once: people change theirs in the middle of a sentence."""

    def __init__(self, languages: Sequence[Compiled]) -> None:
        self._tongues = [Tongue(each) for each in languages]
        self._sieve = Sieve(self._tongues)

    def notice(self, text: str, locale: str) -> Hit | None:
        """The gravest thing noticed, None when there is nothing; never raises. `locale`: whose words count first."""
        likely = self._sieve.languages(text)
        if not likely:
            return None
        written = split(text)
        seen = {self._tongues[n].language: self._tongues[n].found(self._tongues[n].read(written)) for n in likely}
        return self._weighed(written, seen, locale) if any(seen.values()) else None

    def _weighed(
        self, written: tuple[Piece, ...], seen: Mapping[Language, list[tuple[Rule, int, Span]]], locale: str
    ) -> Hit | None:
        """Talk of films and what only sounds like distress take back what is only likely, in whatever language."""
        read = [(tongue, tongue.read(written)) for tongue in self._tongues]
        told = {sentence for tongue, words in read for sentence in tongue.told(words)}
        struck = _Cover([span for tongue, words in read for span in tongue.struck(words)])
        first = locale.split("_")[0].split("-")[0]
        found: dict[tuple[Category, Strength], list[Span]] = {}
        for language in sorted(seen, key=lambda language: language != first):
            for rule, sentence, span in seen[language]:
                if rule.strength == "sure" or not (sentence in told or struck.holds(span)):
                    found.setdefault((rule.category, rule.strength), []).append(span)
        if not found:
            return None
        category, strength = min(found, key=lambda key: (key[1] != "sure", CATEGORIES.index(key[0])))
        return Hit(category, strength, tuple(sorted(set(found[category, strength]))))


class _Cover:
    """Says whether one of many spans holds another, in the logarithm of their number."""

    def __init__(self, spans: Sequence[Span]) -> None:
        ordered = sorted(spans)
        self._starts = [start for start, _ in ordered]
        self._ends = list(accumulate((end for _, end in ordered), max))

    def holds(self, span: Span) -> bool:
        before = bisect_right(self._starts, span[0])
        return before > 0 and self._ends[before - 1] >= span[1]
