"""Frozen data of the net: what it notices, and a language's rules as staff wrote them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal, get_args

from pydantic import BaseModel, ConfigDict, StringConstraints

Category = Literal[
    "suicide",
    "self_harm",
    "violence",
    "sexual_abuse",
    "exploitation",
    "no_roof",
    "forced_marriage",
    "sextortion",
    "minor_alone",
    "medical",
]
CATEGORIES: tuple[Category, ...] = get_args(Category)

Strength = Literal["sure", "likely"]
"""`sure`: said by or about somebody, in words that mean little else. `likely`: the words alone; talk of films, jobs
and lessons in the same sentence takes it back."""

Language = Literal["fr", "en", "ar", "es", "uk"]
LANGUAGES: tuple[Language, ...] = get_args(Language)


@dataclass(frozen=True, slots=True)
class Hit:
    """What was noticed. `spans`: where, as (start, end) in characters of the text, in order, at least one."""

    category: Category
    strength: Strength
    spans: tuple[tuple[int, int], ...]


Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z_]{0,30}$")]
Words = Annotated[str, StringConstraints(min_length=1, max_length=2000)]
"""Words separated by spaces; `stem*`, `*end` and `*inside*` stand for many."""
Pattern = Annotated[str, StringConstraints(min_length=1, max_length=600)]


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Found(_Strict):
    """The patterns of one category."""

    sure: tuple[Pattern, ...] = ()
    likely: tuple[Pattern, ...] = ()


class Exclusions(_Strict):
    """What only sounds like distress.

    `always`: these words, in this order, mean something else; they are struck out before anything is looked for.
    `context`: talk of films, jobs, lessons; takes back what is only `likely` in the same sentence.
    `unless`: of a category: with these words in the same sentence it is something else, `sure` or not.
    `about`: what stands behind these in their sentence is told of others, `sure` or not (a film about, a lesson on),
    until a word of `me` stands there: words separated by spaces, those for the one who writes.
    """

    always: tuple[Pattern, ...] = ()
    context: tuple[Pattern, ...] = ()
    unless: dict[Category, tuple[Pattern, ...]] = {}
    about: tuple[Pattern, ...] = ()
    me: Words | None = None


class Rules(_Strict):
    """One language's file."""

    language: Language
    spelling: dict[str, str] = {}
    words: dict[Name, Words]
    patterns: dict[Category, Found]
    exclusions: Exclusions


class More(_Strict):
    """What staff add to a language: as in `Rules`, each part may be left out. A family of theirs adds to ours."""

    language: Language
    spelling: dict[str, str] = {}
    words: dict[Name, Words] = {}
    patterns: dict[Category, Found] = {}
    exclusions: Exclusions = Exclusions()
