"""What there is to tap: jobs, tasks, how somebody may be named, numbers, years, skills."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from bot.cvs.rules.cv import SOURCE_LOCALE, cv_locale
from bot.cvs.rules.listing import Options, last, listed, option, short
from bot.ports import Words
from cv_builder import strengths
from cv_builder.wording import find_occupation, occupations, phrases, tasks_for
from cv_builder.wording.jobs import find_task
from cv_builder.wording.jobs import sectors as bank_sectors
from cv_builder.wording.occupation import FEMININE, counted
from cv_builder.wording.strengths import detail, things, worded
from cv_builder.wording.titles import choices_of, feminine, gender_of_title, title_of, unsettled
from flows.events import JsonValue

GENDERLESS = "en"
"""CV language in which nobody is named by gender."""
AHEAD = 4
"""Years ahead that the end of something may be known: no training contract is longer."""
YEARS = 8
"""Years offered as buttons, this one first; an older one can be typed."""


def tasks(title: JsonValue, locale: str) -> Options:
    """Tasks of the job under way: an occupation value, or the rounds of one (the last counts)."""
    known = tasks_for(_known(last(title)))
    return [option(task.code, task.button.get(short(locale)) or task.button[SOURCE_LOCALE]) for task in known]


def _known(title: JsonValue) -> str | None:
    """Code of an occupation that has tasks of its own: itself, or the one it is like."""
    if not isinstance(title, Mapping):
        return None
    codes = (title.get("code"), title.get("like"))
    return next((code for code in codes if isinstance(code, str) and find_occupation(code)), None)


def sectors(locale: str) -> Options:
    """Where people work, to tap: two taps to any job of the bank for who can't type it."""
    return [
        option(sector, words.get(short(locale)) or words[SOURCE_LOCALE]) for sector, words in bank_sectors().items()
    ]


def jobs(sector: JsonValue, locale: str) -> Options:
    """The jobs of a sector, the usual ones first."""
    return [option(job.key, job.words(short(locale)).button) for job in occupations() if job.sector == sector]


def forms(looking: JsonValue, locale: str, cv_locale: str) -> Options:
    """How the person may be named: in the chat's words where they have two forms, else in those of the CV.

    Nothing to choose in a language without genders, or when the job was typed in the feminine: that is an answer.
    """
    if cv_locale == GENDERLESS or gender_of_title(looking) == FEMININE:
        return []
    return _forms(looking, locale, cv_locale)


def forms_of_jobs(answers: Mapping[str, JsonValue], locale: str) -> Options:
    """The same once the jobs are told, for who was never asked and typed a form that leaves it open."""
    if "named" in answers or cv_locale(answers) == GENDERLESS:
        return []
    return _forms(unsettled(answers), locale, cv_locale(answers))


def every_form(answers: Mapping[str, JsonValue], locale: str) -> Options:
    """What can be said instead of a feminine that was taken without a question."""
    taken = None if cv_locale(answers) == GENDERLESS else feminine(answers)
    return _forms(taken, locale, cv_locale(answers)) if taken is not None else []


def form_taken(answers: Mapping[str, JsonValue]) -> JsonValue:
    """The feminine that was typed, as the CV says it; None when somebody was asked or typed none."""
    if "named" in answers or cv_locale(answers) == GENDERLESS:
        return None
    return title_of(feminine(answers), cv_locale(answers), FEMININE).text or None


def _forms(looking: object, locale: str, cv_locale: str) -> Options:
    return [option(how, title) for how, title in choices_of(looking, (short(locale), cv_locale, SOURCE_LOCALE))]


def count(picked: JsonValue, locale: str) -> JsonValue:
    """The question about how much, for the first task picked that has one; None without.

    `{"of": task, "question", "high"}`, the last the most that can be meant.
    """
    task = counted([task for code in _last(picked) if (task := find_task(code))])
    if task is None or task.count is None:
        return None
    question = task.count.question.get(short(locale)) or task.count.question[SOURCE_LOCALE]
    return {"of": task.code, "question": question, "high": task.count.most}


def counts(picked: JsonValue) -> Options:
    """Likely answers to that question. Each names its task: after a change the number belongs to no other."""
    task = counted([task for code in _last(picked) if (task := find_task(code))])
    if task is None or task.count is None:
        return []
    return [
        {"id": f"n{n}", "label": str(n), "value": {"of": task.code, "number": n, "label": str(n)}}
        for n in task.count.some
    ]


def _last(picked: JsonValue) -> list[str]:
    """Task codes of the job under way: a list, or the lists of all rounds so far."""
    if isinstance(picked, list) and picked and (picked[-1] is None or isinstance(picked[-1], list)):
        picked = picked[-1]
    return [code for code in picked if isinstance(code, str)] if isinstance(picked, list) else []


def skills(answers: Mapping[str, JsonValue], locale: str) -> Options:
    """The skills behind what they do in their life, to confirm: each with its details, in the words of a button."""
    words = phrases(locale)
    return [option(code, words.skill_button(code)) for code in strengths.offered(answers)]


def skill_sources(answers: Mapping[str, JsonValue], locale: str, words: Words) -> str:
    """Where each line comes from: what was ticked and what was answered about it."""
    short = phrases(locale).locale
    sentence = words.pgettext("cvs/source", "«\u00a0{line}\u00a0»\u00a0: tu as dit {said}.")
    told = []
    for code in strengths.offered(answers):
        source = strengths.source_of(code)
        if source is None:
            continue
        said = [things()[source.thing][short], *(detail(token, short) for token in source.tokens)]
        told.append(sentence.format(line=worded(code, short), said=listed(said, words, len(said))))
    return "\n".join(told)


def span(now: datetime, since: object = None) -> dict[str, JsonValue]:
    """Bounds of a year that is over; of the end of what began in `since`: that may be agreed on beforehand."""
    if isinstance(since, int) and not isinstance(since, bool):
        return {"low": since, "high": max(now.year, since) + AHEAD}
    return {"high": now.year}


def years(now: datetime, since: object = None) -> Options:
    """The last ones, newest first; of what began in the year `since`, those it can have ended in."""
    began = int(since) if isinstance(since, int | str) and str(since).isdecimal() else 0
    return [option(str(year), str(year)) for year in range(now.year, max(now.year - YEARS, began - 1), -1)]
