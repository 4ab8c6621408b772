"""Frozen data of this room: a mentor, a handoff and what happens to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

Band = Literal["under15", "15_17", "18_25", "older"]
BANDS: tuple[Band, ...] = get_args(Band)
Level = Literal["adults", "minors"]
"""What a mentor is vetted for. Who may talk to minors may talk to adults, too."""
Topic = Literal["cv", "letter", "interview", "codes", "other"]
TOPICS: tuple[Topic, ...] = get_args(Topic)
State = Literal["waiting", "held", "closed", "left"]
OPEN: tuple[State, ...] = ("waiting", "held")
Mode = Literal["bot", "waiting", "human"]
Transfer = Literal["offered", "accepted", "declined", "lapsed", "taken_back"]
ENDS: tuple[Transfer, ...] = ("accepted", "declined", "lapsed", "taken_back")
Outcome = Literal["done", "to_be_continued", "passed_on", "no_answer", "bot", "reported", "left"]
"""How a conversation ended. `bot`: given back to the bot at a step; `passed_on`: to another service."""
OUTCOMES: tuple[Outcome, ...] = ("done", "to_be_continued", "passed_on", "no_answer", "bot")
"""What a mentor may choose."""


@dataclass(frozen=True, slots=True)
class Mentor:
    """`cleared`: the levels of vettings that hold now. `held`: conversations they have now."""

    account_id: int
    alias: str
    zone: str
    languages: frozenset[str]
    topics: frozenset[str]
    cleared: frozenset[str]
    capacity: int
    held: int
    trained: bool
    on_duty_until: datetime | None
    paused: bool
    company: str = ""


@dataclass(frozen=True, slots=True)
class Handoff:
    """A request for a human. `owed_since`: since when they wait for the mentor's next word."""

    id: int
    person_id: int
    state: State
    since: datetime
    topic: str
    needs: Level
    languages: tuple[str, ...]
    front: bool
    urgent: bool
    asked_at: datetime
    first_seq: int
    mentor_id: int | None
    claimed_at: datetime | None
    first_answer_at: datetime | None
    person_at: datetime | None
    mentor_at: datetime | None
    owed_since: datetime | None
    told_seq: int | None
    told: str
    wanted_mentor: int | None
    wanted_until: datetime | None
    closed_at: datetime | None
    outcome: str | None
    smile: int | None
    frozen_at: datetime | None
    change: int


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody asks for: about what, in which languages."""

    topic: str
    languages: tuple[str, ...]
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """What became of a mentor's sentence. `again`: the same was said before, by a double tap."""

    handoff_id: int
    person_id: int
    again: bool = False


def level_for(band: str | None) -> Level:
    """Who did not tell their age is treated as a minor."""
    return "adults" if band in ("18_25", "older") else "minors"
