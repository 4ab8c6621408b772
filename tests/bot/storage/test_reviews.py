"""What translators did with each text: the newest stays, by whom it was is said."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

from bot.offering import Read
from bot.storage import reviews
from bot.storage.engine import Database
from bot.storage.reviews import Review
from tests.bot.mentors.rows import NOON, account

HI = Review("flows", "es", "welcome/a/say", "Salut", "Hola", reviewed=False, by=1, at=NOON)


async def test_the_newest_of_each_text_stays(database: Database) -> None:
    later = Review("flows", "es", "welcome/a/say", "Salut !", "Hola.", reviewed=True, by=1, at=NOON + timedelta(days=1))
    other = Review("bot", "es", "welcome/a/say", "x", "y", reviewed=True, by=None, at=NOON)
    async with database.write() as db:
        await account(db, 1, "translator")
        assert await reviews.written(db) == 0
        await reviews.keep(db, [])
        assert await reviews.written(db) == 0, "nothing is new"
        await reviews.keep(db, [HI, other])
        await reviews.keep(db, [later])
        assert await reviews.written(db) == 2
        found = await reviews.of_locale(db, "es")
        assert await reviews.of_locale(db, "pt") == {}
    assert set(found) == {("flows", HI.key), ("bot", HI.key)}
    kept = found["flows", HI.key]
    assert (kept.text, kept.source, kept.reviewed, kept.at) == ("Hola.", "Salut !", True, later.at)
    assert kept.name != ""
    assert found["bot", HI.key].name == ""


async def test_it_is_kept_over_what_was_there_before_and_over_nothing_else(database: Database) -> None:
    better, other = replace(HI, text="Hola.", reviewed=True), replace(HI, text="Buenas")
    async with database.write() as db:
        await account(db, 1, "translator")
        assert await reviews.keep_over(db, HI, None)
        assert not await reviews.keep_over(db, other, None), "somebody wrote there"
        assert await reviews.keep_over(db, better, HI)
        for before in (HI, replace(better, reviewed=False), replace(better, source="Coucou")):
            assert not await reviews.keep_over(db, other, before)
        found = await reviews.of_keys(db, (HI.key,))
    assert found == {("flows", "es", HI.key): Read("Hola.", reviewed=True)}


async def test_by_the_beginning_of_their_keys(database: Database) -> None:
    many = [Review("flows", "uk", f"cv_a/s{at}/say", "x", "y", reviewed=True, by=None, at=NOON) for at in range(1100)]
    async with database.write() as db:
        await reviews.keep(db, [*many, Review("flows", "uk", "cvxa/s/say", "x", "y", reviewed=True, by=None, at=NOON)])
        found = await reviews.of_keys(db, ("cv_a/",))
    assert len(found) == 1100
    assert found["flows", "uk", "cv_a/s0/say"] == Read("y", reviewed=True)


async def test_each_writing_counts_whatever_its_clock_says_and_none_waits_for_ever(database: Database) -> None:
    """All at one instant, in the two orders that could hold each other up."""
    other = replace(HI, by=None, key="welcome/b/say")
    one = replace(HI, by=None)

    async def write(*done: Review) -> None:
        async with database.write() as db:
            for review in done:
                await reviews.keep(db, [review])

    await asyncio.gather(*(write(one, other) if at % 2 else write(other, one) for at in range(12)))
    async with database.read() as db:
        assert await reviews.written(db) == 24
