"""What most texts need: knowing at once that no rule can stand in them.

Law: a rule stands only where each of its steps has a word that fits. Words are looked at one by one here, in whatever
order, so what is let through may still be nothing; what is held back never is anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Protocol

from bot.safety.net.folding import runs

LONGEST_KEPT = 60
"""Characters of a run that is remembered: longer ones are hardly written twice."""
KEPT = 20_000
"""Runs that are remembered."""


class Fitting(Protocol):
    """One language's rules, as far as a single run of letters goes."""

    @property
    def lengths(self) -> Sequence[int]:
        """Steps of each rule."""

    def places(self, run: str) -> Iterable[tuple[int, int]]:
        """(rule, step) that a word of this run fits."""


class Sieve:
    """**Why** bits: one number says of all rules of all languages whether something fits their first step, another
    their second, and so on; a word costs what a few additions cost."""

    def __init__(self, tongues: Sequence[Fitting]) -> None:
        self._tongues = tongues
        self._known: dict[str, tuple[tuple[int, int], ...]] = {}
        self._begin: list[int] = []
        self._rules: list[int] = []
        lengths = [*chain.from_iterable(tongue.lengths for tongue in tongues)]
        # A step that a rule does not have is there from the start.
        self._there = [
            sum(1 << rule for rule, length in enumerate(lengths) if length <= step)
            for step in range(max(lengths, default=0))
        ]
        begin = 0
        for tongue in tongues:
            count = len(tongue.lengths)
            self._begin.append(begin)
            self._rules.append(((1 << count) - 1) << begin)
            begin += count

    def languages(self, text: str) -> tuple[int, ...]:
        """Numbers of the languages of which a rule may stand in this text."""
        there = [*self._there]
        for run in runs(text):
            known = self._known.get(run)
            for step, rules in self._looked(run) if known is None else known:
                there[step] |= rules
        left = -1
        for rules in there:
            left &= rules
        return tuple(number for number, rules in enumerate(self._rules) if left & rules) if there else ()

    def _looked(self, run: str) -> tuple[tuple[int, int], ...]:
        steps: dict[int, int] = {}
        for begin, tongue in zip(self._begin, self._tongues, strict=True):
            for rule, step in tongue.places(run):
                steps[step] = steps.get(step, 0) | 1 << begin + rule
        if len(run) <= LONGEST_KEPT:
            if len(self._known) >= KEPT:
                self._known.clear()
            self._known[run] = tuple(steps.items())
        return tuple(steps.items())
