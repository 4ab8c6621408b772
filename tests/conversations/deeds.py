"""What actions answer in a chat on the engine alone: the rules of the real ones, without a database."""

from __future__ import annotations

from collections.abc import Mapping

from bot.cvs.rules import advice, lines, names, offers
from bot.cvs.rules.cv import cv_locale, is_empty
from bot.cvs.rules.listing import last
from bot.i18n import translator
from bot.letters import rules as letters
from cv_builder import strengths
from cv_builder.advice import advise
from cv_builder.foreign import EMPLOYER, unread
from cv_builder.quiz import cv_from_answers
from cv_builder.scripts import script_of
from flows.events import JsonValue
from tests.bot.words import SourceWords
from tests.conversations.engine_chat import START, Deed

Answers = Mapping[str, JsonValue]


def nothing(answers: Answers, locale: str) -> JsonValue:
    return None


def agreed(answers: Answers, locale: str) -> JsonValue:
    return "yes"


def org(answers: Answers, locale: str) -> JsonValue:
    return {"name": "Le Pont", "contact": "01 23 45 67 89"}


def name(answers: Answers, locale: str) -> JsonValue:
    return names.name_on_page(answers.get("name"))


def employer(answers: Answers, locale: str) -> JsonValue:
    return names.place_on_page(answers.get("job.employer"))


def no_letters(answers: Answers, locale: str) -> JsonValue:
    return names.no_letters(answers.get("name"))


def every_form(answers: Answers, locale: str) -> JsonValue:
    return offers.every_form(answers, locale)


def span(answers: Answers, locale: str) -> JsonValue:
    return offers.span(START)


def years(answers: Answers, locale: str) -> JsonValue:
    return offers.years(START)


def tasks(answers: Answers, locale: str) -> JsonValue:
    return offers.tasks(answers.get("job.title"), locale)


def sectors(answers: Answers, locale: str) -> JsonValue:
    return offers.sectors(locale)


def jobs(answers: Answers, locale: str) -> JsonValue:
    return offers.jobs(answers.get("sector"), locale)


def forms(answers: Answers, locale: str) -> JsonValue:
    return offers.forms(answers.get("looking"), locale, cv_locale(answers))


def forms_of_jobs(answers: Answers, locale: str) -> JsonValue:
    return offers.forms_of_jobs(answers, locale)


def form_taken(answers: Answers, locale: str) -> JsonValue:
    return offers.form_taken(answers)


def missing(answers: Answers, locale: str) -> JsonValue:
    empty = is_empty(cv_from_answers(answers, cv_locale(answers)))
    return lines.missing(answers, SourceWords()(locale)) if empty else []


def place(answers: Answers, locale: str) -> JsonValue:
    return letters.place_on_page(answers.get("letter.place"))


def foreign_place(answers: Answers, locale: str) -> JsonValue:
    return letters.foreign_place(answers.get("letter.place"), cv_locale(answers))


def reread(answers: Answers, locale: str) -> JsonValue:
    return letters.to_reread(answers.get("letter.own"), cv_locale(answers))


def count(answers: Answers, locale: str) -> JsonValue:
    return offers.count(answers.get("job.tasks"), locale)


def counts(answers: Answers, locale: str) -> JsonValue:
    return offers.counts(answers.get("job.tasks"))


def follow_ups(answers: Answers, locale: str) -> JsonValue:
    return [*strengths.follow_ups(answers)]


def skills(answers: Answers, locale: str) -> JsonValue:
    return offers.skills(answers, locale)


def script(answers: Answers, locale: str) -> JsonValue:
    return script_of(str(answers.get("name") or "")) or None


def latin(answers: Answers, locale: str) -> JsonValue:
    return names.name_forms(answers.get("name"))[0]


def own_name(answers: Answers, locale: str) -> JsonValue:
    return names.own_name(answers.get("name"))


def latin_name(answers: Answers, locale: str) -> JsonValue:
    return names.latin_name(answers.get("name_latin"))


def foreign(answers: Answers, locale: str) -> JsonValue:
    typed = last(answers.get(EMPLOYER))
    return typed if unread(typed, cv_locale(answers)) else None


def other_language(answers: Answers, locale: str) -> JsonValue:
    return locale if locale != cv_locale(answers) else None


def skill_sources(answers: Answers, locale: str) -> JsonValue:
    return offers.skill_sources(answers, locale, SourceWords()(locale)) or None


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


def ideas(answers: Answers, locale: str) -> JsonValue:
    return advice.offered(advise(answers, START.date().isoformat()), translator(locale)) or None


def idea_words(answers: Answers, locale: str) -> JsonValue:
    return advice.told(advise(answers, START.date().isoformat()), translator(locale))


def nobody_here(answers: Answers, locale: str) -> JsonValue:
    return {"any": None, "band": None, "agreed": None, "state": "none"}


def quiz_round(answers: Answers, locale: str) -> JsonValue:
    return {"quiz": "codes", "score": 6, "of": 8, "badge": "yes", "cv": "may"}


DEEDS: Mapping[str, Deed] = {
    "people.org": org,
    "people.consent": agreed,
    "people.erasing": nothing,
    "people.erase": nothing,
    "people.keep": nothing,
    "people.data": nothing,
    "people.agreed": nothing,
    "people.under15": nothing,
    "people.young": nothing,
    "people.permissions": nothing,
    "people.permitted": nothing,
    "people.permit": nothing,
    "received.brought": nothing,
    "received.take": nothing,
    "received.leave": nothing,
    "cvs.name": name,
    "cvs.place": employer,
    "cvs.no_letters": no_letters,
    "cvs.every_form": every_form,
    "cvs.span": span,
    "cvs.years": years,
    "cvs.tasks": tasks,
    "cvs.copy": made,
    "cvs.script": script,
    "cvs.latin": latin,
    "cvs.own_name": own_name,
    "cvs.latin_name": latin_name,
    "cvs.foreign": foreign,
    "cvs.other_language": other_language,
    "cvs.sectors": sectors,
    "cvs.jobs": jobs,
    "cvs.forms": forms,
    "cvs.missing": missing,
    "cvs.forms_of_jobs": forms_of_jobs,
    "cvs.form_taken": form_taken,
    "cvs.count": count,
    "cvs.counts": counts,
    "cvs.follow_ups": follow_ups,
    "cvs.skills": skills,
    "cvs.skill_sources": skill_sources,
    "cvs.make": made,
    "cvs.sketch": nothing,
    "cvs.sketched": nothing,
    "cvs.numbers": made,
    "cvs.lines": lines_of,
    "cvs.parts": parts,
    "cvs.part": part,
    "cvs.changed": nothing,
    "cvs.left_out": nothing,
    "cvs.left_out_fine": nothing,
    "cvs.keep": nothing,
    "cvs.advice": ideas,
    "cvs.advice_words": idea_words,
    "cvs.advised": nothing,
    "cvs.designs": made,
    "letters.ready": made,
    "letters.place": place,
    "letters.foreign": foreign_place,
    "letters.reread": reread,
    "letters.write": made,
    "cvs.anonymous": made,
    "received.read": nothing,
    "quizzes.mine": nothing,
    "quizzes.done": quiz_round,
    "quizzes.result": quiz_round,
    "quizzes.to_cv": agreed,
    "safety.noticed": nothing,
    "safety.number": nothing,
    "safety.numbers": nothing,
    "safety.urgent": nothing,
    "safety.fine": nothing,
    "safety.word": nothing,
    "safety.word_kept": nothing,
    "safety.word_off": nothing,
    "safety.word_wanted": nothing,
    "mentors.here": nobody_here,
    "mentors.band": nothing,
    "mentors.languages": nothing,
    "mentors.agree": agreed,
    "mentors.withdraw": nothing,
    "mentors.truth": nothing,
    "mentors.ask": nothing,
    "mentors.leave": nothing,
    "mentors.readers": nothing,
    "mentors.idea": nothing,
    "mentors.ideas_taken": nothing,
    "mentors.decide": nothing,
    "mentors.appointment": nothing,
    "mentors.free": nothing,
    "mentors.book": nothing,
    "mentors.cancel": nothing,
    "mentors.calendar": nothing,
}
