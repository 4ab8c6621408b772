"""Answers of the conversation → a CV worded in one language. Nothing is said that was not answered.

Every answer may be missing, null or of a shape nobody expected (an old session, an edited flow): it is then left out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from cv_builder.chars import clean, without_pictures
from cv_builder.dates import is_date, month_words
from cv_builder.model import CV, NOW, Contact, Job, Language, Line, School
from cv_builder.names import tidy_town, tidy_words
from cv_builder.strengths import confirmed
from cv_builder.wording import Phrases, find_occupation, phrases
from cv_builder.wording.jobs import task_line

NO_EXPERIENCE = "none"
"""`had_job` of somebody who has not worked: jobs answered before that was changed are not shown."""
NO_LICENCE = "none"
ONGOING = "ongoing"
"""`school.state` of a school that goes on: it stands first, though it has no year yet."""
JOB_SAVES = ("job.title", "job.employer", "job.town", "job.start", "job.end", "job.length", "job.year", "job.tasks")
SCHOOL_SAVES = ("school.level", "school.subject", "school.place", "school.year", "school.state")

Answers = Mapping[str, object]
_Entry = TypeVar("_Entry", Job, School)


def cv_from_answers(answers: Answers, cv_locale: str = "fr", updated: str = "") -> CV:
    """The CV that these answers give, in `cv_locale`. `updated`: ISO date of the answers, the date of the PDF."""
    words = phrases(cv_locale)
    return CV(
        locale=words.locale,
        name=_text(answers.get("name")),
        headline=_occupation(answers.get("looking"), words),
        seeking=_seeking(answers, words),
        contact=Contact(
            phone=_text(answers.get("phone")),
            email=_text(answers.get("email")),
            town=tidy_town(_place(answers.get("town"), "name")),
            department=_place(answers.get("town"), "dep"),
        ),
        work=() if answers.get("had_job") == NO_EXPERIENCE else _jobs(answers, words),
        education=_schools(answers, words),
        skills=_skills(answers, words),
        qualities=_lines("qualities", answers.get("qualities"), words),
        languages=_languages(answers, words),
        licences=_lines("licences", [c for c in _list(answers.get("licence")) if c != NO_LICENCE], words),
        interests=_lines("interests", answers.get("interests"), words),
        updated=updated,
        design=_text(answers.get("design")),
    )


def _text(value: object) -> str:
    """Text of an answer, without emoji; numbers are text too. Everything else is ""."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return without_pictures(clean(str(value)))


def _own_words(value: object) -> str:
    """Text that a person typed for the page."""
    return tidy_words(_text(value))


def _list(value: object) -> Sequence[object]:
    if value is None:
        return ()
    return value if isinstance(value, list | tuple) else (value,)


def _codes(value: object) -> tuple[str, ...]:
    """Text entries of a list, each once, in their order."""
    return tuple(dict.fromkeys(code for entry in _list(value) if (code := _text(entry))))


def _place(value: object, part: str) -> str:
    if isinstance(value, Mapping):
        return _text(value.get(part))
    return _text(value) if part == "name" else ""


def _lines(kind: str, value: object, words: Phrases) -> tuple[Line, ...]:
    """Codes worded by the bank; what the bank does not know is the person's own word."""
    return tuple(words.line(kind, code) or Line(tidy_words(code)) for code in _codes(value))


def _occupation(value: object, words: Phrases) -> Line:
    """An occupation as a title: our own wording, else the label of the answer (ESCO or typed)."""
    code, label = "", _text(value)
    if isinstance(value, Mapping):
        code, label = _text(value.get("code")), _text(value.get("label"))
    known = find_occupation(code)
    if known:
        return known.title(words.locale, typed=label)
    return Line(tidy_words(label), code)


def _seeking(answers: Answers, words: Phrases) -> tuple[Line, ...]:
    """ "À la recherche d’un emploi ou d’un stage" and "Disponible immédiatement"; the codes stay beside the words."""
    said = []
    kinds = _codes(answers.get("looking_kind"))
    if kinds:
        named = words.either([words.word("seeking", kind) or kind for kind in kinds])
        said.append(Line(words.say("seeking").format(kinds=named), " ".join(kinds)))
    when = _text(answers.get("available"))
    known = words.line("available", when)
    if known:
        said.append(known)
    elif is_date(when):
        said.append(Line(words.say("from_month").format(month=month_words(when, words)), when))
    return tuple(said)


def _rounds(answers: Answers, saves: Sequence[str], nested: str = "") -> list[dict[str, object]]:
    """One mapping a round of a repeat: {"title": …, "employer": …}. A value outside a repeat is a single round.

    `nested` names the save whose value is itself a list in every round.
    """
    columns: dict[str, Sequence[object]] = {}
    for save in saves:
        column = _list(answers.get(save))
        if save == nested and column and not any(isinstance(entry, list | tuple) for entry in column):
            column = (column,) if any(entry is not None for entry in column) else ()
        columns[save.partition(".")[2]] = column
    rounds = max((len(column) for column in columns.values()), default=0)
    return [{key: column[i] if i < len(column) else None for key, column in columns.items()} for i in range(rounds)]


def _jobs(answers: Answers, words: Phrases) -> tuple[Job, ...]:
    jobs = (_job(entry, words) for entry in _rounds(answers, JOB_SAVES, nested="job.tasks"))
    return _newest_first([job for job in jobs if job], lambda job: "9999" if job.end == NOW else job.end or job.start)


def _job(entry: Answers, words: Phrases) -> Job | None:
    title = _occupation(entry["title"], words)
    employer = _own_words(entry["employer"])
    tasks = tuple(task_line(code, words.locale) or Line(tidy_words(code)) for code in _codes(entry["tasks"]))
    if not (title.text or employer or tasks):
        return None
    start, end = _text(entry["start"]), _text(entry["end"])
    return Job(
        title=title if title.text else Line(words.say("unknown_job")),
        employer=employer,
        town=tidy_town(_place(entry["town"], "name")),
        start=start if is_date(start) else _text(entry["year"]) if is_date(_text(entry["year"])) else "",
        end=end if end == NOW or is_date(end) else "",
        length=_text(entry["length"]),
        tasks=tasks,
    )


def _schools(answers: Answers, words: Phrases) -> tuple[School, ...]:
    schools = (_school(entry, words) for entry in _rounds(answers, SCHOOL_SAVES))
    found = [school for school in schools if school]
    return _newest_first(found, lambda school: "9999" if school.state == ONGOING else school.year)


def _school(entry: Answers, words: Phrases) -> School | None:
    level, state, subject = _text(entry["level"]), _text(entry["state"]), _text(entry["subject"])
    text = words.level(level, state)
    if not text:
        return None
    year = _text(entry["year"])
    return School(
        level=Line(text, level),
        subject=words.word("subjects", subject) or tidy_words(subject),
        place=tidy_words(_place(entry["place"], "name")),
        year=year if is_date(year) else "",
        state=state,
    )


def _newest_first(entries: list[_Entry], date: Callable[[_Entry], str]) -> tuple[_Entry, ...]:
    return tuple(sorted(entries, key=date, reverse=True))


def _skills(answers: Answers, words: Phrases) -> tuple[Line, ...]:
    """The skills the person confirmed, and no other."""
    return tuple(words.skill(code) or Line(tidy_words(code)) for code in _codes(confirmed(answers)))


def _languages(answers: Answers, words: Phrases) -> tuple[Language, ...]:
    """In the person's order. `language.level` is a list beside `languages`, or a mapping code → level."""
    levels = answers.get("language.level")
    named = []
    for i, code in enumerate(_codes(answers.get("languages"))):
        if isinstance(levels, Mapping):
            level = _text(levels.get(code))
        else:
            level = _text(_list(levels)[i]) if i < len(_list(levels)) else ""
        level = level or _text(answers.get(f"language.level.{code}"))
        fluency = words.word("fluency", level)
        named.append(
            Language(words.line("languages", code) or Line(tidy_words(code)), level if fluency else "", fluency)
        )
    return tuple(named)
