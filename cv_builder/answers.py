"""A CV → the answers that give it: codes where there are some, own words where there are none.

Law: `cv_from_answers(answers_from_cv(cv), cv.locale, cv.updated) == cv` for every CV of the quiz. Every save of the
conversation is there, None where the CV says nothing: asked and passed. `brought` holds what no question can.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from cv_builder import brought, foreign, own
from cv_builder.dates import YEARS, is_date
from cv_builder.json_resume import Json, packed
from cv_builder.leaves import leaves
from cv_builder.model import CV, NOW, Job, Language, Line, School
from cv_builder.names import proposed_place
from cv_builder.quiz import AS_TYPED, TWO_PAGES
from cv_builder.spoken import MORE
from cv_builder.strengths import FOLLOW_UPS, GROUPS, answers_of, offered
from cv_builder.wording import LOCALES, find_occupation, phrases
from cv_builder.wording.jobs import find_task
from cv_builder.wording.occupation import NEUTRAL, split_count
from cv_builder.wording.titles import title_of

WORKED = "job"
"""`had_job` of somebody with work on their CV, whichever it was."""
NEVER = "none"
OTHER_SCHOOL = "other"
"""`school.level` of a level that the bank does not have."""
DONE = "done"
LANGUAGES = frozenset(
    ("fr", "ar", "en", "es", "pt", "tr", "kab", "bm", "ff", "wo",
     "so", "ti", "ln", "prs", "ps", "uk", "ru", "ta", "bn", "ro")
)  # fmt: skip
"""Those that the conversation asks for one by one; others are kept beside."""

FIRST_LANGUAGES = ("fr", "ar", "en", "es", "pt", "tr")
"""Those of the first screen; the others come on a second one."""

Answers = dict[str, Json]


def answers_from_cv(cv: CV) -> Answers:
    words = phrases(cv.locale)
    spoken = [one for one in cv.languages if _is_asked(one)]
    said = sorted((one.name.code for one in spoken), key=lambda code: code not in FIRST_LANGUAGES)
    first, others = [code for code in said if code in FIRST_LANGUAGES], [c for c in said if c not in FIRST_LANGUAGES]
    forces, skills = _strengths([line.code for line in cv.skills if words.skill(line.code)])
    # Asked only of whoever has not worked.
    qualities = [] if cv.work else _codes(cv.qualities, "qualities")
    interests = [] if cv.work else _codes(cv.interests, "interests")
    more: dict[str, Json] = {
        "summary": cv.summary,
        "name_own": [cv.name, cv.name_own] if cv.name_own else [],
        foreign.KEPT: [text for _, text in leaves(cv) if foreign.unread(text, cv.locale)],
        "available": next((line.code for line in cv.seeking if is_date(line.code)), ""),
        "jobs": _some([_more_of_job(job) for job in cv.work]),
        "schools": _some([_more_of_school(school) for school in cv.education]),
        "skills": _order(cv.skills, skills),
        "qualities": _order(cv.qualities, qualities),
        "licences": _order(cv.licences, _codes(cv.licences, "licences")),
        "interests": _order(cv.interests, interests),
        "languages": [] if said == [one.name.code for one in cv.languages] else [*map(_more_of_language, cv.languages)],
        "extras": packed(cv.extras),
    }
    return {
        **_head(cv),
        **_jobs(cv.work),
        **_schools(cv.education),
        **forces,
        "informal_skills": [*skills] or None,
        "languages": [*first, MORE] if others else [*first] or None,
        "languages.more": [*others] or None,
        **{f"language.level.{one.name.code}": one.level or None for one in spoken},
        "licence": [*_codes(cv.licences, "licences")] or None,
        "qualities": [*qualities] or None,
        "interests": [*interests] or None,
        **dict.fromkeys((own.LANGUAGES, own.LEVEL, own.QUALITIES, own.INTERESTS)),
        "cv_language": cv.locale,
        "design": cv.design or None,
        "pages": TWO_PAGES if cv.pages > 1 else None,
        brought.SAVE: {name: value for name, value in more.items() if value} or None,
    }


def _head(cv: CV) -> Answers:
    contact, words = cv.contact, phrases(cv.locale)
    town = {"insee": contact.insee, "name": contact.town, "dep": contact.department}
    kinds = [code for line in cv.seeking for code in line.code.split() if words.word("seeking", code)]
    return {
        "name": cv.name or None,
        "named": _named([cv.headline, *(job.title for job in cv.work)], cv.locale),
        "phone": contact.phone or None,
        "email": contact.email or None,
        "town": {part: text for part, text in town.items() if text} or None,
        "looking_kind": [*kinds] or None,
        "looking": _occupation(cv.headline),
        "available": next((line.code for line in cv.seeking if words.word("available", line.code)), None),
        "had_job": WORKED if cv.work else NEVER,
    }


def _named(titles: Sequence[Line], locale: str) -> str | None:
    """How the person is named in these titles; None where that can't be told, or would word one of them otherwise."""
    found = {*_hows(titles)}
    how = found.pop() if len(found) == 1 else ""
    same = all(title_of(_occupation(title), locale, how).text == title.text for title in titles if title.text)
    return how if how and same else None


def _hows(titles: Iterable[Line]) -> Iterator[str]:
    """What each says of it, "" when that can't be told; a form for all says nothing."""
    for title in titles:
        job = find_occupation(title.code)
        every = job.wording.values() if job else ()
        if not job or not any(words.is_gendered for words in every):
            continue
        gender = job.gender(title.text)
        if not gender and any(title.text in words.forms for words in every):
            continue
        neutral = any(title.text == words.title for words in every)
        yield gender or (NEUTRAL if neutral else "")


def _occupation(title: Line) -> Json:
    found = {"code": title.code, "label": title.text}
    return {part: text for part, text in found.items() if text} or None


def _strengths(codes: list[str]) -> tuple[Answers, list[str]]:
    """What leads to these skills, and the codes; none of them when the conversation would not offer them all again."""
    asked = ["informal", *(f"informal.{group}" for group in GROUPS)]
    asked += [f"informal.{thing}.{kind}" for thing, kinds in FOLLOW_UPS.items() for kind in kinds]
    found = answers_of(codes)
    kept = codes if set(codes) <= set(offered(found)) else []
    return {save: _json(found.get(save)) if kept else None for save in asked}, kept


def _json(value: object) -> Json:
    return [str(one) for one in value] if isinstance(value, list) else None if value is None else str(value)


def _jobs(jobs: Sequence[Job]) -> Answers:
    return {
        "job.title": _column(_occupation(_title(job)) for job in jobs),
        "job.employer": _column(job.employer or None for job in jobs),
        "job.employer_case": _column(
            AS_TYPED if proposed_place(job.employer) != job.employer else None for job in jobs
        ),
        "job.year": _column(_year(job.start) for job in jobs),
        "job.length": _column(job.length if _is_code("lengths", job.length) else None for job in jobs),
        "job.end": _column(
            (NOW if job.end == NOW else _year(job.end)) if job.length == YEARS else None for job in jobs
        ),
        "job.tasks": _column(_task_codes(job) or None for job in jobs),
        "job.amount": _column(_amount(job) for job in jobs),
    }


def _title(job: Job) -> Line:
    """What the job was called, if it was: not the words that stand in for it."""
    unknown = {phrases(locale).say("unknown_job") for locale in LOCALES}
    return Line("") if job.title.text in unknown else job.title


def _tasks(job: Job) -> list[Line]:
    """The tasks; in a code of the bank without its number, which is an answer of its own."""
    return [Line(line.text, split_count(line.code)[0]) if find_task(line.code) else line for line in job.tasks]


def _task_codes(job: Job) -> list[Json]:
    return [line.code for line in _tasks(job) if find_task(line.code)]


def _amount(job: Job) -> Json:
    """The number that one of the tasks says, and of which."""
    for line in job.tasks:
        task, number = split_count(line.code)
        if number is not None and find_task(task):
            return {"of": task, "number": number, "label": str(number)}
    return None


def _more_of_job(job: Job) -> dict[str, Json]:
    """Exact dates, a town and own words; `of` names the job they belong to."""
    more: dict[str, Json] = {
        "start": job.start if len(job.start) > len("2024") or job.end else "",
        "end": job.end,
        "town": job.town,
        "length": "" if _is_code("lengths", job.length) else job.length,
        "tasks": _order(_tasks(job), [line.code for line in _tasks(job) if find_task(line.code)]),
    }
    found = {name: value for name, value in more.items() if value}
    return {"of": [_title(job).text, job.employer], **found} if found else {}


def _schools(schools: Sequence[School]) -> Answers:
    return {
        "school.level": _column(_level(school) for school in schools),
        "school.subject": _column(_subject(school) or None for school in schools),
        "school.year": _column(_year(school.year) if school.state == DONE else None for school in schools),
        "school.state": _column(school.state or None for school in schools),
    }


def _level(school: School) -> str:
    return school.level.code if phrases("fr").level(school.level.code, "") else OTHER_SCHOOL


def _subject(school: School) -> str:
    return school.subject_code or school.subject


def _more_of_school(school: School) -> dict[str, Json]:
    """**Why** subject and year again: the conversation asks for them only where it needs them."""
    known = bool(phrases("fr").level(school.level.code, ""))
    more: dict[str, Json] = {
        "level": "" if known else school.level.text,
        "subject": _subject(school),
        "place": school.place,
        "start": school.start,
        "year": "" if school.state == DONE and len(school.year) == len("2024") else school.year,
        "lines": [[line.text] for line in school.lines],
    }
    found = {name: value for name, value in more.items() if value}
    return {"of": [_level(school)], **found} if found else {}


def _is_asked(spoken: Language) -> bool:
    return spoken.name.code in LANGUAGES and (bool(spoken.level) or not spoken.fluency)


def _more_of_language(spoken: Language) -> Json:
    if _is_asked(spoken):
        return spoken.name.code
    return [spoken.name.text, spoken.level, "" if spoken.level else spoken.fluency, spoken.name.code]


def _codes(lines: Iterable[Line], kind: str) -> list[str]:
    return [line.code for line in lines if _is_code(kind, line.code)]


def _order(lines: Sequence[Line], codes: Sequence[str]) -> list[Json]:
    """The lines in their order, codes and own words; nothing where codes say it all."""
    if len(codes) == len(lines):
        return []
    return [line.code if line.code in codes else [line.text, line.code] for line in lines]


def _some(entries: list[dict[str, Json]]) -> list[Json]:
    return [*entries] if any(entries) else []


def _column(values: Iterable[Json]) -> Json:
    """One value a round; None for no rounds at all."""
    return [*values] or None


def _year(date: str) -> int | None:
    return int(date[:4]) if is_date(date) else None


@cache
def _words_of(kind: str) -> frozenset[str]:
    return frozenset(phrases("fr").words[kind])


def _is_code(kind: str, code: str) -> bool:
    return code in _words_of(kind)
