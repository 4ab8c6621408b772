"""What is known about waiting: how long it took before, who is there now, who is there next."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.mentors.model import Level
from bot.mentors.rules.waiting import BACK, Past, Presence
from bot.mentors.store import access
from bot.storage.tables.mentors import (
    handoff_languages,
    handoffs,
    mentor_languages,
    mentor_topics,
    mentors,
    slots,
)

MOST = 5000
"""Earlier requests looked at: three months of a big service."""


async def past(db: AsyncConnection, languages: Collection[str], now: datetime) -> list[Past]:
    """Earlier requests in one of these languages. Conversations that nobody waited for are none."""
    spoken = exists(
        select(handoff_languages.c.language)
        .where(handoff_languages.c.handoff_id == handoffs.c.id, handoff_languages.c.language.in_(sorted(languages)))
        .correlate_except(handoff_languages)
    )
    left = and_(handoffs.c.state == "left", handoffs.c.claimed_at.is_(None))
    query = (
        select(handoffs.c.asked_at, handoffs.c.claimed_at, handoffs.c.closed_at)
        .where(handoffs.c.asked_at >= now - BACK, spoken, or_(handoffs.c.claimed_at > handoffs.c.asked_at, left))
        .order_by(handoffs.c.asked_at.desc())
        .limit(MOST)
    )
    return [
        Past(row.asked_at, (row.claimed_at or row.closed_at) - row.asked_at, row.claimed_at is not None)
        for row in await db.execute(query)
        if row.claimed_at or row.closed_at
    ]


def suits(topic: str, languages: Collection[str], needs: Level, now: datetime) -> ColumnElement[bool]:
    """Of `mentors`: they may take such a request."""
    mine = mentors.c.account_id
    speaks = exists(
        select(mentor_languages.c.language)
        .where(mentor_languages.c.account_id == mine, mentor_languages.c.language.in_(sorted(languages)))
        .correlate_except(mentor_languages)
    )
    takes = exists(
        select(mentor_topics.c.topic)
        .where(mentor_topics.c.account_id == mine, mentor_topics.c.topic == topic)
        .correlate_except(mentor_topics)
    )
    return and_(access.works(mine), access.vetted(mine, now, needs), speaks, takes)


async def presence(
    db: AsyncConnection, topic: str, languages: Collection[str], needs: Level, now: datetime
) -> Presence:
    """Of those who may take it and are on duty."""
    on_duty = and_(mentors.c.on_duty_until > now, mentors.c.paused_at.is_(None), mentors.c.capacity > 0)
    room = access.held_by(mentors.c.account_id) < mentors.c.capacity
    query = select(room.label("room")).where(on_duty, suits(topic, languages, needs, now))
    found = await db.scalar(query.order_by(room.desc()).limit(1))
    return "away" if found is None else "free" if found else "full"


async def next_at(
    db: AsyncConnection, topic: str, languages: Collection[str], needs: Level, now: datetime
) -> datetime | None:
    """When somebody who may take it has said they are there next."""
    found: datetime | None = await db.scalar(
        select(func.min(slots.c.starts_at))
        .join(mentors, mentors.c.account_id == slots.c.account_id)
        .where(slots.c.state != "withdrawn", slots.c.starts_at > now, suits(topic, languages, needs, now))
    )
    return found


async def languages(db: AsyncConnection, now: datetime, needs: Level) -> list[str]:
    """What mentors who may talk to such a person speak; empty: the organisation has none."""
    mine = mentors.c.account_id
    query = (
        select(mentor_languages.c.language)
        .join(mentors, mentors.c.account_id == mentor_languages.c.account_id)
        .where(access.works(mine), access.vetted(mine, now, needs))
        .distinct()
    )
    return [*(await db.scalars(query.order_by(mentor_languages.c.language))).all()]


async def has_slots(db: AsyncConnection, topic: str, spoken: Collection[str], needs: Level, now: datetime) -> bool:
    """A free window of somebody who may take it."""
    found: Any = await db.scalar(
        select(slots.c.id)
        .join(mentors, mentors.c.account_id == slots.c.account_id)
        .where(slots.c.state == "free", slots.c.starts_at > now, suits(topic, spoken, needs, now))
        .limit(1)
    )
    return found is not None
