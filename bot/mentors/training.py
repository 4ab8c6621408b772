"""What a mentor passes before the first conversation: a flow that staff edit, walked from what was done in it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

import orjson

MOST_ACTS = 300
"""Things done in one go: every question of a long training answered several times over."""
LONGEST = 60_000
"""Bytes of one go, which is words and names of buttons."""

Acts = tuple[tuple[str, ...], ...]
"""What was done, in order: `tap` and a button's name, `pick` and those of boxes, `type` and the words."""


class Choice(Protocol):
    @property
    def name(self) -> str: ...

    @property
    def label(self) -> str: ...

    @property
    def chosen(self) -> bool: ...


class Asked(Protocol):
    """A question: of `many`, several choices may be taken; without choices, words are typed."""

    @property
    def many(self) -> bool: ...

    @property
    def choices(self) -> Sequence[Choice]: ...


class Walked(Protocol):
    """`acts`: as far as they still can be done, for staff may have changed the questions meanwhile.

    `turns`: what the mentor did, in words ("" at the beginning), and what was said then. `asked`: now. `over`: with
    `score` of `most` points.
    """

    @property
    def acts(self) -> Acts: ...

    @property
    def turns(self) -> Sequence[tuple[str, Sequence[str]]]: ...

    @property
    def asked(self) -> Asked | None: ...

    @property
    def over(self) -> bool: ...

    @property
    def score(self) -> int: ...

    @property
    def most(self) -> int: ...


class Course(Protocol):
    """The training that is served now."""

    def tongue(self, locale: str) -> str:
        """The language nearest to this one that it is told in, else French."""
        ...

    def title(self, locale: str) -> str: ...

    def walked(self, acts: Acts, locale: str, now: datetime) -> Walked: ...


@dataclass(frozen=True, slots=True)
class Result:
    """`score` of `most` points; `enough` of them pass."""

    score: int
    most: int
    enough: int

    @property
    def passed(self) -> bool:
        """**Why** not without points: a training that counts nothing says nothing about anybody."""
        return 0 < self.enough <= self.score


def result(walked: Walked, share: int) -> Result | None:
    """None: it is not over. `share`: of the points, in percent, from which on it is passed."""
    if not walked.over:
        return None
    return Result(walked.score, walked.most, math.ceil(walked.most * share / 100))


def pack(acts: Acts) -> str:
    return orjson.dumps(acts).decode()


def unpack(text: str) -> Acts:
    return tuple(tuple(map(str, act)) for act in orjson.loads(text))


def is_full(acts: Acts) -> bool:
    return len(acts) > MOST_ACTS or len(pack(acts).encode()) > LONGEST
