"""Where imported workshops come from: which earlier files a file goes on from, and what of those it no longer holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.tables.workshops import workshops

MOST_AT_ONCE = 500
"""Values of one IN list."""
Any_ = TypeVar("Any_")


@dataclass(frozen=True, slots=True)
class Stored:
    """What tells a stored workshop of a source from others of it."""

    id: int
    source_key: str
    title: str
    starts_at: datetime


def chunks(values: Collection[Any_], most: int) -> Iterator[list[Any_]]:
    rest = iter(values)
    while chunk := [*islice(rest, most)]:
        yield chunk


async def alike(db: AsyncConnection, said: Mapping[str, tuple[str, datetime]]) -> Counter[str]:
    """How many workshops of each source a file holds. `said`: its keys → (title, beginning).

    **Why** a key alone is no proof: "1" names something in everybody's table. One of title and time must be the same.
    """
    columns = (workshops.c.source, workshops.c.source_key, workshops.c.title, workshops.c.starts_at)
    found: Counter[str] = Counter()
    for keys in chunks(said, MOST_AT_ONCE):
        for row in await db.execute(select(*columns).where(workshops.c.source_key.in_(keys))):
            title, starts_at = said[row.source_key]
            found[row.source] += row.title == title or row.starts_at == starts_at
    return +found


async def is_taken(db: AsyncConnection, source: str) -> bool:
    return await db.scalar(select(workshops.c.id).where(workshops.c.source == source).limit(1)) is not None


async def ahead(db: AsyncConnection, source: str, now: datetime) -> Sequence[Stored]:
    """Workshops of a source that are still to come."""
    columns = (workshops.c.id, workshops.c.source_key, workshops.c.title, workshops.c.starts_at)
    query = select(*columns).where(
        workshops.c.source == source, workshops.c.source_key.is_not(None), workshops.c.ends_at > now,
        workshops.c.state.in_(("draft", "pending", "open")),
    )  # fmt: skip
    return [Stored(*row) for row in await db.execute(query.order_by(workshops.c.id))]


async def matching(
    db: AsyncConnection, source: str, source_keys: Collection[str], keys: Collection[str]
) -> dict[str, int]:
    """The id of each stored workshop of a source by its key there, and of ours by `=` and their own key."""
    found: dict[str, int] = {}
    for some in chunks(source_keys, MOST_AT_ONCE):
        query = select(workshops.c.source_key, workshops.c.id).where(
            workshops.c.source == source, workshops.c.source_key.in_(some)
        )
        found |= {row.source_key: row.id for row in await db.execute(query)}
    for some in chunks(keys, MOST_AT_ONCE):
        query = select(workshops.c.key, workshops.c.id).where(workshops.c.key.in_(some))
        found |= {f"={row.key}": row.id for row in await db.execute(query)}
    return found
