"""Every text that a CV says, with the name of its place; and a CV with each of them changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from cv_builder.model import CV, Contact, Extra, Job, Language, Line, School

Change = Callable[[str, str], str]


def map_leaves(cv: CV, change: Change) -> CV:
    """`cv` with every said text replaced by `change(where, text)`."""
    return replace(
        cv,
        name=change("name", cv.name),
        name_own=change("own name", cv.name_own),
        headline=_line("headline", cv.headline, change),
        seeking=_lines("seeking", cv.seeking, change),
        summary=change("summary", cv.summary),
        contact=_contact(cv.contact, change),
        work=tuple(_job(f"work {i}", job, change) for i, job in enumerate(cv.work, 1)),
        education=tuple(_school(f"school {i}", school, change) for i, school in enumerate(cv.education, 1)),
        skills=_lines("skill", cv.skills, change),
        qualities=_lines("quality", cv.qualities, change),
        languages=tuple(_language(f"language {i}", spoken, change) for i, spoken in enumerate(cv.languages, 1)),
        licences=_lines("licence", cv.licences, change),
        interests=_lines("interest", cv.interests, change),
        mark=change("mark", cv.mark),
        extras=tuple(_extra(f"extra {i}", extra, change) for i, extra in enumerate(cv.extras, 1)),
    )


def _line(where: str, line: Line, change: Change) -> Line:
    text = change(where, line.text)
    return line if text == line.text else replace(line, text=text)


def _lines(where: str, lines: tuple[Line, ...], change: Change) -> tuple[Line, ...]:
    return tuple(_line(f"{where} {i}", line, change) for i, line in enumerate(lines, 1))


def _contact(contact: Contact, change: Change) -> Contact:
    return replace(
        contact,
        phone=change("phone", contact.phone),
        email=change("email", contact.email),
        town=change("town", contact.town),
        department=change("department", contact.department),
    )


def _job(where: str, job: Job, change: Change) -> Job:
    return replace(
        job,
        title=_line(f"{where} title", job.title, change),
        employer=change(f"{where} employer", job.employer),
        town=change(f"{where} town", job.town),
        start=change(f"{where} start", job.start),
        end=change(f"{where} end", job.end),
        tasks=_lines(f"{where} task", job.tasks, change),
    )


def _school(where: str, school: School, change: Change) -> School:
    return replace(
        school,
        level=_line(f"{where} level", school.level, change),
        subject=change(f"{where} subject", school.subject),
        place=change(f"{where} place", school.place),
        year=change(f"{where} year", school.year),
        start=change(f"{where} start", school.start),
        lines=_lines(f"{where} line", school.lines, change),
    )


def _extra(where: str, extra: Extra, change: Change) -> Extra:
    return Extra(
        section=_line(f"{where} section", extra.section, change),
        title=change(f"{where} title", extra.title),
        details=tuple(change(f"{where} detail {i}", text) for i, text in enumerate(extra.details, 1)),
        start=change(f"{where} start", extra.start),
        end=change(f"{where} end", extra.end),
        lines=tuple(change(f"{where} line {i}", text) for i, text in enumerate(extra.lines, 1)),
    )


def _language(where: str, spoken: Language, change: Change) -> Language:
    return replace(
        spoken,
        name=_line(f"{where} name", spoken.name, change),
        fluency=change(f"{where} level", spoken.fluency),
    )


def leaves(cv: CV) -> Iterator[tuple[str, str]]:
    """(where, text) of everything said, empty texts left out."""
    found: list[tuple[str, str]] = []

    def keep(where: str, text: str) -> str:
        found.append((where, text))
        return text

    map_leaves(cv, keep)
    return (leaf for leaf in found if leaf[1])
