"""The studio over a database in which a few flows are served; who is signed in is said by a cookie."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Collection, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from aiohttp import web

from bot.library import engine_texts
from bot.ports import Account
from bot.releases import store
from bot.releases.model import Written
from bot.releases.opening import parsed_value
from bot.releases.shelf import Shelf, empty
from bot.releases.shipping import ship
from bot.storage.engine import Database
from bot.storage.tables.accounts import accounts
from bot.studio.domain import Studio
from bot.web import guard
from tests.bot.web.rooms import Visitor, rooms, visitor
from tests.fakes.clock import FakeTime

PARIS = ZoneInfo("Europe/Paris")
ROLES = ("admin", "publisher", "editor", "translator", "reader", "host", "coordinator")
ONES: Mapping[str, Account] = {
    role: Account(id, role.title(), frozenset({role}), id) for id, role in enumerate(ROLES, 1)
} | {"other": Account(9, "Zoé", frozenset({"editor"}), 9)}
"""Who may be signed in: the cookie → the account. `other` is a second editor."""

WELCOME = """\
# La première minute.
flow: welcome
title: Bienvenue
steps:
  - id: bonjour
    say: |-
      Salut, je suis un robot.
  - id: depart   # le choix
    ask: |-
      Tu commences par quoi ?
    choices:
      cv: Mon CV
      aide: Comment ça marche
    go:
      cv: cv
      aide: '@menu'
"""
CV = """\
flow: cv
title: Mon CV
steps:
  - id: nom
    ask: |-
      Ton prénom ?
    type: text 1..40
    save: name

  # Ce qui fait peur : on rassure.
  - id: travail
    ask: |-
      Tu as déjà travaillé ?
    choices:
      job: Oui
      none: Pas encore
    go: {none: fin}
  - id: metier
    ask: Quel métier ?
    type: text
  - id: fin
    say: |-
      C'est prêt, {name}.
    end: yes
"""
TEXTS = {"en": {"cv/nom/ask": "Your first name?", "cv/travail/choices/job": "Yes"}}
SERVED = (Written("welcome", WELCOME, {}), Written("cv", CV, TEXTS))


class Cookies:
    """Accounts whose cookie is their role."""

    async def who(self, request: web.Request) -> Account | None:
        return ONES.get(request.cookies.get(guard.COOKIE, ""))

    async def asked(
        self, request: web.Request, account: Account, *, refused: bool = False, recurs: bool = False
    ) -> None:
        return


@dataclass
class House:
    """`shelf`: what is served; `base`: where the pages are."""

    database: Database
    time: FakeTime
    shelf: Shelf
    base: str = ""

    @asynccontextmanager
    async def someone(self, who: str) -> AsyncIterator[Visitor]:
        async with visitor(self.base) as they:
            they.session.cookie_jar.update_cookies({guard.COOKIE: who})
            yield they


async def served(database: Database, time: FakeTime, flows: Collection[Written] = SERVED) -> Shelf:
    """These flows are the newest release, shipped."""
    async with database.write() as db:
        for account in ONES.values():
            row = {"id": account.id, "name": account.name, "name_key": account.name.casefold()}
            await db.execute(accounts.insert().values(created_at=time.now(), **row))
        written = [(one, parsed_value(one.source)) for one in flows]
        await ship(db, written, time.now(), await store.newest(db))
    shelf = empty()
    shelf.texts = engine_texts()
    await shelf.refresh(database)
    return shelf


@asynccontextmanager
async def house(
    database: Database,
    flows: Collection[Written] = SERVED,
    folder: Path | None = None,
    shelf: Callable[[Shelf], Shelf] = lambda given: given,
) -> AsyncIterator[House]:
    time = FakeTime()
    made = House(database, time, shelf(await served(database, time, flows)))
    room = Studio(database, time.clock, PARIS, lambda: made.shelf, folder).domain()

    def routes(app: web.Application) -> None:
        app[guard.ACCOUNTS] = Cookies()
        assert room.routes
        room.routes(app)

    async with rooms(time.clock, routes) as base:
        made.base = base
        yield made
