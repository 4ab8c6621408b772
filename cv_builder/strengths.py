"""« Tes forces cachées »: what people do in their life → skills for a CV, each derived from an answer.

Law: a skill is offered only for a thing that was ticked, with details that were answered; it is written only when it
was confirmed. Its code says where it comes from.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from cv_builder.wording import strengths

Answers = Mapping[str, object]

GROUPS: Mapping[str, tuple[str, ...]] = {
    "home": ("cooking", "cleaning", "shopping", "garden", "animals", "diy"),
    "family": ("siblings", "elders", "papers", "translating", "errands", "family_shop"),
    "hands": ("repairing", "phone_repair", "bike_repair", "sewing", "hair"),
    "screen": ("computer", "video", "gaming"),
    "stage": ("sport", "team", "captain", "music"),
    "others": ("events", "religion_help", "community", "market"),
    "path": ("french", "journey"),
}
"""Screens of the flow → what is ticked there; a screen's answer is saved as `informal.<group>`."""
USUAL = ("cooking", "siblings", "papers", "translating", "repairing", "computer", "sport", "events")
"""The one screen that who has worked sees first; its answer is saved as `informal`."""
MORE = "more"
"""What is ticked there to see the others, too."""
FOLLOW_UPS: Mapping[str, tuple[str, ...]] = {
    "cooking": ("people", "often"),
    "cleaning": ("often",),
    "shopping": ("people",),
    "garden": ("often",),
    "animals": ("often",),
    "diy": ("whom",),
    "siblings": ("kids", "often"),
    "elders": ("often",),
    "papers": ("whom",),
    "translating": ("where",),
    "errands": ("with",),
    "family_shop": ("often",),
    "repairing": ("whom",),
    "phone_repair": ("devices",),
    "bike_repair": ("bikes",),
    "sewing": ("whom",),
    "hair": ("whom",),
    "computer": ("whom",),
    "video": ("whom",),
    "gaming": ("members",),
    "sport": ("train", "since"),
    "team": ("since",),
    "captain": ("since",),
    "music": ("since",),
    "events": ("guests",),
    "religion_help": ("often",),
    "community": ("often",),
    "market": ("often",),
    "french": ("since",),
    "journey": (),
}
"""Thing → what may be asked about it, saved as `informal.<thing>.<kind>`. A journey is asked nothing about."""
MOST_ASKED = 2
"""Details asked for in all: enough for a few concrete lines. Who has worked is asked for none: their jobs are concrete,
and the whole CV stays within thirty answers."""
MOST_OFFERED = 8
"""Skills to confirm: with « Tout est vrai » and « D'où ça vient ? » ten buttons."""
ALL = "tout"
"""Confirms every skill that is offered."""
ASKS_BACK = "source"
"""The button « D'où ça vient ? »: no skill."""
WORKED = frozenset({"job", "small_jobs", "internship"})
"""`had_job` of somebody who has worked."""
_COUNTED = {kind: letter for letter, kind in strengths.COUNTS.items()}


@dataclass(frozen=True, slots=True)
class Source:
    """Where a skill comes from: the thing that was ticked and the details that were answered."""

    thing: str
    tokens: tuple[str, ...]


def things_of(answers: Answers) -> tuple[str, ...]:
    """What was ticked, screen by screen, each thing once; unknown codes are left out."""
    ticked = [*_texts(answers.get("informal"))]
    for group in GROUPS:
        ticked += _texts(answers.get(f"informal.{group}"))
    return tuple(dict.fromkeys(thing for thing in ticked if thing in FOLLOW_UPS))


def follow_ups(answers: Answers) -> tuple[str, ...]:
    """What to ask, as "cooking_people": the first of each thing, then the second, a few in all."""
    if not WORKED.isdisjoint(_texts(answers.get("had_job"))):
        return ()
    by_thing = [[f"{thing}_{kind}" for kind in FOLLOW_UPS[thing]] for thing in things_of(answers)]
    return tuple(_in_turn(by_thing)[:MOST_ASKED])


def offered(answers: Answers) -> tuple[str, ...]:
    """Codes of the skills to confirm: the first of each thing, then the second, until the screen is full."""
    by_thing = [[_detailed(code, thing, answers) for code in _codes_of(thing)] for thing in things_of(answers)]
    return tuple(_in_turn(by_thing)[:MOST_OFFERED])


def confirmed(answers: Answers) -> tuple[str, ...]:
    """Codes of the skills that the person said are true."""
    said = tuple(dict.fromkeys(_texts(answers.get("informal_skills"))))
    return offered(answers) if ALL in said else tuple(code for code in said if code != ASKS_BACK)


def source_of(code: str) -> Source | None:
    """Where a skill comes from; None for a person's own words."""
    name, *tokens = code.split(".")
    return Source(strengths.thing_of(code), tuple(tokens)) if name in strengths.skills() else None


def answers_of(codes: Sequence[str]) -> dict[str, object]:
    """The answers that lead to these skills, by save name: for a CV that comes back as a file."""
    found: dict[str, object] = {}
    sources = [source for code in codes if (source := source_of(code))]
    for group, things in GROUPS.items():
        if ticked := [thing for thing in things if any(source.thing == thing for source in sources)]:
            found[f"informal.{group}"] = ticked
    if done := {source.thing for source in sources}:
        found["informal"] = [thing for thing in USUAL if thing in done] + ([MORE] if done - set(USUAL) else [])
    for source in sources:
        for token in source.tokens:
            if kind := strengths.kind_of(token):
                counted = token.removeprefix(_COUNTED[kind]) if kind in _COUNTED else ""
                found[f"informal.{source.thing}.{kind}"] = f"n{counted}" if counted else token
    return found | {"informal_skills": list(codes)} if codes else found


def _codes_of(thing: str) -> list[str]:
    return [code for code in strengths.skills() if strengths.thing_of(code) == thing]


def _detailed(code: str, thing: str, answers: Answers) -> str:
    """The code with the details that its line has room for."""
    room = strengths.slots(code)
    tokens = (_token(kind, answers.get(f"informal.{thing}.{kind}")) for kind in FOLLOW_UPS[thing] if kind in room)
    return ".".join((code, *filter(None, tokens)))


def _token(kind: str, value: object) -> str:
    """An answer as part of a code: 6, "n6" → "p6"; "daily" → itself; what adds nothing → ""."""
    if kind in _COUNTED:
        number = value.removeprefix("n") if isinstance(value, str) else value
        if isinstance(number, bool) or not str(number).isdecimal():
            return ""
        return f"{_COUNTED[kind]}{int(str(number))}" if 1 <= int(str(number)) <= strengths.MOST_COUNTED else ""
    return value if isinstance(value, str) and strengths.kind_of(value) == kind else ""


def _in_turn(rows: Sequence[Sequence[str]]) -> list[str]:
    return [code for row in zip_longest(*rows) for code in row if code]


def _texts(value: object) -> list[str]:
    """Texts of a list, at any depth."""
    if isinstance(value, str):
        return [value]
    return [text for item in value for text in _texts(item)] if isinstance(value, list | tuple) else []
