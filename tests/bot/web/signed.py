"""A site with the sign-in and some room's pages, and visitors who come in through their invitation."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from zoneinfo import ZoneInfo

from bot.accounts import store as accounts
from bot.accounts.domain import domain
from bot.accounts.model import Role
from bot.accounts.post import Post
from bot.clock import Clock
from bot.i18n import translator
from bot.ports import Domain
from bot.storage.engine import Database
from bot.web.site import Site
from tests.bot.web.conftest import SITE, Routes
from tests.bot.web.rooms import Visitor, rooms, visitor

PARIS = ZoneInfo("Europe/Paris")
ROOT = "https://passerelle.example"


@asynccontextmanager
async def site(
    database: Database,
    clock: Clock,
    *pages: Routes,
    post: Post | None = None,
    everybody: Callable[[], Sequence[Domain]] = tuple,
    where: Site = SITE,
) -> AsyncIterator[str]:
    """Its address. `post`: what sends links, where there is e-mail; `everybody`: all rooms, for the sign-in."""
    entry = domain(
        database=database, clock=clock, zone=PARIS, root=ROOT, translations=translator, post=post, everybody=everybody
    )
    assert entry.routes
    async with rooms(clock, entry.routes, *pages, site=where) as address:
        yield address


async def sign_in(who: Visitor, database: Database, clock: Clock, role: Role, name: str) -> int:
    """Through the invitation; the account's number."""
    async with database.write() as db:
        opened = await accounts.invite(db, role, name, clock.now(), clock.new_id)
    assert opened is not None
    assert await who.open(f"/sign-in?code={opened.code}") == 200
    assert await who.send("/sign-in", {"code": opened.code}) == 200
    return opened.account_id


@asynccontextmanager
async def signed(base: str, database: Database, clock: Clock, role: Role, name: str) -> AsyncIterator[Visitor]:
    """A window of somebody who is signed in."""
    async with visitor(base) as somebody:
        await sign_in(somebody, database, clock, role, name)
        yield somebody
