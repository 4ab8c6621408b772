"""Files in and out of the database outside the service: `python -m bot import`, `python -m bot export`."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.clock import Clock
from bot.config import Settings
from bot.errors import Misconfigured
from bot.kept import opened as kept
from bot.people.resolvers.communes import Commune, communes
from bot.people.resolvers.place import Places
from bot.storage.engine import Database
from bot.storage.sealed import Sealer
from bot.workshops.exporter import ical, inclusion, json_ld, tables
from bot.workshops.importer.model import MOST_BYTES
from bot.workshops.importer.places import Town
from bot.workshops.importer.report import Report
from bot.workshops.importer.service import Importer
from bot.workshops.model import Workshop
from bot.workshops.store.export import upcoming
from flows.answers import Choose, Found

KINDS = ("workshops",)
"""What can be brought in and out."""

Write = Callable[[Sequence[Workshop]], bytes]


class Towns:
    """The offline communes, as the importer asks for them."""

    def __init__(self) -> None:
        self._places = Places()

    def named(self, text: str) -> Sequence[Town]:
        match self._places.resolve(text, "fr"):
            case Found(value):
                values = [value]
            case Choose(options):
                values = [option for option, _ in options]
            case _:
                values = []
        codes = [str(value["insee"]) for value in values if isinstance(value, dict)]
        return [town for code in codes if (town := self.coded(code))]

    def coded(self, insee: str) -> Town | None:
        found = communes().coded(insee)
        return None if found is None else _town(found)


def _town(commune: Commune) -> Town:
    return Town(commune.insee, commune.name, commune.label, commune.lat, commune.lon)


@dataclass(frozen=True, slots=True)
class Exchange:
    """Bound to one database. `address`: that of the public page of a workshop."""

    settings: Settings
    database: Database
    clock: Clock
    sealer: Sealer

    def importer(self) -> Importer:
        return Importer(self.database, self.sealer, self.clock, Towns(), self.settings.zone)

    async def bring_in(self, path: Path, source: str) -> Report:
        data = await asyncio.to_thread(_bytes, path)
        return await self.importer().run(data, path.name, source)

    async def take_out(self, path: Path) -> int:
        """How many were written."""
        write = self._writers().get(path.suffix.lower())
        if write is None:
            raise Misconfigured([f"{path}: the format is told by the ending: {', '.join(self._writers())}"])
        async with self.database.read() as db:
            found = await upcoming(db, self.clock.now())
        await asyncio.to_thread(_write, path, write(found))
        return len(found)

    def _writers(self) -> Mapping[str, Write]:
        now = self.clock.now()
        today, name = now.astimezone(self.settings.zone).date(), self.settings.org_name
        return {
            ".ics": lambda found: ical.feed(found, name, now, self._address),
            ".csv": tables.sheet,
            ".json": lambda found: inclusion.document(found, name, today, self._address),
            ".jsonld": lambda found: json_ld.document(found, self._address),
        }

    def _address(self, workshop: Workshop) -> str:
        root = self.settings.public_url
        return f"{str(root).rstrip('/')}/workshops/{workshop.key}" if root else ""


@asynccontextmanager
async def opened(settings: Settings, address: str, clock: Clock | None = None) -> AsyncIterator[Exchange]:
    """`address` of the database; the service may be running on it. Raises `Misconfigured`, `Unavailable`."""
    clock = clock or Clock()
    async with AsyncExitStack() as stack:
        database, keys = await kept(settings, clock, stack, address)
        yield Exchange(settings, database, clock, keys)


def known(kind: str) -> None:
    if kind not in KINDS:
        raise Misconfigured([f"{kind}: not known here; there is {', '.join(KINDS)}"])


def _bytes(path: Path) -> bytes:
    """At most one byte more than is taken: enough to know that it is too big."""
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        raise Misconfigured([f"{path}: {error.strerror}"]) from None


def _write(path: Path, data: bytes) -> None:
    try:
        path.write_bytes(data)
    except OSError as error:
        raise Misconfigured([f"{path}: {error.strerror}"]) from None
