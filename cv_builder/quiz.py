"""Answers of the conversation → a CV worded in one language. Nothing is said that was not answered.

Every answer may be missing, null or of a shape nobody expected (an old session, an edited flow): it is then left out.
What came with a file and is no answer to any question stands under `brought` (see there).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias, TypeVar

from cv_builder import brought
from cv_builder.brought import Brought
from cv_builder.chars import clean, without_pictures
from cv_builder.dates import is_date, month_words
from cv_builder.foreign import for_page
from cv_builder.model import CV, NOW, Contact, Job, Language, Line, School
from cv_builder.names import proposed_place, tidy_town, tidy_words
from cv_builder.strengths import confirmed
from cv_builder.wording import Phrases, phrases
from cv_builder.wording.jobs import task_line
from cv_builder.wording.titles import named_by, title_of

NO_EXPERIENCE = "none"
"""`had_job` of somebody who has not worked: jobs answered before that was changed are not shown."""
NO_LICENCE = "none"
TWO_PAGES = "two"
"""`pages` of who chose two; anything else is one."""
ONGOING = "ongoing"
"""`school.state` of a school that goes on: it stands first, though it has no year yet."""
JOB_SAVES = (
    *("job.title", "job.employer", "job.town", "job.start", "job.end", "job.length", "job.year"),
    *("job.tasks", "job.amount", "job.employer_case"),
)
"""`job.amount`: `{"of": task code, "number"}`, how much of that task; said only while the task is on the list.

`job.employer_case`: whether the capitals that were proposed for the place were taken.
"""
TAKEN, AS_TYPED = "oui", "mien"
SCHOOL_SAVES = ("school.level", "school.subject", "school.place", "school.year", "school.state")

SPOKEN, MORE = ("languages", "languages.more"), "more"

Answers = Mapping[str, object]
_Entry = TypeVar("_Entry", Job, School)
Rounds: TypeAlias = list[tuple[int, _Entry]]


def cv_from_answers(answers: Answers, cv_locale: str = "fr", updated: str = "") -> CV:
    """The CV that these answers give, in `cv_locale`. `updated`: ISO date of the answers, the date of the PDF."""
    words = phrases(cv_locale)
    answers = for_page(answers, words.locale)
    more = brought.of(answers)
    licences = [code for code in _codes(answers.get("licence")) if code != NO_LICENCE]
    return CV(
        locale=words.locale,
        name=_text(answers.get("name")),
        name_own=_text(answers.get("name_own")) or _own_name(answers.get("name"), more),
        headline=title_of(answers.get("looking"), words.locale, named_by(answers)),
        seeking=_seeking(answers, words),
        summary=_text(more.get("summary")),
        contact=Contact(
            phone=_text(answers.get("phone")),
            email=_text(answers.get("email")),
            town=tidy_town(_place(answers.get("town"), "name")),
            department=_place(answers.get("town"), "dep"),
            insee=_place(answers.get("town"), "insee"),
        ),
        work=() if answers.get("had_job") == NO_EXPERIENCE else _jobs(answers, words),
        education=_schools(answers, words),
        skills=_skills(answers, words),
        qualities=_lines("qualities", _codes(answers.get("qualities")), more.get("qualities"), words),
        languages=_languages(answers, words),
        licences=_lines("licences", licences, more.get("licences"), words),
        interests=_lines("interests", _codes(answers.get("interests")), more.get("interests"), words),
        extras=brought.extras(more.get("extras")),
        updated=updated,
        design=_text(answers.get("design")),
        pages=2 if answers.get("pages") == TWO_PAGES else 1,
    )


def _own_name(name: object, more: Brought) -> str:
    """The name's own script as a file had it, as long as the name is the one it had."""
    latin, own = (*_list(more.get("name_own")), None, None)[:2]
    return _text(own) if _text(name) == _text(latin) else ""


def _text(value: object) -> str:
    """Text of an answer, without emoji; numbers are text too. Everything else is ""."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return without_pictures(clean(str(value)))


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


def _worded(codes: Sequence[str], order: object, line: Callable[[str], Line | None]) -> tuple[Line, ...]:
    """Codes worded by the bank; what the bank does not know is the person's own word, those of a file (`order`) too."""
    lines = []
    for one in brought.merged(codes, order):
        text, code = (one, one) if isinstance(one, str) else (one[0], one[-1])
        lines.append(line(code) or Line(tidy_words(_text(text))))
    return tuple(line for line in lines if line.text)


def _lines(kind: str, codes: Sequence[str], order: object, words: Phrases) -> tuple[Line, ...]:
    return _worded(codes, order, lambda code: words.line(kind, code))


def _seeking(answers: Answers, words: Phrases) -> tuple[Line, ...]:
    """ "À la recherche d’un emploi ou d’un stage" and "Disponible immédiatement"; the codes stay beside the words."""
    said = []
    kinds = _codes(answers.get("looking_kind"))
    if kinds:
        named = words.either([words.word("seeking", kind) or kind for kind in kinds])
        said.append(Line(words.say("seeking").format(kinds=named), " ".join(kinds)))
    when = _text(answers.get("available")) or _text(brought.of(answers).get("available"))
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
    return tuple(job for _, job in jobs_by_round(answers, words))


def jobs_by_round(answers: Answers, words: Phrases) -> Rounds[Job]:
    """The jobs as they stand on the CV, newest first, each with its round in the answers (from 0)."""
    rounds = _rounds(answers, JOB_SAVES, nested="job.tasks")
    more = brought.of(answers).get("jobs")
    named = named_by(answers)
    jobs = [(i, _job(entry, brought.entry(more, i, _names(entry)), words, named)) for i, entry in enumerate(rounds)]
    return _newest_first(jobs, lambda job: "9999" if job.end == NOW else job.end or job.start)


def _names(entry: Answers) -> tuple[str, str]:
    """What makes this job this job: its title, its employer."""
    title = entry["title"]
    return _text(title.get("label") if isinstance(title, Mapping) else title), _text(entry["employer"])


def _job(entry: Answers, more: Brought, words: Phrases, named: str) -> Job | None:
    title = title_of(entry["title"], words.locale, named)
    employer = _employer(entry)
    tasks = _worded(_codes(entry["tasks"]), more.get("tasks"), _tasks(entry, words))
    if not (title.text or employer or tasks):
        return None
    start, end = _dates(entry, more)
    return Job(
        title=title if title.text else Line(words.say("unknown_job")),
        employer=employer,
        town=tidy_town(_place(entry["town"], "name") or _text(more.get("town"))),
        start=start,
        end=end,
        length=_text(entry["length"]) or _text(more.get("length")),
        tasks=tasks,
    )


def _employer(entry: Answers) -> str:
    """With the capitals that were proposed, when they were taken; as typed when not."""
    typed, said = _text(entry["employer"]), entry["employer_case"]
    if said == AS_TYPED:
        return typed
    return proposed_place(typed) if said == TAKEN else tidy_words(typed)


def _dates(entry: Answers, more: Brought) -> tuple[str, str]:
    """Start and end; those of a file as long as no other year was answered since."""
    year = _text(entry["year"])
    start, end = _text(entry["start"]), _text(entry["end"])
    first, last = _text(more.get("start")), _text(more.get("end"))
    if not start and year in ("", first[:4]) and end in ("", last[:4]):
        start, end = first, last
    start = start if is_date(start) else year if is_date(year) else ""
    return start, end if end == NOW or is_date(end) else ""


def _tasks(entry: Answers, words: Phrases) -> Callable[[str], Line | None]:
    """Words a task. The number stands in the sentence of the one it was given for, wherever that is now, or nowhere."""
    amount = entry["amount"]
    of, number = (amount.get("of"), amount.get("number")) if isinstance(amount, Mapping) else ("", None)
    whole = number if isinstance(number, int) and not isinstance(number, bool) else None
    return lambda code: task_line(code, words.locale, whole if code == of else None)


def _schools(answers: Answers, words: Phrases) -> tuple[School, ...]:
    return tuple(school for _, school in schools_by_round(answers, words))


def schools_by_round(answers: Answers, words: Phrases) -> Rounds[School]:
    """As `jobs_by_round`."""
    rounds = _rounds(answers, SCHOOL_SAVES)
    more = brought.of(answers).get("schools")
    schools = [
        (i, _school(entry, brought.entry(more, i, (_text(entry["level"]),)), words)) for i, entry in enumerate(rounds)
    ]
    return _newest_first(schools, lambda school: "9999" if school.state == ONGOING else school.year)


def _school(entry: Answers, more: Brought, words: Phrases) -> School | None:
    level, state = _text(entry["level"]), _text(entry["state"])
    own, text = _text(more.get("level")), words.level(level, state)
    if not (text or own):
        return None
    subject = _text(entry["subject"]) or _text(more.get("subject"))
    year = _text(entry["year"]) or _text(more.get("year"))
    start = _text(more.get("start"))
    known = words.word("subjects", subject)
    return School(
        level=Line(own) if own else Line(text, level),
        subject=known or tidy_words(subject),
        place=tidy_words(_place(entry["place"], "name") or _text(more.get("place"))),
        year=year if is_date(year) else "",
        state=state,
        start=start if is_date(start) else "",
        lines=_worded((), more.get("lines"), lambda code: None),
        subject_code=subject if known else "",
    )


def _newest_first(entries: list[tuple[int, _Entry | None]], date: Callable[[_Entry], str]) -> Rounds[_Entry]:
    found = [(round, entry) for round, entry in entries if entry]
    return sorted(found, key=lambda pair: date(pair[1]), reverse=True)


def _skills(answers: Answers, words: Phrases) -> tuple[Line, ...]:
    """The skills the person confirmed, and no other, with those of a file."""
    return _worded(_codes(confirmed(answers)), brought.of(answers).get("skills"), words.skill)


def spoken_codes(answers: Answers) -> tuple[str, ...]:
    """Languages of both screens; on the first `MORE` only says that there is a second one."""
    every = (code for save in SPOKEN for code in _codes(answers.get(save)))
    return tuple(dict.fromkeys(code for code in every if code != MORE))


def _languages(answers: Answers, words: Phrases) -> tuple[Language, ...]:
    """In the person's order. `language.level` is a list beside `languages`, or a mapping code → level."""
    levels = answers.get("language.level")
    codes = spoken_codes(answers)
    named = []
    for one in brought.merged(codes, brought.of(answers).get("languages")):
        if isinstance(one, list):
            name, level, own, code = (*map(_text, one), "", "", "")[:4]
        else:
            name, level, own, code = one, _level(answers, levels, codes.index(one), one), "", one
        fluency = words.word("fluency", level)
        line = words.line("languages", code) or Line(tidy_words(name), code if code != name else "")
        if line.text:
            named.append(Language(line, level if fluency else "", fluency or own))
    return tuple(named)


def _level(answers: Answers, levels: object, at: int, code: str) -> str:
    if isinstance(levels, Mapping):
        level = _text(levels.get(code))
    else:
        level = _text(_list(levels)[at]) if at < len(_list(levels)) else ""
    return level or _text(answers.get(f"language.level.{code}"))
