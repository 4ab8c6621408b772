"""Rows of a file → workshops: new ones in, changed ones changed, vanished and cancelled ones cancelled, people told.

Law: importing the same file twice changes nothing. Small transactions: whoever chats meanwhile waits for none of them.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Literal, TypeVar

from sqlalchemy import text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import Clock
from bot.errors import Unavailable
from bot.storage.engine import Database, is_retried
from bot.storage.sealed import Sealer
from bot.storage.tables.workshops import workshops
from bot.workshops.importer.model import OWN_KEY, Refusal, Row, draft_of
from bot.workshops.model import Draft, Workshop, middle
from bot.workshops.store import edit, sources
from bot.workshops.store.workshops import add, host, load, rewrite

AT_ONCE = 40
"""New workshops of one transaction: some 30 ms, in which nobody else writes on SQLite."""
PAUSE_S = 0.01
"""Between two transactions, so that other processes get theirs."""
TRIES = 5
"""Of a transaction that met a deadlock."""
ONE_IMPORT = 726_401
"""Advisory lock: on PostgreSQL two imports take turns."""
Change = Literal["new", "updated", "unchanged", "cancelled"]
Result = TypeVar("Result")


@dataclass(slots=True)
class Imports:
    """Takes the rows of one file. `moved`: new key → id of the workshop that had another key."""

    database: Database
    sealer: Sealer
    clock: Clock
    source: str
    zone: str

    async def take(self, rows: Sequence[Row], moved: dict[str, int]) -> list[Change | Refusal]:
        """What became of each row, in their order."""
        done: dict[int, Change | Refusal] = {}
        for chunk in sources.chunks(range(len(rows)), AT_ONCE):
            later = await self._again(partial(self._chunk, rows=rows, places=chunk, moved=moved, done=done))
            for place, id in later:
                done[place] = await self._again(partial(self._one, row=rows[place], id=id))
                await asyncio.sleep(0)
            await asyncio.sleep(PAUSE_S)
        return [done[place] for place in range(len(rows))]

    async def cancel(self, ids: Sequence[int]) -> int:
        """How many were not cancelled already."""
        done = 0
        for id in ids:
            cancel = partial(edit.cancel, sealer=self.sealer, now=self.clock.now(), workshop_id=id)
            done += await self._again(cancel)
            await asyncio.sleep(0)
        return done

    async def _again(self, work: Callable[[AsyncConnection], Awaitable[Result]]) -> Result:
        for _ in range(TRIES - 1):
            try:
                async with self.database.write() as db:
                    return await work(db)
            except Unavailable as error:
                if not is_retried(error):
                    raise
            await asyncio.sleep(PAUSE_S)
        async with self.database.write() as db:
            return await work(db)

    async def _chunk(
        self,
        db: AsyncConnection,
        rows: Sequence[Row],
        places: Sequence[int],
        moved: dict[str, int],
        done: dict[int, Change | Refusal],
    ) -> list[tuple[int, int]]:
        """Puts in what is new and tells what is unchanged; returns what must change: (place of the row, id)."""
        if db.dialect.name == "postgresql":
            await db.execute(text("SELECT pg_advisory_xact_lock(:one)"), {"one": ONE_IMPORT})
        now = self.clock.now()
        keys = [rows[place].key for place in places]
        own = [key.removeprefix(OWN_KEY) for key in keys if key.startswith(OWN_KEY)]
        found = {**moved, **await sources.matching(db, self.source, keys, own)}
        stored = await load(db, [found[key] for key in keys if key in found])
        later: list[tuple[int, int]] = []
        for place in places:
            row = rows[place]
            workshop = stored.get(found.get(row.key, 0))
            if workshop is None:
                done[place] = await self._new(db, row, now)
            elif (known := _known(workshop, row)) is not None:
                done[place] = known
            else:
                later.append((place, workshop.id))
        return later

    async def _new(self, db: AsyncConnection, row: Row, now: datetime) -> Change:
        """One that is cancelled before it was ever here changes nothing."""
        if row.cancelled:
            return "unchanged"
        draft = replace(merged(row, None), source=self.source, source_key=row.key)
        draft = draft if "zone" in row.fields else replace(draft, zone=self.zone)
        host_id = await host(db, draft.host, draft.contact, now) if draft.host else None
        await add(db, draft, "open" if _complete(draft) else "draft", self.clock.new_id(), now, host_id)
        return "new"

    async def _one(self, db: AsyncConnection, row: Row, id: int) -> Change | Refusal:
        now = self.clock.now()
        workshop = (await load(db, [id])).get(id)
        if workshop is None:
            return await self._new(db, row, now)
        if row.cancelled:
            return "cancelled" if await edit.cancel(db, self.sealer, now, id) else "unchanged"
        if (known := _known(workshop, row)) is not None:
            return known
        draft = merged(row, workshop)
        if row.key != draft.source_key and not row.key.startswith(OWN_KEY):
            draft = replace(draft, source_key=row.key)
        if draft.host and draft.host != workshop.draft.host:
            host_id = await host(db, draft.host, draft.contact, now)
            await db.execute(update(workshops).where(workshops.c.id == id).values(host_id=host_id))
        changed = await edit.change(db, self.sealer, now, id, draft)
        if changed is not None and changed.state == "draft" and _complete(changed.draft):
            await rewrite(db, replace(changed, state="open"), now)
        return "updated"


def _known(workshop: Workshop, row: Row) -> Change | Refusal | None:
    """What needs no change of the database; None: something does."""
    if row.cancelled:
        return "unchanged" if workshop.state in ("cancelled", "closed") else None
    if workshop.state == "cancelled":
        reason = "annulé ici, les inscrits l’ont su : pour le tenir quand même, donnez-lui un autre identifiant"
        return Refusal(row.number, reason, row.key, workshop.draft.title)
    if workshop.state == "closed":
        return "unchanged"
    draft = merged(row, workshop)
    same_key = row.key == draft.source_key or row.key.startswith(OWN_KEY)
    return "unchanged" if draft == workshop.draft and same_key else None


def merged(row: Row, workshop: Workshop | None) -> Draft:
    """What is stored with what the file says. The middle of its town only where nobody said more exactly.

    **Why** the contact of a host who is known stays: it belongs to the host, not to one workshop.
    """
    base = workshop.draft if workshop else None
    draft = draft_of(row.fields, base)
    spot = draft.spot
    if row.centre and "lat" not in row.fields:
        moved = base is None or base.spot.insee != spot.insee or base.spot.lat is None
        if moved or (base and (base.spot.venue, base.spot.address) != (spot.venue, spot.address)):
            lat, lon = middle(*row.centre)
            spot = replace(spot, lat=lat, lon=lon)
    draft = replace(draft, spot=spot)
    if workshop is None or base is None:
        return draft
    if draft.host == base.host or not draft.host:
        draft = replace(draft, host=base.host, contact=base.contact)
    if draft.seats is not None:
        draft = replace(draft, seats=max(draft.seats, workshop.taken))
    return draft


def _complete(draft: Draft) -> bool:
    """Whether people can find it: somewhere, or online."""
    return draft.spot.online or draft.spot.lat is not None
