"""What actions answer in a chat on the engine alone: the rules of the real ones, without a database."""

from __future__ import annotations

from collections.abc import Mapping

from bot.cvs import lines, rules
from bot.i18n import translator
from cv_builder import strengths
from cv_builder.quiz import cv_from_answers
from flows.events import JsonValue
from tests.conversations.engine_chat import START, Deed

Answers = Mapping[str, JsonValue]


def nothing(answers: Answers, locale: str) -> JsonValue:
    return None


def agreed(answers: Answers, locale: str) -> JsonValue:
    return "yes"


def org(answers: Answers, locale: str) -> JsonValue:
    return {"name": "Le Pont", "contact": "01 23 45 67 89"}


def name(answers: Answers, locale: str) -> JsonValue:
    return rules.name_on_page(answers.get("name"))


def years(answers: Answers, locale: str) -> JsonValue:
    return rules.years(START)


def tasks(answers: Answers, locale: str) -> JsonValue:
    return rules.tasks(answers.get("job.title"), locale)


def forms(answers: Answers, locale: str) -> JsonValue:
    return rules.forms(answers.get("looking"), locale, answers.get("cv_language"))


def count(answers: Answers, locale: str) -> JsonValue:
    return rules.count(answers.get("job.tasks"), locale)


def counts(answers: Answers, locale: str) -> JsonValue:
    return rules.counts(answers.get("job.tasks"))


def follow_ups(answers: Answers, locale: str) -> JsonValue:
    return [*strengths.follow_ups(answers)]


def skills(answers: Answers, locale: str) -> JsonValue:
    return rules.skills(answers, locale)


def said(answers: Answers, locale: str) -> JsonValue:
    """Says something, which the engine alone can't."""
    return True


def made(answers: Answers, locale: str) -> JsonValue:
    """The version of the CV; None when nothing was answered yet."""
    return (
        1
        if any(answers.get(name) for name in ("name", "phone", "email", "town", "looking", "informal_skills"))
        else None
    )


def lines_of(answers: Answers, locale: str) -> JsonValue:
    return lines.lines(answers, cv_from_answers(answers))


def parts(answers: Answers, locale: str) -> JsonValue:
    found = lines.parts(str(answers.get("line")), answers, translator(locale), locale)
    return found if len(found) > 1 else None


def part(answers: Answers, locale: str) -> JsonValue:
    found = lines.parts(str(answers.get("line")), answers, translator(locale), locale)
    return found[0]["id"] if found and isinstance(found[0], dict) else None


DEEDS: Mapping[str, Deed] = {
    "people.org": org,
    "people.consent": agreed,
    "people.erase": nothing,
    "people.data": nothing,
    "cvs.name": name,
    "cvs.years": years,
    "cvs.tasks": tasks,
    "cvs.forms": forms,
    "cvs.count": count,
    "cvs.counts": counts,
    "cvs.follow_ups": follow_ups,
    "cvs.skills": skills,
    "cvs.skill_lines": said,
    "cvs.skill_sources": said,
    "cvs.make": made,
    "cvs.sketch": nothing,
    "cvs.sketched": nothing,
    "cvs.numbers": made,
    "cvs.lines": lines_of,
    "cvs.parts": parts,
    "cvs.part": part,
    "cvs.designs": made,
    "cvs.anonymous": made,
}
