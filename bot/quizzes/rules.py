"""What a flow says of a round, and when it was good enough."""

from __future__ import annotations

from collections.abc import Mapping

from bot.quizzes.model import Round
from flows.events import JsonValue

BADGE = 0.75
"""Share of good answers: two slips in eight are no failure."""
LONGEST_NAME = 30
"""Letters of a quiz's name, as of a flow's."""
LONGEST_TITLE = 80
"""Letters of a line of a CV."""
MOST_QUESTIONS = 100


def round_of(args: Mapping[str, JsonValue]) -> Round:
    """From `quiz`, `title`, `score` and `of`. Raises ValueError: a flow that names no quiz is wrong, not the person."""
    questions = _count(args.get("of"), MOST_QUESTIONS)
    score = _count(args.get("score"), questions)
    title = str(args.get("title") or "")[:LONGEST_TITLE]
    return Round(name(args.get("quiz")), title, score, questions, won=questions > 0 and score >= questions * BADGE)


def name(value: JsonValue) -> str:
    if isinstance(value, str) and 0 < len(value) <= LONGEST_NAME and value.isidentifier():
        return value
    raise ValueError("quizzes: a quiz has a name")


def _count(value: JsonValue, most: int) -> int:
    """A number as a flow has it, written or counted; 0 for anything else."""
    if isinstance(value, str) and value.isdecimal() and value.isascii():
        value = int(value[:4])
    return max(0, min(value, most)) if isinstance(value, int) else 0
