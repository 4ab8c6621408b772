"""Who looked in vain, by place: counted once a person and month, and told when something comes if they want to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage import consents
from bot.storage.engine import insert
from bot.storage.locks import staying
from bot.storage.sealed import Sealer, seal_json
from bot.storage.tables.later import events
from bot.storage.tables.people import people
from bot.storage.tables.workshops import demand, wishes, workshops
from bot.workshops.rules.audience import read
from bot.workshops.rules.suggest import COMMON, LEAD, NEAR_KM
from bot.workshops.store.search import Wanted, nearest

SHOWN_FROM = 5
"""People of one place and month from which staff see them: fewer could be told who they are."""
NEAR = "workshops.near"
"""Kind of the event by which somebody hears that there is a workshop now."""
LOOKED_AT = 10
"""Nearest workshops among which a new one is looked for."""


@dataclass(frozen=True, slots=True)
class Place:
    """A town: its INSEE code and where it is (WGS84 degrees)."""

    insee: str
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Demand:
    insee: str
    month: int
    people: int


def month_of(at: datetime) -> int:
    return at.year * 100 + at.month


async def looked_in_vain(db: AsyncConnection, now: datetime, person_id: int, place: Place, spoken: str) -> None:
    """Counts them for this place, the first time in a month. `spoken`: codes separated by spaces, the chat's first."""
    mine = (wishes.c.person_id == person_id) & (wishes.c.insee == place.insee)
    before = await db.scalar(select(wishes.c.created_at).where(mine))
    if before is not None and month_of(before) == month_of(now):
        return
    values = {
        "person_id": person_id, "insee": place.insee, "lat": place.lat, "lon": place.lon, "language": spoken,
        "wants_news": False, "created_at": now,
    }  # fmt: skip
    statement = insert(db, wishes).values(values)
    keys = ["person_id", "insee"]
    await db.execute(statement.on_conflict_do_update(index_elements=keys, set_={"created_at": now, "language": spoken}))
    counted = insert(db, demand).values(insee=place.insee, month=month_of(now), language=spoken.split()[0], people=1)
    more = {"people": demand.c.people + 1}
    await db.execute(counted.on_conflict_do_update(index_elements=["insee", "month", "language"], set_=more))


async def wants_news(db: AsyncConnection, now: datetime, person_id: int, place: Place, spoken: str) -> None:
    """They hear of it when there is one, for they allow that; what is there already they have seen.

    `spoken`: codes separated by spaces, the chat's first.
    """
    values = {
        "person_id": person_id, "insee": place.insee, "lat": place.lat, "lon": place.lon, "language": spoken,
        "wants_news": True, "created_at": now,
    }  # fmt: skip
    statement = insert(db, wishes).values(values)
    again = {"wants_news": True, "created_at": now, "language": spoken}
    await db.execute(statement.on_conflict_do_update(index_elements=["person_id", "insee"], set_=again))
    await consents.decide(db, now, person_id, "follow_up", agreed=True)


async def demanded(db: AsyncConnection, since: int) -> Sequence[Demand]:
    """What staff see, from that month (202611) on, the most wanted first."""
    people = func.sum(demand.c.people)
    query = (
        select(demand.c.insee, demand.c.month, people.label("people"))
        .where(demand.c.month >= since)
        .group_by(demand.c.insee, demand.c.month)
        .having(people >= SHOWN_FROM)
        .order_by(demand.c.month.desc(), people.desc(), demand.c.insee)
    )
    return [Demand(row.insee, row.month, int(row.people)) for row in await db.execute(query)]


async def spread(db: AsyncConnection, sealer: Sealer, now: datetime) -> int:
    """An event for everybody who waits for news and near whom there is a workshop now; returns how many people."""
    query = select(wishes, people.c.age_band).join(people, people.c.id == wishes.c.person_id)
    wanted = (wishes.c.wants_news, consents.allows(wishes.c.person_id, "follow_up"))
    waiting = (await db.execute(staying(query.where(*wanted).order_by(wishes.c.person_id)))).all()
    found: dict[tuple[float, float, str], list[_New]] = {}
    told = set()
    for wish in waiting:
        place = (wish.lat, wish.lon, wish.language)
        if place not in found:
            found[place] = await _new_ones(db, now, *place)
        fresh = [one.id for one in found[place] if one.since > wish.created_at and one.is_for(wish.age_band)]
        if fresh:
            payload = seal_json(sealer, wish.person_id, {"workshop": fresh[0], "insee": wish.insee})
            row = {"person_id": wish.person_id, "kind": NEAR, "due_at": now, "payload": payload}
            row["key"] = f"{NEAR}/{wish.person_id}/{wish.insee}/{fresh[0]}"
            await db.execute(insert(db, events).values(row).on_conflict_do_nothing())
            told.add(wish.person_id)
    return len(told)


@dataclass(frozen=True, slots=True)
class _New:
    """`since`: when it last changed."""

    id: int
    since: datetime
    audience: str

    def is_for(self, band: str | None) -> bool:
        return not read(self.audience).leaves_out(band)


async def _new_ones(db: AsyncConnection, now: datetime, lat: float, lon: float, spoken: str) -> list[_New]:
    """Workshops near there with seats left, the nearest first, in the languages in which the cards are looked for."""
    wanted = Wanted(lat, lon, {*spoken.split(), COMMON}, now + LEAD)
    near = [one for one in await nearest(db, wanted, LOOKED_AT) if one.km <= NEAR_KM]
    query = select(workshops.c.id, workshops.c.updated_at, workshops.c.audience)
    rows = await db.execute(query.where(workshops.c.id.in_([one.workshop_id for one in near])))
    known = {row.id: _New(row.id, row.updated_at, row.audience) for row in rows}
    return [known[one.workshop_id] for one in near]


async def still_wants(db: AsyncConnection, person_id: int, insee: str, *, told: bool = False) -> bool:
    """`told`: they were to hear of it already, and it did not get through."""
    mine = (wishes.c.person_id == person_id, wishes.c.insee == insee, consents.allows(person_id, "follow_up"))
    wish = (await db.execute(select(wishes.c.wants_news).where(*mine))).one_or_none()
    return wish is not None and (told or wish.wants_news)


async def told(db: AsyncConnection, now: datetime, person_id: int, insee: str) -> None:
    """The wish has come true; the next one is theirs to make."""
    mine = (wishes.c.person_id == person_id) & (wishes.c.insee == insee)
    await db.execute(update(wishes).where(mine).values(wants_news=False, told_at=now))
