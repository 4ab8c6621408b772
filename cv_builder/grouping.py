"""What stands under which heading: skills by where they come from, licences by what they are."""

from __future__ import annotations

from collections.abc import Mapping

from cv_builder.model import Line
from cv_builder.wording.strengths import thing_of

TOPICS: Mapping[str, str] = {
    thing: topic
    for topic, things in {
        "home": "cooking siblings elders cleaning shopping animals",
        "autonomy": "papers translating errands computer video french journey",
        "upkeep": "repairing phone_repair bike_repair diy sewing hair garden",
        "together": "sport team captain music gaming events religion_help community market family_shop",
    }.items()
    for thing in things.split()
}
"""Thing done in life (the first part of a skill's code) → topic of the phrase bank."""
FEWEST_UNDER_TOPICS = 2
"""More skills than topics by so many, or each would have a title of its own."""

LICENCES: Mapping[str, str] = {
    "b": "licence",
    "b_learning": "licence",
    "am": "licence",
    "a": "licence",
    "forklift": "certificate",
    "first_aid": "certificate",
    "bike": "mobility",
    "transit": "mobility",
}
KINDS = ("licence", "certificate", "mobility")
"""In the order in which they are named and shown."""


def skills_heading(skills: tuple[Line, ...]) -> str:
    """Key of the heading. **Why** two: a recruiter is not to take meals cooked at home for a job in a kitchen."""
    return "daily_skills" if skills and all(map(_topic, skills)) else "skills"


def by_topic(skills: tuple[Line, ...]) -> Mapping[str, tuple[Line, ...]]:
    """Topic → its skills, in the order of the first of each; all under "" where titles would crowd them."""
    topics = list(dict.fromkeys(map(_topic, skills)))
    if "" in topics or len(topics) == 1 or len(skills) < len(topics) + FEWEST_UNDER_TOPICS:
        return {"": skills}
    return {topic: tuple(skill for skill in skills if _topic(skill) == topic) for topic in topics}


def licences_heading(licences: tuple[Line, ...]) -> str:
    """Key of the heading that names what is there and nothing else."""
    found = set(map(_licence, licences))
    return "_".join(kind for kind in KINDS if kind in found)


def sorted_licences(licences: tuple[Line, ...]) -> tuple[Line, ...]:
    """In the order of their heading."""
    return tuple(sorted(licences, key=lambda line: KINDS.index(_licence(line))))


def _topic(skill: Line) -> str:
    return TOPICS.get(thing_of(skill.code), "")


def _licence(line: Line) -> str:
    """What the bank does not know came in as a certificate."""
    return LICENCES.get(line.code, "certificate")
