from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from bot.safety.net import sieve
from bot.safety.net.engine import Tongue
from bot.safety.net.folding import split
from bot.safety.net.importer import load
from bot.safety.net.sieve import Sieve

WORDS = ["je", "veux", "mourir", "seul", "nuit"]
RULE = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4)


@dataclass
class Plain:
    """Rules as rows of words, fitted as they stand."""

    rules: Sequence[Sequence[str]]

    @property
    def lengths(self) -> Sequence[int]:
        return [len(rule) for rule in self.rules]

    def places(self, run: str) -> Iterator[tuple[int, int]]:
        for number, rule in enumerate(self.rules):
            yield from ((number, step) for step, word in enumerate(rule) if word == run)


@given(
    languages=st.lists(st.lists(RULE, max_size=5), max_size=3),
    texts=st.lists(st.lists(st.sampled_from([*WORDS, "autre", "rien"])).map(" ".join), max_size=4),
)
def test_lets_through_the_languages_with_a_rule_whose_every_step_has_a_word(
    languages: list[list[list[str]]], texts: list[str]
) -> None:
    made = Sieve([Plain(rules) for rules in languages])
    for text in texts:
        words = set(text.split())
        expected = tuple(n for n, rules in enumerate(languages) if any(words.issuperset(rule) for rule in rules))
        assert made.languages(text) == expected


def test_without_rules_nothing_is_let_through() -> None:
    assert Sieve([]).languages("je veux mourir") == ()
    assert Sieve([Plain([])]).languages("je veux mourir") == ()


def test_many_and_long_runs_are_looked_at_and_not_all_kept() -> None:
    made = Sieve([Plain([["seul", "x" * 200]])])
    assert made.languages("seul " + "x" * 200) == (0,)
    for start in range(0, 3 * sieve.KEPT, 5_000):
        assert made.languages(" ".join(f"mot{n}" for n in range(start, start + 5_000))) == ()
    assert made.languages("seul " + "x" * 200) == (0,)


def test_whatever_a_rule_finds_is_let_through() -> None:
    tongues = [Tongue(each) for each in load()]
    made = Sieve(tongues)
    found = 0
    for file in ("phrases", "phrases_hard"):
        for line in Path(__file__).with_name(f"{file}.tsv").read_text().splitlines():
            text = line.split("\t")[-1]
            speaking = {n for n, tongue in enumerate(tongues) if tongue.found(tongue.read(split(text)))}
            assert speaking <= set(made.languages(text)), text
            found += bool(speaking)
    assert found > 500
