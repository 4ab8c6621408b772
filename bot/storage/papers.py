"""The papers of something that has versions (a CV, a letter): their bodies in `files`, and whose version they are of.

Law: papers belong to the newest version, checked in the statement that stores them. What was erased or made anew
meanwhile gets none; papers of versions too old go with the next ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Table, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.channels.model import FileRef
from bot.storage.sealed import Sealer, open_json, seal_json
from bot.storage.stored_files import row
from bot.storage.tables.files import files
from flows.events import JsonValue

VERSIONS = 3
"""Versions whose papers stay: the newest, and what the lines just above it in the chat link to."""


@dataclass(frozen=True, slots=True)
class Paper:
    """One document in `files`. `format`: its format or, of papers beside the main ones, "kind/format"."""

    id: str
    format: str
    name: str
    type: str

    def ref(self, alt: str = "") -> FileRef:
        return FileRef(self.id, self.name, self.type, alt)


Body = tuple[Paper, bytes]
"""A paper and what is in it."""


class Papers(NamedTuple):
    """Those of one version, in the order they were stored."""

    version: int
    papers: tuple[Paper, ...]


@dataclass(frozen=True, slots=True)
class Shelf:
    """Papers of the rows of `table`, which has one a person: `person_id`, `version`, and `documents`, sealed."""

    table: Table
    sealer: Sealer

    def read(self, person_id: int, documents: bytes | None) -> Sequence[Papers]:
        """What the column `documents` says, the newest version first."""
        told = open_json(self.sealer, person_id, documents) if documents else []
        return [Papers(entry["version"], tuple(_paper(file) for file in entry["files"])) for entry in told]

    async def of(self, db: AsyncConnection, person_id: int, version: int) -> Sequence[Paper]:
        """Those of this version; none before they were made."""
        return _of(await self._history(db, person_id), version)

    async def ever(self, db: AsyncConnection, person_id: int, format: str) -> bool:
        """Whether one of that format lies there, of any version."""
        return any(paper.format == format for _, papers in await self._history(db, person_id) for paper in papers)

    async def keep(
        self, db: AsyncConnection, person_id: int, version: int, made: Sequence[Body], now: datetime
    ) -> bool:
        """Stores the papers of a version; a second call for the same version stores nothing. False: it is gone."""
        history = await self._claim(db, person_id, version)
        if history is None or any(kept.version == version for kept in history):
            return history is not None
        await self._store(db, person_id, made, now)
        await self._write(db, person_id, [Papers(version, _named(made)), *history][:VERSIONS], history)
        return True

    async def add(self, db: AsyncConnection, person_id: int, version: int, made: Sequence[Body], now: datetime) -> bool:
        """Stores further papers beside those of a version; what had their format goes. False: there are none (any more)
        to stand beside."""
        history = await self._claim(db, person_id, version)
        if history is None or all(kept.version != version for kept in history):
            return False
        formats = {paper.format for paper, _ in made}
        await self._store(db, person_id, made, now)
        now_there = [
            kept._replace(papers=(*(one for one in kept.papers if one.format not in formats), *_named(made)))
            if kept.version == version
            else kept
            for kept in history
        ]
        await self._write(db, person_id, now_there, history)
        return True

    async def draw(
        self, db: AsyncConnection, person_id: int, version: int, made: Sequence[Body], now: datetime
    ) -> bool:
        """Stores papers as all there is of this version; versions that have any of their kind go. False: gone."""
        history = await self._claim(db, person_id, version)
        if history is None:
            return False
        kinds = tuple(paper.format for paper, _ in made)
        await self._store(db, person_id, made, now)
        others = [kept for kept in history if not any(one.format.startswith(kinds) for one in kept.papers)]
        await self._write(db, person_id, [Papers(version, _named(made)), *others], history)
        return True

    async def relabel(
        self, db: AsyncConnection, person_id: int, version: int, format: str, becomes: str
    ) -> Paper | None:
        """The paper of this version that has the format, which is `becomes` from now on; None when there is none."""
        history = await self._history(db, person_id)
        found = next((one for one in _of(history, version) if one.format == format), None)
        if found is None:
            return None
        other = Paper(found.id, becomes, found.name, found.type)
        now_there = [
            kept._replace(papers=tuple(other if one == found else one for one in kept.papers)) for kept in history
        ]
        await self._write(db, person_id, now_there, history)
        return other

    async def clear(self, db: AsyncConnection, person_id: int) -> None:
        """Takes the bodies away; the row that tells of them is the caller's to delete."""
        await self._drop(db, person_id, await self._history(db, person_id), [])

    async def _history(self, db: AsyncConnection, person_id: int) -> Sequence[Papers]:
        query = select(self.table.c.documents).where(self.table.c.person_id == person_id)
        return self.read(person_id, await db.scalar(query))

    async def _claim(self, db: AsyncConnection, person_id: int, version: int) -> Sequence[Papers] | None:
        """What there is, when this is still the version; holds its row until the transaction ends."""
        table = self.table
        statement = update(table).where(table.c.person_id == person_id, table.c.version == version)
        found = (await db.execute(statement.values(version=version).returning(table.c.documents))).one_or_none()
        return None if found is None else self.read(person_id, found.documents)

    async def _store(self, db: AsyncConnection, person_id: int, made: Sequence[Body], now: datetime) -> None:
        await db.execute(files.insert(), [row(self.sealer, person_id, one.ref(), body, now) for one, body in made])

    async def _write(
        self, db: AsyncConnection, person_id: int, now_there: Sequence[Papers], before: Sequence[Papers]
    ) -> None:
        await self._drop(db, person_id, before, now_there)
        told: JsonValue = [
            {"version": kept.version, "files": [_told(one) for one in kept.papers]} for kept in now_there
        ]
        sealed = seal_json(self.sealer, person_id, told)
        await db.execute(update(self.table).where(self.table.c.person_id == person_id).values(documents=sealed))

    async def _drop(
        self, db: AsyncConnection, person_id: int, before: Sequence[Papers], now_there: Sequence[Papers]
    ) -> None:
        gone = _ids(before) - _ids(now_there)
        if gone:
            await db.execute(delete(files).where(files.c.person_id == person_id, files.c.id.in_(sorted(gone))))


def _of(history: Sequence[Papers], version: int) -> Sequence[Paper]:
    return next((kept.papers for kept in history if kept.version == version), ())


def _told(paper: Paper) -> dict[str, JsonValue]:
    return {"id": paper.id, "format": paper.format, "name": paper.name, "type": paper.type}


def _paper(file: dict[str, str]) -> Paper:
    """As stored. **Why** a format may be missing: letters were kept without."""
    return Paper(file["id"], file.get("format", ""), file["name"], file["type"])


def _named(made: Sequence[Body]) -> tuple[Paper, ...]:
    return tuple(paper for paper, _ in made)


def _ids(history: Sequence[Papers]) -> set[str]:
    return {paper.id for kept in history for paper in kept.papers}
