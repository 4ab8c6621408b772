"""The CV of a person and its documents, in rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.cvs.model import Remarks, Stored
from bot.storage.engine import insert
from bot.storage.papers import Shelf
from bot.storage.sealed import Sealer, open_json, seal_json
from bot.storage.tables.cvs import cvs
from bot.storage.tables.mentors import suggestions
from bot.storage.tables.quizzes import quiz_results
from bot.storage.tables.workshops import hosts, seats, workshops
from cv_builder.json_resume import to_json_resume
from cv_builder.model import CV, Extra, Line
from cv_builder.reading.resume import from_json_resume
from cv_builder.rewording import Rewording
from cv_builder.wording.phrases import phrases
from flows.events import JsonValue

WORKSHOPS = "workshops"
"""Heading under which the workshops stand that they were at."""
QUIZZES = "quizzes"
"""And that of the quizzes that they have a badge for."""


def shelf(sealer: Sealer) -> Shelf:
    """Where the papers of CVs lie."""
    return Shelf(cvs, sealer)


async def save(db: AsyncConnection, sealer: Sealer, person_id: int, cv: CV, now: datetime) -> int:
    """Stores the CV as the next version and returns that."""
    resume = seal_json(sealer, person_id, to_json_resume(cv))
    statement = insert(db, cvs).values(person_id=person_id, resume=resume, locale=cv.locale, version=1, updated_at=now)
    version: int = await db.scalar(
        statement.on_conflict_do_update(
            index_elements=["person_id"],
            set_={"resume": resume, "locale": cv.locale, "version": cvs.c.version + 1, "updated_at": now},
        ).returning(cvs.c.version)
    )
    return version


async def attended(db: AsyncConnection, person_id: int) -> Sequence[Extra]:
    """Workshops that they were at and want on their CV, the newest first."""
    query = (
        select(workshops.c.title, workshops.c.starts_at, hosts.c.name)
        .select_from(seats.join(workshops).outerjoin(hosts))
        .where(seats.c.person_id == person_id, seats.c.on_cv, seats.c.state == "came")
        .order_by(workshops.c.starts_at.desc(), workshops.c.id)
    )
    return [
        Extra(Line("", WORKSHOPS), row.title, (row.name,) if row.name else (), f"{row.starts_at:%Y-%m}")
        for row in await db.execute(query)
    ]


async def learned(db: AsyncConnection, person_id: int, locale: str) -> Sequence[Extra]:
    """Quizzes that they have a badge for and want on their CV, the newest first, in the language of the CV."""
    mine = (quiz_results.c.person_id == person_id, quiz_results.c.on_cv, quiz_results.c.badge)
    rows = await db.execute(select(quiz_results).where(*mine).order_by(quiz_results.c.done_at.desc()))
    words = phrases(locale)
    named = [(words.word(QUIZZES, row.quiz) or row.title, f"{row.done_at:%Y-%m}") for row in rows]
    return [Extra(Line("", QUIZZES), title, (), month) for title, month in named if title]


async def taken(db: AsyncConnection, sealer: Sealer, person_id: int) -> Sequence[Rewording]:
    """Other words for lines of their CV that they took from a mentor, in the order in which they took them."""
    mine = (suggestions.c.person_id == person_id, suggestions.c.state == "taken")
    rows = await db.execute(select(suggestions).where(*mine).order_by(suggestions.c.settled_at, suggestions.c.id))
    said = [(row.line, open_json(sealer, person_id, row.body)) for row in rows]
    return [Rewording(line, str(body.get("before", "")), str(body.get("after", ""))) for line, body in said]


async def load(db: AsyncConnection, sealer: Sealer, person_id: int) -> Stored | None:
    found = (await db.execute(select(cvs).where(cvs.c.person_id == person_id))).one_or_none()
    if found is None:
        return None
    cv = from_json_resume(open_json(sealer, person_id, found.resume))
    return Stored(cv, found.version, found.updated_at)


async def remarks(db: AsyncConnection, sealer: Sealer, person_id: int) -> Remarks:
    sealed = await db.scalar(select(cvs.c.remarks).where(cvs.c.person_id == person_id))
    said = open_json(sealer, person_id, sealed) if sealed else {}
    return Remarks(tuple(said.get("silent", ())), tuple((key, text) for key, text in said.get("left", ())))


async def remark(db: AsyncConnection, sealer: Sealer, person_id: int, said: Remarks) -> None:
    """In the place of what was said before; nothing when there is no CV (any more)."""
    sealed = seal_json(sealer, person_id, {"silent": [*said.silent], "left": [[*pair] for pair in said.left]})
    await db.execute(update(cvs).where(cvs.c.person_id == person_id).values(remarks=sealed))


async def export(db: AsyncConnection, sealer: Sealer, person_id: int) -> dict[str, JsonValue]:
    found = (await db.execute(select(cvs).where(cvs.c.person_id == person_id))).one_or_none()
    if found is None:
        return {}
    said = await remarks(db, sealer, person_id)
    return {
        "language": found.locale,
        "version": found.version,
        "updated": found.updated_at.isoformat(),
        "resume": open_json(sealer, person_id, found.resume),
        "left_out": [text for _, text in said.left],
        "said_once": [*said.silent],
    }


async def erase(db: AsyncConnection, sealer: Sealer, person_id: int) -> None:
    """The CV and its documents."""
    await shelf(sealer).clear(db, person_id)
    await db.execute(delete(cvs).where(cvs.c.person_id == person_id))
