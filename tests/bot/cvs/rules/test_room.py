"""What had no room, as an effect gives it and as it is offered."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.cvs.model import Remarks
from bot.cvs.rules.room import LONGEST_LABEL, MOST_OFFERED, fine, left_of, offered, sentence, shown
from cv_builder.model import CV
from flows.events import JsonValue
from tests.bot.words import SourceWords

WORDS = SourceWords()("fr")


@pytest.mark.parametrize("payload", [{}, {"left": None}, {"left": "x"}, {"left": [3, "x"]}])
def test_odd_news_left_nothing_out(payload: dict[str, JsonValue]) -> None:
    assert left_of(payload) == ()


@pytest.mark.parametrize("texts", [None, "x", 3])
def test_odd_texts_are_none(texts: JsonValue) -> None:
    assert shown(texts) == []


def test_it_is_offered_short_and_not_all_of_it() -> None:
    said = Remarks(left=tuple((f"work {n}", "x" * 100) for n in range(30)))
    found = offered(said)
    assert len(found) == MOST_OFFERED
    assert found[0] == {"id": "work 0", "label": "x" * (LONGEST_LABEL - 1) + "…"}


def test_who_is_fine_with_it_is_asked_when_something_else_is_out() -> None:
    said = Remarks(left=(("work 1", "a"), ("work 2", "b")))
    content = replace(said, silent=(fine(said),))
    assert offered(content) == []
    assert offered(replace(content, left=said.left[::-1])) == [], "in another order it is the same"
    assert offered(replace(content, left=said.left[:1]))


@pytest.mark.parametrize(
    ("cv", "begins"),
    [
        (CV(), "Pour tenir sur une page"),
        (CV(kept=("work 1",)), "J’ai gardé ce que tu voulais"),
        (CV(pages=2, kept=("work 1",)), "Même sur deux pages"),
    ],
)
def test_it_is_said_truly(cv: CV, begins: str) -> None:
    said = sentence(["a", "b", "c", "d"], cv, WORDS)
    assert said.startswith(begins)
    assert said.endswith("et 1 de plus.")
