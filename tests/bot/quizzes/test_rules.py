from __future__ import annotations

import pytest

from bot.quizzes.model import Round
from bot.quizzes.rules import LONGEST_TITLE, name, round_of
from flows.events import JsonValue


@pytest.mark.parametrize(
    ("score", "of", "won"),
    [
        ("8", "8", True),
        ("6", "8", True),
        ("5", "8", False),
        (6, "7", True),
        (5, 7, False),
        (0, 0, False),
        (None, 8, False),
    ],
)
def test_three_answers_in_four_are_enough(score: JsonValue, of: JsonValue, won: bool) -> None:
    assert round_of({"quiz": "codes", "score": score, "of": of}).won is won


def test_a_round_in_the_words_of_a_flow() -> None:
    told = {"quiz": "droits", "title": "Mes droits", "score": "7", "of": "8"}
    assert round_of(told) == Round("droits", "Mes droits", 7, 8, won=True)


@pytest.mark.parametrize("score", ["-3", "٣", "sept", "1e9", [], {"a": 1}])
def test_what_is_no_number_counts_nothing(score: JsonValue) -> None:
    assert round_of({"quiz": "a", "score": score, "of": "8"}).score == 0


def test_nobody_is_better_than_all_questions() -> None:
    assert round_of({"quiz": "a", "score": 900, "of": "8"}).score == 8
    assert round_of({"quiz": "a", "score": 900, "of": "99999"}).questions == 100
    assert len(round_of({"quiz": "a", "title": "x" * 500}).title) == LONGEST_TITLE


@pytest.mark.parametrize("wrong", ["", None, 3, "x" * 31, "a b", "a;drop"])
def test_a_flow_that_names_no_quiz_is_wrong(wrong: JsonValue) -> None:
    with pytest.raises(ValueError, match="quizzes"):
        name(wrong)
