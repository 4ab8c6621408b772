"""Codes in parts, digits that are letters, distances, Chinese without spaces: ready to be read word by word."""

from __future__ import annotations

import pytest

from bot.people.resolvers.spelling import spread


@pytest.mark.parametrize(
    ("folded", "ready"),
    [
        ("75 018", "75018"),
        ("6900 3 lyon", "69003 lyon"),
        ("750 20", "75020"),
        ("7 5 0 1 3", "75013"),
        ("93 2 00", "93200"),
        ("lyon 69 003", "lyon 69003"),
        ("06 12 34 56 78", "06 12 34 56 78"),
        ("12 93 2", "12932"),
        ("9320o", "93200"),
        ("l3001", "13001"),
        ("93ooo", "93000"),
        ("lolo1", "lolo 1"),
        ("f67000", "67000"),
        ("le 9 3", "dans le 93"),
        ("neuf trois", "dans le 93"),
        ("lyon 9 3", "lyon 9 3"),
        ("paris18e", "paris 18e"),
        ("paris dix huitieme", "paris dixhuitieme"),
        ("a 10 min de meaux", "a meaux"),
        ("20km de poitiers", "poitiers"),
        ("demain 14h", "demain"),
        ("brive 19", "brive 19"),
        ("باريس الثامن عشر", "باريس الثامنعشر"),
        ("我现在住在里昂附近", "里昂"),
        ("尼斯市", "尼斯"),
        ("巴黎13区", "巴黎 13 区"),
        ("里昂第七区", "里昂 七 区"),
        ("我在", "我在"),
        ("", ""),
    ],
)
def test_ready_to_be_read(folded: str, ready: str) -> None:
    assert " ".join(spread(folded).split()) == ready
