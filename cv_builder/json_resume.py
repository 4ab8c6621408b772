"""JSON Resume (jsonresume.org) out and in. What the standard has no place for stands under "x-passerelle".

Law: `from_json_resume(to_json_resume(cv)) == cv` for every CV of cleaned text. Files of others are read kindly:
what has the wrong type is left out, never an error.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from cv_builder.chars import clean
from cv_builder.dates import is_date
from cv_builder.model import CV, NOW, Contact, Job, Language, Line, School
from cv_builder.wording import phrases

Json: TypeAlias = "None | bool | int | float | str | list[Json] | dict[str, Json]"

OURS = "x-passerelle"
VERSION = 1
SCHEMA = "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json"
MOST_ENTRIES = 200
"""Entries read of one list: far above any CV, below what would hold a process up."""
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_FULL_DATE = re.compile(r"([12][0-9]{3}-[01][0-9])-[0-3][0-9]")


def to_json_resume(cv: CV) -> dict[str, Json]:
    """A JSON Resume document: plain data for `json.dumps`."""
    headings = phrases(cv.locale).headings
    document: dict[str, Json] = {
        "$schema": SCHEMA,
        "basics": _basics(cv),
        "work": [_work(job) for job in cv.work],
        "education": [_study(school) for school in cv.education],
        "skills": [
            {"name": headings[kind], "keywords": [line.text for line in lines]}
            for kind, lines in (("skills", cv.skills), ("qualities", cv.qualities))
            if lines
        ],
        "languages": [_filled(language=spoken.name.text, fluency=spoken.fluency) for spoken in cv.languages],
        "interests": [{"name": line.text} for line in cv.interests],
        "certificates": [{"name": line.text} for line in cv.licences],
        "meta": _filled(version="v1.0.0", lastModified=cv.updated),
        OURS: _ours(cv),
    }
    return document


def _filled(**entries: str) -> dict[str, Json]:
    return {key: value for key, value in entries.items() if value}


def _basics(cv: CV) -> Json:
    contact = cv.contact
    basics = _filled(name=cv.name, label=cv.headline.text, phone=contact.phone, summary=cv.summary)
    if _EMAIL.fullmatch(contact.email):
        basics["email"] = contact.email
    location = _filled(city=contact.town, region=contact.department)
    return {**basics, "location": location} if location else basics


def _work(job: Job) -> Json:
    entry = _filled(name=job.employer, position=job.title.text, location=job.town, startDate=_dated(job.start))
    entry |= _filled(endDate=_dated(job.end))
    return {**entry, "highlights": [task.text for task in job.tasks]}


def _dated(value: str) -> str:
    return value if is_date(value) else ""


def _study(school: School) -> Json:
    return _filled(
        institution=school.place, area=school.subject, studyType=school.level.text, endDate=_dated(school.year)
    )


def _ours(cv: CV) -> Json:
    """Codes and settings beside the standard lists, entry by entry in the same order."""
    return {
        "version": VERSION,
        "locale": cv.locale,
        "design": cv.design,
        "headline": cv.headline.code,
        "email": cv.contact.email,
        "seeking": [[line.text, line.code] for line in cv.seeking],
        "work": [
            {
                "code": job.title.code,
                "start": job.start,
                "end": job.end,
                "length": job.length,
                "tasks": _line_codes(job.tasks),
            }
            for job in cv.work
        ],
        "education": [{"code": s.level.code, "state": s.state, "year": s.year} for s in cv.education],
        "skills": [[line.text, line.code] for line in cv.skills],
        "qualities": [[line.text, line.code] for line in cv.qualities],
        "languages": [[spoken.name.code, spoken.level] for spoken in cv.languages],
        "interests": _line_codes(cv.interests),
        "licences": _line_codes(cv.licences),
    }


def _line_codes(lines: Sequence[Line]) -> list[Json]:
    return [line.code for line in lines]


# -- in -------------------------------------------------------------------------------------------------------
def from_json_resume(document: Mapping[str, object]) -> CV:
    """The CV in a JSON Resume document, ours or anybody's."""
    ours = _map(document.get(OURS))
    basics = _map(document.get("basics"))
    location = _map(basics.get("location"))
    locale = _str(ours.get("locale"))
    skills, qualities = _skills(document, ours)
    return CV(
        locale=phrases(locale).locale,
        name=_str(basics.get("name")),
        headline=Line(_str(basics.get("label")), _str(ours.get("headline"))),
        seeking=_pairs(ours.get("seeking")),
        summary=_str(basics.get("summary")),
        contact=Contact(
            phone=_str(basics.get("phone")),
            email=_str(ours.get("email")) or _str(basics.get("email")),
            town=_str(location.get("city")),
            department=_str(location.get("region")),
        ),
        work=tuple(_job(entry, mine) for entry, mine in _beside(document.get("work"), ours.get("work"))),
        education=tuple(
            _school(entry, mine) for entry, mine in _beside(document.get("education"), ours.get("education"))
        ),
        skills=skills,
        qualities=qualities,
        languages=tuple(
            _language(entry, mine) for entry, mine in _beside(document.get("languages"), ours.get("languages"))
        ),
        interests=_named(document.get("interests"), ours.get("interests")),
        licences=_named(document.get("certificates"), ours.get("licences")),
        updated=_str(_map(document.get("meta")).get("lastModified")),
        design=_str(ours.get("design")),
    )


def _str(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return clean(str(value))


def _map(value: object) -> Mapping[str, object]:
    return value if isinstance(value, Mapping) else {}


def _seq(value: object) -> Sequence[object]:
    return value[:MOST_ENTRIES] if isinstance(value, list | tuple) else ()


def _beside(theirs: object, ours: object) -> list[tuple[Mapping[str, object], object]]:
    """Entries of a standard list with what we keep beside them, as long as both still have the same length."""
    entries, mine = _seq(theirs), _seq(ours)
    if len(entries) != len(mine):
        mine = [None] * len(entries)
    return [(_map(entry), extra) for entry, extra in zip(entries, mine, strict=True)]


def _pairs(value: object) -> tuple[Line, ...]:
    found = (_seq(pair) for pair in _seq(value))
    return tuple(Line(_str(pair[0]), _str(pair[1])) for pair in found if len(pair) == 2)


def _coded(texts: Sequence[str], codes: object) -> tuple[Line, ...]:
    known = [_str(code) for code in _seq(codes)]
    if len(known) != len(texts):
        known = [""] * len(texts)
    return tuple(Line(text, code) for text, code in zip(texts, known, strict=True) if text)


def _named(entries: object, codes: object) -> tuple[Line, ...]:
    return _coded([_str(_map(entry).get("name")) for entry in _seq(entries)], codes)


def _job(entry: Mapping[str, object], extra: object) -> Job:
    mine = _map(extra)
    standard_end = _date(entry.get("endDate"))
    kept_end = _str(mine.get("end"))
    job = Job(
        title=Line(_str(entry.get("position")), _str(mine.get("code"))),
        employer=_str(entry.get("name")),
        town=_str(entry.get("location")),
        start=_date(entry.get("startDate")) or _str(mine.get("start")),
        end=standard_end or kept_end,
        length=_str(mine.get("length")),
        tasks=_coded([_str(task) for task in _seq(entry.get("highlights"))], mine.get("tasks")),
    )
    goes_on = bool(job.start) and not job.end and not mine
    return replace(job, end=NOW) if goes_on else job


def _date(value: object) -> str:
    """Days are more than a CV says: "2024-09-01" → "2024-09"."""
    text = _str(value)
    full = _FULL_DATE.fullmatch(text)
    return full[1] if full else text


def _school(entry: Mapping[str, object], extra: object) -> School:
    mine = _map(extra)
    return School(
        level=Line(_str(entry.get("studyType")), _str(mine.get("code"))),
        subject=_str(entry.get("area")),
        place=_str(entry.get("institution")),
        year=_date(entry.get("endDate")) or _str(mine.get("year")),
        state=_str(mine.get("state")),
    )


def _skills(document: Mapping[str, object], ours: Mapping[str, object]) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """Skills and qualities: ours as they were; in files of others a skill's name and its keywords are one line."""
    if "skills" in ours:
        return _pairs(ours.get("skills")), _pairs(ours.get("qualities"))
    lines = []
    for entry in map(_map, _seq(document.get("skills"))):
        keywords = ", ".join(filter(None, map(_str, _seq(entry.get("keywords")))))
        name = _str(entry.get("name"))
        text = f"{name} ({keywords})" if name and keywords else name or keywords
        lines.append(Line(text))
    return tuple(line for line in lines if line.text), ()


def _language(entry: Mapping[str, object], extra: object) -> Language:
    code, level = (*_seq(extra), "", "")[:2]
    return Language(Line(_str(entry.get("language")), _str(code)), _str(level), _str(entry.get("fluency")))
