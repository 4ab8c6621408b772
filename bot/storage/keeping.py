"""How long what is personal stays: the defaults, and whose time is over.

Law: nobody who agreed loses anything that was not announced a month before, however long the service was off.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Column, ColumnElement, and_, exists, func, not_, or_

from bot.storage.tables.accounts import account_chats
from bot.storage.tables.people import people

UPDATES_DAYS = 7
"""Telegram repeats an update for a day at most; a page may be reopened after a weekend."""
CHAT_DAYS = 90
CV_MONTHS = 24
"""The usual limit for people looking for work."""
AUDIT_MONTHS = 12
NOTICE = timedelta(days=30)
"""Between the word that something will go and its going."""
BOT = "bot"
"""Mode of who neither waits for a human nor talks with one: nothing of theirs is touched meanwhile."""


def months(count: int) -> timedelta:
    return timedelta(days=count * 365 // 12)


def in_months(time: timedelta) -> int:
    """What `months` was given."""
    return round(time.days * 12 / 365)


@dataclass(frozen=True, slots=True)
class Keeping:
    """After which silence what goes: `chat` the lines and files that are no CV, `cv` everything that is left.

    `updates`: what arrived, as it arrived. `audit`: who read what, after the reading.
    """

    updates: timedelta
    chat: timedelta
    cv: timedelta
    audit: timedelta


DEFAULTS = Keeping(timedelta(days=UPDATES_DAYS), timedelta(days=CHAT_DAYS), months(CV_MONTHS), months(AUDIT_MONTHS))


def silent(now: datetime, since: timedelta) -> ColumnElement[bool]:
    """Of `people`: they agreed that something is kept, do not want it erased, and said nothing for that long."""
    return and_(
        people.c.consent_at.is_not(None),
        people.c.erase_at.is_(None),
        people.c.mode == BOT,
        people.c.last_seen_at <= now - since,
    )


def of_the_team() -> ColumnElement[bool]:
    """Of `people`: this is the chat in which somebody of the team is told things.

    **Why** it stays however silent: with it would go, unnoticed, the way on which they hear that somebody is in danger.
    """
    return exists().where(account_chats.c.person_id == people.c.id).correlate(people)


def leaving(now: datetime, since: timedelta) -> ColumnElement[bool]:
    """Of `people`: silent for that long, and nothing keeps them here."""
    return and_(silent(now, since), not_(of_the_team()))


def told(at: Column[Any], now: datetime) -> ColumnElement[bool]:
    """Of `people`: the notice whose moment stands in this column was said in this silence, a month ago."""
    return and_(at > people.c.last_seen_at, at <= now - NOTICE)


def came_back() -> ColumnElement[bool]:
    """Of `people` with an `erase_at`: silence, not they, asked for it, and since the notice they broke it."""
    wrote = func.coalesce(people.c.last_seen_at >= people.c.end_notice_at, False)
    return and_(people.c.erase_told_at.is_(None), wrote)


def chat_over(now: datetime, keeping: Keeping) -> ColumnElement[bool]:
    """Of `people`: what was said in the chat goes now. Who was told that everything will go was told of this, too."""
    heard = or_(told(people.c.chat_notice_at, now), told(people.c.end_notice_at, now))
    return and_(silent(now, keeping.chat), heard)


def all_over(now: datetime, keeping: Keeping) -> ColumnElement[bool]:
    """Of `people`: everything goes now."""
    return and_(leaving(now, keeping.cv), told(people.c.end_notice_at, now))
