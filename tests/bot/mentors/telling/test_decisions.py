"""Coordinators who asked for it are told that something waits for them, and nothing of what it is about."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from bot.errors import Unavailable
from bot.i18n import translator
from bot.mentors.store import alarms
from bot.mentors.telling.decisions import Alarm
from bot.storage import team
from bot.storage.engine import Database
from bot.storage.tables.accounts import accounts
from bot.storage.tables.later import effects
from bot.storage.team import EMAIL
from flows.events import JsonValue
from tests.bot.mentors.rows import NOON, SEALER, account
from tests.bot.storage.rows import person
from tests.fakes.team import FakeTeller


async def reached(database: Database, id: int, role: str) -> None:
    async with database.write() as db:
        await account(db, id, role)
        await team.want(db, NOON, id, EMAIL, "Europe/Paris", f"{id}@mail.example")


async def test_only_who_may_decide_and_each_once(database: Database) -> None:
    await person(database, 5)
    await reached(database, 1, "coordinator")
    await reached(database, 2, "admin")
    await reached(database, 3, "mentor")
    async with database.write() as db:
        await account(db, 2, "coordinator")
        for _ in range(2):
            await alarms.alert(db, SEALER, NOON, 5, "held", 7)
        keys = list(await db.scalars(select(effects.c.key).order_by(effects.c.key)))
    assert keys == ["mentors.alarm/held/7/1", "mentors.alarm/held/7/2"]


@pytest.mark.parametrize(("what", "said"), [("report", "signalement"), ("held", "retenu")])
async def test_it_says_that_and_where(database: Database, what: str, said: str) -> None:
    await reached(database, 1, "coordinator")
    teller = FakeTeller()
    await Alarm(database, teller, translator)(5, {"what": what, "id": 7, "account": 1})
    [(id, notice)] = teller.told
    assert (id, notice.page, notice.key) == (1, "/staff/mentors", f"alarm/{what}/7/1")
    assert said in notice.text


async def test_who_may_decide_no_more_is_told_no_more(database: Database) -> None:
    await reached(database, 1, "coordinator")
    async with database.write() as db:
        await db.execute(accounts.update().values(disabled_at=NOON))
    teller = FakeTeller()
    alarm = Alarm(database, teller, translator)
    gone: dict[str, JsonValue] = {"what": "report", "id": 7, "account": 1}
    strange: list[dict[str, JsonValue]] = [{}, {"account": "1"}, {"account": 404, "what": "report"}]
    for payload in [gone, *strange]:
        await alarm(5, payload)
    assert teller.told == []


async def test_what_failed_is_tried_again(database: Database) -> None:
    await reached(database, 1, "coordinator")
    with pytest.raises(Unavailable):
        await Alarm(database, FakeTeller(answer=None), translator)(5, {"what": "report", "id": 7, "account": 1})
