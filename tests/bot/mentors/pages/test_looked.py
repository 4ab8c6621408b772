"""« Qui a lu mes messages ? » tells of every day on which something of a conversation was sent to a mentor's page."""

from __future__ import annotations

from sqlalchemy import delete

from bot.mentors.store import persons
from bot.storage.tables import mentors as t
from tests.bot.mentors.pages.house import House, disable
from tests.bot.mentors.pages.test_conversation import reads, taken, theirs
from tests.bot.mentors.pages.test_feed import kinds, says, stream
from tests.bot.web.rooms import Visitor
from tests.bot.web.signed import PARIS


async def days(house: House) -> list[tuple[str, str]]:
    async with house.database.read() as db:
        return [(one.day.isoformat(), one.alias) for one in await persons.readers(db, 1, PARIS, 10)]


async def test_a_page_left_open_over_night_is_told_for_each_day_and_written_once(lina: Visitor, house: House) -> None:
    path = await taken(lina, house)
    await lina.open(path)
    first, written = await days(house), len(await reads(house))
    async with stream(lina, f"?c={path.rpartition('/')[2]}", "999.0") as feed:
        await says(house, 1, "Bonsoir")
        assert await kinds(feed, 1) == ["line"]
        assert len(await reads(house)) == written
        house.time.forward(minutes=24 * 60)
        for seq in (2, 3):
            await says(house, seq, "Encore là ?")
            assert await kinds(feed, 1) == ["line"]
        last = feed.last
    for seq in range(4, 8):
        await says(house, seq, "Allô ?")
        async with stream(lina, f"?c={path.rpartition('/')[2]}", last) as feed:
            assert await kinds(feed, 1) == ["line"]
            last = feed.last
    tomorrow = house.time.now().astimezone(PARIS).date().isoformat()
    assert await days(house) == [(tomorrow, "Lina"), *first]
    assert len(await reads(house)) == written + 1


async def test_one_line_and_what_stands_beside_are_readings_too(lina: Visitor, house: House) -> None:
    path = await taken(lina, house)
    await theirs(house, "Bonjour")
    for part in ("line/1", "beside"):
        house.time.forward(minutes=24 * 60)
        before = len(await reads(house))
        for _ in range(2):
            assert await lina.open(f"{path}/{part}") == 200
        assert (await reads(house))[before:] == [("conversation", path.rpartition("/")[2])]
        assert (await days(house))[0] == (house.time.now().astimezone(PARIS).date().isoformat(), "Lina")


async def test_who_hears_nothing_has_read_nothing(lina: Visitor, house: House) -> None:
    path = await taken(lina, house)
    async with house.database.write() as db:
        await db.execute(delete(t.reads))
    async with stream(lina, f"?c={path.rpartition('/')[2]}", "999.0") as feed:
        await disable(house, 1)
        await says(house, 1, "Secret")
        assert await kinds(feed, 2) == ["end"]
    assert await days(house) == []
