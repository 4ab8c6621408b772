"""One spelling for many."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.people.resolvers.folding import fold, is_latin


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("L’Haÿ-les-Roses", "l hay les roses"),
        ("ÉCOLE  d'Œnologie", "ecole d oenologie"),
        ("٠٦ ۱۲", "06 12"),
        ("المُدرِّسة", "المدرسه"),
        ("أكل آكل إكل", "اكل اكل اكل"),
        ("کرج", "كرج"),
        ("a\u200bb\u202ec", "abc"),
        ("<b>", "b"),
        ("🍲 ★", ""),
        ("ﬁn", "fin"),
    ],
)
def test_spellings(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text(max_size=60))
@settings(max_examples=200, deadline=None)
def test_folding_twice_changes_nothing(text: str) -> None:
    once = fold(text)
    assert fold(once) == once


def test_latin() -> None:
    assert is_latin("l hay les roses 94")
    assert not is_latin("باريس")
