"""Reads the rules of every language; every problem of every file at once, as `file:line:col: sentence`."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from bot.errors import Misconfigured
from bot.safety import marked
from bot.safety.marked import Loc, Marked
from bot.safety.net.engine import Compiled, Rule
from bot.safety.net.folding import bare, fold, pieces
from bot.safety.net.model import LANGUAGES, More, Pattern, Rules, Strength
from bot.safety.net.pattern import Atom, Fold, Step, atom, parse

FOLDER = Path(__file__).parent / "data"
FILES = tuple(f"{language}.yaml" for language in LANGUAGES)


class _File:
    """One file on its way from words to steps."""

    def __init__(self, file: Marked[Rules] | Marked[More], rules: Rules, borrowed: Collection[str] = ()) -> None:
        """`borrowed`: families that stand in another file."""
        self.problems: list[str] = []
        self._file = file
        self._rules = rules
        self._fold: Fold = partial(fold, language=rules.language)
        self._used: set[str] = set(borrowed)
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
            unless=tuple(
                (category, steps)
                for category, written in rules.exclusions.unless.items()
                for steps in self._steps(("exclusions", "unless", category), written, words)
            ),
            about=self._steps(("exclusions", "about"), rules.exclusions.about, words),
            me=frozenset(self._fold(word) for word in (rules.exclusions.me or "").split()),
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


def read(path: Path, own: Path | None = None) -> tuple[Compiled | None, tuple[str, ...]]:
    """One language and its problems; never raises for what staff wrote. `own`: a file of theirs that adds to it."""
    file = marked.read(path, Rules)
    if file.value is None:
        return None, file.problems
    if own is None:
        work = _File(file, file.value)
        return work.compile(), tuple(work.problems)
    more = marked.read(own, More)
    if more.value is None:
        return None, tuple(f"{own.parent.name}/{problem}" for problem in more.problems)
    return _together(file, file.value, more, more.value)


def _together(
    file: Marked[Rules], ours: Rules, own: Marked[More], more: More
) -> tuple[Compiled | None, tuple[str, ...]]:
    """**Why** two compilations: a mistake is told where it stands."""
    words = dict(ours.words)
    for name, written in more.words.items():
        words[name] = f"{words[name]} {written}" if name in words else written
    both = {"words": words, "spelling": {**ours.spelling, **more.spelling}}
    theirs = Rules(language=more.language, patterns=more.patterns, exclusions=more.exclusions, **both)
    first = _File(file, ours.model_copy(update=both), more.words)
    second = _File(own, theirs, ours.words)
    one, two = first.compile(), second.compile()
    whole = replace(
        one,
        rules=one.rules + two.rules,
        struck=one.struck + two.struck,
        context=one.context + two.context,
        unless=one.unless + two.unless,
        about=one.about + two.about,
        me=one.me | two.me,
    )
    told = [f"{own.path.parent.name}/{problem}" for problem in second.problems]
    return whole, (*first.problems, *told)


def load(folder: Path = FOLDER, own: Path | None = None) -> tuple[Compiled, ...]:
    """All languages; raises Misconfigured with every problem. `own`: a folder of staff's, with what they add."""
    theirs = {path.name: path for path in sorted(own.glob("*.yaml"))} if own and own.is_dir() else {}
    results = [read(path, theirs.pop(path.name, None)) for path in sorted(folder.glob("*.yaml"))]
    problems = [problem for _, found in results for problem in found]
    problems += [f"{path.parent.name}/{name}:1:1: one of {', '.join(FILES)}" for name, path in theirs.items()]
    if problems or not results:
        raise Misconfigured(problems or [f"{folder.name}: no rules for words of distress"])
    return tuple(compiled for compiled, _ in results if compiled)
