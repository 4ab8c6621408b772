"""The room with its domain on one database: people, a workshop in Saint-Denis, and turns by hand."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.i18n import translator
from bot.people.resolvers.trade import speaks_of
from bot.ports import Domain, Mailer, Outcome, Turn
from bot.storage import consents
from bot.storage.engine import Database
from bot.storage.sealed import Identity, open_json
from bot.storage.tables.later import events
from bot.storage.tables.people import people
from bot.workshops.actions.asking import Geocoder
from bot.workshops.domain import domain
from bot.workshops.mails import Mails
from bot.workshops.model import Spot, Welcome, Workshop
from bot.workshops.store.workshops import add, load
from flows.events import JsonValue
from tests.bot.workshops.rows import talk
from tests.fakes.clock import FakeTime

SEALER = Identity()
DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
TOWNS = {"93066": (48.9362, 2.3574), "48095": (44.5181, 3.5013)}
ROOT = "https://chat.example"
LINK = "https://t.me/passerelle_bot?start=reprise_x"


async def elsewhere(db: AsyncConnection, person_id: int) -> str:
    return LINK


@dataclass
class Room:
    """`run` an action, `happen` what is due for a person at a moment."""

    database: Database
    time: FakeTime = field(default_factory=FakeTime)
    mailer: Mailer | None = None
    channel: str = "telegram"
    """Where what is due is said."""
    geocoder: Geocoder | None = None

    def __post_init__(self) -> None:
        self.domain: Domain = domain(
            sealer=SEALER,
            clock=self.time.clock,
            words=translator,
            located=TOWNS.get,
            named=speaks_of,
            elsewhere=elsewhere,
            mails=Mails(self.database, SEALER, self.time.clock, translator, self.mailer, ROOT),
            geocoder=self.geocoder,
        )

    @property
    def now(self) -> datetime:
        return self.time.now()

    async def people(self, count: int) -> None:
        at = {"locale": "fr", "created_at": self.now, "last_seen_at": self.now, "consent_at": self.now}
        async with self.database.write() as db:
            await db.execute(insert(people), [at | {"id": id} for id in range(1, count + 1)])
            for id in range(1, count + 1):
                await consents.decide(db, self.now, id, "follow_up", agreed=True)

    async def workshop(self, starts: datetime, seats: int | None = 2) -> int:
        one = talk(1, 48.9362, 2.3574, starts)
        spot = Spot("Le Pont", "4 rue du Port", "Saint-Denis", "93066", "métro Basilique", 48.9362, 2.3574)
        whole = replace(one.draft, title="Faire son CV", seats=seats, spot=spot, welcome=Welcome(("fr",)))
        async with self.database.write() as db:
            made = await add(db, whole, "open", self.time.new_id(), self.now)
        return made.id

    async def load(self, id: int) -> Workshop:
        async with self.database.read() as db:
            return (await load(db, [id]))[id]

    async def run(
        self,
        name: str,
        person: int,
        args: Mapping[str, JsonValue] | None = None,
        answers: Mapping[str, JsonValue] | None = None,
        *,
        channel: str = "telegram",
        locale: str = "fr",
    ) -> Outcome:
        async with self.database.write() as db:
            turn = Turn(db, person, locale, self.now, self.time.new_id, channel)
            outcome = await self.domain.actions[name](turn, answers or {}, args or {})
            await self._store(db, person, outcome)
        return outcome

    async def happen(self, person: int, kind: str, payload: Mapping[str, JsonValue]) -> Outcome:
        """One event by hand."""
        async with self.database.write() as db:
            outcome = await self.domain.events[kind](
                Turn(db, person, "fr", self.now, self.time.new_id, self.channel), payload
            )
            await self._store(db, person, outcome)
        return outcome

    async def due(self) -> list[tuple[int, str, Outcome]]:
        """All that is due now, as the conversation would take it: in order, each once."""
        done: list[tuple[int, str, Outcome]] = []
        while True:
            query = select(events).where(events.c.done_at.is_(None), events.c.due_at <= self.now)
            async with self.database.write() as db:
                row = (await db.execute(query.order_by(events.c.due_at, events.c.id).limit(1))).one_or_none()
                if row is None:
                    return done
                turn = Turn(db, row.person_id, "fr", self.now, self.time.new_id, self.channel)
                outcome = await self.domain.events[row.kind](turn, open_json(SEALER, row.person_id, row.payload))
                await db.execute(update(events).where(events.c.id == row.id).values(done_at=self.now))
                await self._store(db, row.person_id, outcome)
            done.append((row.person_id, row.kind, outcome))

    async def until(self, end: datetime) -> list[tuple[datetime, int, str, Outcome]]:
        """From one due event to the next."""
        said: list[tuple[datetime, int, str, Outcome]] = []
        while (at := await self._next()) is not None and at <= end:
            self.time.at = max(at, self.now)
            said += [(self.now, person, kind, outcome) for person, kind, outcome in await self.due()]
        self.time.at = end
        return said

    async def _next(self) -> datetime | None:
        async with self.database.read() as db:
            query = select(events.c.due_at).where(events.c.done_at.is_(None)).order_by(events.c.due_at).limit(1)
            found: datetime | None = await db.scalar(query)
            return found

    async def _store(self, db: AsyncConnection, person: int, outcome: Outcome) -> None:
        for later in outcome.events:
            known = await db.scalar(select(events.c.id).where(events.c.key == later.key))
            if known is None:
                payload = SEALER.seal(person, _json(later.payload))
                row = {"person_id": person, "kind": later.kind, "key": later.key, "payload": payload}
                await db.execute(events.insert().values(row | {"due_at": later.due_at or self.now}))

    async def change(self, do: Callable[[AsyncConnection], Awaitable[object]]) -> None:
        async with self.database.write() as db:
            await do(db)


def _json(payload: Mapping[str, JsonValue]) -> bytes:
    return json.dumps(dict(payload)).encode()


def told(outcome: Outcome) -> list[str]:
    return [line.text for line in outcome.lines]
