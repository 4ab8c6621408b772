"""Files people send, as the whole sees them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.ports import Domain, Translations
from bot.received import store
from bot.received.actions import READ, Actions, Failed, Fetch, Hand, Reader, Reading
from bot.received.store import GivenAnswers
from bot.storage.engine import Database
from bot.storage.sealed import Sealer


def domain(
    *,
    database: Database,
    sealer: Sealer,
    translations: Translations,
    answers: GivenAnswers,
    channels: Mapping[str, Fetch],
    read: Reader,
) -> Domain:
    """`channels` may be filled later: a file is fetched only when somebody sent one."""
    actions = Actions(sealer, translations)

    async def retain(db: AsyncConnection, now: datetime) -> int:
        return await store.retain(db, now)

    return Domain(
        name="received",
        actions={
            "received.file": actions.file,
            "received.read": actions.read,
            "received.brought": actions.brought,
            "received.take": actions.take,
            "received.leave": actions.leave,
        },
        effects={READ: Reading(database, sealer, channels, read)},
        worded=frozenset({READ}),
        events={f"{READ}.done": Hand(sealer, translations, answers), f"{READ}.failed": Failed(translations)},
        retain=retain,
    )
