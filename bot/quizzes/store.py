"""Results in rows. Law: of somebody who has agreed to nothing, nothing is kept."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import case, delete, func, literal, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.quizzes.model import Round
from bot.storage.engine import insert
from bot.storage.tables.people import people
from bot.storage.tables.quizzes import quiz_results as results
from flows.events import JsonValue


async def agreed(db: AsyncConnection, person_id: int) -> bool:
    query = select(people.c.id).where(people.c.id == person_id, people.c.consent_at.is_not(None))
    return await db.scalar(query) is not None


async def note(db: AsyncConnection, now: datetime, person_id: int, round: Round) -> bool | None:
    """The best round stays, a badge too. True when it is on their CV already; None: nothing may be kept."""
    if not await agreed(db, person_id):
        return None
    row = {
        "person_id": person_id,
        "quiz": round.quiz,
        "title": round.title,
        "best": round.score,
        "questions": round.questions,
        "badge": round.won,
        "done_at": now,
    }
    statement = insert(db, results).values(row)
    new = statement.excluded
    # rounds may have had another number of questions: what counts is the share
    better = new.best * results.c.questions >= results.c.best * new.questions
    on_cv: bool = await db.scalar(
        statement.on_conflict_do_update(
            index_elements=["person_id", "quiz"],
            set_={
                "title": new.title,
                "best": case((better, new.best), else_=results.c.best),
                "questions": case((better, new.questions), else_=results.c.questions),
                "badge": case((results.c.badge, True), else_=new.badge),
                "done_at": now,
            },
        ).returning(results.c.on_cv)
    )
    return on_cv


async def badges(db: AsyncConnection, person_id: int) -> int:
    query = select(func.count()).select_from(results).where(results.c.person_id == person_id, results.c.badge)
    return int(await db.scalar(query) or 0)


async def to_cv(db: AsyncConnection, person_id: int, quiz: str) -> bool:
    """Only what they have a badge for; True when it is on their CV now."""
    mine = (results.c.person_id == person_id, results.c.quiz == quiz, results.c.badge)
    noted = await db.execute(update(results).where(*mine).values(on_cv=True).returning(literal(1)))
    return noted.first() is not None


async def export(db: AsyncConnection, person_id: int) -> dict[str, JsonValue]:
    rows = await db.execute(select(results).where(results.c.person_id == person_id).order_by(results.c.quiz))
    return {
        "quizzes": [
            {"quiz": r.quiz, "best": r.best, "of": r.questions, "on_cv": r.on_cv, "done_at": r.done_at.isoformat()}
            for r in rows
        ]
    }


async def erase(db: AsyncConnection, person_id: int) -> None:
    await db.execute(delete(results).where(results.c.person_id == person_id))
