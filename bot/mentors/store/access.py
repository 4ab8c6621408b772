"""What a mentor may see and do, as conditions of SQL: part of every statement that reads or writes for one.

Law: nothing is remembered. A vetting that ends, an account that is disabled, a conversation that is taken away or
frozen cuts the next statement off, whoever holds what page open.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, and_, exists, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.mentors.model import Mentor
from bot.storage.tables.accounts import account_roles, accounts
from bot.storage.tables.mentors import (
    aliases,
    handoff_languages,
    handoffs,
    mentor_languages,
    mentor_topics,
    mentors,
    reports,
    stopped_companies,
    vettings,
)
from bot.storage.tables.people import people

ROLE = "mentor"

ME, ITS, ROLES = mentors.alias("me"), accounts.alias("its"), account_roles.alias("roles")
LETS, BANNED, THERE = aliases.alias("lets"), people.alias("banned"), handoffs.alias("there")
"""Other rows of a table than those of the statement around. **Why** here: making one costs more than asking."""


def works(account: Any) -> ColumnElement[bool]:
    """The account is a mentor's, is not disabled, passed the training, and its company was not stopped. `account`: a
    column or an id."""
    stopped = select(stopped_companies.c.company_key).where(stopped_companies.c.company_key == ME.c.company_key)
    return exists(
        select(ME.c.account_id)
        .join(ITS, ITS.c.id == ME.c.account_id)
        .join(ROLES, ROLES.c.account_id == ITS.c.id)
        .where(
            ME.c.account_id == account,
            ME.c.trained_at.is_not(None),
            ITS.c.disabled_at.is_(None),
            ROLES.c.role == ROLE,
            ~exists(stopped.correlate(ME)),
        )
        .correlate_except(ME, ITS, ROLES)
    )


def cleared(account: Any, now: Any) -> ColumnElement[bool]:
    """Of `handoffs`: they may talk to this person, who never reported them."""
    return and_(vetted(account, now, handoffs.c.needs), ~reported(account))


def vetted(account: Any, now: Any, needs: Any) -> ColumnElement[bool]:
    """A vetting of theirs holds at `now` (a moment or a column) for what `needs` says; one for minors clears all."""
    return exists(
        select(vettings.c.id)
        .where(
            vettings.c.account_id == account,
            vettings.c.withdrawn_at.is_(None),
            vettings.c.expires_at > now,
            or_(vettings.c.level == "minors", vettings.c.level == needs),
        )
        .correlate_except(vettings)
    )


def reported(account: Any, person: Any = handoffs.c.person_id) -> ColumnElement[bool]:
    """This person has reported this mentor, and never meets them again."""
    return exists(
        select(reports.c.id)
        .where(reports.c.person_id == person, reports.c.account_id == account)
        .correlate_except(reports)
    )


def holds(account_id: Any, now: Any) -> ColumnElement[bool]:
    """Of `handoffs`: it is theirs now, not frozen, and they may still talk to this person."""
    return and_(
        handoffs.c.mentor_id == account_id,
        handoffs.c.state == "held",
        handoffs.c.frozen_at.is_(None),
        works(account_id),
        cleared(account_id, now),
        agreed(handoffs.c.person_id),
    )


def agreed(person: Any) -> ColumnElement[bool]:
    """The person lets mentors read what they say, and has not taken that back. `person`: a column or an id."""
    said = (LETS.c.person_id == person, LETS.c.agreed_at.is_not(None))
    return exists(select(LETS.c.person_id).where(*said).correlate_except(LETS))


def welcome(person: Any) -> ColumnElement[bool]:
    """The person is not banned, and lets mentors read them. `person`: a column or an id."""
    shut = select(BANNED.c.id).where(BANNED.c.id == person, BANNED.c.banned_at.is_not(None))
    return and_(~exists(shut.correlate_except(BANNED)), agreed(person))


def suits(account: Any) -> ColumnElement[bool]:
    """Of `handoffs`: they share a language and the mentor takes that topic."""
    shared = (
        select(handoff_languages.c.language)
        .join(mentor_languages, mentor_languages.c.language == handoff_languages.c.language)
        .where(handoff_languages.c.handoff_id == handoffs.c.id, mentor_languages.c.account_id == account)
        .correlate_except(handoff_languages, mentor_languages)
    )
    taken = (
        select(mentor_topics.c.topic)
        .where(mentor_topics.c.account_id == account, mentor_topics.c.topic == handoffs.c.topic)
        .correlate_except(mentor_topics)
    )
    return and_(exists(shared), exists(taken))


def free_for(account_id: Any, now: datetime) -> ColumnElement[bool]:
    """Of `handoffs`: it waits, and is not kept a while for somebody else."""
    return and_(
        handoffs.c.state == "waiting",
        or_(
            handoffs.c.wanted_mentor.is_(None),
            handoffs.c.wanted_mentor == account_id,
            handoffs.c.wanted_until <= now,
            ~on_duty(handoffs.c.wanted_mentor, now),
        ),
    )


def on_duty(account: Any, now: datetime) -> ColumnElement[bool]:
    """They are there now, and may work."""
    there = (ME.c.account_id == account, ME.c.on_duty_until > now, ME.c.paused_at.is_(None))
    return and_(exists(select(ME.c.account_id).where(*there).correlate_except(ME)), works(account))


def held_by(account: Any) -> ScalarSelect[int]:
    """How many conversations they have now."""
    mine = (THERE.c.mentor_id == account, THERE.c.state == "held")
    return select(func.count()).select_from(THERE).where(*mine).correlate_except(THERE).scalar_subquery()


async def lock(db: AsyncConnection, account_id: int) -> int | None:
    """Takes the mentor's row, so that what two windows of theirs do is one after the other; their capacity."""
    query = select(mentors.c.capacity).where(mentors.c.account_id == account_id).with_for_update()
    capacity: int | None = await db.scalar(query)
    return capacity


async def load(db: AsyncConnection, account_id: int, now: datetime) -> Mentor | None:
    """None: no such mentor, or they don't work (any more)."""
    found = (
        await db.execute(select(mentors).where(mentors.c.account_id == account_id, works(account_id)))
    ).one_or_none()
    if found is None:
        return None
    spoken = select(mentor_languages.c.language).where(mentor_languages.c.account_id == account_id)
    topics = select(mentor_topics.c.topic).where(mentor_topics.c.account_id == account_id)
    levels = select(vettings.c.level).where(
        vettings.c.account_id == account_id, vettings.c.withdrawn_at.is_(None), vettings.c.expires_at > now
    )
    return Mentor(
        account_id=account_id,
        alias=found.alias or "",
        zone=found.zone,
        languages=frozenset((await db.scalars(spoken)).all()),
        topics=frozenset((await db.scalars(topics)).all()),
        cleared=frozenset((await db.scalars(levels)).all()),
        capacity=found.capacity,
        held=await held_count(db, account_id),
        trained=found.trained_at is not None,
        on_duty_until=found.on_duty_until,
        paused=found.paused_at is not None,
        company=found.company,
    )


async def held_count(db: AsyncConnection, account_id: int) -> int:
    query = select(func.count()).where(handoffs.c.mentor_id == account_id, handoffs.c.state == "held")
    return int(await db.scalar(query) or 0)
