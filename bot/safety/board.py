"""What the team sees of alerts and of missed phrases. SQL."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.safety import store
from bot.safety.net.model import Category
from bot.storage.engine import insert
from bot.storage.sealed import Sealer
from bot.storage.tables.conversation import messages
from bot.storage.tables.mentors import aliases, handoffs, mentors, reads
from bot.storage.tables.people import people
from bot.storage.tables.safety import alerts, missed, signs

MOST = 100
"""Rows of a page, the newest."""


@dataclass(frozen=True, slots=True)
class Alert:
    """`person`: their alias, "" without one. `what`: what was noticed lately, each once. `mentor`: who talks with them
    now. `handoff_id`: the conversation that it came from, which may be read. `seen_by`: an account's name."""

    id: int
    at: datetime
    why: str
    person: str
    band: str | None
    locale: str
    mode: str
    mentor: str
    handoff_id: int | None
    what: tuple[Category, ...]
    flagged_by: str
    seen_at: datetime | None
    mine: bool


async def alerts_since(db: AsyncConnection, sealer: Sealer, account_id: int, since: datetime) -> Sequence[Alert]:
    """All that nobody has seen, and those of late; the newest first."""
    now_held = handoffs.alias("now_held")
    talks, flagger = mentors.alias("talks"), mentors.alias("flagger")
    query = (
        select(
            alerts, people.c.age_band, people.c.locale, people.c.mode, aliases.c.alias,
            talks.c.alias.label("mentor"), flagger.c.alias.label("flagger"),
        )
        .join(people, people.c.id == alerts.c.person_id)
        .outerjoin(aliases, aliases.c.person_id == alerts.c.person_id)
        .outerjoin(now_held, and_(now_held.c.person_id == alerts.c.person_id, now_held.c.state == "held"))
        .outerjoin(talks, talks.c.account_id == now_held.c.mentor_id)
        .outerjoin(flagger, flagger.c.account_id == alerts.c.by_account)
        .where(or_(alerts.c.seen_at.is_(None), alerts.c.at > since))
        .order_by(alerts.c.id.desc())
        .limit(MOST)
    )  # fmt: skip
    found = []
    for row in (await db.execute(query)).all():
        noticed = await store.signs_of(db, sealer, row.person_id, since)
        what = tuple(dict.fromkeys(sign.what for sign in noticed))
        found.append(_alert(row, what, account_id))
    return found


def _alert(row: Any, what: tuple[Category, ...], account_id: int) -> Alert:
    return Alert(
        id=row.id,
        at=row.at,
        why=row.why,
        person=row.alias or "",
        band=row.age_band,
        locale=row.locale,
        mode=row.mode,
        mentor=row.mentor or "",
        handoff_id=row.handoff_id,
        what=what,
        flagged_by=row.flagger or "",
        seen_at=row.seen_at,
        mine=row.seen_by == account_id,
    )


# -- what a mentor flags --------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Held:
    """The conversation of a mentor, and the line they mean: the one named, else the person's newest."""

    person_id: int
    handoff_id: int
    locale: str
    seq: int | None
    noticed: bool


async def held(db: AsyncConnection, account_id: int, handoff_id: int, seq: int) -> Held | None:
    """None: it is not theirs now."""
    query = (
        select(handoffs.c.person_id, handoffs.c.first_seq, people.c.locale)
        .join(people, people.c.id == handoffs.c.person_id)
        .where(handoffs.c.id == handoff_id, handoffs.c.mentor_id == account_id, handoffs.c.state == "held")
    )
    row = (await db.execute(query)).one_or_none()
    if row is None:
        return None
    said = and_(messages.c.person_id == row.person_id, messages.c.author == "me", messages.c.seq >= row.first_seq)
    of = func.max(messages.c.seq)
    meant = await db.scalar(select(of).where(said, messages.c.seq == seq)) or await db.scalar(select(of).where(said))
    marked = select(signs.c.id).where(signs.c.person_id == row.person_id, signs.c.seq == meant)
    noticed = meant is not None and await db.scalar(marked) is not None
    return Held(row.person_id, handoff_id, row.locale, meant, noticed)


async def miss(db: AsyncConnection, now: datetime, account_id: int, of: Held) -> None:
    """The net let this line through; twice is once."""
    row = {
        "person_id": of.person_id, "seq": of.seq, "language": of.locale, "by_account": account_id, "at": now,
    }  # fmt: skip
    await db.execute(insert(db, missed).values(row).on_conflict_do_nothing())


@dataclass(frozen=True, slots=True)
class Missed:
    """`text`: as it was written; "" when the line is no longer kept."""

    id: int
    at: datetime
    language: str
    person: str
    text: str


async def missed_phrases(
    db: AsyncConnection, sealer: Sealer, now: datetime, today: datetime, account_id: int
) -> Sequence[Missed]:
    """Those to look at, the oldest first. `today`: its midnight; reading a phrase is noted once a day.

    Only of people who may still be read: who has taken back that humans read along is left alone.
    """
    query = (
        select(missed, aliases.c.alias)
        .join(aliases, aliases.c.person_id == missed.c.person_id)
        .where(missed.c.settled_at.is_(None), aliases.c.agreed_at.is_not(None))
        .order_by(missed.c.id)
        .limit(MOST)
    )
    found = []
    for row in (await db.execute(query)).all():
        text = await store.line(db, sealer, row.person_id, row.seq)
        found.append(Missed(row.id, row.at, row.language, row.alias or "", text))
        if text:
            await _note(db, now, today, account_id, row.person_id, row.seq)
    return found


async def _note(db: AsyncConnection, now: datetime, today: datetime, account_id: int, person_id: int, seq: int) -> None:
    reading = {"person_id": person_id, "account_id": account_id, "what": "phrase", "subject": str(seq)}
    same = and_(*(reads.c[name] == value for name, value in reading.items()), reads.c.at >= today)
    if await db.scalar(select(reads.c.id).where(same).limit(1)) is None:
        await db.execute(reads.insert().values(**reading, role="coordinator", at=now))


async def settle(db: AsyncConnection, now: datetime, account_id: int, id: int) -> bool:
    open = and_(missed.c.id == id, missed.c.settled_at.is_(None))
    values = {"settled_at": now, "settled_by": account_id}
    return await db.scalar(update(missed).where(open).values(values).returning(missed.c.id)) is not None
