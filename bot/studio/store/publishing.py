"""Publishing in rows: a draft becomes a revision and a release, or an older revision is served again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import zip_longest
from typing import Literal, NamedTuple

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.releases import store as releases
from bot.releases.model import Revision
from bot.storage.tables.accounts import accounts
from bot.studio.model import Draft
from bot.studio.store import drafts

MOST_RELEASES = 400
"""Releases looked through for the history of one flow, the newest first."""


class Published(NamedTuple):
    """done · changed: the draft was saved again meanwhile · served: somebody published this flow meanwhile · other:
    something else was published meanwhile, look once more."""

    outcome: Literal["done", "changed", "served", "other"]
    release: int = 0


async def publish(
    db: AsyncConnection,
    draft: Draft,
    parsed: str,
    *,
    seen: int,
    moves: Mapping[str, str],
    note: str,
    by: int | None,
    now: datetime,
) -> Published:
    """`seen`: the release that the draft was checked against. `moves`: as in `flows.moving`."""
    flow = draft.written.flow
    there, _ = await drafts.get(db, flow)
    if there is None or there.version != draft.version:
        return Published("changed")
    if await releases.newest_id(db) != seen:
        return Published("other")
    id = await releases.add(db, draft.written, parsed, origin="staff", by=by, now=now)
    based_on = {flow: draft.based_on}
    made = await releases.publish(db, {flow: id}, based_on=based_on, moves=moves, note=note, by=by, now=now)
    if made is None:
        return Published("served")
    if await drafts.drop(db, flow, on_version=draft.version, by=by, now=now) is None:
        # Somebody saved in between, on what is published now: their draft goes on from there.
        _, version = await drafts.get(db, flow)
        await drafts.rebase(db, flow, on_version=version, based_on=id)
    return Published("done", made.id)


async def serve_again(
    db: AsyncConnection,
    flow: str,
    revision: int,
    *,
    instead_of: int | None,
    moves: Mapping[str, str],
    note: str,
    by: int | None,
    now: datetime,
) -> Published:
    """Goes back (or forth) to a revision of this flow that is there. `moves`: as in `flows.moving`."""
    based_on = {flow: instead_of}
    made = await releases.publish(db, {flow: revision}, based_on=based_on, moves=moves, note=note, by=by, now=now)
    return Published("done", made.id) if made else Published("served")


class Past(NamedTuple):
    """One time this flow changed. `by`: the name of an account; "" for an upgrade, or one that is gone."""

    release: int
    revision: Revision
    at: datetime
    by: str
    note: str


async def history(db: AsyncConnection, flow: str) -> Sequence[Past]:
    """Newest first."""
    found = [one for one in await releases.releases(db, limit=MOST_RELEASES) if flow in one.flows]
    turns = [
        one
        for one, before in zip_longest(found, found[1:])
        if before is None or before.flows.get(flow) != one.flows[flow]
    ]
    revisions = await releases.revisions(db, {one.flows[flow] for one in turns})
    names = await _names(db, {one.by for one in turns if one.by is not None})
    return [
        Past(one.id, revisions[one.flows[flow]], one.made_at, names.get(one.by or 0, ""), one.note)
        for one in turns
        if one.flows[flow] in revisions
    ]


async def _names(db: AsyncConnection, ids: set[int]) -> dict[int, str]:
    rows = await db.execute(select(accounts.c.id, accounts.c.name).where(accounts.c.id.in_(sorted(ids))))
    return {int(row.id): str(row.name) for row in rows}


async def newer_of_ours(db: AsyncConnection, flow: str, served: Revision | None) -> Revision | None:
    """What we ship, where staff have their own and ours changed since."""
    if served is None or served.origin != "staff":
        return None
    ours = (await releases.shipped(db)).get(flow)
    fresh = ours is not None and ours.id > served.id and ours.written.digest != served.written.digest
    return ours if fresh else None
