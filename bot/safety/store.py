"""What safety reads and keeps of a person.

Law: of somebody who has agreed to nothing yet, nothing is kept: they are asked, and that is all.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.safety.net.model import Hit
from bot.safety.rules import Sign
from bot.storage.bodies import open_message
from bot.storage.engine import insert
from bot.storage.sealed import Sealer, open_json, seal_json
from bot.storage.tables.conversation import messages
from bot.storage.tables.mentors import aliases, handoffs
from bot.storage.tables.people import people
from bot.storage.tables.safety import alerts, missed, safe_words, signs
from flows.events import JsonValue


@dataclass(frozen=True, slots=True)
class Standing:
    """`agreed`: something may be kept of them. `handoff_id`: the conversation a mentor holds with them."""

    mode: str
    agreed: bool
    handoff_id: int | None


async def standing(db: AsyncConnection, person_id: int) -> Standing:
    held = and_(handoffs.c.person_id == people.c.id, handoffs.c.state == "held")
    query = (
        select(people.c.mode, people.c.consent_at, aliases.c.agreed_at, handoffs.c.id.label("handoff_id"))
        .outerjoin(aliases, aliases.c.person_id == people.c.id)
        .outerjoin(handoffs, held)
        .where(people.c.id == person_id)
    )
    row = (await db.execute(query)).one()
    return Standing(row.mode, row.consent_at is not None or row.agreed_at is not None, row.handoff_id)


# -- signs ----------------------------------------------------------------------------------------------------
async def note(db: AsyncConnection, sealer: Sealer, now: datetime, person_id: int, seq: int, hit: Hit) -> None:
    body: JsonValue = {"what": hit.category, "strength": hit.strength}
    row = {"person_id": person_id, "seq": seq, "at": now, "body": seal_json(sealer, person_id, body)}
    await db.execute(insert(db, signs).values(row).on_conflict_do_nothing())


async def signs_of(db: AsyncConnection, sealer: Sealer, person_id: int, after: datetime | None = None) -> list[Sign]:
    """In the order they came; those after `after` only."""
    query = select(signs).where(signs.c.person_id == person_id).order_by(signs.c.id)
    if after is not None:
        query = query.where(signs.c.at > after)
    return [_sign(sealer, row) for row in await db.execute(query)]


def _sign(sealer: Sealer, row: Any) -> Sign:
    body = open_json(sealer, row.person_id, row.body)
    return Sign(body["what"], body["strength"], row.at, row.fine_at is not None)


async def noticed_before(db: AsyncConnection, person_id: int, after: datetime, seq: int) -> bool:
    """Something was noticed since `after`, in a line before `seq`."""
    query = select(signs.c.id).where(signs.c.person_id == person_id, signs.c.at > after, signs.c.seq < seq)
    return await db.scalar(query.limit(1)) is not None


async def was_fine(db: AsyncConnection, now: datetime, person_id: int, seq: int) -> None:
    mine = and_(signs.c.person_id == person_id, signs.c.seq == seq)
    await db.execute(update(signs).where(mine).values(fine_at=now))


async def line(db: AsyncConnection, sealer: Sealer, person_id: int, seq: int) -> str:
    """What they wrote there; "" when it is no line of theirs, or no longer kept."""
    mine = and_(messages.c.person_id == person_id, messages.c.seq == seq, messages.c.author == "me")
    body = await db.scalar(select(messages.c.body).where(mine))
    return "" if body is None else open_message(sealer, person_id, seq, "me", body).text


async def hurry(db: AsyncConnection, now: datetime, person_id: int) -> None:
    """Their request for a human, whether it waits or comes within the day, is before those that are not urgent."""
    await db.execute(update(people).where(people.c.id == person_id).values(called_at=now))
    waits = and_(handoffs.c.person_id == person_id, handoffs.c.state == "waiting")
    await db.execute(update(handoffs).where(waits).values(urgent=True))


# -- all that is kept here of one person ----------------------------------------------------------------------
async def export(db: AsyncConnection, sealer: Sealer, person_id: int) -> dict[str, JsonValue]:
    """Empty for somebody who has nothing here."""
    query = select(people.c.called_at, people.c.safe_word_at).where(people.c.id == person_id)
    row = (await db.execute(query)).one_or_none()
    called, chosen = row if row else (None, None)
    told = await db.execute(select(alerts).where(alerts.c.person_id == person_id).order_by(alerts.c.id))
    flagged = await db.execute(select(missed).where(missed.c.person_id == person_id).order_by(missed.c.id))
    noticed: list[JsonValue] = [
        {"at": one.at.isoformat(), "what": one.what, "fine": one.fine} for one in await signs_of(db, sealer, person_id)
    ]
    kept: dict[str, JsonValue] = {
        "asked_for_somebody_at_once": _iso(called),
        "own_word_for_sos": _iso(chosen),  # that there is one; who reads this file need not know it
        "noticed": noticed,
        "team_told": [{"at": row.at.isoformat(), "why": row.why, "seen": _iso(row.seen_at)} for row in told],
        "flagged_by_a_mentor": [{"at": row.at.isoformat(), "line": row.seq} for row in flagged],
    }
    return {name: value for name, value in kept.items() if value}


def _iso(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()


async def erase(db: AsyncConnection, person_id: int) -> None:
    for table in (signs, alerts, missed, safe_words):
        await db.execute(delete(table).where(table.c.person_id == person_id))
    await db.execute(update(people).where(people.c.id == person_id).values(called_at=None, safe_word_at=None))


async def retain(db: AsyncConnection, before: datetime) -> int:
    """Forgets what is older, however open it still is; how much."""
    gone = 0
    for table in (signs, alerts, missed):
        old = table.c.at <= before
        gone += int(await db.scalar(select(func.count()).select_from(table).where(old)) or 0)
        await db.execute(delete(table).where(old))
    await db.execute(update(people).where(people.c.called_at <= before).values(called_at=None))
    return gone
