"""The letter of a person and its documents, in rows; and the CV that it is written from."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.channels.model import FileRef
from bot.letters.model import Stored
from bot.letters.rules import KEPT
from bot.storage.engine import insert
from bot.storage.sealed import Sealer, open_json, seal_json
from bot.storage.stored_files import row
from bot.storage.tables.cvs import cvs
from bot.storage.tables.files import files
from bot.storage.tables.letters import letters
from cv_builder.documents import Document
from cv_builder.letter import Wish
from cv_builder.model import CV
from cv_builder.reading.resume import from_json_resume
from flows.events import JsonValue

VERSIONS = 3
"""Letters whose documents stay: the newest, and what the lines just above it in the chat link to."""


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
    found = (await db.execute(select(letters).where(letters.c.person_id == person_id))).one_or_none()
    if found is None:
        return None
    history = _history(sealer, person_id, found.documents)
    made = [file for entry in history if entry["version"] == found.version for file in entry["files"]]
    refs = tuple(FileRef(file["id"], file["name"], file["type"]) for file in made)
    return Stored(Wish(**open_json(sealer, person_id, found.wish)), found.version, found.updated_at, refs)


def _history(sealer: Sealer, person_id: int, sealed: bytes | None) -> list[Any]:
    return list(open_json(sealer, person_id, sealed)) if sealed else []


async def keep(
    db: AsyncConnection, sealer: Sealer, person_id: int, version: int, made: list[tuple[str, Document]], now: datetime
) -> bool:
    """Stores the documents of a version with their ids; False when it was erased or written anew meanwhile.

    A second call for the same version stores nothing.
    """
    statement = update(letters).where(letters.c.person_id == person_id, letters.c.version == version)
    claimed = (await db.execute(statement.values(version=version).returning(letters.c.documents))).one_or_none()
    if claimed is None:
        return False
    history = _history(sealer, person_id, claimed.documents)
    if any(entry["version"] == version for entry in history):
        return True
    stored = [(FileRef(id, document.name, document.type), document.data) for id, document in made]
    await db.execute(files.insert(), [row(sealer, person_id, file, body, now) for file, body in stored])
    described = [{"id": file.id, "name": file.name, "type": file.type} for file, _ in stored]
    history.insert(0, {"version": version, "files": described})
    await _drop(db, person_id, history[VERSIONS:])
    sealed = seal_json(sealer, person_id, history[:VERSIONS])
    await db.execute(update(letters).where(letters.c.person_id == person_id).values(documents=sealed))
    return True


async def _drop(db: AsyncConnection, person_id: int, entries: list[Any]) -> None:
    ids = [file["id"] for entry in entries for file in entry["files"]]
    if ids:
        await db.execute(delete(files).where(files.c.person_id == person_id, files.c.id.in_(ids)))


async def export(db: AsyncConnection, sealer: Sealer, person_id: int) -> dict[str, JsonValue]:
    stored = await load(db, sealer, person_id)
    if stored is None:
        return {}
    return {"version": stored.version, "updated": stored.updated_at.isoformat(), "wish": asdict(stored.wish)}


async def erase(db: AsyncConnection, sealer: Sealer, person_id: int) -> None:
    """The letter and its documents."""
    sealed = await db.scalar(select(letters.c.documents).where(letters.c.person_id == person_id))
    await _drop(db, person_id, _history(sealer, person_id, sealed))
    await db.execute(delete(letters).where(letters.c.person_id == person_id))


async def retain(db: AsyncConnection, sealer: Sealer, now: datetime) -> int:
    """Erases letters that were written too long ago; returns how many."""
    rows = await db.execute(select(letters.c.person_id).where(letters.c.updated_at < now - KEPT))
    gone = [old.person_id for old in rows]
    for person_id in gone:
        await erase(db, sealer, person_id)
    return len(gone)
