from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.mentors.contacts import networks
from bot.mentors.contacts.words import pattern, sections, spoken, words

RULES = Path(networks.__file__).parent


def test_every_section_is_used_and_none_is_empty() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in RULES.glob("*.py"))
    assert [name for name in sections() if not re.search(f"[\"']{name}[\"']", source)] == []
    assert all(words(name) for name in sections())


def test_an_unknown_section_is_an_error() -> None:
    with pytest.raises(KeyError):
        words("nothing")


def test_words_are_read_without_case_and_accents() -> None:
    assert {"prive", "public"} <= words("stop")
    assert "اسكن" in pattern("living")


def test_a_star_is_any_ending_and_a_word_stands_alone() -> None:
    assert spoken("living").search("il habitait la")
    assert spoken("number").search("رقمي")
    assert spoken("number").search("الرقم")
    assert not spoken("number").search("numerique")
    assert re.fullmatch(pattern("street"), "av.")
