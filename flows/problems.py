"""What staff got wrong, as values: where, a stable code, a sentence in their language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from rapidfuzz import fuzz, process

Path: TypeAlias = "tuple[str | int, ...]"
"""Where something stands in a file: `("steps", 3, "choices", "oui")`."""

LIKELY = 60
"""Least likeness (0–100) of a word we dare to propose."""


@dataclass(frozen=True, slots=True)
class Fix:
    """What one tap can do about a problem: `set` the text at `path` to `value`, `rename` the word there to it, or
    `remove` what stands there. `words`: what the button says."""

    path: Path
    do: Literal["set", "rename", "remove"]
    value: str
    words: str


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """`line` and `col` count from 1; `path`: the same place as a form knows it. A `warning` never stops a library from
    being served."""

    file: str
    line: int
    col: int
    code: str
    sentence: str
    severity: Literal["error", "warning"] = "error"
    path: Path = field(default=(), compare=False)
    fix: Fix | None = field(default=None, compare=False)

    def __str__(self) -> str:
        word = "" if self.severity == "error" else "à voir : "
        return f"{self.file}:{self.line}:{self.col}: {word}{self.sentence} [{self.code}]"


def errors(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(problem for problem in problems if problem.severity == "error")


def nearest(word: str, known: Sequence[str]) -> str:
    """The known word that this one was probably meant to be, or ""."""
    best = process.extractOne(word, known, scorer=fuzz.ratio, score_cutoff=LIKELY)
    return best[0] if best else ""


def did_you_mean(word: str, known: Sequence[str]) -> str:
    """ " Tu voulais dire « choices » ?", or nothing when nothing is near."""
    best = nearest(word, known)
    return f" Tu voulais dire « {best} » ?" if best else ""


def corrected(path: Path, text: str, word: str, known: Sequence[str]) -> Fix | None:
    """This text with the word that was meant; None when nothing is near."""
    best = nearest(word, known)
    if not best:
        return None
    return Fix(path, "set", re.sub(rf"(?<![\w.@]){re.escape(word)}(?![\w.])", best, text), f"Écrire « {best} »")
