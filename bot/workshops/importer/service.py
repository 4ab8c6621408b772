"""One file → the database: read apart, places looked up, taken in small steps, reported."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath
from zoneinfo import ZoneInfo

from bot import apart
from bot.clock import Clock
from bot.storage.engine import Database
from bot.storage.sealed import Sealer
from bot.workshops.importer.bounds import BOUNDS, CHILD, DIED, HEAVY
from bot.workshops.importer.folding import fold
from bot.workshops.importer.model import CUT, MOST_BYTES, OWN_KEY, WHOLE_FILE, Note, Parsed, Refusal, Row, unreadable
from bot.workshops.importer.places import Gazetteer, Placed, placed
from bot.workshops.importer.report import Report
from bot.workshops.importer.understanding import DERIVED
from bot.workshops.importer.wire import understood
from bot.workshops.rules.sources import moved, vanished
from bot.workshops.store import sources
from bot.workshops.store.imports import Imports

_COPY = re.compile(r"\s*(?:\(\d+\)|- ?copie|copy|\d{4}-\d\d-\d\d)\s*$", re.IGNORECASE)
"""What downloading or saving again adds to the name of a file."""


UNSURE = "une partie n’a pas pu être lue : rien n’est annulé d’après ce qui manque"


async def read(data: bytes, zone: ZoneInfo, now: datetime) -> Parsed:
    """What is in these bytes. Raises `Unavailable` when no process can be had now."""
    if len(data) > MOST_BYTES:
        return unreadable("", f"trop gros : {MOST_BYTES // 1024 // 1024} Mo au plus")
    ended = await apart.run(CHILD, [zone.key, now.isoformat()], data, BOUNDS)
    if ended.why:
        return unreadable("", DIED if ended.why == "died" else HEAVY)
    return await asyncio.to_thread(understood, ended.answer)


@dataclass(frozen=True, slots=True)
class Importer:
    """Brings files in, one after the other. `zone`: of times that name none."""

    database: Database
    sealer: Sealer
    clock: Clock
    gazetteer: Gazetteer
    zone: ZoneInfo

    async def run(self, data: bytes, name: str, source: str = "") -> Report:
        """`name` of the file; `source`: where it comes from, told from earlier files when empty.

        A file without a single good row cancels nothing: it was cut off, or is another one.
        """
        parsed = await read(data, self.zone, self.clock.now())
        report = Report.of(parsed)
        if report.failed:
            return report
        found = await asyncio.to_thread(placed, parsed, self.gazetteer)
        report.refused += found.refused
        taken = {row.number for row in found.rows}
        report.notes = [note for note in [*report.notes, *found.notes] if note.number in taken]
        report.source = source or await self._source(parsed.kind, name, found)
        await self._store(report, found)
        return report

    async def _source(self, kind: str, name: str, found: Placed) -> str:
        """That of the earlier file which holds the same workshops; else a new one, named after the file."""
        said = {
            row.key: (str(row.fields.get("title")), datetime.fromisoformat(str(row.fields["starts_at"])))
            for row in found.rows
        }
        async with self.database.read() as db:
            known = await sources.alike(db, said)
            if known:
                return max(sorted(known), key=lambda one: known[one])
            plain = f"{fold(kind)}:{fold(_COPY.sub('', PurePath(name).stem)) or 'fichier'}"
            number = 1
            while await sources.is_taken(db, fresh := plain if number == 1 else f"{plain} {number}"):
                number += 1
        return fresh

    async def _store(self, report: Report, found: Placed) -> None:
        imports = Imports(self.database, self.sealer, self.clock, report.source, self.zone.key)
        gone, renamed = await self._gone(report, found)
        for row, became in zip(found.rows, await imports.take(found.rows, renamed), strict=True):
            if isinstance(became, Refusal):
                report.refused.append(became)
            else:
                setattr(report, became, getattr(report, became) + 1)
            if row.key.startswith(DERIVED) and row.key in renamed:
                report.notes.append(Note(row.number, "reconnu : même titre, même lieu, à un autre moment"))
        report.vanished = await imports.cancel(gone)
        report.cancelled += report.vanished

    async def _gone(self, report: Report, found: Placed) -> tuple[list[int], dict[str, int]]:
        """(ids of what has vanished, new key → id of what was only moved)."""
        keys = {row.key for row in found.rows}
        if not _speaks(found.rows):
            return [], {}
        async with self.database.read() as db:
            stored = await sources.ahead(db, report.source, self.clock.now())
        refused = [(one.key, one.title) for one in report.refused]
        if any(one.key == CUT for one in report.refused):
            report.notes.append(Note(WHOLE_FILE, UNSURE))
            return [], {}
        gone = [stored[place] for place in vanished(stored, keys, refused)]
        known = {one.source_key for one in stored}
        by_key = {one.source_key: one.id for one in gone}
        pairs = moved([*by_key], [key for key in keys if key not in known], DERIVED)
        renamed = {new: by_key[old] for new, old in pairs.items()}
        return [one.id for one in gone if one.id not in renamed.values()], renamed


def _speaks(rows: tuple[Row, ...]) -> bool:
    """Whether the file says anything of its own source: our own export, brought back here, does not."""
    return any(not row.key.startswith(OWN_KEY) for row in rows)
