"""Counts of the steps: written with a batch, added up once, by any number of processes."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

import orjson
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from bot.storage.engine import Database
from bot.storage.stops import MOST_CAMPAIGN, MOST_SECONDS, Tally, add_up, month_of, write
from bot.storage.tables.stops import COUNTS, stop_marks, stops
from flows.tracks import Passage

NOW = datetime(2026, 11, 30, 23, 59, tzinfo=UTC)


def step(at: str = "", arrived: str = "", *, seconds: int | None = None, locale: str = "fr") -> Passage:
    return Passage(locale, at, bool(at), False, False, seconds, arrived, bool(arrived))


async def put(database: Database, *passages: Passage, channel: str = "web", campaign: str = "") -> None:
    tally = Tally()
    for passage in passages:
        tally.add(passage, channel, campaign)
    async with database.write() as db:
        await write(db, tally, NOW)


async def added(database: Database) -> int:
    async with database.write() as db:
        return await add_up(db)


async def counted(database: Database) -> dict[tuple[str, str, str, str], dict[str, int]]:
    """(flow/step, locale, channel, campaign) → what is not 0."""
    async with database.read() as db:
        rows = (await db.execute(select(stops))).mappings().all()
    return {
        (f"{row['flow']}/{row['step']}", row["locale"], row["channel"], row["campaign"]): {
            name: row[name] for name in COUNTS if row[name]
        }
        for row in rows
    }


def test_a_month_is_a_number() -> None:
    assert month_of(NOW) == 202611
    assert month_of(datetime(2027, 1, 1, tzinfo=UTC)) == 202701


async def test_what_batches_wrote_is_added_up_once(database: Database) -> None:
    await put(database, step(arrived="cv/nom"), step("cv/nom", "cv/age", seconds=12))
    await put(database, step(arrived="cv/nom", locale="ar"), step("cv/nom", "cv/age", seconds=400))
    assert await added(database) == 2
    assert await added(database) == 0
    assert await counted(database) == {
        ("cv/nom", "fr", "web", ""): {
            "people": 1, "arrived": 1, "answered": 2, "seconds": 412, "in_15_s": 1, "longer": 1,
        },
        ("cv/nom", "ar", "web", ""): {"people": 1, "arrived": 1},
        ("cv/age", "fr", "web", ""): {"people": 2, "arrived": 2},
    }  # fmt: skip


async def test_a_batch_that_counts_nothing_writes_nothing(database: Database) -> None:
    await put(database)
    async with database.read() as db:
        assert await db.scalar(select(func.count()).select_from(stop_marks)) == 0


async def test_a_night_between_question_and_answer_counts_as_half_an_hour(database: Database) -> None:
    await put(database, step("cv/nom", seconds=8 * 3600))
    await added(database)
    assert (await counted(database))["cv/nom", "fr", "web", ""] == {
        "answered": 1, "seconds": MOST_SECONDS, "longer": 1,
    }  # fmt: skip


async def test_a_campaign_without_end_is_cut(database: Database) -> None:
    await put(database, step(arrived="cv/nom"), campaign="é" * 10_000)
    await added(database)
    assert [key[3] for key in await counted(database)] == ["é" * MOST_CAMPAIGN]


async def test_a_crash_before_the_commit_counts_nothing(database: Database) -> None:
    tally = Tally()
    tally.add(step(arrived="cv/nom"), "web", "")
    try:
        async with database.write() as db:
            await write(db, tally, NOW)
            raise RuntimeError("the batch fails")
    except RuntimeError:
        pass
    assert await added(database) == 0


async def test_two_processes_add_up_without_a_deadlock_and_lose_nothing(postgres_address: str) -> None:
    one, two = await Database.open(postgres_address), await Database.open(postgres_address)
    names = [f"cv/s{number}" for number in range(40)]
    for turn in range(30):
        await put(one, *[step(arrived=name) for name in (names if turn % 2 else reversed(names))])

    async def work(database: Database) -> None:
        for _ in range(10):
            await put(database, *[step(arrived=name) for name in reversed(names)])
            await added(database)

    await asyncio.gather(*[work(database) for database in (one, two) * 3])
    while await added(one):
        pass
    found = await counted(one)
    assert {key[0]: counts["arrived"] for key, counts in found.items()} == dict.fromkeys(names, 90)
    await one.close()
    await two.close()


@settings(max_examples=50)
@given(st.lists(st.tuples(st.sampled_from(["a/b", "a/c", "b/b"]), st.integers(0, 4000)), max_size=30))
def test_every_answer_is_in_one_box_of_time(answers: list[tuple[str, int]]) -> None:
    tally = Tally()
    for at, seconds in answers:
        tally.add(step(at, seconds=seconds), "web", "")
    body = orjson.loads(orjson.dumps([[*cell, *counts] for cell, counts in tally.cells.items()]))
    boxes = COUNTS.index("in_5_s") + 4
    assert sum(sum(row[boxes:]) for row in body) == len(answers)
    assert sum(row[4 + COUNTS.index("answered")] for row in body) == len(answers)
