"""Forgets what must not be kept: lines before consent after a day, repeats and finished work after a while."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Update, delete, select, update

from bot.storage.engine import Database
from bot.storage.tables.conversation import messages, seen, sessions
from bot.storage.tables.files import files
from bot.storage.tables.handovers import handovers
from bot.storage.tables.later import effects, events, parked
from bot.storage.tables.paces import paces
from bot.storage.tables.people import people

BEFORE_CONSENT = timedelta(hours=24)
"""How long anything is kept of who has not agreed: for delivery only."""
REPEATS = timedelta(days=7)
"""Telegram repeats an update for a day at most; a page may be reopened after a weekend."""
PACES = timedelta(minutes=2)
"""The longest window of a pace is a minute."""
FINISHED = timedelta(days=90)
"""How long the key of a finished event or effect keeps a second one away."""


async def purge(database: Database, now: datetime) -> int:
    """Returns how many lines went. A line still to be delivered stays until it is."""
    strangers = select(people.c.id).where(people.c.consent_at.is_(None))
    async with database.write() as db:
        lines = await db.execute(delete(messages).where(messages.c.purge_at <= now, messages.c.state != "due"))
        await db.execute(delete(seen).where(seen.c.at <= now - REPEATS))
        await db.execute(delete(handovers).where(handovers.c.expires_at <= now))
        await db.execute(_sessions_that_go_with_a_file(now - BEFORE_CONSENT))
        await db.execute(delete(paces).where(paces.c.used_at <= now - PACES))
        for table, at in ((files, files.c.created_at), (parked, parked.c.at)):
            await db.execute(delete(table).where(table.c.person_id.in_(strangers), at <= now - BEFORE_CONSENT))
        for table in (events, effects):
            await db.execute(delete(table).where(table.c.done_at <= now - FINISHED))
    return int(lines.rowcount)


def _sessions_that_go_with_a_file(before: datetime) -> Update:
    """Who sent a file and never agreed: what was read from it is kept no longer than the file."""
    senders = select(files.c.person_id).join(people, people.c.id == files.c.person_id)
    gone = senders.where(people.c.consent_at.is_(None), files.c.created_at <= before)
    return (
        update(sessions).where(sessions.c.person_id.in_(gone)).values(state=None, shown=None, spot=None, release=None)
    )
