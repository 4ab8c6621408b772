"""What of a flow is served and what is written on it, in one look."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.releases import store as releases
from bot.releases.model import Release, Revision
from bot.studio.model import Held
from bot.studio.store import drafts


async def held(db: AsyncConnection, flow: str) -> Held | None:
    """None: nobody ever wrote a flow of this name."""
    newest = await releases.newest(db)
    number = newest.flows.get(flow) if newest else None
    published = (await releases.revisions(db, [number])).get(number) if number is not None else None
    draft, version = await drafts.get(db, flow)
    if published is None and draft is None:
        return None
    return Held(flow, published.written if published else None, number, draft, version)


async def served(db: AsyncConnection) -> tuple[Release | None, dict[str, Revision]]:
    """The newest release with its revisions, by flow."""
    newest = await releases.newest(db)
    if newest is None:
        return None, {}
    known = await releases.revisions(db, newest.flows.values())
    return newest, {flow: known[id] for flow, id in newest.flows.items()}
