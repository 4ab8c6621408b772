"""Coordinators who want e-mail are told that something waits for them, and nothing of what it is about."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from bot.errors import Unavailable
from bot.i18n import translator
from bot.mentors.alarm import Alarm
from bot.mentors.store import alarms, mentors
from bot.storage.engine import Database
from bot.storage.tables import mentors as t
from bot.storage.tables.accounts import accounts
from bot.storage.tables.later import effects
from flows.events import JsonValue
from tests.bot.mentors.pages.office import FakePost
from tests.bot.mentors.rows import NOON, SEALER, account
from tests.bot.storage.rows import person
from tests.fakes.clock import FakeTime

TIME = FakeTime()


async def written_to(database: Database, id: int, role: str, address: str) -> None:
    async with database.write() as db:
        await account(db, id, role)
        await mentors.offer(db, NOON, id, address, "12345678", "Europe/Paris")
        assert await mentors.confirm(db, NOON, id, address, "12345678")


def alarm(database: Database, post: FakePost | None) -> Alarm:
    return Alarm(database, TIME.clock, translator, post, "https://passerelle.example")


async def test_only_who_may_decide_and_each_once(database: Database) -> None:
    await person(database, 5)
    await written_to(database, 1, "coordinator", "ana@mail.example")
    await written_to(database, 2, "admin", "boss@mail.example")
    await written_to(database, 3, "mentor", "leo@mail.example")
    await written_to(database, 4, "coordinator", "gone@mail.example")
    async with database.write() as db:
        await account(db, 2, "coordinator")
        await db.execute(accounts.update().where(accounts.c.id == 4).values(disabled_at=NOON))
        for _ in range(2):
            await alarms.alert(db, SEALER, NOON, 5, "held", 7)
        keys = list(await db.scalars(select(effects.c.key).order_by(effects.c.key)))
    assert keys == ["mentors.alarm/held/7/1", "mentors.alarm/held/7/2"]


@pytest.mark.parametrize(("what", "said"), [("report", "signalement"), ("held", "retenu")])
async def test_the_mail_says_that_and_where(database: Database, what: str, said: str) -> None:
    await written_to(database, 1, "coordinator", "ana@mail.example")
    post = FakePost()
    await alarm(database, post)(5, {"what": what, "id": 7, "account": 1})
    (mail,) = post.sent
    assert mail.to == "ana@mail.example"
    assert said in mail.text
    assert "https://passerelle.example/staff/mentors" in mail.text


async def test_who_may_decide_no_more_is_told_no_more(database: Database) -> None:
    await written_to(database, 1, "coordinator", "ana@mail.example")
    async with database.write() as db:
        await db.execute(accounts.update().values(disabled_at=NOON))
    post = FakePost()
    await alarm(database, post)(5, {"what": "report", "id": 7, "account": 1})
    strange: list[dict[str, JsonValue]] = [{}, {"account": "1"}, {"account": 404, "what": "report"}]
    for payload in strange:
        await alarm(database, post)(5, payload)
    assert post.sent == []
    await alarm(database, None)(5, {"what": "report", "id": 7, "account": 1})


async def test_an_address_that_refuses_is_not_tried_again_and_a_server_away_is(database: Database) -> None:
    await written_to(database, 1, "coordinator", "ana@mail.example")
    post = FakePost(answer=None)
    with pytest.raises(Unavailable):
        await alarm(database, post)(5, {"what": "report", "id": 7, "account": 1})
    post.answer = False
    for _ in range(2):
        await alarm(database, post)(5, {"what": "report", "id": 7, "account": 1})
    assert len(post.sent) == 1
    async with database.read() as db:
        assert await db.scalar(select(t.mentor_addresses.c.failed_at)) is not None
