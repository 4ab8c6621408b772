"""Every text that a CV says, with the name of its place; and a CV with each of them changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from cv_builder.model import CV, Line

Change = Callable[[str, str], str]


def map_leaves(cv: CV, change: Change) -> CV:
    """`cv` with every said text replaced by `change(where, text)`."""

    def lines(field: str, entries: tuple[Line, ...]) -> tuple[Line, ...]:
        return tuple(replace(line, text=change(f"{field} {i}", line.text)) for i, line in enumerate(entries, 1))

    contact = cv.contact
    return replace(
        cv,
        name=change("name", cv.name),
        headline=replace(cv.headline, text=change("headline", cv.headline.text)),
        seeking=lines("seeking", cv.seeking),
        summary=change("summary", cv.summary),
        contact=replace(
            contact,
            phone=change("phone", contact.phone),
            email=change("email", contact.email),
            town=change("town", contact.town),
            department=change("department", contact.department),
        ),
        work=tuple(
            replace(
                job,
                title=replace(job.title, text=change(f"work {i} title", job.title.text)),
                employer=change(f"work {i} employer", job.employer),
                town=change(f"work {i} town", job.town),
                start=change(f"work {i} start", job.start),
                end=change(f"work {i} end", job.end),
                tasks=lines(f"work {i} task", job.tasks),
            )
            for i, job in enumerate(cv.work, 1)
        ),
        education=tuple(
            replace(
                school,
                level=replace(school.level, text=change(f"school {i} level", school.level.text)),
                subject=change(f"school {i} subject", school.subject),
                place=change(f"school {i} place", school.place),
                year=change(f"school {i} year", school.year),
            )
            for i, school in enumerate(cv.education, 1)
        ),
        skills=lines("skill", cv.skills),
        qualities=lines("quality", cv.qualities),
        languages=tuple(
            replace(
                spoken,
                name=replace(spoken.name, text=change(f"language {i} name", spoken.name.text)),
                fluency=change(f"language {i} level", spoken.fluency),
            )
            for i, spoken in enumerate(cv.languages, 1)
        ),
        licences=lines("licence", cv.licences),
        interests=lines("interest", cv.interests),
    )


def leaves(cv: CV) -> Iterator[tuple[str, str]]:
    """(where, text) of everything said, empty texts left out."""
    found: list[tuple[str, str]] = []

    def keep(where: str, text: str) -> str:
        found.append((where, text))
        return text

    map_leaves(cv, keep)
    return (leaf for leaf in found if leaf[1])
