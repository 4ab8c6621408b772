"""What somebody allows beyond the keeping of their answers, each thing by itself: taken back as easily as given.

Law: nothing but a yes is a yes; whoever was not asked has not agreed. That mentors read them is `aliases.agreed_at`.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal, get_args

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.engine import insert
from bot.storage.tables.consents import consents

Kind = Literal["sharing", "follow_up"]
"""Their CV, without their name, with the mentor they talk to · messages that they did not ask for."""
KINDS: tuple[Kind, ...] = get_args(Kind)


def allows(person: Any, kind: Kind) -> ColumnElement[bool]:
    """As a condition of SQL. `person`: a column or an id."""
    its = consents.alias("allowed")
    said = (its.c.person_id == person, its.c.kind == kind, its.c.agreed)
    return exists(select(its.c.person_id).where(*said).correlate_except(its))


async def allowed(db: AsyncConnection, person_id: int, kind: Kind) -> bool:
    return bool(await db.scalar(select(allows(person_id, kind))))


async def decided(db: AsyncConnection, person_id: int) -> dict[str, bool]:
    """What they said of each kind; those they were not asked about are missing."""
    rows = await db.execute(select(consents.c.kind, consents.c.agreed).where(consents.c.person_id == person_id))
    return {row.kind: row.agreed for row in rows}


async def decide(db: AsyncConnection, now: datetime, person_id: int, kind: Kind, *, agreed: bool) -> None:
    """The last word counts."""
    said = {"agreed": agreed, "at": now}
    statement = insert(db, consents).values(person_id=person_id, kind=kind, **said)
    await db.execute(statement.on_conflict_do_update(index_elements=["person_id", "kind"], set_=said))
