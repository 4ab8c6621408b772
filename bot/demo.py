"""What a demonstration has to show: workshops near some towns, always in the days to come, and mentors who are there.

Law: nothing of it is left to be seen once the service runs without `--demo`. Whoever had a seat is told.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import Clock
from bot.invite import DEMO_HOST, DEMO_MENTORS, DEMO_TEAM
from bot.mentors.store import demo as mentors
from bot.storage.engine import Database
from bot.storage.sealed import Sealer
from bot.storage.tables.workshops import hosts
from bot.workshops.kits.reader import kit_of
from bot.workshops.model import Draft, Spot, Welcome
from bot.workshops.rules.from_kit import draft_of
from bot.workshops.store import demo as store
from bot.workshops.store.hosts import named
from bot.workshops.store.workshops import add

EDITION = "Démonstration"
VENUE = "Lieu inventé"
TOLD = "Atelier inventé, pour essayer."
"""First on every card: nobody shall set out for it."""
NEWCOMER = "Garage de démonstration"
"""A host whom staff do not know yet, so that there is something to approve."""
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Slot:
    """One workshop that is always to come. `days` from today on; on a weekend the Monday after."""

    town: str
    kit: str
    days: int
    hour: int
    welcome: Welcome = field(default_factory=Welcome)
    host: str = DEMO_HOST

    @property
    def key(self) -> str:
        return f"{self.kit}/{self.town or 'online'}"


TOWNS: Mapping[str, Spot] = {
    spot.insee: spot
    for spot in (
        Spot(VENUE, "", "Saint-Denis", "93066", "", 48.92957, 2.35924),
        Spot(VENUE, "", "Paris", "75056", "", 48.86263, 2.33629),
        Spot(VENUE, "", "Lyon", "69123", "", 45.76993, 4.82922),
        Spot(VENUE, "", "Marseille", "13055", "", 43.2999, 5.38228),
        Spot(VENUE, "", "Lille", "59350", "", 50.63172, 3.04783),
        Spot(VENUE, "", "Toulouse", "31555", "", 43.59638, 1.43167),
        Spot(VENUE, "", "Nantes", "44109", "", 47.23164, -1.54831),
        Spot(VENUE, "", "Strasbourg", "67482", "", 48.57127, 7.76753),
        Spot(VENUE, "", "Bordeaux", "33063", "", 44.85724, -0.5737),
    )
}
"""By INSEE code; the middle of each town (La Poste, see the README)."""
_OPEN = Welcome(("fr",), step_free=True, no_papers=True)
_TWO = Welcome(("fr", "ar"), step_free=True, no_papers=True)
SLOTS = (
    Slot("93066", "write_cv", 2, 14, _TWO),
    Slot("93066", "one_minute", 5, 10),
    Slot("93066", "company_visit", 9, 9, Welcome(("fr",), step_free=False), NEWCOMER),
    Slot("75056", "mock_interview", 3, 10),
    Slot("75056", "workplace_codes", 8, 14, Welcome(("fr", "en"), childcare=True)),
    Slot("69123", "write_cv", 3, 14, _OPEN),
    Slot("69123", "phone_employer", 7, 10),
    Slot("13055", "write_cv", 4, 14, _TWO),
    Slot("13055", "mock_interview", 10, 10),
    Slot("59350", "one_minute", 4, 10, _OPEN),
    Slot("31555", "write_cv", 5, 14, _OPEN),
    Slot("44109", "workplace_codes", 6, 14),
    Slot("67482", "write_cv", 6, 10, Welcome(("fr", "uk"), no_papers=True)),
    Slot("33063", "phone_employer", 8, 10),
    Slot("", "one_minute", 3, 18, Welcome(("fr", "en", "ar"))),
)


async def stage(database: Database, clock: Clock, sealer: Sealer, zone: ZoneInfo, *, demo: bool) -> None:
    """With `demo` each slot has one workshop to come, not two: at every start, and every hour, for a service that runs
    for weeks would go dry. Without, none is left to be seen."""
    now = clock.now()
    async with database.write() as db:
        if not demo:
            await store.put_away(db, sealer, now, (DEMO_HOST, NEWCOMER))
            await mentors.put_away(db, sealer, now, DEMO_MENTORS)
            return
        await _mentors(db, clock, zone)
        ids = await _hosts(db, now)
        there = await store.ahead(db, now)
        for slot in SLOTS:
            if slot.key not in there:
                host_id, is_known = ids[slot.host]
                draft = _draft(slot, now.astimezone(zone).date(), zone)
                await add(db, draft, "open" if is_known else "pending", clock.new_id(), now, host_id)


async def _mentors(db: AsyncConnection, clock: Clock, zone: ZoneInfo) -> None:
    """Those who have an account already: the links of a demonstration make it."""
    team = await mentors.account_of(db, DEMO_TEAM)
    for name, alias in DEMO_MENTORS.items():
        id = await mentors.account_of(db, name)
        if id is not None and team is not None:
            await mentors.ready(db, clock.now(), id, alias, team, zone, clock.new_id)


async def _hosts(db: AsyncConnection, now: datetime) -> Mapping[str, tuple[int, bool]]:
    """Name → id, and whether staff know them. **Why** locked: of two processes that start at once one waits here."""
    found = {}
    for name in (DEMO_HOST, NEWCOMER):
        id = await named(db, name, now)
        await db.execute(select(hosts.c.id).where(hosts.c.id == id).with_for_update())
        if name == DEMO_HOST:
            unknown = (hosts.c.id == id, hosts.c.approved_at.is_(None))
            await db.execute(update(hosts).where(*unknown).values(approved_at=now))
        approved = await db.scalar(select(hosts.c.approved_at).where(hosts.c.id == id))
        found[name] = (id, approved is not None)
    return found


def _draft(slot: Slot, today: date, zone: ZoneInfo) -> Draft:
    kit = kit_of(slot.kit)
    if kit is None:
        raise LookupError(slot.kit)
    day = today + timedelta(days=slot.days)
    day += timedelta(days=max(0, 7 - day.weekday()) if day.weekday() >= SATURDAY else 0)
    starts = datetime.combine(day, time(slot.hour), zone)
    spot = TOWNS[slot.town] if slot.town else Spot(online=True)
    draft = draft_of(kit, starts, zone=zone.key, spot=spot, welcome=slot.welcome, edition=EDITION)
    return replace(
        draft, title=f"{kit.title} (démonstration)", summary=f"{TOLD} {kit.summary}", source=store.SOURCE,
        source_key=f"{slot.key}@{day.isoformat()}",
    )  # fmt: skip
