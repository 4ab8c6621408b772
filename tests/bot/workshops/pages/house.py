"""Workshops on a site of their own, with three towns for a map."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.storage.engine import Database
from bot.workshops.model import Draft, Spot, State, Welcome, Workshop
from bot.workshops.pages.public import PublicPages, Town
from bot.workshops.store.workshops import add
from flows.answers import Choose, Found, NotFound, Resolved
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

    def public(self) -> PublicPages:
        return PublicPages(self.database, self.time.clock, Map(), TOWNS.get)

    async def hold(
        self, title: str = "Faire son CV", *, days: float = 3, spot: Spot = SAINT_DENIS, state: State = "open",
        seats: int | None = 8, host_id: int | None = None, **more: object,
    ) -> Workshop:  # fmt: skip
        starts: datetime = self.time.now() + timedelta(days=days)
        draft = Draft(title, starts, starts + timedelta(hours=2), spot=spot, welcome=Welcome(("fr", "ar")), seats=seats)
        draft = replace(draft, **more)  # type: ignore[arg-type]  # whatever a Draft has
        async with self.database.write() as db:
            return await add(db, draft, state, self.time.new_id(), self.time.now(), host_id)
