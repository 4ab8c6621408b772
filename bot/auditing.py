"""`python -m bot audit verify`: is the chain of seals over what accounts read and did still whole?"""

from __future__ import annotations

from contextlib import AsyncExitStack

from bot import kept
from bot.accounts.audit import store
from bot.accounts.audit.model import AUDIT, Verdict
from bot.clock import Clock
from bot.config import Settings
from bot.errors import Misconfigured

DEEDS = ("verify",)


async def verify(settings: Settings, deed: str, known: str = "") -> Verdict:
    """The service may be running. `known`: a digest noted earlier. Raises `Misconfigured` and `Unavailable`."""
    if deed not in DEEDS:
        raise Misconfigured([f"{deed}: one of {', '.join(DEEDS)}"])
    async with AsyncExitStack() as stack:
        database, keys = await kept.opened(settings, clock := Clock(), stack)
        async with database.read() as db:
            return await store.verify(db, keys.derived(AUDIT), clock.now() - settings.keeping.audit, known.strip())
