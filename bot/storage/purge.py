"""Forgets what must not be kept: lines before consent after a day, repeats and finished work after a while."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Update, and_, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.engine import Database
from bot.storage.keeping import DEFAULTS, Keeping
from bot.storage.tables.conversation import NOWHERE, messages, seen, sessions
from bot.storage.tables.cvs import cvs
from bot.storage.tables.files import files
from bot.storage.tables.handovers import handovers
from bot.storage.tables.later import effects, events, parked
from bot.storage.tables.letters import letters
from bot.storage.tables.paces import paces
from bot.storage.tables.people import people
from bot.storage.tables.safety import alerts
from bot.storage.tables.workshops import wishes

BEFORE_CONSENT = timedelta(hours=24)
"""How long anything is kept of who has not agreed: for delivery only."""
UNDER_15 = "under15"
"""The band of whom nothing is kept; it goes, too, with the day."""
PACES = timedelta(minutes=2)
"""The longest window of a pace is a minute."""
FINISHED = timedelta(days=90)
"""How long the key of a finished event or effect keeps a second one away."""

SHORT = (
    (files, files.c.created_at), (parked, parked.c.at), (cvs, cvs.c.updated_at), (letters, letters.c.updated_at),
    (wishes, wishes.c.created_at),
)  # fmt: skip
"""What goes after a day with whoever has not agreed, or is under 15: a CV can be made all the same."""


async def purge(database: Database, now: datetime, keeping: Keeping = DEFAULTS) -> int:
    """Returns how many lines went. A line still to be delivered stays until it is."""
    strangers = select(people.c.id).where(people.c.consent_at.is_(None))
    children = select(people.c.id).where(people.c.age_band == UNDER_15)
    async with database.write() as db:
        lines = await db.execute(delete(messages).where(messages.c.purge_at <= now, messages.c.state != "due"))
        await db.execute(delete(seen).where(seen.c.at <= now - keeping.updates))
        await db.execute(delete(handovers).where(handovers.c.expires_at <= now))
        await db.execute(delete(parked).where(parked.c.at <= now - keeping.updates))
        await db.execute(_sessions_that_go_with_a_file(now - BEFORE_CONSENT))
        await db.execute(delete(alerts).where(alerts.c.person_id.in_(children), alerts.c.at <= now - BEFORE_CONSENT))
        await _forget_strangers(db, now - BEFORE_CONSENT)
        await db.execute(delete(paces).where(paces.c.used_at <= now - PACES))
        for table, at in SHORT:
            await db.execute(delete(table).where(table.c.person_id.in_(strangers), at <= now - BEFORE_CONSENT))
        for table in (events, effects):
            await db.execute(delete(table).where(table.c.done_at <= now - FINISHED))
    return int(lines.rowcount)


def _sessions_that_go_with_a_file(before: datetime) -> Update:
    """Who sent a file and never agreed: what was read from it is kept no longer than the file."""
    senders = select(files.c.person_id).join(people, people.c.id == files.c.person_id)
    gone = senders.where(people.c.consent_at.is_(None), files.c.created_at <= before)
    return update(sessions).where(sessions.c.person_id.in_(gone)).values(NOWHERE)


async def _forget_strangers(db: AsyncConnection, before: datetime) -> None:
    """What somebody answered who never agreed, and said nothing more for a day."""
    quiet = and_(people.c.consent_at.is_(None), people.c.last_seen_at <= before)
    theirs = sessions.c.person_id.in_(select(people.c.id).where(quiet))
    await db.execute(update(sessions).where(theirs, sessions.c.state.is_not(None)).values(NOWHERE))
    await db.execute(update(people).where(quiet, people.c.age_band.is_not(None)).values(age_band=None))
