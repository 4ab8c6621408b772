"""What happens around one person in a talk: workshops that are held, others who book and leave, hosts who change.

! workshops cv entretien     they exist and are open from now on
! others book cv 2           so many others take seats, or wait
! other leaves cv            the first of them gives their seat up
! move cv 1 days             its host puts it off
! cancel cv                  its host cancels it
! mentor Lina fr ar          and what mentors do: see `mentors`
! coordinator Ana            answers for safety, and asked to be told by e-mail
! Ana sees                   the alert that is open: « Je m'en occupe »
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.safety.alarm import see
from bot.storage.engine import Database
from bot.storage.keys import Keyring
from bot.storage.sealed import Identity
from bot.storage.tables.conversation import sessions
from bot.storage.tables.people import people
from bot.storage.tables.safety import alerts
from bot.storage.team import EMAIL, want
from bot.workshops.model import Draft, Spot, Welcome
from bot.workshops.store import edit, seats
from bot.workshops.store.workshops import add, host, load
from tests.bot.mentors.rows import account
from tests.conversations.engine_chat import START
from tests.conversations.mentors import Mentors

SEALER = Identity()
HOUR = timedelta(hours=1)
FIRST_OTHER = 1000
"""Id of the first of the others: far from the one who talks."""
FIRST_COORDINATOR = 300
"""Id of the first account of a coordinator."""


def at(days: int, hour: int) -> datetime:
    """That many days after the chat begins, by the clock in Paris (winter)."""
    return datetime(START.year, START.month, START.day, hour - 1, tzinfo=UTC) + timedelta(days=days)


def draft(
    title: str, starts: datetime, hours: int, spot: Spot, welcome: Welcome, host: str, kit: str, seats: int
) -> Draft:
    return Draft(title, starts, starts + hours * HOUR, spot=spot, welcome=welcome, host=host, kit=kit, seats=seats)


SAINT_DENIS = Spot(
    "Maison de l’emploi", "4 rue du Port", "Saint-Denis", "93066", "métro Basilique", 48.9362, 2.3574
)  # fmt: skip
LIBRARY = Spot("Médiathèque", "2 place Jaurès", "Pantin", "93055", "métro Hoche", 48.8914, 2.4012)
LYON = Spot("Chez Boulon", "8 rue des Ateliers", "Lyon", "69123", "", 45.7485, 4.8467)
ONLINE = Spot(online=True, link="https://visio.example/cv")
CV_THERE = Welcome(("fr", "ar"), "16 à 25 ans", 0, step_free=True, no_papers=True)
INTERVIEW_THERE = Welcome(("fr",), childcare=True, step_free=False)
DRAFTS = {
    "cv": replace(
        draft("Faire son CV ensemble", at(3, 14), 2, SAINT_DENIS, CV_THERE, "Le Pont", "cv", 2),
        summary="On écrit ton CV à deux. Tu repars avec, imprimé.",
    ),
    "entretien": replace(
        draft("S’entraîner à l’entretien", at(5, 10), 1, LIBRARY, INTERVIEW_THERE, "Assos’ Emploi", "interview", 10),
        summary="Un vrai entretien, mais pour de faux.",
        contact="Nadia, 01 55 55 55 55",
    ),
    "visite": draft("Visite du garage", at(6, 9), 2, LYON, Welcome(("fr",), price_cents=250), "Boulon", "", 5),
    "ligne": draft("Le CV en ligne", at(2, 18), 1, ONLINE, Welcome(("fr", "en")), "Le Pont", "cv", 30),
}


@dataclass
class Village:
    database: Database
    keys: Keyring
    made: dict[str, int] = field(default_factory=dict)
    others: list[int] = field(default_factory=list)
    mentors: Mentors = field(default_factory=Mentors)
    coordinators: dict[str, int] = field(default_factory=dict)

    async def happens(self, what: str, now: datetime) -> None:
        order, *rest = what.split()
        async with self.database.write() as db:
            match order, rest:
                case "workshops", names:
                    for name in names:
                        await self._open(db, name, now)
                case "others", ["book", name, count]:
                    await self._book(db, name, int(count), now)
                case "other", ["leaves", name]:
                    await seats.give_up(db, SEALER, now, self.others.pop(0), self.made[name])
                case "move", [name, days, "days"]:
                    before = (await load(db, [self.made[name]]))[self.made[name]].draft
                    by = timedelta(days=int(days))
                    after = replace(before, starts_at=before.starts_at + by, ends_at=before.ends_at + by)
                    await edit.change(db, SEALER, now, self.made[name], after)
                case "cancel", [name]:
                    await edit.cancel(db, SEALER, now, self.made[name])
                case "coordinator", [name]:
                    await self._coordinator(db, name, now)
                case name, ["sees"] if name in self.coordinators:
                    open = await db.scalar(select(alerts.c.id).where(alerts.c.seen_at.is_(None)))
                    assert await see(db, SEALER, now, self.coordinators[name], int(open or 0))
                case "mentor", [name, *languages]:
                    await self.mentors.add(db, name, languages, now)
                case name, deed if name in self.mentors.made:
                    await self.mentors.does(db, name, deed, now)
                case _:
                    raise ValueError(what)

    async def _coordinator(self, db: AsyncConnection, name: str, now: datetime) -> None:
        id = FIRST_COORDINATOR + len(self.coordinators)
        await account(db, id, "coordinator")
        await want(db, now, id, EMAIL, "Europe/Paris", f"{name.lower()}@mail.example")
        self.coordinators[name] = id

    async def _open(self, db: AsyncConnection, name: str, now: datetime) -> None:
        one = DRAFTS[name]
        host_id = await host(db, one.host, one.contact, now)
        self.made[name] = (await add(db, one, "open", f"key-{name}", now, host_id)).id

    async def _book(self, db: AsyncConnection, name: str, count: int, now: datetime) -> None:
        for _ in range(count):
            id = FIRST_OTHER + len(self.others)
            values = {"id": id, "locale": "fr", "created_at": now, "last_seen_at": now, "consent_at": now}
            await db.execute(people.insert().values(values))
            await db.execute(sessions.insert().values(person_id=id))
            await self.keys.give(db, [id])
            await seats.book(db, now, id, self.made[name], f"seat-{name}-{id}")
            self.others.append(id)
