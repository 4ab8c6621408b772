"""Counts as they are kept: read by flow, and settled in groups once the month is over."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import func, select

from bot.storage.engine import Database
from bot.storage.stops import UNTOLD, Tally, add_up, write
from bot.storage.tables.stops import COUNTS
from bot.storage.tables.stops import stops as table
from bot.studio.rules.stops import Filter, blocks, found
from bot.studio.store.stops import months, of_flow, settle, totals
from flows.tracks import Passage

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
OLD = NOW - timedelta(days=100)
ALL = Filter()


async def arrive(
    database: Database,
    people: int,
    spot: str = "cv/nom",
    *,
    at: datetime = NOW,
    locale: str = "fr",
    channel: str = "web",
    campaign: str = "",
) -> None:
    tally = Tally()
    for _ in range(people):
        tally.add(Passage(locale, "", False, False, False, None, spot, True), channel, campaign)
    async with database.write() as db:
        await write(db, tally, at)
        await add_up(db)


async def shown(database: Database, wanted: Filter = ALL) -> dict[str, int]:
    async with database.read() as db:
        cells = blocks(await of_flow(db, "cv"))
    answer = found(cells, wanted)
    return {step: counts[0] for step, counts in answer.steps.items()}


async def settled(database: Database) -> int:
    done = 0
    while True:
        async with database.write() as db:
            more = await settle(db, NOW)
        if not more:
            return done
        done += more


async def test_a_flow_is_read_by_month(database: Database) -> None:
    await arrive(database, 7)
    await arrive(database, 9, at=OLD)
    await arrive(database, 30, "menu/quoi")
    async with database.read() as db:
        assert await months(db, "cv") == [202611, 202608]
        assert [cell.counts[0] for cell in await of_flow(db, "cv", [202608])] == [9]
    assert await shown(database) == {"nom": 16}


async def test_the_totals_leave_out_a_month_of_four(database: Database) -> None:
    await arrive(database, 7)
    await arrive(database, 4, "cv/age")
    await arrive(database, 6, "menu/quoi", at=OLD)
    async with database.read() as db:
        found = {(one.flow, one.step): one.counts for one in await totals(db, 202608)}
        recent = {(one.flow, one.step) for one in await totals(db, 202611)}
    assert {key: counts[0] for key, counts in found.items()} == {("cv", "nom"): 7, ("menu", "quoi"): 6}
    assert recent == {("cv", "nom")}
    assert all(len(counts) == len(COUNTS) for counts in found.values())


async def test_small_groups_are_given_up_once_the_month_is_over_and_nothing_else_changes(database: Database) -> None:
    await arrive(database, 12, at=OLD)
    await arrive(database, 6, at=OLD, channel="telegram")
    await arrive(database, 3, at=OLD, locale="ar")
    await arrive(database, 2, at=OLD, locale="uk", campaign="affiche")
    await arrive(database, 3, "cv/rare", at=OLD)
    await arrive(database, 3, locale="ar")
    before = await shown(database), await shown(database, Filter(locale="fr"))
    assert await settled(database) == 5
    assert await settled(database) == 0
    after = await shown(database), await shown(database, Filter(locale="fr"))
    assert after == before == ({"nom": 23}, {"nom": 18})
    async with database.read() as db:
        query = select(table.c.month, table.c.locale, table.c.people).order_by(*table.primary_key)
        rows = [tuple(row) for row in await db.execute(query)]
    assert rows == [(202608, UNTOLD, 5), (202608, "fr", 6), (202608, "fr", 12), (202611, "ar", 3)]


async def test_a_month_settles_when_its_last_silence_is_counted(database: Database) -> None:
    await arrive(database, 3, at=datetime(2026, 10, 31, 23, tzinfo=UTC))
    async with database.write() as db:
        assert await settle(db, datetime(2026, 11, 3, 12, tzinfo=UTC)) == 0
        assert await settle(db, datetime(2026, 11, 4, 12, tzinfo=UTC)) == 1


async def test_what_comes_late_to_a_settled_month_is_counted_there(database: Database) -> None:
    await arrive(database, 12, at=OLD)
    await settled(database)
    await arrive(database, 2, at=OLD)
    await arrive(database, 1, at=OLD, locale="uk")
    assert await shown(database) == {"nom": 15}
    assert await settled(database) == 2
    assert await shown(database) == {"nom": 15}


async def test_a_campaign_called_like_several_is_none_of_them(database: Database) -> None:
    await arrive(database, 8, campaign="*")
    async with database.read() as db:
        assert [cell.group.campaign for cell in await of_flow(db, "cv")] == [""]


async def test_two_processes_settle_once(postgres_address: str) -> None:
    one, two = await Database.open(postgres_address), await Database.open(postgres_address)
    for flow in ("cv/nom", "menu/quoi"):
        await arrive(one, 12, flow, at=OLD)
        await arrive(one, 6, flow, at=OLD, locale="ar")
    async with one.write() as db:
        assert await settle(db, NOW) == 2
    assert await settled(two) == 2
    async with one.read() as db:
        assert await db.scalar(select(func.sum(table.c.people))) == 36
    await one.close()
    await two.close()
