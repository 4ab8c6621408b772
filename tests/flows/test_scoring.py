"""What a score is measured against."""

from __future__ import annotations

from datetime import UTC, datetime

from flows.loader import load
from flows.model import Library
from flows.scoring import best, reachable
from flows.tryout import Act, Chat, play

FLOW = """
flow: a
title: A
steps:
  - id: one
    ask: Un ?
    choices:
      x: {label: X, score: 1}
      y: {label: Y, score: 3}
  - id: two
    when: one is y
    ask: Deux ?
    choices:
      x: {label: X, score: {other: 5}}
      y: {label: Y, score: -2}
  - id: three
    ask: Trois ?
    choose: many
    choices:
      x: {label: X, score: 2}
      y: {label: Y, score: -1}
      z: {label: Z, score: 2}
  - id: end
    say: '{score} {other}'
"""


def library() -> Library:
    loaded = load({"a.yaml": FLOW})
    assert loaded.library is not None, loaded.problems
    return loaded.library


def after(*acts: Act) -> tuple[int, int]:
    read = library()
    session = play(read, Chat("a", acts=acts), {}, datetime(2026, 1, 1, tzinfo=UTC)).session
    assert session is not None
    return session.scores.get("score", 0), reachable(read, session)


def test_the_best_of_one_question() -> None:
    one, two, three, end = library().flows["a"].steps
    assert [best(step) for step in (one, two, three, end)] == [3, 0, 4, 0]
    assert best(two, "other") == 5


def test_only_what_was_asked_and_answered_counts() -> None:
    assert after() == (0, 0)
    assert after(Act("tap", ("x",))) == (1, 3)
    assert after(Act("tap", ("x",)), Act("pick", ("x", "y"))) == (2, 7)
    assert after(Act("tap", ("y",)), Act("tap", ("y",)), Act("pick", ("x", "z"))) == (5, 7)


def test_an_answer_that_was_changed_counts_once() -> None:
    assert after(Act("tap", ("y",)), Act("type", ("retour",)), Act("tap", ("x",))) == (1, 3)
