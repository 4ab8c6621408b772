"""Accounts as the whole sees them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.accounts import store
from bot.accounts.actions import PREFIX, Chats
from bot.accounts.audit import store as audit
from bot.accounts.audit.journal import Journal
from bot.accounts.pages import Pages
from bot.accounts.pages_mail import MailPages
from bot.accounts.pages_second import SecondPages
from bot.accounts.post import Post
from bot.clock import Clock
from bot.ports import Domain, Translations
from bot.storage.engine import Database
from bot.storage.keeping import DEFAULTS, Keeping
from flows.events import JsonValue


@dataclass(frozen=True, slots=True)
class _Kept:
    """What is kept here, how it goes, and the seal on the audit."""

    database: Database
    clock: Clock
    key: bytes
    keeping: Keeping

    async def retain(self, db: AsyncConnection, now: datetime) -> int:
        return await store.retain(db, now) + await audit.purge(db, now - self.keeping.audit)

    async def seal(self) -> None:
        async with self.database.write() as db:
            await audit.seal(db, self.key, self.clock.now())

    async def export(self, db: AsyncConnection, person_id: int) -> Mapping[str, JsonValue]:
        found = await store.account_of(db, person_id)
        return {"account": found[1]} if found else {}


def domain(
    *,
    database: Database,
    clock: Clock,
    zone: ZoneInfo,
    root: str,
    translations: Translations,
    key: bytes = b"",
    second_key: bytes = bytes(32),
    keeping: Keeping = DEFAULTS,
    post: Post | None = None,
    everybody: Callable[[], Sequence[Domain]] = tuple,
) -> Domain:
    """`zone`: dates on pages are told in it. `root`: the address of the service, for links that are said in a chat.

    `key`: seals the audit, `second_key` the secrets of second proofs (32 bytes). `keeping`: how long it stays.
    `post`: sends links to who lost theirs; None where there is no e-mail.
    `everybody()`: all rooms, who end what a disabled account did.
    """
    kept = _Kept(database, clock, key, keeping)

    def routes(app: web.Application) -> None:
        journal = Journal(database)
        Pages(database, clock, zone, journal, everybody).routes(app)
        SecondPages(database, clock, zone, second_key, journal).routes(app)
        if post is not None:
            MailPages(database, clock, translations, root, post).routes(app)

    chats = Chats(root, translations)
    return Domain(
        name="accounts",
        actions={"accounts.renew": chats.renew},
        doors={PREFIX: chats.link},
        routes=routes,
        export=kept.export,
        erase=store.forget_person,
        retain=kept.retain,
        minutely=kept.seal,
    )
