"""An alert: one at a time, told in steps until it is seen, and the person hears the truth."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import Unavailable
from bot.i18n import translator
from bot.ports import Turn
from bot.safety import store
from bot.safety.alarm import AGAIN, FLAGGED, SEEN, TELL, UNSEEN, last_told, raise_alert, see
from bot.safety.domain import Safety
from bot.safety.news import News
from bot.safety.rules import SILENT, STEPS
from bot.safety.telling import Telling
from bot.storage.engine import Database
from bot.storage.sealed import open_json
from bot.storage.tables.accounts import accounts
from bot.storage.tables.later import effects, events
from bot.storage.tables.mentors import mentors
from bot.storage.tables.safety import alerts
from flows.events import JsonValue
from tests.bot.mentors.rows import mentor
from tests.bot.safety.rows import NOW, SEALER, coordinator, handoff, person
from tests.fakes.clock import FakeTime
from tests.fakes.team import FakeTeller

SECOND = timedelta(seconds=1)


async def raised(db: AsyncConnection, person_id: int = 1) -> int:
    found = await raise_alert(db, SEALER, NOW, person_id, "twice")
    return found.id


async def test_it_is_told_in_steps_to_each_once_and_there_is_one_at_a_time(database: Database) -> None:
    async with database.write() as db:
        await person(db)
        await coordinator(db, 300)
        await coordinator(db, 301, "admin")
        id = await raised(db)
        assert not (await raise_alert(db, SEALER, NOW + AGAIN - SECOND, 1, "twice")).fresh
        rows = (await db.execute(select(effects.c.key, effects.c.due_at).order_by(effects.c.id))).all()
        kinds = list(await db.scalars(select(events.c.kind)))
        assert await last_told(db, 1) == NOW
    told = [(key.removeprefix(f"{TELL}/{id}/"), due - NOW) for key, due in rows]
    assert told == [("0/300", STEPS[0]), ("1/300", STEPS[1]), ("2/300", STEPS[2]), ("2/301", STEPS[2])]
    assert kinds == [UNSEEN]


async def test_who_is_on_duty_comes_first_and_who_flagged_is_not_told(database: Database) -> None:
    async with database.write() as db:
        await person(db)
        for id in (300, 301, 302):
            await coordinator(db, id)
        until = NOW + timedelta(hours=1)
        await db.execute(update(mentors).where(mentors.c.account_id == 301).values(on_duty_until=until))
        await raise_alert(db, SEALER, NOW, 1, "flag", None, 302)
        first = select(effects.c.key).where(effects.c.due_at == NOW)
        assert list(await db.scalars(first)) == [f"{TELL}/1/0/301"]


async def test_nobody_to_tell_is_said(database: Database) -> None:
    async with database.write() as db:
        await person(db)
        found = await raise_alert(db, SEALER, NOW, 1, "twice")
    assert not found.reached


async def test_seen_once_by_one_and_then_a_new_one_can_come(database: Database) -> None:
    async with database.write() as db:
        await person(db)
        await coordinator(db)
        id = await raised(db)
        assert await see(db, SEALER, NOW, 300, id)
        assert not await see(db, SEALER, NOW, 300, id)
        assert not await see(db, SEALER, NOW, 300, 99)
        assert list(await db.scalars(select(events.c.key).where(events.c.kind == SEEN))) == [f"{SEEN}/{id}"]
        assert await raised(db) != id


async def test_one_that_nobody_saw_does_not_swallow_the_next(database: Database) -> None:
    later = NOW + AGAIN
    async with database.write() as db:
        await person(db)
        await coordinator(db)
        await handoff(db)
        await mentor(db, 7)
        id = await raised(db)
        again = await raise_alert(db, SEALER, later, 1, "flag", 1, 7)
        assert (again.id, again.reached, again.at, again.fresh) == (id, True, later, True)
        once_more = await raise_alert(db, SEALER, later + SECOND, 1, "twice")
        assert (once_more.at, once_more.fresh) == (later, False)
        row = (await db.execute(select(alerts))).one()
        steps = [(row.due_at, row.payload) for row in await db.execute(select(effects).order_by(effects.c.id))]
        unseen = list(await db.scalars(select(events.c.due_at).order_by(events.c.id)))
    assert (row.at, row.why, row.handoff_id, row.by_account) == (later, "flag", 1, 7)
    assert [due for due, _ in steps] == [at + after for at in (NOW, later) for after in STEPS]
    assert unseen == [NOW + SILENT, later + SILENT]
    teller = FakeTeller()
    for _, payload in steps:
        await Telling(database, teller, translator)(1, open_json(SEALER, 1, payload))
    assert len({notice.key for notice in teller.notices}) == 6, "each is another message"


def test_telling_waits_for_nothing_else_of_the_house(database: Database) -> None:
    room = Safety(translator, FakeTime().clock, SEALER, telling=Telling(database, FakeTeller(), translator)).domain()
    assert room.urgent == room.effects.keys() == {TELL}


# -- the team -------------------------------------------------------------------------------------------------
async def test_what_they_are_told_holds_no_name_and_no_word_and_may_ring_at_night(database: Database) -> None:
    async with database.write() as db:
        await person(db)
        await coordinator(db)
        id = await raised(db)
    teller = FakeTeller()
    tell = Telling(database, teller, translator)
    for step in range(3):
        await tell(1, {"alert": id, "account": 300, "step": step})
    assert [account for account, _ in teller.told] == [300, 300, 300]
    assert len({notice.key for notice in teller.notices}) == 3, "a second telling is no repeat of the first"
    assert {notice.page for notice in teller.notices} == {"/staff/alerts"}
    assert all(notice.urgent for notice in teller.notices)


async def test_nobody_is_told_once_it_is_seen_nor_who_may_no_longer(database: Database) -> None:
    async with database.write() as db:
        await person(db)
        await coordinator(db)
        id = await raised(db)
    teller = FakeTeller()
    tell = Telling(database, teller, translator)
    strange: list[dict[str, JsonValue]] = [
        {},
        {"alert": "1"},
        {"alert": id, "account": 404},
        {"alert": 9, "account": 300},
    ]
    for payload in strange:
        await tell(1, payload)
    async with database.write() as db:
        await db.execute(update(accounts).values(disabled_at=NOW))
    await tell(1, {"alert": id, "account": 300, "step": 0})
    async with database.write() as db:
        await db.execute(update(accounts).values(disabled_at=None))
        await see(db, SEALER, NOW, 300, id)
    await tell(1, {"alert": id, "account": 300, "step": 1})
    assert teller.told == []


async def test_out_of_reach_it_is_tried_again(database: Database) -> None:
    async with database.write() as db:
        await person(db)
        await coordinator(db)
        id = await raised(db)
    with pytest.raises(Unavailable):
        await Telling(database, FakeTeller(answer=None), translator)(1, {"alert": id, "account": 300, "step": 0})


# -- the person -----------------------------------------------------------------------------------------------
async def hears(db: AsyncConnection, kind: str, payload: dict[str, JsonValue]) -> list[str]:
    turn = Turn(db, 1, "fr", NOW + SILENT, lambda: "id")
    outcome = await News(translator, "fr").handlers()[kind](turn, payload)
    return [line.text for line in outcome.lines]


async def test_nobody_has_seen_it_is_said_with_the_numbers_unless_somebody_has(database: Database) -> None:
    async with database.write() as db:
        await person(db)
        await coordinator(db)
        id = await raised(db)
        said = await hears(db, UNSEEN, {"alert": id})
        assert "Personne" in said[0]
        assert said[1].startswith("112")
        await see(db, SEALER, NOW, 300, id)
        assert await hears(db, UNSEEN, {"alert": id}) == []
        assert await hears(db, UNSEEN, {}) == []
        assert "a vu" in (await hears(db, SEEN, {"alert": id}))[0]


async def test_a_mentor_who_is_worried_is_named_as_the_person_knows_them(database: Database) -> None:
    async with database.write() as db:
        await person(db)
        await coordinator(db)
        await db.execute(update(mentors).values(alias="Lina"))
        (said,) = await hears(db, FLAGGED, {"account": 300})
    assert said.startswith("Lina s’inquiète")


async def test_all_of_it_is_shown_to_them_and_goes(database: Database) -> None:
    async with database.write() as db:
        await person(db)
        await person(db, 2)
        await coordinator(db)
        await handoff(db)
        await raised(db)
        await raised(db, 2)
        kept = await store.export(db, SEALER, 1)
        assert kept == {"team_told": [{"at": NOW.isoformat(), "why": "twice", "seen": None}]}
        await store.erase(db, 1)
        assert await store.export(db, SEALER, 1) == {}
        assert list(await db.scalars(select(alerts.c.person_id))) == [2]
        assert await store.retain(db, NOW - timedelta(seconds=1)) == 0
        assert await store.retain(db, NOW) == 1
