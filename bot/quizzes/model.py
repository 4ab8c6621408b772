"""Frozen data of quizzes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Round:
    """One time that somebody went through a quiz. `title`: what its flow calls it on a CV."""

    quiz: str
    title: str
    score: int
    questions: int
    won: bool
