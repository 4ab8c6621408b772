"""How much is held, kind by kind: numbers and dates only, for the page that says it to staff."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, get_args

from sqlalchemy import ColumnElement, FromClause, and_, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.tables.audit import audit
from bot.storage.tables.consents import consents
from bot.storage.tables.conversation import messages, seen, sessions
from bot.storage.tables.cvs import cvs
from bot.storage.tables.files import files
from bot.storage.tables.later import parked
from bot.storage.tables.letters import letters
from bot.storage.tables.mentors import handoffs, reads, reports
from bot.storage.tables.people import departures, people
from bot.storage.tables.safety import alerts, missed, signs
from bot.storage.tables.workshops import mailboxes, seats, wishes

Kind = Literal[
    "people", "strangers", "leaving", "consents", "lines", "first_lines", "files", "answers", "cvs", "letters",
    "handoffs", "reports", "signs", "alerts", "missed", "reads", "audit", "seats", "wishes", "mailboxes", "updates",
    "parked", "departures",
]  # fmt: skip
KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True, slots=True)
class Holding:
    """`oldest`: when the oldest of them came; None when there is none, or it bears no date. `bytes`: of files."""

    kind: Kind
    count: int
    oldest: datetime | None = None
    bytes: int = 0


def _sources() -> dict[Kind, tuple[FromClause, ColumnElement[Any] | None, ColumnElement[bool] | None]]:
    """Where a kind lies, its date, and which of the rows."""
    agreed = people.c.consent_at.is_not(None)
    return {
        "people": (people, people.c.created_at, agreed),
        "strangers": (people, people.c.last_seen_at, people.c.consent_at.is_(None)),
        "leaving": (people, None, people.c.erase_at.is_not(None)),
        "consents": (consents, consents.c.at, None),
        "lines": (messages, messages.c.created_at, messages.c.purge_at.is_(None)),
        "first_lines": (messages, messages.c.created_at, messages.c.purge_at.is_not(None)),
        "files": (files, files.c.created_at, None),
        "answers": (sessions.join(people), people.c.last_seen_at, and_(agreed, sessions.c.state.is_not(None))),
        "cvs": (cvs, cvs.c.updated_at, None),
        "letters": (letters, letters.c.updated_at, None),
        "handoffs": (handoffs, handoffs.c.asked_at, None),
        "reports": (reports, reports.c.at, None),
        "signs": (signs, signs.c.at, None),
        "alerts": (alerts, alerts.c.at, None),
        "missed": (missed, missed.c.at, None),
        "reads": (reads, reads.c.at, None),
        "audit": (audit, audit.c.at, None),
        "seats": (seats, seats.c.since, None),
        "wishes": (wishes, wishes.c.created_at, None),
        "mailboxes": (mailboxes, mailboxes.c.since, None),
        "updates": (seen, seen.c.at, None),
        "parked": (parked, parked.c.at, None),
        "departures": (departures, None, None),
    }


async def held(db: AsyncConnection) -> Sequence[Holding]:
    """In the order of `KINDS`."""
    sources, found = _sources(), list[Holding]()
    for kind in KINDS:
        table, date, which = sources[kind]
        columns = [func.count(), *([func.min(date)] if date is not None else ())]
        query = select(*columns).select_from(table)
        row = (await db.execute(query if which is None else query.where(which))).one()
        size = int(await db.scalar(select(func.sum(files.c.size))) or 0) if kind == "files" else 0
        found.append(Holding(kind, row[0], row[1] if date is not None else None, size))
    return found
