"""How somebody comes in: an invitation, and the button behind its link."""

from __future__ import annotations

from bot.accounts import store
from bot.accounts.model import Role
from bot.accounts.rules import address_of
from bot.storage.engine import Database
from tests.bot.web.rooms import Visitor
from tests.fakes.clock import FakeTime


async def invited(database: Database, time: FakeTime, role: Role = "host", name: str = "Momo") -> str:
    """The path of a new invitation."""
    async with database.write() as db:
        opened = await store.invite(db, role, name, time.now(), time.new_id)
    assert opened
    return address_of("", opened.code)


async def come_in(who: Visitor, path: str) -> None:
    await who.open(path)
    assert await who.send("/sign-in", {"code": path.rpartition("=")[2]}) == 200
