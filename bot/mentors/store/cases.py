"""What a coordinator may open: a conversation reported, drawn by lot, or that an alert came from.

Law: nothing else can be opened, whatever the address; and every opening is noted for the person. What was drawn by lot
is closed to everybody once the person takes back that they are read, and so is an alert that somebody looks after; a
report stays, which is theirs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, get_args

from sqlalchemy import and_, exists, literal, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.mentors.store import access
from bot.storage.bodies import open_message
from bot.storage.sealed import Sealer, open_json
from bot.storage.tables.conversation import messages
from bot.storage.tables.mentors import aliases, handoffs, mentors, reports, samples
from bot.storage.tables.safety import alerts

Verdict = Literal["unfounded", "closed", "disabled"]
"""Of a report: unfrozen; closed for good; closed, and the mentor's account, too."""
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
Look = Literal["fine", "talk", "serious"]
"""Of a sample: nothing to say; to talk about with the mentor; serious."""
LOOKS: tuple[Look, ...] = get_args(Look)
MOST_LINES = 500
"""Of a conversation, the newest: what a coordinator reads at a time."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """`reported`: the line of which somebody said that it was not all right."""

    author: str
    text: str
    files: int
    reported: bool = False


@dataclass(frozen=True, slots=True)
class Case:
    """`person`, `mentor`: aliases. `account_id`: the mentor's. `why`: the person's reason, "" untold."""

    id: int
    person_id: int
    handoff_id: int
    account_id: int | None
    person: str
    mentor: str
    at: datetime
    topic: str
    settled_at: datetime | None
    verdict: str
    why: str = ""


# -- reports --------------------------------------------------------------------------------------------------
def _reports() -> Any:
    return (
        select(
            reports.c.id, reports.c.person_id, reports.c.handoff_id, reports.c.account_id, reports.c.at,
            reports.c.settled_at, reports.c.verdict, reports.c.why, handoffs.c.topic,
            aliases.c.alias.label("person"), mentors.c.alias.label("mentor"),
        )
        .join(handoffs, handoffs.c.id == reports.c.handoff_id)
        .outerjoin(aliases, aliases.c.person_id == reports.c.person_id)
        .outerjoin(mentors, mentors.c.account_id == reports.c.account_id)
    )  # fmt: skip


async def open_reports(db: AsyncConnection) -> Sequence[Case]:
    """Undecided, the oldest first."""
    rows = await db.execute(_reports().where(reports.c.settled_at.is_(None)).order_by(reports.c.id))
    return [_case(row) for row in rows]


async def report(db: AsyncConnection, report_id: int) -> Case | None:
    row = (await db.execute(_reports().where(reports.c.id == report_id))).one_or_none()
    return None if row is None else _case(row)


async def evidence(db: AsyncConnection, sealer: Sealer, case: Case) -> Sequence[Spoken]:
    """The conversation as it stood when it was reported."""
    query = select(reports.c.evidence, reports.c.seq).where(reports.c.id == case.id)
    row = (await db.execute(query)).one()
    return [
        Spoken(str(line["from"]), str(line.get("text", "")), len(line.get("files", [])), line["seq"] == row.seq)
        for line in open_json(sealer, case.person_id, row.evidence)
    ]


async def settle(db: AsyncConnection, now: datetime, by: int, report_id: int, verdict: Verdict) -> Case | None:
    """None: it is decided already, or is about whoever decides. Unfrozen only when nothing else is open between them.

    The two never meet again, whatever the verdict: that is the person's to decide (`access.reported`).
    """
    found = await report(db, report_id)
    if found is None or found.account_id is None or found.account_id == by:
        return None
    await access.lock(db, found.account_id)
    undecided = and_(reports.c.id == report_id, reports.c.settled_at.is_(None))
    values = {"settled_at": now, "settled_by": by, "verdict": verdict}
    if await db.scalar(update(reports).where(undecided).values(values).returning(reports.c.id)) is None:
        return None
    if verdict == "unfounded":
        both = and_(handoffs.c.person_id == found.person_id, handoffs.c.mentor_id == found.account_id)
        kept = exists(
            select(reports.c.id).where(
                reports.c.person_id == found.person_id,
                reports.c.account_id == found.account_id,
                reports.c.id != report_id,
                (reports.c.settled_at.is_(None)) | (reports.c.verdict != "unfounded"),
            )
        )
        await db.execute(update(handoffs).where(both, ~kept).values(frozen_at=None))
    return found


# -- samples --------------------------------------------------------------------------------------------------
def _samples() -> Any:
    return (
        select(
            samples.c.handoff_id.label("id"), handoffs.c.person_id, samples.c.handoff_id,
            handoffs.c.mentor_id.label("account_id"), samples.c.drawn_at.label("at"),
            samples.c.seen_at.label("settled_at"), samples.c.verdict, handoffs.c.topic,
            aliases.c.alias.label("person"), mentors.c.alias.label("mentor"),
        )
        .join(handoffs, handoffs.c.id == samples.c.handoff_id)
        .outerjoin(aliases, aliases.c.person_id == handoffs.c.person_id)
        .outerjoin(mentors, mentors.c.account_id == handoffs.c.mentor_id)
        .where(access.agreed(handoffs.c.person_id))
    )  # fmt: skip


async def open_samples(db: AsyncConnection) -> Sequence[Case]:
    """Not looked at yet, the oldest first."""
    rows = await db.execute(_samples().where(samples.c.seen_at.is_(None)).order_by(samples.c.handoff_id))
    return [_case(row) for row in rows]


async def sample(db: AsyncConnection, handoff_id: int) -> Case | None:
    """None: it was not drawn."""
    row = (await db.execute(_samples().where(samples.c.handoff_id == handoff_id))).one_or_none()
    return None if row is None else _case(row)


async def alert(db: AsyncConnection, alert_id: int) -> Case | None:
    """The conversation that an alert came from; None: it came from none, or may no longer be read.

    **Why** it may while nobody has seen the alert, even where the person has taken back that they are read: somebody
    may be in danger, and whoever goes to help has to know of what.
    """
    query = (
        select(
            alerts.c.id, handoffs.c.person_id, alerts.c.handoff_id, handoffs.c.mentor_id.label("account_id"),
            alerts.c.at, alerts.c.seen_at.label("settled_at"), literal("").label("verdict"), handoffs.c.topic,
            aliases.c.alias.label("person"), mentors.c.alias.label("mentor"),
        )
        .join(handoffs, handoffs.c.id == alerts.c.handoff_id)
        .outerjoin(aliases, aliases.c.person_id == handoffs.c.person_id)
        .outerjoin(mentors, mentors.c.account_id == handoffs.c.mentor_id)
        .where(alerts.c.id == alert_id, or_(alerts.c.seen_at.is_(None), access.agreed(handoffs.c.person_id)))
    )  # fmt: skip
    row = (await db.execute(query)).one_or_none()
    return None if row is None else _case(row)


async def spoken(db: AsyncConnection, sealer: Sealer, case: Case) -> Sequence[Spoken]:
    """What was said in that conversation, from its first line until it was closed."""
    there = select(handoffs.c.first_seq, handoffs.c.closed_at).where(handoffs.c.id == case.handoff_id)
    row = (await db.execute(there)).one()
    said = and_(
        messages.c.person_id == case.person_id,
        messages.c.seq >= row.first_seq,
        messages.c.author.in_(("me", "mentor")),
    )
    query = select(messages).where(said).order_by(messages.c.seq.desc()).limit(MOST_LINES)
    if row.closed_at is not None:
        query = query.where(messages.c.created_at <= row.closed_at)
    found = [open_message(sealer, case.person_id, m.seq, m.author, m.body) for m in await db.execute(query)]
    return [Spoken(line.author, line.text, len(line.files)) for line in reversed(found)]


async def seen(db: AsyncConnection, now: datetime, by: int, handoff_id: int, verdict: Look) -> bool:
    """False: it was looked at before, or was their own conversation."""
    own = exists(select(handoffs.c.id).where(handoffs.c.id == handoff_id, handoffs.c.mentor_id == by))
    undecided = and_(samples.c.handoff_id == handoff_id, samples.c.seen_at.is_(None), ~own)
    values = {"seen_at": now, "seen_by": by, "verdict": verdict}
    done = update(samples).where(undecided).values(values).returning(samples.c.handoff_id)
    return await db.scalar(done) is not None


def _case(row: Any) -> Case:
    return Case(
        id=row.id,
        person_id=row.person_id,
        handoff_id=row.handoff_id,
        account_id=row.account_id,
        person=row.person or "",
        mentor=row.mentor or "",
        at=row.at,
        topic=row.topic,
        settled_at=row.settled_at,
        verdict=row.verdict or "",
        why=getattr(row, "why", None) or "",
    )
