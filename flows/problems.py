"""What staff got wrong, as values: where, a stable code, a sentence in their language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz, process

LIKELY = 60
"""Least likeness (0–100) of a word we dare to propose."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """`line` and `col` count from 1. A `warning` never stops a library from being served."""

    file: str
    line: int
    col: int
    code: str
    sentence: str
    severity: Literal["error", "warning"] = "error"

    def __str__(self) -> str:
        word = "" if self.severity == "error" else "à voir : "
        return f"{self.file}:{self.line}:{self.col}: {word}{self.sentence} [{self.code}]"


def errors(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(problem for problem in problems if problem.severity == "error")


def did_you_mean(word: str, known: Sequence[str]) -> str:
    """ " Tu voulais dire « choices » ?", or nothing when nothing is near."""
    best = process.extractOne(word, known, scorer=fuzz.ratio, score_cutoff=LIKELY)
    return f" Tu voulais dire « {best[0]} » ?" if best else ""
