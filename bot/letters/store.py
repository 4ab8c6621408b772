"""The letter of a person and its documents, in rows; and the CV that it is written from."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.letters.model import Stored
from bot.storage.engine import insert
from bot.storage.papers import Shelf
from bot.storage.sealed import Sealer, open_json, seal_json
from bot.storage.tables.cvs import cvs
from bot.storage.tables.letters import letters
from cv_builder.letter import Wish
from cv_builder.model import CV
from cv_builder.reading.resume import from_json_resume
from flows.events import JsonValue


def shelf(sealer: Sealer) -> Shelf:
    """Where the papers of letters lie."""
    return Shelf(letters, sealer)


async def cv(db: AsyncConnection, sealer: Sealer, person_id: int) -> CV | None:
    """The CV as it was last made; None before the first."""
    sealed = await db.scalar(select(cvs.c.resume).where(cvs.c.person_id == person_id))
    return None if sealed is None else from_json_resume(open_json(sealer, person_id, sealed))


async def save(db: AsyncConnection, sealer: Sealer, person_id: int, wish: Wish, now: datetime) -> int:
    """Stores what was asked for as the next version and returns that."""
    sealed = seal_json(sealer, person_id, asdict(wish))
    statement = insert(db, letters).values(person_id=person_id, wish=sealed, version=1, updated_at=now)
    version: int = await db.scalar(
        statement.on_conflict_do_update(
            index_elements=["person_id"],
            set_={"wish": sealed, "version": letters.c.version + 1, "updated_at": now},
        ).returning(letters.c.version)
    )
    return version


async def load(db: AsyncConnection, sealer: Sealer, person_id: int) -> Stored | None:
    """None also when the CV is gone: there is nothing to write from."""
    query = select(letters.c.wish, letters.c.version, letters.c.updated_at, cvs.c.resume)
    both = letters.join(cvs, cvs.c.person_id == letters.c.person_id)
    found = (await db.execute(query.select_from(both).where(letters.c.person_id == person_id))).one_or_none()
    if found is None:
        return None
    cv = from_json_resume(open_json(sealer, person_id, found.resume))
    return Stored(Wish(**open_json(sealer, person_id, found.wish)), cv, found.version, found.updated_at)


async def export(db: AsyncConnection, sealer: Sealer, person_id: int) -> dict[str, JsonValue]:
    found = (await db.execute(select(letters).where(letters.c.person_id == person_id))).one_or_none()
    if found is None:
        return {}
    wish = open_json(sealer, person_id, found.wish)
    return {"version": found.version, "updated": found.updated_at.isoformat(), "wish": wish}


async def erase(db: AsyncConnection, sealer: Sealer, person_id: int) -> None:
    """The letter and its documents."""
    await shelf(sealer).clear(db, person_id)
    await db.execute(delete(letters).where(letters.c.person_id == person_id))
