"""What somebody said just before, for what makes sense only together: a number written over several lines."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.bodies import open_message
from bot.storage.sealed import Sealer
from bot.storage.tables.conversation import messages


async def said_before(
    db: AsyncConnection, sealer: Sealer, person_id: int, first_seq: int, seq: int, most: int
) -> list[str]:
    """The person's own last lines from `first_seq` on, before `seq`, oldest first.

    Those of the batch under way are not stored yet: what began in them is explained with the next line.
    """
    theirs = (messages.c.person_id == person_id) & (messages.c.author == "me")
    query = (
        select(messages.c.seq, messages.c.author, messages.c.body)
        .where(theirs, messages.c.seq >= first_seq, messages.c.seq < seq)
        .order_by(messages.c.seq.desc())
        .limit(most)
    )
    rows = (await db.execute(query)).all()
    return [open_message(sealer, person_id, row.seq, row.author, row.body).text for row in rows][::-1]
