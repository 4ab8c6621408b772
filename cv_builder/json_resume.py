"""A CV as JSON Resume (jsonresume.org). What the standard has no place for stands under "x-passerelle".

Law: `reading.resume.from_json_resume(to_json_resume(cv)) == cv` for every CV of cleaned text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

from cv_builder.dates import is_date
from cv_builder.model import CV, Extra, Job, Line, School
from cv_builder.wording import phrases

Json: TypeAlias = "None | bool | int | float | str | list[Json] | dict[str, Json]"

OURS = "x-passerelle"
VERSION = 1
SCHEMA = "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json"
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


class Fields(NamedTuple):
    """Where an entry of a further section stands in the standard's list; "" where the standard has no place."""

    title: str
    detail: str
    start: str
    end: str
    lines: str
    many: bool = False
    """`lines` is a list."""


SECTIONS = {
    "volunteer": Fields("position", "organization", "startDate", "endDate", "highlights", many=True),
    "projects": Fields("name", "entity", "startDate", "endDate", "highlights", many=True),
    "awards": Fields("title", "awarder", "", "date", "summary"),
    "publications": Fields("name", "publisher", "", "releaseDate", "summary"),
    "references": Fields("name", "", "", "", "reference"),
}
"""List of the standard (and code of a `Section`) → its fields."""


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
        **_standard(cv.extras),
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
    entry = _filled(institution=school.place, area=school.subject, studyType=school.level.text)
    entry |= _filled(startDate=_dated(school.start), endDate=_dated(school.year))
    return {**entry, "courses": [line.text for line in school.lines]} if school.lines else entry


def _standard(extras: Sequence[Extra]) -> dict[str, Json]:
    """Further sections that the standard knows."""
    codes = dict.fromkeys(extra.section.code for extra in extras if extra.section.code in SECTIONS)
    return {code: [_entry(extra, SECTIONS[code]) for extra in extras if extra.section.code == code] for code in codes}


def _entry(item: Extra, fields: Fields) -> Json:
    details = ", ".join(filter(None, item.details))
    entry = {fields.title: item.title, fields.detail: details}
    entry |= {fields.start: _dated(item.start), fields.end: _dated(item.end)}
    filled = _filled(**{name: text for name, text in entry.items() if name})
    if not item.lines:
        return filled
    return {**filled, fields.lines: [*item.lines] if fields.many else " ".join(item.lines)}


def _ours(cv: CV) -> Json:
    """Codes and settings beside the standard lists, entry by entry in the same order."""
    return {
        "version": VERSION,
        "locale": cv.locale,
        "design": cv.design,
        "pages": cv.pages,
        "kept": [*cv.kept],
        "name_own": cv.name_own,
        "mark": cv.mark,
        "headline": cv.headline.code,
        "email": cv.contact.email,
        "insee": cv.contact.insee,
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
        "education": [_school(school) for school in cv.education],
        "skills": [[line.text, line.code] for line in cv.skills],
        "qualities": [[line.text, line.code] for line in cv.qualities],
        "languages": [[spoken.name.code, spoken.level] for spoken in cv.languages],
        "interests": _line_codes(cv.interests),
        "licences": _line_codes(cv.licences),
        "extras": packed(cv.extras),
    }


def _school(school: School) -> Json:
    return {
        "code": school.level.code,
        "state": school.state,
        "year": school.year,
        "start": school.start,
        "subject": school.subject_code,
        "lines": _line_codes(school.lines),
    }


def packed(extras: Sequence[Extra]) -> list[Json]:
    """[[heading, code, title, details, start, end, lines]]."""
    return [
        [one.section.text, one.section.code, one.title, [*one.details], one.start, one.end, [*one.lines]]
        for one in extras
    ]


def _line_codes(lines: Sequence[Line]) -> list[Json]:
    return [line.code for line in lines]
