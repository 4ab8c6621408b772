"""Appointments: a slot has one winner, a person one appointment to come.

Law: a slot is taken by the statement that finds it free, and found fit for this person in the same breath: the mentor
works, is cleared for them until it ends, speaks the language. Slots are rows that others want, too: a turn that books,
moves or cancels commits alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal, cast
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, and_, exists, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.mentors.model import Level
from bot.mentors.rules.slots import LEAD
from bot.mentors.store import access
from bot.storage.tables.mentors import appointments, mentor_languages, mentors, slots

AppointmentState = Literal["booked", "open", "done", "cancelled", "missed"]
By = Literal["person", "mentor", "service"]
MOST_FREE = 200
"""Free slots that are looked at; a person is shown a handful."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What for, in which languages, the best first; what the mentor must be cleared for."""

    topic: str
    languages: tuple[str, ...]
    needs: Level


@dataclass(frozen=True, slots=True)
class Free:
    """A slot that somebody may book. `mentor`: the alias young people see."""

    key: str
    starts_at: datetime
    ends_at: datetime
    mentor: str


@dataclass(frozen=True, slots=True)
class Appointment:
    """`zone`: the mentor's. `key` names it in calendars for good, `sequence` grows when it moves or falls away."""

    id: int
    key: str
    person_id: int
    account_id: int
    mentor: str
    zone: ZoneInfo
    topic: str
    language: str
    needs: Level
    state: AppointmentState
    starts_at: datetime
    ends_at: datetime
    sequence: int


def _fits(person_id: int, asked: Asked) -> ColumnElement[bool]:
    """Of `slots`: its mentor may have this conversation to its end, and can."""
    speaks = (
        select(mentor_languages.c.account_id)
        .where(mentor_languages.c.account_id == slots.c.account_id, mentor_languages.c.language.in_(asked.languages))
        .correlate(slots)
    )
    mentor = slots.c.account_id
    return and_(
        access.works(mentor),
        access.vetted(mentor, slots.c.ends_at, asked.needs),
        ~access.reported(mentor, person_id),
        exists(speaks),
    )


async def free(
    db: AsyncConnection, now: datetime, person_id: int, asked: Asked, first: int | None = None
) -> Sequence[Free]:
    """What can be booked, soonest first; one of two at the same time: that of `first`, a mentor they know."""
    query = (
        select(slots.c.key, slots.c.starts_at, slots.c.ends_at, slots.c.account_id, mentors.c.alias)
        .join(mentors, mentors.c.account_id == slots.c.account_id)
        .where(slots.c.state == "free", slots.c.starts_at > now + LEAD, _fits(person_id, asked))
        .order_by(slots.c.starts_at, slots.c.id)
        .limit(MOST_FREE)
    )
    best: dict[datetime, Any] = {}
    for row in (await db.execute(query)).all():
        if row.starts_at not in best or row.account_id == first:
            best[row.starts_at] = row
    return [Free(row.key, row.starts_at, row.ends_at, row.alias or "") for row in best.values()]


async def coming(db: AsyncConnection, person_id: int, now: datetime) -> Appointment | None:
    """The one they have, until it ends."""
    mine = and_(appointments.c.person_id == person_id, appointments.c.state.in_(("booked", "open")))
    return await _one(db, mine, appointments.c.ends_at > now)


async def by_id(db: AsyncConnection, id: int, person_id: int) -> Appointment | None:
    return await _one(db, appointments.c.id == id, appointments.c.person_id == person_id)


async def _one(db: AsyncConnection, *conditions: ColumnElement[bool]) -> Appointment | None:
    query = (
        select(appointments, mentors.c.alias, mentors.c.zone)
        .join(mentors, mentors.c.account_id == appointments.c.account_id)
        .where(*conditions)
        .order_by(appointments.c.starts_at)
        .limit(1)
    )
    row = (await db.execute(query)).one_or_none()
    if row is None:
        return None
    return Appointment(
        row.id, row.key, row.person_id, row.account_id, row.alias or "", ZoneInfo(row.zone), row.topic, row.language,
        cast("Level", row.needs), cast("AppointmentState", row.state), row.starts_at, row.ends_at, row.sequence,
    )  # fmt: skip


async def book(
    db: AsyncConnection, now: datetime, person_id: int, asked: Asked, slot_key: str, key: str
) -> Appointment | None:
    """Theirs now, or moved there from where it was before. None: somebody was faster, or it is no longer given.

    `key`: unguessable, of a new appointment; one that moves keeps its own.
    """
    had = await coming(db, person_id, now)
    slot = await _take(db, now, person_id, asked, slot_key)
    if slot is None:
        return None if had is None or not await _is_theirs(db, had, slot_key) else had
    values = {"slot_id": slot.id, "account_id": slot.account_id, "starts_at": slot.starts_at, "ends_at": slot.ends_at}
    if had is None or had.state != "booked":
        language = await _spoken(db, slot.account_id, asked.languages)
        about = {"topic": asked.topic, "language": language, "needs": asked.needs}
        row = {"key": key, "person_id": person_id, "state": "booked", "booked_at": now, **about, **values}
        id = int(await db.scalar(appointments.insert().values(row).returning(appointments.c.id)) or 0)
    else:
        id = had.id
        await _let_go(db, id, now)
        moved = update(appointments).where(appointments.c.id == id)
        await db.execute(moved.values(**values, sequence=appointments.c.sequence + 1, booked_at=now))
    return await by_id(db, id, person_id)


async def _take(db: AsyncConnection, now: datetime, person_id: int, asked: Asked, slot_key: str) -> Any:
    found = and_(slots.c.key == slot_key, slots.c.state == "free", slots.c.starts_at > now, _fits(person_id, asked))
    statement = update(slots).where(found).values(state="booked")
    statement = statement.returning(slots.c.id, slots.c.account_id, slots.c.starts_at, slots.c.ends_at)
    return (await db.execute(statement)).one_or_none()


async def _spoken(db: AsyncConnection, account_id: int, languages: tuple[str, ...]) -> str:
    """The best one that both speak."""
    query = select(mentor_languages.c.language).where(mentor_languages.c.account_id == account_id)
    theirs = set((await db.scalars(query)).all())
    return next(language for language in languages if language in theirs)


async def _is_theirs(db: AsyncConnection, had: Appointment, slot_key: str) -> bool:
    """A second tap on the same button."""
    query = select(appointments.c.id).join(slots, slots.c.id == appointments.c.slot_id)
    return await db.scalar(query.where(appointments.c.id == had.id, slots.c.key == slot_key)) is not None


async def _let_go(db: AsyncConnection, id: int, now: datetime) -> None:
    """Its slot is free again, unless its time has come."""
    of_it = select(appointments.c.slot_id).where(appointments.c.id == id).scalar_subquery()
    back = and_(slots.c.id == of_it, slots.c.state == "booked", slots.c.starts_at > now)
    await db.execute(update(slots).where(back).values(state="free"))


async def cancel(db: AsyncConnection, now: datetime, person_id: int) -> Appointment | None:
    """By the person. None: they had none to come."""
    had = await coming(db, person_id, now)
    if had is None or had.state != "booked" or not await settle(db, now, had.id, "booked", "cancelled", "person"):
        return None
    await _let_go(db, had.id, now)
    return replace(had, state="cancelled", sequence=had.sequence + 1)


async def take_back(db: AsyncConnection, now: datetime, account_id: int, slot_key: str) -> Appointment | None:
    """By the mentor: the slot is withdrawn with it. None: not theirs, or nobody had booked it."""
    mine = and_(slots.c.account_id == account_id, slots.c.key == slot_key, slots.c.state == "booked")
    slot_id = await db.scalar(update(slots).where(mine).values(state="withdrawn").returning(slots.c.id))
    if slot_id is None:
        return None
    had = await _one(db, appointments.c.slot_id == slot_id, appointments.c.state == "booked")
    if had is None or not await settle(db, now, had.id, "booked", "cancelled", "mentor"):
        return None
    return replace(had, state="cancelled", sequence=had.sequence + 1)


async def settle(
    db: AsyncConnection, now: datetime, id: int, before: AppointmentState, after: AppointmentState, by: By
) -> bool:
    """From one state to the next, once. False: it was not in that state any more."""
    statement = update(appointments).where(appointments.c.id == id, appointments.c.state == before)
    values: dict[str, Any] = {"state": after, "sequence": appointments.c.sequence + int(after == "cancelled")}
    if after != "open":
        values |= {"settled_at": now, "settled_by": by}
    return await db.scalar(statement.values(**values).returning(appointments.c.id)) is not None


async def opened(db: AsyncConnection, id: int, handoff_id: int) -> None:
    """The conversation that it became."""
    await db.execute(update(appointments).where(appointments.c.id == id).values(handoff_id=handoff_id))
