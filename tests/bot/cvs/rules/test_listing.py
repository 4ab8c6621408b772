"""Texts in a sentence."""

from __future__ import annotations

from bot.cvs.rules.listing import listed
from tests.bot.words import SourceWords

WORDS = SourceWords()("fr")


def test_a_list_names_some_and_counts_the_rest() -> None:
    assert listed(["a", "b"], WORDS, 3) == "«\u00a0a\u00a0», «\u00a0b\u00a0»"
    assert listed(["a", "b", "c", "d"], WORDS, 2).endswith("et 2 de plus")
