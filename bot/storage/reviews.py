"""What translators did with each text, in rows: read where languages are offered, written where they work."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, false, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.offering import Read, Reviews
from bot.storage.engine import insert
from bot.storage.tables.accounts import accounts
from bot.storage.tables.texts import text_changes, text_reviews

MOST_AT_ONCE = 500
"""Rows a statement: well below what the databases take as parameters."""
AT = ("domain", "locale", "key")
SAID = ("source", "text", "reviewed", "account_id", "at")
"""Columns: which text it is, what was done with it."""


ONLY = 1
"""The row of the count."""


@dataclass(frozen=True, slots=True)
class Review:
    """`source`: the French sentence this translation was made for. `by`: an account; `name`: what it is called."""

    domain: str
    locale: str
    key: str
    source: str
    text: str
    reviewed: bool
    by: int | None
    at: datetime
    name: str = ""


async def of_keys(db: AsyncConnection, beginnings: Sequence[str]) -> Reviews:
    """In every language, those whose key begins like this."""
    columns = (text_reviews.c.domain, text_reviews.c.locale, text_reviews.c.key)
    query = select(*columns, text_reviews.c.text, text_reviews.c.reviewed).where(_begins(beginnings))
    return {(domain, locale, key): Read(text, done) for domain, locale, key, text, done in await db.execute(query)}


async def stood_by(db: AsyncConnection, domain: str, beginning: str = "") -> dict[tuple[str, str], tuple[str, str]]:
    """(locale, key) → (the French it was made for, translation) of texts that somebody stands by."""
    columns = (text_reviews.c.locale, text_reviews.c.key, text_reviews.c.source, text_reviews.c.text)
    query = select(*columns).where(text_reviews.c.domain == domain, text_reviews.c.reviewed, _begins([beginning]))
    return {(locale, key): (source, text) for locale, key, source, text in await db.execute(query)}


async def of_locale(
    db: AsyncConnection, locale: str, beginnings: Sequence[str] = ("",)
) -> dict[tuple[str, str], Review]:
    """(domain, key) → what was done, with the name of who did it."""
    query = (
        select(text_reviews, accounts.c.name)
        .outerjoin(accounts, accounts.c.id == text_reviews.c.account_id)
        .where(text_reviews.c.locale == locale, _begins(beginnings))
    )
    found = await db.execute(query)
    return {
        (row.domain, row.key): Review(
            row.domain, row.locale, row.key, row.source, row.text, row.reviewed, row.account_id, row.at, row.name or ""
        )
        for row in found
    }


async def written(db: AsyncConnection) -> int:
    """How often one was written: another number says that there is something new.

    **Why** no time: two can be written in one instant, or by a machine whose clock is behind.
    """
    return await db.scalar(select(text_changes.c.count).where(text_changes.c.id == ONLY)) or 0


async def _count(db: AsyncConnection) -> None:
    """**Why** before the rows themselves: who writes waits here for the others, so that numbers come in the order in
    which they are seen, and two who write the same rows never wait for each other."""
    again = {"count": text_changes.c.count + 1}
    row = insert(db, text_changes).values(id=ONLY, count=1)
    await db.execute(row.on_conflict_do_update(index_elements=["id"], set_=again))


async def keep(db: AsyncConnection, done: Sequence[Review]) -> None:
    """The newest of each text stays."""
    rows = [_row(one) for one in done]
    if rows:
        await _count(db)
    for start in range(0, len(rows), MOST_AT_ONCE):
        statement = insert(db, text_reviews).values(rows[start : start + MOST_AT_ONCE])
        new = {name: statement.excluded[name] for name in SAID}
        await db.execute(statement.on_conflict_do_update(index_elements=AT, set_=new))


async def keep_over(db: AsyncConnection, one: Review, before: Review | None) -> bool:
    """In the place of what was there `before`. False: somebody else wrote there since.

    **Why** in the statement itself: two who read the same row before either writes are told apart there only.
    """
    await _count(db)
    there = text_reviews.c
    same = (
        false()
        if before is None
        else and_(there.source == before.source, there.text == before.text, there.reviewed.is_(before.reviewed))
    )
    statement = insert(db, text_reviews).values(_row(one))
    new = {name: statement.excluded[name] for name in SAID}
    kept = statement.on_conflict_do_update(index_elements=AT, set_=new, where=same).returning(there.key)
    return await db.scalar(kept) is not None


def _row(one: Review) -> dict[str, object]:
    return {
        "domain": one.domain,
        "locale": one.locale,
        "key": one.key,
        "source": one.source,
        "text": one.text,
        "reviewed": one.reviewed,
        "account_id": one.by,
        "at": one.at,
    }


def _begins(beginnings: Sequence[str]) -> ColumnElement[bool]:
    return or_(*(text_reviews.c.key.startswith(beginning, autoescape=True) for beginning in beginnings))
