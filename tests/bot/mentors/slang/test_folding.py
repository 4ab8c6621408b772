from __future__ import annotations

import pytest

from bot.mentors.slang.folding import fold


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("T’inquiète, WESSSH !", ("t", "inquiete", "wesh")),
        ("3lach 7chouma", ("3lach", "7chouma")),
        ("أحسنت", ("احسنت",)),
        ("حـــشومة", ("حشومه",)),
        ("snake_case", ("snake", "case")),
        ("1000", ("1000",)),
    ],
)
def test_words_that_can_be_compared(text: str, words: tuple[str, ...]) -> None:
    assert fold(text) == words
