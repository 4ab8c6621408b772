"""In doubt nothing has vanished; what only moved is one thing, not two."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from bot.workshops.rules.sources import moved, vanished


@dataclass(frozen=True)
class One:
    source_key: str
    title: str


STORED = [One("a", "CV"), One("b", "Oral"), One("s/20261203T130000Z", "Série")]


@pytest.mark.parametrize(
    ("keys", "refused", "gone"),
    [
        ({"a", "b", "s/20261203T130000Z"}, [], []),
        ({"a"}, [], [1, 2]),
        ({"a"}, [("b", ""), ("s", "")], []),
        ({"a"}, [("", "Oral")], [2]),
        ({"a"}, [("x", "Oral")], [1, 2]),
        ({"a"}, [("", "")], [1, 2]),
    ],
)
def test_vanished(keys: set[str], refused: list[tuple[str, str]], gone: list[int]) -> None:
    assert vanished(STORED, keys, refused) == gone


@pytest.mark.parametrize(
    ("gone", "come", "pairs"),
    [
        (["~cv/lyon/1"], ["~cv/lyon/2"], {"~cv/lyon/2": "~cv/lyon/1"}),
        (["~cv/lyon/1"], ["~cv/paris/2"], {}),
        (["~cv/lyon/1", "~cv/lyon/2"], ["~cv/lyon/3"], {}),
        (["~cv/lyon/1"], ["~cv/lyon/2", "~cv/lyon/3"], {}),
        (["a/1"], ["a/2"], {}),
        ([], ["~cv/lyon/2"], {}),
    ],
)
def test_moved(gone: list[str], come: list[str], pairs: dict[str, str]) -> None:
    assert moved(gone, come, "~") == pairs
