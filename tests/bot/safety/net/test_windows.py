"""A long text in pieces: nothing falls between them, and none is cut through a word."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.safety.net.notice import notice
from bot.safety.net.windows import OVERLAP, PIECE, WHOLE, windows

LONGEST = 20_000
"""Characters that the page takes."""
DARK = "je veux mourir"
WORDS = st.lists(st.sampled_from(["a", "le", "mot", "chaussette", "x" * 300, "\n", "."]), min_size=1, max_size=60)


@given(WORDS, st.integers(WHOLE - 5, LONGEST))
@settings(max_examples=60, deadline=None)
def test_whatever_is_short_stands_whole_in_a_piece(words: list[str], length: int) -> None:
    text = (" ".join(words) * LONGEST)[:length]
    found = sorted(windows(text))
    assert found[0][0] == 0
    assert max(end for _, end in found) == length
    for (_, end), (begin, _) in pairwise(found):
        assert end - begin >= OVERLAP, "what begins in the one and ends in the other fits in one of them"
    assert sum(end - begin for begin, end in found) <= 3 * length


def test_a_text_that_is_no_longer_than_a_line_is_one_piece() -> None:
    assert [*windows("")] == [(0, 0)]
    assert [*windows("a" * WHOLE)] == [(0, WHOLE)]


def test_the_end_is_read_before_the_middle_and_no_word_is_cut() -> None:
    text = ("chaussette " * LONGEST)[:LONGEST]
    first, second, *rest = windows(text)
    assert (first[0], second[1]) == (0, LONGEST)
    assert [begin for begin, _ in rest] == sorted((begin for begin, _ in rest), reverse=True)
    assert all(text[begin:].startswith("chaussette") for begin, _ in (second, *rest))
    assert all(end - begin <= PIECE + 2 * OVERLAP for begin, end in (second, *rest))


@pytest.mark.parametrize("before", [WHOLE - 7, WHOLE, 10_000, 15_123, LONGEST - len(DARK)])
def test_where_it_stands_is_said_of_the_whole_text(before: int) -> None:
    filler = "bonjour " * LONGEST
    text = f"{filler[: before - 1]} {DARK} {filler}"[:LONGEST]
    hit = notice(text, "fr")
    assert hit is not None
    assert "mourir" in text[hit.spans[0][0] : hit.spans[0][1]]
    assert hit.spans[0][1] == before + len(DARK)


def test_of_what_is_only_likely_the_gravest_of_all_pieces_is_said() -> None:
    filler = "bonjour la team. " * 500
    assert notice(f"overdose. {filler} suicide. {filler}", "fr") == notice(f"overdose. {filler} suicide. ", "fr")
    likely = notice(f"{filler} suicide. {filler}", "fr")
    assert likely is not None
    assert (likely.category, likely.strength) == ("suicide", "likely")
