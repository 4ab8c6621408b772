"""Two sentences, word by word: both can be read out of it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.studio.rules.difference import Piece, difference

WORDS = st.text("ab é\n", max_size=20)


def test_what_went_and_what_came() -> None:
    assert difference("Ton prénom ?", "Ton petit prénom !") == [
        Piece("same", "Ton "),
        Piece("new", "petit "),
        Piece("same", "prénom "),
        Piece("gone", "?"),
        Piece("new", "!"),
    ]


@given(WORDS, WORDS)
def test_both_can_be_read_out_of_it(before: str, after: str) -> None:
    found = difference(before, after)
    assert "".join(piece.text for piece in found if piece.kind != "new") == before
    assert "".join(piece.text for piece in found if piece.kind != "gone") == after
