"""What an open console says of an appointment that begins within the hour: not all have e-mail or Telegram."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.i18n import translator
from bot.mentors.store import slots
from bot.web.words import Language

AHEAD = timedelta(hours=1)
"""As long before as the last reminder of the young person."""


async def soon(db: AsyncConnection, account_id: int, now: datetime, spoken: Language) -> str:
    """One sentence; "" when nothing begins so soon."""
    found = await slots.next_booked(db, account_id, now, now + AHEAD)
    if found is None:
        return ""
    sentence = spoken.pgettext(
        "mentor/soon", "Rendez-vous {moment}, avec {alias}. La conversation s'ouvre toute seule."
    )
    moment = translator(spoken.locale).soon(found.starts_at, now, found.zone)
    return sentence.replace("{moment}", moment).replace("{alias}", found.alias)
