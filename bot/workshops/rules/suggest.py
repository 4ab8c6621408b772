"""Which workshops somebody is shown: at most three, the nearest first, each with the reason it was chosen for.

Law: only what they can go to: it is to come, a language of theirs is spoken, people of their age are meant where both
are known, and whether it is full is said. What is not known hides nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

from bot.workshops.model import Workshop
from bot.workshops.rules.audience import read

MOST = 3
"""Cards one person takes in at once."""
NEAR_KM, WIDE_KM = 30.0, 100.0
"""Half an hour by train; a morning's way, which is said."""
STEPS_KM = (5.0, 15.0)
"""Within such a step what fits better goes before what is nearer."""
LEAD = timedelta(minutes=30)
"""Nobody gets ready and there in less."""
SOON = timedelta(days=3)
FEW = 3
"""So many seats left are said."""
COMMON = "fr"
"""Spoken everywhere here: better than nothing where nobody speaks a language of theirs."""
FOR_A_CV: Collection[str] = ("cv", "write_cv", "ecrire_un_cv")
"""Kits for who has no CV yet; with one, the others bring more."""

Goal = Literal["placement", "job", "civic", "any"]
GOALS: Mapping[str, Goal] = {
    "internship": "placement", "apprenticeship": "placement", "job": "job", "civic": "civic", "any": "any",
}  # fmt: skip
"""What they said they look for → what it takes to get there: a company that takes them in, an interview, words about
oneself, or to have seen what there is."""
FOR_A_GOAL: Mapping[Goal, Collection[str]] = {
    "placement": ("company_visit", "phone_employer"),
    "job": ("mock_interview", "one_minute"),
    "civic": ("one_minute", "mock_interview"),
    "any": ("company_visit",),
}
"""The first of their goals that a kit serves is its reason."""
FOR_A_FIRST: Collection[str] = ("workplace_codes", "company_visit")
"""Kits for who has never worked: their CV lacks it, and nobody told them how it is there."""

Circle = Literal["near", "wide", "online", "none"]
Reason = Literal[
    "seat",
    "list",
    "cv",
    "trade",
    "placement",
    "job",
    "civic",
    "any",
    "first",
    "next",
    "language",
    "nearest",
    "soon",
    "seats",
    "",
]
FIRST: Mapping[Reason, int] = {
    "cv": 0, "trade": 1, "placement": 1, "job": 1, "civic": 1, "any": 2, "first": 2, "next": 3,
}  # fmt: skip
"""Without a CV nothing else opens a door; what they said they want goes before what would do them good."""


@dataclass(frozen=True, slots=True)
class About:
    """What is known of the person: languages they speak, best first, whether they have a CV, their age, their goals.

    `band`: as in `people.age_band`; None: nobody asked. `looking`: codes of what they look for (job, internship …).
    `never_worked`: they said so. `named`: whether words of a host speak of the job they look for. `seats`: workshops
    in which they have a seat, or whose list they are on.
    """

    languages: tuple[str, ...]
    has_cv: bool
    band: str | None = None
    looking: Collection[str] = ()
    never_worked: bool = False
    named: Callable[[str], bool] = lambda text: False
    seats: Mapping[int, Literal["seat", "list"]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Card:
    """`km`: None for one held online."""

    workshop: Workshop
    km: float | None
    reason: Reason

    @property
    def full(self) -> bool:
        return self.workshop.left == 0


@dataclass(frozen=True, slots=True)
class Suggestion:
    circle: Circle
    cards: tuple[Card, ...] = ()


Found = tuple[Workshop, float]
"""A workshop, and the kilometres to it."""


def suggest(found: Sequence[Found], online: Sequence[Workshop], about: About, now: datetime) -> Suggestion:
    """The first circle in which there is something: near, further away, online."""
    there = [(one, km) for one, km in found if fits(one, about, now)]
    near, wide = [one for one in there if one[1] <= NEAR_KM], [one for one in there if one[1] <= WIDE_KM]
    for circle, within in (("near", near), ("wide", wide)):
        free = [one for one in within if one[0].left != 0]
        if free or (circle == "near" and within):
            return Suggestion("near" if circle == "near" else "wide", _cards(within, about, now))
    if far := [one for one in online if fits(one, about, now) and one.left != 0]:
        soonest = sorted(far, key=lambda one: (not _is_own(one, about), one.draft.starts_at, one.id))[:MOST]
        return Suggestion("online", tuple(Card(one, None, _reason(one, about, now, False)) for one in soonest))
    return Suggestion("wide", _cards(wide, about, now)) if wide else Suggestion("none")


def fits(workshop: Workshop, about: About, now: datetime) -> bool:
    spoken = {*about.languages, COMMON}
    welcome, later = workshop.draft.welcome, workshop.draft.starts_at > now + LEAD
    meant = bool(spoken & {*welcome.languages}) and not read(welcome.audience).leaves_out(about.band)
    return workshop.state == "open" and later and meant


def _is_own(workshop: Workshop, about: About) -> bool:
    return bool({*about.languages} & {*workshop.draft.welcome.languages})


def _cards(found: Sequence[Found], about: About, now: datetime) -> tuple[Card, ...]:
    def rank(one: Found) -> tuple[object, ...]:
        workshop, km = one
        step = sum(km > most for most in STEPS_KM)
        better = (not _is_own(workshop, about), FIRST.get(_lacked(workshop, about), len(FIRST)))
        mine = workshop.id in about.seats
        return (mine, workshop.left == 0, step, *better, km, workshop.draft.starts_at, workshop.id)

    chosen: list[Found] = []
    others: list[Found] = []
    for one in sorted(found, key=rank):
        (others if any(_same(one[0], before[0]) for before in chosen) else chosen).append(one)
    shown = sorted(
        (chosen + others)[:MOST],
        key=lambda one: (one[0].id in about.seats, one[1], one[0].draft.starts_at, one[0].id),
    )
    nearest = min(km for _, km in found)
    return tuple(Card(one, km, _reason(one, about, now, km == nearest)) for one, km in shown)


def _same(one: Workshop, other: Workshop) -> bool:
    """The same thing at the same place on another day: what else there is says more."""
    return (one.draft.title, one.draft.spot.venue) == (other.draft.title, other.draft.spot.venue)


def _lacked(workshop: Workshop, about: About) -> Reason:
    """What it brings to them that they have not yet: the first of its reasons."""
    return next(_lacks(workshop, about), "")


def _lacks(workshop: Workshop, about: About) -> Iterator[Reason]:
    draft = workshop.draft
    if not about.has_cv and draft.kit in FOR_A_CV:
        yield "cv"
    if about.named(f"{draft.title}\n{draft.summary}"):
        yield "trade"
    for goal in dict.fromkeys(GOALS[code] for code in about.looking if code in GOALS):
        if draft.kit in FOR_A_GOAL[goal]:
            yield goal
    if about.never_worked and draft.kit in FOR_A_FIRST:
        yield "first"
    if about.has_cv and draft.kit and draft.kit not in FOR_A_CV:
        yield "next"


def _reason(workshop: Workshop, about: About, now: datetime, nearest: bool) -> Reason:
    own = [code for code in about.languages if code != COMMON]
    if mine := about.seats.get(workshop.id):
        return mine
    if lacked := _lacked(workshop, about):
        return lacked
    if {*own} & {*workshop.draft.welcome.languages}:
        return "language"
    if nearest:
        return "nearest"
    if workshop.draft.starts_at - now <= SOON:
        return "soon"
    return "seats" if (workshop.left or 0) > FEW else ""
