"""What actions answer in a chat on the engine alone: the shapes of the real ones."""

from __future__ import annotations

from collections.abc import Mapping

from bot.cvs.rules import name_on_page
from flows.events import JsonValue
from tests.conversations.engine_chat import Deed

Answers = Mapping[str, JsonValue]


def nothing(answers: Answers, args: Answers) -> JsonValue:
    return None


def org(answers: Answers, args: Answers) -> JsonValue:
    return {"name": "Le Pont", "contact": "01 23 45 67 89"}


def years(answers: Answers, args: Answers) -> JsonValue:
    return [str(year) for year in range(2026, 2018, -1)]


def tasks(answers: Answers, args: Answers) -> JsonValue:
    return [{"id": "welcome", "label": "Accueillir les clients"}, {"id": "tidy", "label": "Ranger"}]


def made(answers: Answers, args: Answers) -> JsonValue:
    """The version of the CV; None when nothing was answered yet."""
    asked = ("name", "phone", "email", "town", "looking", "looking_kind", "had_job", "school.level", "informal")
    return 1 if any(answers.get(name) not in (None, [None], []) for name in asked) else None


def skills(answers: Answers, args: Answers) -> JsonValue:
    informal = answers.get("informal")
    codes = informal if isinstance(informal, list) else []
    return [{"id": f"{code}_{n}", "label": f"{code} {n}"} for code in codes if code != "rien" for n in (1, 2)]


def name(answers: Answers, args: Answers) -> JsonValue:
    return name_on_page(answers.get("name"))


DEEDS: Mapping[str, Deed] = {
    "people.org": org,
    "people.consent": nothing,
    "people.erase": nothing,
    "people.data": nothing,
    "cvs.name": name,
    "cvs.years": years,
    "cvs.tasks": tasks,
    "cvs.skills": skills,
    "cvs.make": made,
}
