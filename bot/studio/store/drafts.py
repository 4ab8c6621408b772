"""Drafts in rows. Law: a row is changed only by who knows its version; nobody's work is overwritten unseen."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.releases.model import Written
from bot.storage.engine import insert
from bot.storage.tables.flows import flow_drafts
from bot.studio.model import NEVER, Draft


async def every(db: AsyncConnection) -> dict[str, Draft]:
    """Flow → its draft, of those that have one."""
    rows = await db.execute(select(flow_drafts).where(flow_drafts.c.source.is_not(None)))
    return {row.flow: _draft(row) for row in rows}


async def get(db: AsyncConnection, flow: str) -> tuple[Draft | None, int]:
    """The draft and its version; the version goes on counting when there is none."""
    row = (await db.execute(select(flow_drafts).where(flow_drafts.c.flow == flow))).one_or_none()
    if row is None:
        return None, NEVER
    return (_draft(row) if row.source is not None else None), int(row.version)


async def save(
    db: AsyncConnection, written: Written, *, on_version: int, based_on: int | None, by: int | None, now: datetime
) -> int | None:
    """The new version; None when somebody saved since `on_version`: nothing is done then.

    `based_on` counts only where a draft begins.
    """
    values = {
        "source": written.source,
        "texts": orjson.dumps({locale: dict(texts) for locale, texts in written.texts.items()}).decode(),
        "account_id": by,
        "changed_at": now,
    }
    if on_version == NEVER:
        first = {"flow": written.flow, "revision_id": based_on, "version": NEVER + 1, **values}
        made = insert(db, flow_drafts).values(first).on_conflict_do_nothing().returning(flow_drafts.c.version)
        return _number(await db.scalar(made))
    begins = select(flow_drafts.c.source.is_(None)).where(*_is(written.flow, on_version))
    if await db.scalar(begins):
        values["revision_id"] = based_on
    return await _next(db, written.flow, on_version, values)


async def drop(db: AsyncConnection, flow: str, *, on_version: int, by: int | None, now: datetime) -> int | None:
    """Throws the draft away (also when it was published); None when somebody saved since `on_version`."""
    values = {"source": None, "texts": "{}", "revision_id": None, "account_id": by, "changed_at": now}
    return await _next(db, flow, on_version, values)


async def rebase(db: AsyncConnection, flow: str, *, on_version: int, based_on: int | None) -> int | None:
    """The draft is of that revision from now on: whoever changes it saw what was published meanwhile."""
    return await _next(db, flow, on_version, {"revision_id": based_on})


async def _next(db: AsyncConnection, flow: str, on_version: int, values: dict[str, Any]) -> int | None:
    change = update(flow_drafts).where(*_is(flow, on_version)).values(version=on_version + 1, **values)
    return _number(await db.scalar(change.returning(flow_drafts.c.version)))


def _number(version: Any) -> int | None:
    return None if version is None else int(version)


def _is(flow: str, version: int) -> tuple[Any, Any]:
    return flow_drafts.c.flow == flow, flow_drafts.c.version == version


def _draft(row: Any) -> Draft:
    written = Written(row.flow, row.source, orjson.loads(row.texts))
    return Draft(written, row.revision_id, int(row.version), row.account_id, row.changed_at)
