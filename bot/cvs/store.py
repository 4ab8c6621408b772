"""The CV of a person and its documents, in rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.channels.model import FileRef
from bot.cvs.model import Kept, Remarks, Stored
from bot.cvs.rules import KEPT
from bot.storage.engine import insert
from bot.storage.sealed import Sealer, open_json, seal_json
from bot.storage.stored_files import row
from bot.storage.tables.cvs import cvs
from bot.storage.tables.files import files
from bot.storage.tables.workshops import hosts, seats, workshops
from cv_builder.documents import Document
from cv_builder.json_resume import to_json_resume
from cv_builder.model import CV, Extra, Line
from cv_builder.reading.resume import from_json_resume
from flows.events import JsonValue

WORKSHOPS = "workshops"
"""Heading under which the workshops stand that they were at."""
VERSIONS = 3
"""Versions whose documents stay: the newest, and what the lines just above it in the chat link to."""


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


async def documents(db: AsyncConnection, sealer: Sealer, person_id: int, version: int) -> list[Kept] | None:
    """The documents of this version, in the order they were stored; None when there are none (yet)."""
    history = await _history(db, sealer, person_id)
    entry = next((entry for entry in history if entry["version"] == version), None)
    return None if entry is None else [Kept(**file) for file in entry["files"]]


async def _history(db: AsyncConnection, sealer: Sealer, person_id: int) -> list[Any]:
    """The versions whose documents stay, newest first: `{"version", "files": [a Kept]}`."""
    sealed = await db.scalar(select(cvs.c.documents).where(cvs.c.person_id == person_id))
    return list(open_json(sealer, person_id, sealed)) if sealed else []


async def keep(
    db: AsyncConnection, sealer: Sealer, person_id: int, version: int, made: list[tuple[str, Document]], now: datetime
) -> list[Kept] | None:
    """Stores the documents of a version with their ids; None when the CV was erased or made anew meanwhile.

    A second call for the same version stores nothing and gives what the first one stored.
    """
    if not await _claimed(db, person_id, version):
        return None
    if (before := await documents(db, sealer, person_id, version)) is not None:
        return before
    kept = [Kept(id, document.format, document.name, document.type) for id, document in made]
    stored = [(FileRef(id, document.name, document.type), document.data) for id, document in made]
    await db.execute(files.insert(), [row(sealer, person_id, file, body, now) for file, body in stored])
    await _remember(db, sealer, person_id, version, kept)
    return kept


async def add(
    db: AsyncConnection,
    sealer: Sealer,
    person_id: int,
    version: int,
    made: list[tuple[str, str, Document]],
    now: datetime,
) -> bool:
    """Stores further papers of a version beside its documents, each `(id, label, document)`; the one that had the label
    goes. False when the CV was erased or made anew meanwhile."""
    history = await _history(db, sealer, person_id)
    entry = next((entry for entry in history if entry["version"] == version), None)
    if entry is None or not await _claimed(db, person_id, version):
        return False
    labels = {label for _, label, _ in made}
    old = [file["id"] for file in entry["files"] if file["format"] in labels]
    entry["files"] = [file for file in entry["files"] if file["id"] not in old]
    entry["files"] += [
        {"id": id, "format": label, "name": document.name, "type": document.type} for id, label, document in made
    ]
    stored = [(FileRef(id, document.name, document.type), document.data) for id, _, document in made]
    await db.execute(files.insert(), [row(sealer, person_id, file, body, now) for file, body in stored])
    await _write(db, sealer, person_id, history, old)
    return True


async def draw(
    db: AsyncConnection, sealer: Sealer, person_id: int, version: int, sketch: Kept, data: bytes, now: datetime
) -> bool:
    """Stores a sketch as all there is of this version; those of the versions before go. False as for `add`."""
    if not await _claimed(db, person_id, version):
        return False
    history = await _history(db, sealer, person_id)
    old = [file["id"] for entry in history for file in entry["files"] if file["format"].startswith(sketch.format)]
    history = [entry for entry in history if not any(file["id"] in old for file in entry["files"])]
    described = {"id": sketch.id, "format": sketch.format, "name": sketch.name, "type": sketch.type}
    stored = row(sealer, person_id, FileRef(sketch.id, sketch.name, sketch.type), data, now)
    await db.execute(files.insert(), [stored])
    await _write(db, sealer, person_id, [{"version": version, "files": [described]}, *history], old)
    return True


async def was_made(db: AsyncConnection, sealer: Sealer, person_id: int) -> bool:
    """Whether there were documents to hand out once, not only sketches."""
    history = await _history(db, sealer, person_id)
    return any(file["format"] == "pdf" for entry in history for file in entry["files"])


async def relabel(
    db: AsyncConnection, sealer: Sealer, person_id: int, version: int, label: str, new: str
) -> Kept | None:
    """The paper of this version that has the label, which is `new` from now on; None when there is none."""
    history = await _history(db, sealer, person_id)
    papers = (file for entry in history if entry["version"] == version for file in entry["files"])
    found = next((file for file in papers if file["format"] == label), None)
    if found is None:
        return None
    found["format"] = new
    await _write(db, sealer, person_id, history, [])
    return Kept(**found)


async def _claimed(db: AsyncConnection, person_id: int, version: int) -> bool:
    """Whether this is still the version; holds its row until the transaction ends."""
    statement = update(cvs).where(cvs.c.person_id == person_id, cvs.c.version == version).values(version=version)
    return await db.scalar(statement.returning(cvs.c.version)) is not None


async def _remember(db: AsyncConnection, sealer: Sealer, person_id: int, version: int, kept: list[Kept]) -> None:
    """Puts this version first; documents of versions too old go."""
    history = await _history(db, sealer, person_id)
    described = [{"id": f.id, "format": f.format, "name": f.name, "type": f.type} for f in kept]
    history.insert(0, {"version": version, "files": described})
    old = [file["id"] for entry in history[VERSIONS:] for file in entry["files"]]
    await _write(db, sealer, person_id, history[:VERSIONS], old)


async def _write(db: AsyncConnection, sealer: Sealer, person_id: int, history: list[Any], old: list[str]) -> None:
    if old:
        await db.execute(delete(files).where(files.c.person_id == person_id, files.c.id.in_(old)))
    await db.execute(
        update(cvs).where(cvs.c.person_id == person_id).values(documents=seal_json(sealer, person_id, history))
    )


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
    history = await _history(db, sealer, person_id)
    ids = [file["id"] for entry in history for file in entry["files"]]
    if ids:
        await db.execute(delete(files).where(files.c.person_id == person_id, files.c.id.in_(ids)))
    await db.execute(delete(cvs).where(cvs.c.person_id == person_id))


async def retain(db: AsyncConnection, sealer: Sealer, now: datetime) -> int:
    """Erases CVs that were made too long ago; returns how many."""
    gone = (await db.scalars(select(cvs.c.person_id).where(cvs.c.updated_at < now - KEPT))).all()
    for person_id in gone:
        await erase(db, sealer, person_id)
    return len(gone)
