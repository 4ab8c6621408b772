"""Telling the team that somebody may be in danger: put down in one transaction, told by effects, said to the person.

Law: one alert of a person is open at a time. Whoever of the team has seen it ends the telling; until then each new
reason begins it again. What they are told holds
neither a name nor a word; and the person is told the truth, also that nobody has answered yet.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import Table, and_, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.ports import Later
from bot.safety.rules import SILENT, STEPS, Duty, whom
from bot.storage import team
from bot.storage.engine import insert
from bot.storage.sealed import Sealer, seal_json
from bot.storage.tables.accounts import account_roles
from bot.storage.tables.later import effects, events
from bot.storage.tables.mentors import mentors
from bot.storage.tables.safety import alerts
from bot.storage.types import micros

TELL = "safety.tell"
"""Kind of the effect, one a step and account."""
SEEN, UNSEEN, FLAGGED = "safety.seen", "safety.unseen", "safety.flagged"
"""Kinds of events for the person."""
COORDINATOR, ADMIN = "coordinator", "admin"
ROLES = (COORDINATOR, ADMIN)
Why = Literal["twice", "flag"]


AGAIN = STEPS[-1]
"""The telling is over, and nobody looked: what comes after it tells the team anew."""


@dataclass(frozen=True, slots=True)
class Raised:
    """`reached`: somebody of the team is told where they asked for it; else they find it on their page only.

    `at`: when this telling began. `fresh`: with this call; else it was under way.
    """

    id: int
    reached: bool
    at: datetime
    fresh: bool = True


async def raise_alert(
    db: AsyncConnection, sealer: Sealer, now: datetime, person_id: int, why: Why,
    handoff_id: int | None = None, by_account: int | None = None,
) -> Raised:  # fmt: skip
    """A new one; or a new telling of the one that nobody has seen, which must not keep the next from being told."""
    row = {"person_id": person_id, "why": why, "handoff_id": handoff_id, "by_account": by_account, "at": now}
    id: int | None = await db.scalar(insert(db, alerts).values(row).on_conflict_do_nothing().returning(alerts.c.id))
    there = [one for one in await on_duty(db, now) if one.account_id != by_account]
    if id is not None:
        await _tell_all(db, sealer, now, person_id, id, "", there)
        return Raised(id, bool(there), now)
    unseen = and_(alerts.c.person_id == person_id, alerts.c.seen_at.is_(None))
    last = (await db.execute(select(alerts).where(unseen).with_for_update())).one_or_none()
    if last is None:  # seen at this very moment: the next one is new
        return await raise_alert(db, sealer, now, person_id, why, handoff_id, by_account)
    fresh = last.at <= now - AGAIN
    known = {name: row[name] or last._mapping[name] for name in ("handoff_id", "by_account")}
    at: datetime = now if fresh else last.at
    changed = {**known, "why": "flag" if known["by_account"] else why, "at": at}
    await db.execute(update(alerts).where(alerts.c.id == last.id).values(changed))
    if fresh:
        await _tell_all(db, sealer, now, person_id, last.id, f"{micros(now)}/", there)
    return Raised(last.id, bool(there), at, fresh)


async def _tell_all(
    db: AsyncConnection, sealer: Sealer, now: datetime, person_id: int, id: int, again: str, there: Sequence[Duty]
) -> None:
    """`again`: what tells this telling from those before, "" for the first."""
    steps = [
        Later(
            TELL, {"alert": id, "account": to, "step": f"{again}{step}"}, f"{TELL}/{id}/{again}{step}/{to}", now + after
        )
        for step, after in enumerate(STEPS)
        for to in whom(there, step)
    ]
    await put_down(db, sealer, person_id, effects, steps)
    silent = Later(UNSEEN, {"alert": id}, f"{UNSEEN}/{id}/{again}".rstrip("/"), now + SILENT)
    await put_down(db, sealer, person_id, events, [silent])


async def on_duty(db: AsyncConnection, now: datetime) -> Sequence[Duty]:
    """Who can be told, because they asked for it."""
    reachable = await team.with_role(db, ROLES)
    query = (
        select(account_roles.c.account_id, mentors.c.on_duty_until)
        .outerjoin(mentors, mentors.c.account_id == account_roles.c.account_id)
        .where(account_roles.c.role == COORDINATOR, account_roles.c.account_id.in_(reachable))
    )
    until = {row.account_id: row.on_duty_until for row in await db.execute(query)}
    return [Duty(id, id in until, (end := until.get(id)) is not None and end > now) for id in reachable]


async def put_down(db: AsyncConnection, sealer: Sealer, person_id: int, table: Table, wanted: Sequence[Later]) -> None:
    """Events or effects, from wherever they come; twice is once."""
    rows = [
        {
            "person_id": person_id, "kind": one.kind, "key": one.key, "due_at": one.due_at,
            "payload": seal_json(sealer, person_id, dict(one.payload)),
        }
        for one in wanted
    ]  # fmt: skip
    if rows:
        await db.execute(insert(db, table).on_conflict_do_nothing(), rows)


async def see(db: AsyncConnection, sealer: Sealer, now: datetime, account_id: int, alert_id: int) -> bool:
    """« Je m'en occupe ». False: somebody else was faster, or there is no such alert."""
    unseen = and_(alerts.c.id == alert_id, alerts.c.seen_at.is_(None))
    values = {"seen_at": now, "seen_by": account_id}
    person_id = await db.scalar(update(alerts).where(unseen).values(values).returning(alerts.c.person_id))
    if person_id is None:
        return False
    await put_down(db, sealer, person_id, events, [Later(SEEN, {"alert": alert_id}, f"{SEEN}/{alert_id}", now)])
    return True


async def last_told(db: AsyncConnection, person_id: int) -> datetime | None:
    """When the team was told of them the last time."""
    newest: datetime | None = await db.scalar(select(func.max(alerts.c.at)).where(alerts.c.person_id == person_id))
    return newest
