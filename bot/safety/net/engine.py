"""The net at work: one pass over the words for each language, whatever the text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from bot.safety.net.folding import Piece, Token, cut_short, fold, spelled, split
from bot.safety.net.matching import MOST_STEPS, Matcher
from bot.safety.net.model import CATEGORIES, Category, Hit, Language, Strength
from bot.safety.net.pattern import Step
from bot.safety.net.sieve import Sieve

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern and what it says."""

    category: Category
    strength: Strength
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Compiled:
    """One language, ready. `struck`: exclusions; `context`: what takes back the likely ones in its sentence;
    `unless`: what takes back all of a category in its sentence; `about`: what is told of others begins behind these,
    as long as none of the words of `me` stands in it.
    """

    language: Language
    spelling: dict[str, str]
    rules: tuple[Rule, ...]
    struck: tuple[tuple[Step, ...], ...]
    context: tuple[tuple[Step, ...], ...]
    unless: tuple[tuple[Category, tuple[Step, ...]], ...] = ()
    about: tuple[tuple[Step, ...], ...] = ()
    me: frozenset[str] = frozenset()


class Seen(NamedTuple):
    """A rule that stands in a text. `span`: where, in characters."""

    rule: Rule
    sentence: int
    span: Span


class Tongue:
    """One language at work; implements `sieve.Fitting`."""

    def __init__(self, each: Compiled) -> None:
        self.language = each.language
        self.lengths = [len(rule.steps) for rule in each.rules]
        self._each = each
        self._rules = Matcher([rule.steps for rule in each.rules])
        self._struck = Matcher(each.struck)
        self._context = Matcher(each.context)
        self._unless = Matcher([steps for _, steps in each.unless])
        self._about = Matcher(each.about)

    def places(self, run: str) -> Iterator[tuple[int, int]]:
        """(rule, step) that a word of this run fits, spans and order left aside."""
        for token in self.read(split(run)):
            for place in self._rules.fitting(token.word):
                yield divmod(place, MOST_STEPS)

    def read(self, written: tuple[Piece, ...]) -> tuple[Token, ...]:
        return spelled(written, self.language, self._each.spelling, self._apart)

    def _apart(self, plain: str) -> str | None:
        return cut_short(plain, self.language, self._names)

    def _names(self, plain: str) -> bool:
        """Whether a rule has a place for this word."""
        return bool(self._rules.fitting(fold(plain, self.language)))

    def found(self, words: tuple[Token, ...]) -> list[Seen]:
        """What its rules see; what is struck is not there for them."""
        hidden = frozenset(i for _, first, last in self._struck.find(words) for i in range(first, last + 1))
        return [
            Seen(self._each.rules[number], words[last].sentence, (words[first].start, words[last].end))
            for number, first, last in self._rules.find(words, hidden)
        ]

    def struck(self, words: tuple[Token, ...]) -> Iterator[Span]:
        return ((words[first].start, words[last].end) for _, first, last in self._struck.find(words))

    def told(self, words: tuple[Token, ...]) -> set[int]:
        """Sentences that tell of films, games, jobs."""
        return {words[last].sentence for _, _, last in self._context.find(words)}

    def eased(self, words: tuple[Token, ...]) -> set[tuple[Category, int]]:
        """Categories that are nothing in a sentence, and the sentence."""
        return {(self._each.unless[number][0], words[last].sentence) for number, _, last in self._unless.find(words)}

    def about(self, words: tuple[Token, ...]) -> Iterator[tuple[int, int]]:
        """Sentences that tell of others, and the character from which they do."""
        return ((words[last].sentence, words[last].end) for _, _, last in self._about.find(words))

    def me(self, words: tuple[Token, ...]) -> Iterator[int]:
        """Characters where the one who writes is named."""
        return (token.start for token in words if token.word in self._each.me)


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

    def _weighed(self, written: tuple[Piece, ...], seen: Mapping[Language, list[Seen]], locale: str) -> Hit | None:
        first = locale.split("_")[0].split("-")[0]
        other = _Otherwise([(tongue, tongue.read(written)) for tongue in self._tongues])
        found: dict[tuple[Category, Strength], list[Span]] = {}
        for language in sorted(seen, key=lambda language: language != first):
            for each in seen[language]:
                if not other.explains(each):
                    found.setdefault((each.rule.category, each.rule.strength), []).append(each.span)
        if not found:
            return None
        category, strength = min(found, key=lambda key: (key[1] != "sure", CATEGORIES.index(key[0])))
        return Hit(category, strength, tuple(sorted(set(found[category, strength]))))


class _Otherwise:
    """What else a text may mean, in whatever language it is said: people change theirs in the middle of a sentence."""

    def __init__(self, read: Sequence[tuple[Tongue, tuple[Token, ...]]]) -> None:
        self._struck = _Cover([span for tongue, words in read for span in tongue.struck(words)])
        self._told = {sentence for tongue, words in read for sentence in tongue.told(words)}
        self._eased = {each for tongue, words in read for each in tongue.eased(words)}
        self._me = sorted(start for tongue, words in read for start in tongue.me(words))
        self._about: dict[int, int] = {}
        for tongue, words in read:
            for sentence, begin in tongue.about(words):
                self._about[sentence] = min(begin, self._about.get(sentence, begin))

    def explains(self, seen: Seen) -> bool:
        """**Why** what is struck in one language counts for what is sure in another: in its own, it hides the words."""
        rule, sentence, span = seen
        return (
            self._struck.holds(span)
            or (rule.category, sentence) in self._eased
            or self._of_others(sentence, span)
            or (rule.strength == "likely" and sentence in self._told)
        )

    def _of_others(self, sentence: int, span: Span) -> bool:
        begin = self._about.get(sentence)
        if begin is None or begin > span[0]:
            return False
        here = bisect_left(self._me, begin)
        return here == len(self._me) or self._me[here] >= span[1]


class _Cover:
    """Says whether one of many spans holds another, in the logarithm of their number."""

    def __init__(self, spans: Sequence[Span]) -> None:
        ordered = sorted(spans)
        self._starts = [start for start, _ in ordered]
        self._ends = list(accumulate((end for _, end in ordered), max))

    def holds(self, span: Span) -> bool:
        before = bisect_right(self._starts, span[0])
        return before > 0 and self._ends[before - 1] >= span[1]
