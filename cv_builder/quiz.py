"""Answers of the conversation → a CV worded in one language. Nothing is said that was not answered.

Every answer may be missing, null or of a shape nobody expected (an old session, an edited flow): it is then left out.
What came with a file and is no answer to any question stands under `brought` (see there).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias, TypeVar

from cv_builder import brought, own
from cv_builder.brought import Brought
from cv_builder.dates import is_date, month_words
from cv_builder.foreign import for_page
from cv_builder.model import CV, NOW, Contact, Job, Line, School
from cv_builder.names import proposed_place, tidy_town, tidy_words
from cv_builder.shapes import codes_of, list_of, place_of, rounds_of, text_of
from cv_builder.spoken import languages_of
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

Answers = Mapping[str, object]
_Entry = TypeVar("_Entry", Job, School)
Rounds: TypeAlias = list[tuple[int, _Entry]]


def cv_from_answers(answers: Answers, cv_locale: str = "fr", updated: str = "") -> CV:
    """The CV that these answers give, in `cv_locale`. `updated`: ISO date of the answers, the date of the PDF."""
    words = phrases(cv_locale)
    answers = for_page(answers, words.locale)
    more = brought.of(answers)
    licences = [code for code in codes_of(answers.get("licence")) if code != NO_LICENCE]
    return CV(
        locale=words.locale,
        name=text_of(answers.get("name")),
        name_own=text_of(answers.get("name_own")) or _own_name(answers.get("name"), more),
        headline=title_of(answers.get("looking"), words.locale, named_by(answers)),
        seeking=_seeking(answers, words),
        summary=text_of(more.get("summary")),
        contact=Contact(
            phone=text_of(answers.get("phone")),
            email=text_of(answers.get("email")),
            town=tidy_town(place_of(answers.get("town"), "name")),
            department=place_of(answers.get("town"), "dep"),
            insee=place_of(answers.get("town"), "insee"),
        ),
        work=() if answers.get("had_job") == NO_EXPERIENCE else _jobs(answers, words),
        education=_schools(answers, words),
        skills=_skills(answers, words),
        qualities=_own_lines("qualities", own.QUALITIES, answers, words),
        languages=languages_of(answers, words),
        licences=_lines("licences", licences, more.get("licences"), words),
        interests=_own_lines("interests", own.INTERESTS, answers, words),
        extras=brought.extras(more.get("extras")),
        updated=updated,
        design=text_of(answers.get("design")),
        pages=2 if answers.get("pages") == TWO_PAGES else 1,
    )


def _own_name(name: object, more: Brought) -> str:
    """The name's own script as a file had it, as long as the name is the one it had."""
    latin, own = (*list_of(more.get("name_own")), None, None)[:2]
    return text_of(own) if text_of(name) == text_of(latin) else ""


def _worded(codes: Sequence[str], order: object, line: Callable[[str], Line | None]) -> tuple[Line, ...]:
    """Codes worded by the bank; what the bank does not know is the person's own word, those of a file (`order`) too."""
    lines = []
    for one in brought.merged(codes, order):
        text, code = (one, one) if isinstance(one, str) else (one[0], one[-1])
        lines.append(line(code) or Line(tidy_words(text_of(text))))
    return tuple(line for line in lines if line.text)


def _lines(kind: str, codes: Sequence[str], order: object, words: Phrases) -> tuple[Line, ...]:
    return _worded(codes, order, lambda code: words.line(kind, code))


def _own_lines(kind: str, beside: str, answers: Answers, words: Phrases) -> tuple[Line, ...]:
    """Boxes ticked, and what was said beside them (`beside`: its save)."""
    boxes = _lines(kind, own.boxes(answers, kind), brought.of(answers).get(kind), words)
    there = {line.text for line in boxes}
    said = dict.fromkeys(tidy_words(one) for one in own.said(beside, answers.get(beside)))
    return (*boxes, *(Line(text) for text in said if text not in there))


def _seeking(answers: Answers, words: Phrases) -> tuple[Line, ...]:
    """ "À la recherche d’un emploi ou d’un stage" and "Disponible immédiatement"; the codes stay beside the words."""
    said = []
    kinds = codes_of(answers.get("looking_kind"))
    if kinds:
        named = words.either([words.word("seeking", kind) or kind for kind in kinds])
        said.append(Line(words.say("seeking").format(kinds=named), " ".join(kinds)))
    when = text_of(answers.get("available")) or text_of(brought.of(answers).get("available"))
    known = words.line("available", when)
    if known:
        said.append(known)
    elif is_date(when):
        said.append(Line(words.say("from_month").format(month=month_words(when, words)), when))
    return tuple(said)


def _jobs(answers: Answers, words: Phrases) -> tuple[Job, ...]:
    return tuple(job for _, job in jobs_by_round(answers, words))


def jobs_by_round(answers: Answers, words: Phrases) -> Rounds[Job]:
    """The jobs as they stand on the CV, newest first, each with its round in the answers (from 0)."""
    rounds = rounds_of(answers, JOB_SAVES, nested="job.tasks")
    more = brought.of(answers).get("jobs")
    named = named_by(answers)
    jobs = [(i, _job(entry, brought.entry(more, i, _names(entry)), words, named)) for i, entry in enumerate(rounds)]
    return _newest_first(jobs, lambda job: "9999" if job.end == NOW else job.end or job.start)


def _names(entry: Answers) -> tuple[str, str]:
    """What makes this job this job: its title, its employer."""
    title = entry["title"]
    return text_of(title.get("label") if isinstance(title, Mapping) else title), text_of(entry["employer"])


def _job(entry: Answers, more: Brought, words: Phrases, named: str) -> Job | None:
    title = title_of(entry["title"], words.locale, named)
    employer = _employer(entry)
    tasks = _worded(codes_of(entry["tasks"]), more.get("tasks"), _tasks(entry, words))
    if not (title.text or employer or tasks):
        return None
    start, end = _dates(entry, more)
    return Job(
        title=title if title.text else Line(words.say("unknown_job")),
        employer=employer,
        town=tidy_town(place_of(entry["town"], "name") or text_of(more.get("town"))),
        start=start,
        end=end,
        length=text_of(entry["length"]) or text_of(more.get("length")),
        tasks=tasks,
    )


def _employer(entry: Answers) -> str:
    """With the capitals that were proposed, when they were taken; as typed when not."""
    typed, said = text_of(entry["employer"]), entry["employer_case"]
    if said == AS_TYPED:
        return typed
    return proposed_place(typed) if said == TAKEN else tidy_words(typed)


def _dates(entry: Answers, more: Brought) -> tuple[str, str]:
    """Start and end; those of a file as long as no other year was answered since."""
    year = text_of(entry["year"])
    start, end = text_of(entry["start"]), text_of(entry["end"])
    first, last = text_of(more.get("start")), text_of(more.get("end"))
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
    rounds = rounds_of(answers, SCHOOL_SAVES)
    more = brought.of(answers).get("schools")
    schools = [
        (i, _school(entry, brought.entry(more, i, (text_of(entry["level"]),)), words)) for i, entry in enumerate(rounds)
    ]
    return _newest_first(schools, lambda school: "9999" if school.state == ONGOING else school.year)


def _school(entry: Answers, more: Brought, words: Phrases) -> School | None:
    level, state = text_of(entry["level"]), text_of(entry["state"])
    own, text = text_of(more.get("level")), words.level(level, state)
    if not (text or own):
        return None
    subject = text_of(entry["subject"]) or text_of(more.get("subject"))
    year = text_of(entry["year"]) or text_of(more.get("year"))
    start = text_of(more.get("start"))
    known = words.word("subjects", subject)
    return School(
        level=Line(own) if own else Line(text, level),
        subject=known or tidy_words(subject),
        place=tidy_words(place_of(entry["place"], "name") or text_of(more.get("place"))),
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
    return _worded(codes_of(confirmed(answers)), brought.of(answers).get("skills"), words.skill)
