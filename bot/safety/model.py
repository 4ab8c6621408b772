"""Frozen data of this room: a helpline as staff wrote it."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, Self, TypeVar, get_args

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator, model_validator

NUMBER = r"^[0-9](?:[0-9 ]{0,14}[0-9])$"
"""Digits as people dial them, spaces allowed inside."""

Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{1,30}$")]
Number = Annotated[str, StringConstraints(pattern=NUMBER)]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")]
Source = Annotated[str, StringConstraints(pattern=r"^https://[^\s/]+\.[^\s]+$")]
Sentence = Annotated[str, StringConstraints(min_length=3, max_length=120)]

Need = Literal[
    "danger", "suicide", "violence", "shelter", "missing", "bullying", "health", "discrimination", "listening"
]
Country = Literal["fr", "be", "ch"]
COUNTRIES: tuple[Country, ...] = get_args(Country)
"""Whose helplines we have."""
Channel = Literal["call", "sms", "chat", "app", "video", "mail"]
T = TypeVar("T")


def _not_empty(items: tuple[T, ...]) -> tuple[T, ...]:
    """**Why:** pydantic's own `min_length` also counts the entries that are wrong, and says the list is empty."""
    if not items:
        raise ValueError("at least one is needed")
    return items


ALWAYS = "always"
"""`hours` of a line that answers day and night, every day."""


class Helpline(BaseModel):
    """One service: who answers, to whom, when, in which languages, and what proves it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Id
    number: Number
    who: Sentence
    audience: Sentence
    need: Need = Field(alias="for")
    hours: Sentence
    channels: tuple[Channel, ...]
    free: Literal["yes", "no"]
    languages: tuple[Language, ...]
    source: Source
    verified: Literal["yes", "no"]
    checked_on: date | None = None

    _some = field_validator("languages", "channels")(_not_empty)

    @model_validator(mode="after")
    def _proof(self) -> Self:
        if self.verified == "yes" and self.checked_on is None:
            raise ValueError("verified: yes needs checked_on")
        if self.verified == "no" and self.checked_on is not None:
            raise ValueError("verified: no has no checked_on")
        return self

    @property
    def reliable(self) -> bool:
        """Good enough for SOS: proved, free, day and night."""
        return self.verified == "yes" and self.free == "yes" and self.hours == ALWAYS


class Directory(BaseModel):
    """One country's file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    country: Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")]
    helplines: tuple[Helpline, ...]

    _some = field_validator("helplines")(_not_empty)
