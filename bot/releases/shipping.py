"""What we ship becomes what is served, unless staff have their own: then theirs stays and the studio offers ours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.releases import store
from bot.releases.model import Release, Revision, Written

NOTE = "shipped"
"""Note of a release that an upgrade made; pages say it in the reader's language."""


async def ship(
    db: AsyncConnection, flows: Sequence[tuple[Written, str]], now: datetime, served: Release | None
) -> Release | None:
    """Makes a release of what changed in our files since the last start. `served`: the newest; the answer is the next.

    A flow that staff changed stays as they have it; one that we no longer ship goes, unless it is theirs.
    """
    before = await store.shipped(db)
    known = await store.revisions(db, served.flows.values()) if served else {}
    ours = {
        written.flow: await store.add(db, written, parsed, origin="shipped", by=None, now=now)
        for written, parsed in flows
    }
    changed = changes(ours, {flow: revision.id for flow, revision in before.items()}, served, known)
    if served is not None and not changed:
        return served
    based_on = {flow: served.flows.get(flow) if served else None for flow in changed}
    return await store.publish(db, changed, based_on=based_on, moves={}, note=NOTE, by=None, now=now)


def changes(
    ours: Mapping[str, int], before: Mapping[str, int], served: Release | None, known: Mapping[int, Revision]
) -> dict[str, int | None]:
    """Flow → the revision to serve from now on (None: not any more).

    `ours`: what our files hold now; `before`: what they held at the last start that changed something.
    """
    now = dict(served.flows) if served else {}
    theirs = {flow for flow, id in now.items() if known[id].origin == "staff"}
    changed: dict[str, int | None] = {}
    for flow, id in ours.items():
        taken_out = flow in before and flow not in now
        if flow not in theirs and not taken_out and now.get(flow) != id and (flow not in now or before.get(flow) != id):
            changed[flow] = id
    for flow in now.keys() - ours.keys() - theirs:
        changed[flow] = None
    return changed
