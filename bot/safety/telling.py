"""Tells somebody of the team that a person may be in danger, until one of them has seen it; an effect."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from sqlalchemy import exists, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.notices import Notice, Teller
from bot.ports import Translations
from bot.safety import words as say
from bot.safety.alarm import ROLES
from bot.storage.engine import Database
from bot.storage.tables.accounts import account_roles, accounts
from bot.storage.tables.safety import alerts
from flows.events import JsonValue

PAGE, STOP = "/staff/alerts", "/staff/mentors#mail"


@dataclass(frozen=True, slots=True)
class Telling:
    """The effect `alarm.TELL`."""

    database: Database
    teller: Teller
    words: Translations

    async def __call__(self, person_id: int, payload: Mapping[str, JsonValue]) -> Mapping[str, JsonValue]:
        """`alert`, `account`, `step`. Nothing once it is seen, or to who may no longer see it. Raises `Unavailable`:
        tried again later."""
        alert, account, step = payload.get("alert"), payload.get("account"), payload.get("step")
        if not isinstance(alert, int) or not isinstance(account, int):
            return {}
        async with self.database.read() as db:
            wanted = await still(db, alert, account)
        if not wanted:
            return {}

        def write(reads: str, zone: ZoneInfo) -> Notice:
            words = self.words(reads)
            key = f"safety/{alert}/{account}/{step}"
            return Notice(say.alert_subject(words), say.alert(words), PAGE, STOP, key, urgent=True)

        await self.teller(account, write)
        return {}


async def still(db: AsyncConnection, alert: int, account: int) -> bool:
    """Nobody has seen it yet, and this account may."""
    may = exists(
        select(account_roles.c.account_id)
        .join(accounts, accounts.c.id == account_roles.c.account_id)
        .where(account_roles.c.account_id == account, account_roles.c.role.in_(ROLES), accounts.c.disabled_at.is_(None))
    )
    query = select(alerts.c.id).where(alerts.c.id == alert, alerts.c.seen_at.is_(None), may)
    return await db.scalar(query) is not None
