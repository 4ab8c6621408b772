"""Revisions and releases in rows. Law: a row is only ever added; the newest release is what is served."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.releases.model import Origin, Release, Revision, Written
from bot.storage.tables.conversation import sessions
from bot.storage.tables.flows import flow_releases, flow_revisions


async def add(
    db: AsyncConnection, written: Written, parsed: str, *, origin: Origin, by: int | None, now: datetime
) -> int:
    """The revision with exactly that text, when it is the newest of this flow and origin; else a new one.

    **Why** no older one again: the newest we shipped says what the files of the last start held.
    """
    last = (
        select(flow_revisions.c.id, flow_revisions.c.digest)
        .where(flow_revisions.c.flow == written.flow, flow_revisions.c.origin == origin)
        .order_by(flow_revisions.c.id.desc())
        .limit(1)
    )
    known = (await db.execute(last)).one_or_none()
    if known is not None and known.digest == written.digest:
        return int(known.id)
    row = {
        "flow": written.flow,
        "source": written.source,
        "texts": orjson.dumps(written.texts).decode(),
        "digest": written.digest,
        "parsed": parsed,
        "origin": origin,
        "account_id": by,
        "made_at": now,
    }
    made = await db.scalar(flow_revisions.insert().values(row).returning(flow_revisions.c.id))
    return int(made or 0)


async def revisions(db: AsyncConnection, ids: Collection[int]) -> dict[int, Revision]:
    """Those of these ids that are there."""
    rows = await db.execute(select(flow_revisions).where(flow_revisions.c.id.in_(sorted(set(ids)))))
    return {row.id: _revision(row) for row in rows}


async def of_flow(db: AsyncConnection, flow: str, limit: int = 50) -> Sequence[Revision]:
    """Newest first."""
    query = select(flow_revisions).where(flow_revisions.c.flow == flow)
    return [_revision(row) for row in await db.execute(query.order_by(flow_revisions.c.id.desc()).limit(limit))]


async def shipped(db: AsyncConnection) -> dict[str, Revision]:
    """The newest we shipped of each flow."""
    newest = (
        select(func.max(flow_revisions.c.id))
        .where(flow_revisions.c.origin == "shipped")
        .group_by(flow_revisions.c.flow)
        .scalar_subquery()
    )
    rows = await db.execute(select(flow_revisions).where(flow_revisions.c.id.in_(newest)))
    return {row.flow: _revision(row) for row in rows}


async def newest(db: AsyncConnection) -> Release | None:
    rows = await db.execute(select(flow_releases).order_by(flow_releases.c.id.desc()).limit(1))
    row = rows.one_or_none()
    return _release(row) if row else None


async def newest_id(db: AsyncConnection) -> int:
    """0: none yet."""
    return int(await db.scalar(select(func.max(flow_releases.c.id))) or 0)


async def releases(db: AsyncConnection, since: int = 0, limit: int | None = None) -> Sequence[Release]:
    """Those with an id of at least `since`, newest first."""
    query = select(flow_releases).where(flow_releases.c.id >= since).order_by(flow_releases.c.id.desc()).limit(limit)
    return [_release(row) for row in await db.execute(query)]


async def publish(
    db: AsyncConnection,
    changed: Mapping[str, int | None],
    *,
    based_on: Mapping[str, int | None],
    moves: Mapping[str, str],
    note: str,
    by: int | None,
    now: datetime,
) -> Release | None:
    """A new release: the newest with these flows changed (None: taken out). Changing nothing is the newest itself.

    `based_on`: the revision each of them was changed from; when somebody published another one of these meanwhile,
    nothing is done and the answer is None: nobody's work is overwritten.
    """
    # One publishes at a time: the first row is the lock (SQLite has one writer). What is newest is asked once it is
    # held: who waited for the newest row itself would still see it as the newest.
    await db.execute(select(flow_releases.c.id).order_by(flow_releases.c.id).limit(1).with_for_update())
    last = await newest(db)
    flows = dict(last.flows) if last else {}
    if any(flows.get(flow) != based_on.get(flow) for flow in changed):
        return None
    after = {flow: id for flow, id in (flows | dict(changed)).items() if id is not None}
    if last is not None and after == dict(last.flows):
        return last
    values = {
        "flows": orjson.dumps(after).decode(),
        "moves": orjson.dumps(dict(moves)).decode(),
        "note": note,
        "account_id": by,
        "made_at": now,
    }
    made = await db.execute(flow_releases.insert().values(values).returning(flow_releases))
    return _release(made.one())


async def in_use(db: AsyncConnection) -> dict[int, int]:
    """Release → how many people are in the middle of something they began with it."""
    query = select(sessions.c.release, func.count()).where(sessions.c.spot != "").group_by(sessions.c.release)
    return {int(release or 0): count for release, count in await db.execute(query)}


async def standing(db: AsyncConnection, flow: str) -> dict[tuple[str, int], int]:
    """(step, release) of this flow → how many people stand there."""
    query = (
        select(sessions.c.spot, sessions.c.release, func.count())
        .where(sessions.c.spot.like(flow.replace("_", r"\_") + "/%", escape="\\"))
        .group_by(sessions.c.spot, sessions.c.release)
    )
    return {(spot.partition("/")[2], int(release or 0)): count for spot, release, count in await db.execute(query)}


def _revision(row: Any) -> Revision:
    written = Written(row.flow, row.source, orjson.loads(row.texts))
    return Revision(row.id, written, row.origin, row.account_id, row.made_at, row.parsed)


def _release(row: Any) -> Release:
    return Release(row.id, orjson.loads(row.flows), orjson.loads(row.moves), row.note, row.account_id, row.made_at)
