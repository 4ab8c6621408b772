"""Workshops on a site of their own, with three towns for a map."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from sqlalchemy import insert

from bot.exchange import Towns
from bot.storage.engine import Database
from bot.storage.tables.people import people
from bot.workshops.importer.report import Report
from bot.workshops.importer.service import Importer
from bot.workshops.model import Draft, Spot, State, Welcome, Workshop
from bot.workshops.pages.public import Town
from bot.workshops.pages.site import Pages
from bot.workshops.store import edit
from bot.workshops.store.seats import book
from bot.workshops.store.workshops import add, by_key
from cv_builder.renderer import Renderer
from flows.answers import Choose, Found, NotFound, Resolved
from tests.bot.web.rooms import Visitor
from tests.bot.web.signed import PARIS
from tests.bot.workshops.room import SEALER
from tests.fakes.clock import FakeTime

XSS = "<script>alert(1)</script>&quot;"
TOWNS = {
    "93066": Town("93066", "Saint-Denis (93)", 48.9362, 2.3574),
    "97411": Town("97411", "Saint-Denis (974)", -20.8789, 55.4481),
    "48095": Town("48095", "Mende (48)", 44.5181, 3.5013),
}


class Map:
    """The place resolver with three towns."""

    def resolve(self, text: str, locale: str) -> Resolved:
        match text.casefold():
            case "93200" | "saint-denis (93)":
                return Found({"insee": "93066", "name": "Saint-Denis", "dep": "93"})
            case "mende":
                return Found({"insee": "48095", "name": "Mende", "dep": "48"})
            case "saint-denis":
                return Choose(tuple(({"insee": code}, TOWNS[code].name) for code in ("93066", "97411")))
        return NotFound()


SAINT_DENIS = Spot("Le Pont", "4 rue du Port", "Saint-Denis", "93066", "métro Basilique", 48.9362, 2.3574)


@dataclass
class Shelf:
    """Workshops put straight into the database."""

    database: Database
    time: FakeTime = field(default_factory=FakeTime)
    renderer: Renderer = field(default_factory=Renderer)

    async def bring(self, data: bytes, name: str) -> Report:
        return await Importer(self.database, SEALER, self.time.clock, Towns(), PARIS).run(data, name)

    def pages(self) -> Pages:
        return Pages(self.database, self.time.clock, SEALER, Map(), TOWNS.get, PARIS, self.bring, self.renderer.print)

    async def hold(
        self, title: str = "Faire son CV", *, days: float = 3, spot: Spot = SAINT_DENIS, state: State = "open",
        seats: int | None = 8, host_id: int | None = None, **more: object,
    ) -> Workshop:  # fmt: skip
        starts: datetime = self.time.now() + timedelta(days=days)
        draft = Draft(title, starts, starts + timedelta(hours=2), spot=spot, welcome=Welcome(("fr", "ar")), seats=seats)
        draft = replace(draft, **more)  # type: ignore[arg-type]  # whatever a Draft has
        now, begun = self.time.now(), "open" if state == "cancelled" else state
        async with self.database.write() as db:
            made = await add(db, draft, begun, self.time.new_id(), now, host_id)
            if state == "cancelled":
                await edit.cancel(db, SEALER, now, made.id)
        return made


FORM: dict[str, str] = {
    "title": "Faire son CV", "date": "2026-11-24", "start": "14:00", "end": "16:00", "near": "93200",
    "venue": "Le Pont", "address": "4 rue du Port", "seats": "8", "languages": "fr", "step_free": "yes",
}  # fmt: skip


async def make(who: Visitor, base: str = "/host", **changed: str) -> str:
    """The key of a new workshop."""
    await who.open(f"{base}/new")
    assert await who.send(f"{base}/new", FORM | changed, follow=False) == 303, who.text
    found = re.fullmatch(rf"{base}/([\w-]+)\?note=\w+", who.location)
    assert found, who.location
    await who.open(who.location)
    return found[1]


async def stored(shelf: Shelf, key: str) -> Workshop:
    async with shelf.database.read() as db:
        found = await by_key(db, key)
    assert found
    return found


async def seated(shelf: Shelf, key: str, count: int) -> None:
    """People with a seat, or on the waiting list."""
    one, now = await stored(shelf, key), shelf.time.now()
    async with shelf.database.write() as db:
        at = {"locale": "fr", "created_at": now, "last_seen_at": now}
        await db.execute(insert(people), [at | {"id": 40 + id} for id in range(1, count + 1)])
        for id in range(1, count + 1):
            await book(db, now, 40 + id, one.id, f"k{id}")
