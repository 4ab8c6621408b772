"""Seats: taken, given up, handed to the next who waits.

Law: a seat is counted in `workshops.taken` from the moment somebody has it until nobody wants it. Who gives one up
while others wait leaves it counted: it goes to the first of them. Whoever changes a seat that is not their own holds
the workshop's row, which is always taken after a person's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, cast
from zoneinfo import ZoneInfo

from sqlalchemy import and_, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.engine import insert
from bot.storage.sealed import Sealer, seal_json
from bot.storage.tables.later import events
from bot.storage.tables.workshops import seats, spots, workshops
from bot.storage.types import micros
from bot.workshops.model import TAKEN, Seat, SeatState, Workshop
from bot.workshops.rules.offers import offer
from bot.workshops.store.workshops import load, locked

OFFER = "workshops.offer"
"""Kind of the event by which the first of the waiting list hears of a seat."""


@dataclass(frozen=True, slots=True)
class Booked:
    """`again`: they had this seat already."""

    seat: Seat
    workshop: Workshop
    again: bool = False


@dataclass(frozen=True, slots=True)
class Waits:
    """On the waiting list, so many before them."""

    seat: Seat
    workshop: Workshop
    ahead: int


@dataclass(frozen=True, slots=True)
class Closed:
    """It can't be booked: cancelled, over, or not there."""

    workshop: Workshop | None


Booking = Booked | Waits | Closed


async def book(db: AsyncConnection, now: datetime, person_id: int, workshop_id: int, key: str) -> Booking:
    """A seat, or a place on the waiting list. `key`: unguessable, used when they never had a seat there.

    **Why** only who is not on the list tries at once: who waits may be offered a seat at this very moment, and would
    then be counted twice.
    """
    mine = await own(db, person_id, workshop_id)
    if (mine is None or mine.state not in (*TAKEN, "waiting")) and await _take(db, now, workshop_id):
        seat = await _put(db, now, person_id, workshop_id, key, "booked")
        return Booked(seat, (await load(db, [workshop_id]))[workshop_id])
    return await _under_lock(db, now, person_id, workshop_id, key)


async def _take(db: AsyncConnection, now: datetime, workshop_id: int) -> bool:
    """One seat more is taken, if there is one: decided by the statement itself, whoever else asks at the same time."""
    free = and_(
        workshops.c.id == workshop_id,
        workshops.c.state == "open",
        workshops.c.starts_at > now,
        or_(workshops.c.seats.is_(None), workshops.c.taken < workshops.c.seats),
    )
    taken = (workshops.c.taken == workshops.c.seats).label("last")
    statement = update(workshops).where(free).values(taken=workshops.c.taken + 1).returning(taken)
    row = (await db.execute(statement)).one_or_none()
    if row is not None and row.last:
        await db.execute(update(spots).where(spots.c.workshop_id == workshop_id).values(full=True))
    return row is not None


async def _under_lock(db: AsyncConnection, now: datetime, person_id: int, workshop_id: int, key: str) -> Booking:
    workshop = await locked(db, workshop_id)
    if workshop is None or workshop.state != "open" or workshop.draft.starts_at <= now:
        return Closed(workshop)
    mine = await own(db, person_id, workshop_id)
    if mine is not None and mine.state in TAKEN:
        again = mine.state == "booked"
        return Booked(mine if again else await _keep(db, mine, "booked", now), workshop, again)
    if await _take(db, now, workshop_id):
        seat = await _put(db, now, person_id, workshop_id, key, "booked")
        return Booked(seat, replace(workshop, taken=workshop.taken + 1))
    if mine is None or mine.state != "waiting":
        mine = await _put(db, now, person_id, workshop_id, key, "waiting")
    return Waits(mine, workshop, await ahead(db, mine))


async def ahead(db: AsyncConnection, mine: Seat) -> int:
    """How many wait in front of them."""
    before = or_(seats.c.since < mine.since, and_(seats.c.since == mine.since, seats.c.id < mine.id))
    return int(await db.scalar(select(func.count()).where(_queue(mine.workshop_id), before)) or 0)


def _queue(workshop_id: int) -> Any:
    return and_(seats.c.workshop_id == workshop_id, seats.c.state == "waiting")


async def _put(
    db: AsyncConnection, now: datetime, person_id: int, workshop_id: int, key: str, state: SeatState
) -> Seat:
    """Their row in this workshop: the first time with `key`, then ever the same."""
    values = {"workshop_id": workshop_id, "person_id": person_id, "key": key, "state": state, "since": now}
    again = {"state": state, "since": now, "hold_until": None, "changes": seats.c.changes + 1}
    statement = insert(db, seats).values(values)
    statement = statement.on_conflict_do_update(index_elements=["workshop_id", "person_id"], set_=again)
    return _seat((await db.execute(statement.returning(*seats.c))).one())


async def _keep(
    db: AsyncConnection, seat: Seat, state: SeatState, now: datetime, hold_until: datetime | None = None
) -> Seat:
    kept = replace(seat, state=state, since=now, hold_until=hold_until, changes=seat.changes + 1)
    values = {"state": state, "since": now, "hold_until": hold_until, "changes": kept.changes}
    await db.execute(update(seats).where(seats.c.id == seat.id).values(values))
    return kept


async def own(db: AsyncConnection, person_id: int, workshop_id: int) -> Seat | None:
    query = select(seats).where(seats.c.person_id == person_id, seats.c.workshop_id == workshop_id)
    found = (await db.execute(query)).one_or_none()
    return None if found is None else _seat(found)


async def of_person(db: AsyncConnection, person_id: int) -> Sequence[Seat]:
    query = select(seats).where(seats.c.person_id == person_id).order_by(seats.c.id)
    return [_seat(found) for found in await db.execute(query)]


async def of_workshop(db: AsyncConnection, workshop_id: int, *states: SeatState) -> Sequence[Seat]:
    """In the order in which they came to that state."""
    query = select(seats).where(seats.c.workshop_id == workshop_id, seats.c.state.in_(states))
    return [_seat(found) for found in await db.execute(query.order_by(seats.c.since, seats.c.id))]


def _seat(found: Any) -> Seat:
    return Seat(
        found.id, found.key, found.workshop_id, found.person_id, cast("SeatState", found.state), found.since,
        found.hold_until, found.changes,
    )  # fmt: skip


# -- giving up ------------------------------------------------------------------------------------------------
async def give_up(db: AsyncConnection, sealer: Sealer, now: datetime, person_id: int, workshop_id: int) -> Seat | None:
    """What they had: a seat, an offer, a place on the list; None: nothing. The seat goes on to who waits."""
    workshop = await locked(db, workshop_id)
    mine = await own(db, person_id, workshop_id)
    if workshop is None or mine is None or mine.state not in (*TAKEN, "waiting"):
        return None
    await _keep(db, mine, "given_up", now)
    if mine.state in TAKEN:
        await pass_on(db, sealer, now, workshop)
    return mine


async def pass_on(db: AsyncConnection, sealer: Sealer, now: datetime, workshop: Workshop) -> None:
    """A counted seat that nobody has: to the first who waits, or back to all. The workshop's row is held."""
    planned = offer(workshop.draft.starts_at, ZoneInfo(workshop.draft.zone), now)
    first = await of_workshop(db, workshop.id, "waiting")
    if workshop.state == "open" and planned is not None and first:
        await _offer(db, sealer, now, first[0], planned.at)
        return
    await db.execute(update(workshops).where(workshops.c.id == workshop.id).values(taken=workshops.c.taken - 1))
    await db.execute(update(spots).where(spots.c.workshop_id == workshop.id).values(full=False))


async def _offer(db: AsyncConnection, sealer: Sealer, now: datetime, seat: Seat, at: datetime) -> None:
    """The seat is theirs already; they hear of it in a turn of their own."""
    await _keep(db, seat, "offered", now)
    payload = seal_json(sealer, seat.person_id, {"workshop": seat.workshop_id})
    row = {"person_id": seat.person_id, "kind": OFFER, "key": f"{OFFER}/{seat.id}/{micros(now)}", "due_at": at}
    await db.execute(insert(db, events).values(row | {"payload": payload}).on_conflict_do_nothing())


async def tell(db: AsyncConnection, sealer: Sealer, now: datetime, person_id: int, workshop_id: int) -> Seat | None:
    """They hear of the seat now: it is held for them for a while. None: there is nothing to offer any more."""
    workshop = await locked(db, workshop_id)
    mine = await own(db, person_id, workshop_id)
    if workshop is None or mine is None or mine.state != "offered":
        return None
    planned = offer(workshop.draft.starts_at, ZoneInfo(workshop.draft.zone), now)
    if workshop.state == "open" and planned is not None:
        return await _keep(db, mine, "held", now, planned.until)
    await _keep(db, mine, "given_up", now)
    await pass_on(db, sealer, now, workshop)
    return None


async def lapse(db: AsyncConnection, sealer: Sealer, now: datetime, person_id: int, workshop_id: int) -> bool:
    """Their time to answer is over. False: they answered, or were offered another seat since."""
    workshop = await locked(db, workshop_id)
    mine = await own(db, person_id, workshop_id)
    if workshop is None or mine is None or mine.state != "held" or (mine.hold_until and mine.hold_until > now):
        return False
    await _keep(db, mine, "given_up", now)
    await pass_on(db, sealer, now, workshop)
    return True


# -- afterwards, and when people are gone ---------------------------------------------------------------------
async def attended(db: AsyncConnection, now: datetime, person_id: int, workshop_id: int, *, came: bool) -> bool:
    """Notes whether who had a seat came; True when that is new."""
    state: SeatState = "came" if came else "missed"
    noted = await db.execute(
        update(seats)
        .where(
            seats.c.person_id == person_id, seats.c.workshop_id == workshop_id,
            seats.c.state.in_(("booked", "came", "missed")), seats.c.state != state,
        )
        .values(state=state, since=now)
        .returning(seats.c.id)
    )  # fmt: skip
    return noted.first() is not None


async def erase(db: AsyncConnection, sealer: Sealer, person_id: int, now: datetime) -> None:
    """Their seats go to who waits; nothing of them is left here."""
    for seat in await of_person(db, person_id):
        await give_up(db, sealer, now, person_id, seat.workshop_id)
    await db.execute(seats.delete().where(seats.c.person_id == person_id))


async def recount(db: AsyncConnection, sealer: Sealer, now: datetime) -> int:
    """Gives free what people had who were deleted with all that hangs on them; returns how many seats."""
    counted = select(func.count()).where(seats.c.workshop_id == workshops.c.id, seats.c.state.in_(TAKEN))
    off = workshops.c.taken - counted.scalar_subquery()
    query = select(workshops.c.id).where(workshops.c.starts_at > now, workshops.c.state == "open", off > 0)
    freed = 0
    for id in (await db.execute(query.order_by(workshops.c.id))).scalars().all():
        workshop = await locked(db, id)
        missing = int(await db.scalar(select(off).where(workshops.c.id == id)) or 0)
        if workshop is not None:
            for _ in range(missing):
                await pass_on(db, sealer, now, workshop)
            freed += missing
    return freed
