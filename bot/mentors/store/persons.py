"""All that is kept here of one person: shown to them, erased."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.mentors.store.board import next_change
from bot.storage.sealed import Sealer, open_json
from bot.storage.tables.mentors import (
    aliases,
    appointments,
    handoff_languages,
    handoff_tags,
    handoffs,
    held_lines,
    mentors,
    notes,
    pairs,
    passed_files,
    promises,
    reads,
    released,
    reports,
    slots,
    suggestions,
    transfers,
)
from bot.storage.tables.people import people
from flows.events import JsonValue

ROWS = (
    suggestions, notes, pairs, promises, held_lines, released, passed_files, reports, reads, appointments, handoffs,
    aliases,
)  # fmt: skip
"""What goes, in an order in which it can; what hangs on a handoff goes with it."""


def _at(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()


async def export(db: AsyncConnection, sealer: Sealer, person_id: int) -> dict[str, JsonValue]:
    """Empty for somebody who has nothing here."""
    known = (await db.execute(select(people.c.age_band, people.c.banned_at).where(people.c.id == person_id))).first()
    alias = (await db.execute(select(aliases).where(aliases.c.person_id == person_id))).one_or_none()
    kept: dict[str, JsonValue] = {
        "age_band": known.age_band if known else None,
        "banned": _at(known.banned_at) if known else None,
        "alias": alias.alias if alias else None,
        "agreed_that_mentors_read": _at(alias.agreed_at) if alias else None,
        "requests": await _requests(db, person_id),
        "promises": await _promises(db, sealer, person_id),
        "notes": await _notes(db, sealer, person_id),
        "passed_on": await _passed_on(db, sealer, person_id),
        "their_mentor": await _pair(db, sealer, person_id),
        "lines_shown_unmasked": await _shown(db, person_id),
        "suggestions": await _suggestions(db, sealer, person_id),
        "reports": await _list(db, reports, person_id, "at", "seq", "why", "settled_at"),
        "appointments": await _list(db, appointments, person_id, "starts_at", "topic", "language", "state"),
        "read_by": await _reads(db, person_id),
    }
    return {name: value for name, value in kept.items() if value}


async def _list(db: AsyncConnection, table: Any, person_id: int, *names: str) -> list[JsonValue]:
    rows = await db.execute(select(table).where(table.c.person_id == person_id).order_by(table.c.id))
    return [{name: _plain(getattr(row, name)) for name in names} for row in rows]


def _plain(value: Any) -> JsonValue:
    return value.isoformat() if isinstance(value, datetime) else value


async def _requests(db: AsyncConnection, person_id: int) -> list[JsonValue]:
    query = (
        select(handoffs, mentors.c.alias)
        .outerjoin(mentors, mentors.c.account_id == handoffs.c.mentor_id)
        .where(handoffs.c.person_id == person_id)
    )
    rows = (await db.execute(query.order_by(handoffs.c.id))).all()
    spoken: dict[int, list[JsonValue]] = {}
    asked = select(handoff_languages).where(handoff_languages.c.handoff_id.in_([row.id for row in rows]))
    for row in await db.execute(asked.order_by(handoff_languages.c.language)):
        spoken.setdefault(row.handoff_id, []).append(row.language)
    tags: dict[int, list[JsonValue]] = {}
    marked = select(handoff_tags).where(handoff_tags.c.handoff_id.in_([row.id for row in rows]))
    for row in await db.execute(marked.order_by(handoff_tags.c.tag)):
        tags.setdefault(row.handoff_id, []).append(row.tag)
    return [
        {
            "topic": row.topic, "languages": spoken.get(row.id, []), "asked": _at(row.asked_at), "state": row.state,
            "mentor": row.alias, "closed": _at(row.closed_at), "outcome": row.outcome, "smile": row.smile,
            "tags": tags.get(row.id, []),
        }
        for row in rows
    ]  # fmt: skip


async def _promises(db: AsyncConnection, sealer: Sealer, person_id: int) -> list[JsonValue]:
    rows = await db.execute(select(promises).where(promises.c.person_id == person_id).order_by(promises.c.id))
    return [
        {
            "what": open_json(sealer, person_id, row.what) if row.what else None,
            "made": _at(row.made_at), "due": _at(row.due_at), "kept": _at(row.kept_at),
        }
        for row in rows
    ]  # fmt: skip


async def _notes(db: AsyncConnection, sealer: Sealer, person_id: int) -> list[JsonValue]:
    rows = await db.execute(select(notes).where(notes.c.person_id == person_id).order_by(notes.c.id))
    return [{"at": _at(row.at), "text": open_json(sealer, person_id, row.body)} for row in rows]


async def _passed_on(db: AsyncConnection, sealer: Sealer, person_id: int) -> list[JsonValue]:
    """What one mentor wrote to another about them."""
    query = select(transfers.c.at, transfers.c.state, transfers.c.note).join(handoffs)
    rows = await db.execute(query.where(handoffs.c.person_id == person_id).order_by(transfers.c.id))
    return [{"at": _at(row.at), "state": row.state, "note": _opened(sealer, person_id, row.note)} for row in rows]


async def _pair(db: AsyncConnection, sealer: Sealer, person_id: int) -> dict[str, JsonValue]:
    query = select(mentors.c.alias, pairs.c.since, pairs.c.note).outerjoin_from(
        pairs, mentors, mentors.c.account_id == pairs.c.account_id
    )
    row = (await db.execute(query.where(pairs.c.person_id == person_id))).one_or_none()
    if row is None:
        return {}
    return {"mentor": row.alias, "since": _at(row.since), "note": _opened(sealer, person_id, row.note)}


async def _shown(db: AsyncConnection, person_id: int) -> list[JsonValue]:
    """Numbers of the lines that they let a mentor read as they wrote them."""
    mine = select(released.c.seq, released.c.at).where(released.c.person_id == person_id)
    return [{"line": row.seq, "at": _at(row.at)} for row in await db.execute(mine.order_by(released.c.seq))]


def _opened(sealer: Sealer, person_id: int, sealed: bytes | None) -> JsonValue:
    return None if sealed is None else str(open_json(sealer, person_id, sealed))


async def _suggestions(db: AsyncConnection, sealer: Sealer, person_id: int) -> list[JsonValue]:
    rows = await db.execute(select(suggestions).where(suggestions.c.person_id == person_id).order_by(suggestions.c.id))
    return [
        {"at": _at(row.at), "line": row.line, "state": row.state, **open_json(sealer, person_id, row.body)}
        for row in rows
    ]


async def _reads(db: AsyncConnection, person_id: int) -> list[JsonValue]:
    query = (
        select(reads.c.at, reads.c.what, reads.c.role, mentors.c.alias)
        .outerjoin(mentors, mentors.c.account_id == reads.c.account_id)
        .where(reads.c.person_id == person_id)
    )
    rows = await db.execute(query.order_by(reads.c.id))
    return [{"at": _at(row.at), "what": row.what, "role": row.role, "by": row.alias} for row in rows]


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody opened something of theirs that day; `alias`: the name a mentor chose, "" for others."""

    day: date
    alias: str
    role: str


async def readers(db: AsyncConnection, person_id: int, zone: ZoneInfo, most: int) -> list[Reader]:
    """Who read what they said, the newest day first; each once a day. A refused attempt read nothing."""
    query = (
        select(reads.c.at, reads.c.role, mentors.c.alias)
        .outerjoin(mentors, mentors.c.account_id == reads.c.account_id)
        .where(reads.c.person_id == person_id, reads.c.what != "refused")
        .order_by(reads.c.id.desc())
    )
    rows = await db.execute(query)
    found = [Reader(row.at.astimezone(zone).date(), row.alias or "", row.role) for row in rows]
    return list(dict.fromkeys(found))[:most]


async def erase(db: AsyncConnection, person_id: int, now: datetime) -> None:
    """Whoever talked to them is free again; their slot goes back to others. Consoles see the conversation go.

    **Why** reports go, too: what they tell of a mentor is in the person's own words, and those are theirs.
    """
    booked = select(appointments.c.slot_id).where(
        appointments.c.person_id == person_id, appointments.c.state == "booked", appointments.c.starts_at > now
    )
    await db.execute(update(slots).where(slots.c.id.in_(booked), slots.c.state == "booked").values(state="free"))
    there = await db.scalar(select(handoffs.c.id).where(handoffs.c.person_id == person_id).limit(1))
    for table in ROWS:
        await db.execute(delete(table).where(table.c.person_id == person_id))
    await db.execute(update(people).where(people.c.id == person_id).values(age_band=None))
    if there is not None:
        await next_change(db)
