"""Reads the rules of every language; every problem of every file at once, as `file:line:col: sentence`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path

from bot.errors import Misconfigured
from bot.safety import marked
from bot.safety.marked import Loc, Marked
from bot.safety.net.engine import Compiled, Rule
from bot.safety.net.folding import bare, fold, pieces
from bot.safety.net.model import Pattern, Rules, Strength
from bot.safety.net.pattern import Atom, Fold, Step, atom, parse

FOLDER = Path(__file__).parent / "data"


class _File:
    """One file on its way from words to steps."""

    def __init__(self, file: Marked[Rules], rules: Rules) -> None:
        self.problems: list[str] = []
        self._file = file
        self._rules = rules
        self._fold: Fold = partial(fold, language=rules.language)
        self._used: set[str] = set()
        self._seen: set[str] = set()

    def compile(self) -> Compiled:
        rules = self._rules
        if self._file.path.stem != rules.language:
            self._problem(("language",), f"the file of {rules.language} is {rules.language}.yaml")
        words = {name: self._family(name, written) for name, written in rules.words.items()}
        compiled = Compiled(
            language=rules.language,
            spelling={bare("".join(pieces(word))): meant for word, meant in rules.spelling.items()},
            rules=tuple(self._rule_set(words)),
            struck=self._steps(("exclusions", "always"), rules.exclusions.always, words),
            context=self._steps(("exclusions", "context"), rules.exclusions.context, words),
        )
        for name in words.keys() - self._used:
            self._problem(("words", name), f"{{{name}}} is used by no pattern")
        return compiled

    def _family(self, name: str, written: str) -> tuple[Atom, ...]:
        found: list[Atom] = []
        for word in written.split():
            try:
                found.append(atom(word, self._fold))
            except ValueError as error:
                self._problem(("words", name), str(error))
        return tuple(dict.fromkeys(found))

    def _rule_set(self, words: Mapping[str, tuple[Atom, ...]]) -> Iterator[Rule]:
        strengths: tuple[Strength, ...] = ("sure", "likely")
        for category, found in self._rules.patterns.items():
            for strength in strengths:
                written = found.sure if strength == "sure" else found.likely
                for steps in self._steps(("patterns", category, strength), written, words):
                    yield Rule(category, strength, steps)

    def _steps(
        self, loc: Loc, written: tuple[Pattern, ...], words: Mapping[str, tuple[Atom, ...]]
    ) -> tuple[tuple[Step, ...], ...]:
        found = []
        for index, pattern in enumerate(written):
            self._used |= {name for name in words if f"{{{name}}}" in pattern}
            if pattern in self._seen:
                self._problem((*loc, index), f"«{pattern}» stands twice")
            self._seen.add(pattern)
            try:
                found.append(parse(pattern, words, self._fold))
            except ValueError as error:
                self._problem((*loc, index), str(error))
        return tuple(found)

    def _problem(self, loc: Loc, sentence: str) -> None:
        self.problems.append(self._file.at(loc, sentence))


def read(path: Path) -> tuple[Compiled | None, tuple[str, ...]]:
    """One file and its problems; never raises for what staff wrote."""
    file = marked.read(path, Rules)
    if file.value is None:
        return None, file.problems
    work = _File(file, file.value)
    compiled = work.compile()
    return compiled, tuple(work.problems)


def load(folder: Path = FOLDER) -> tuple[Compiled, ...]:
    """All languages; raises Misconfigured with every problem."""
    results = [read(path) for path in sorted(folder.glob("*.yaml"))]
    problems = [problem for _, found in results for problem in found]
    if problems or not results:
        raise Misconfigured(problems or [f"{folder.name}: no rules for words of distress"])
    return tuple(compiled for compiled, _ in results if compiled)
