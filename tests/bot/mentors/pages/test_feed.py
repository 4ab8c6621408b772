"""`/mentor/feed`: what is new arrives once, in order, and only as long as they may hear it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any, NamedTuple

from aiohttp import ClientResponse
from sqlalchemy import delete, func, select, update

from bot.accounts.audit.journal import SELDOM
from bot.mentors.pages.feed import MOST, PATH
from bot.mentors.store import talk
from bot.storage.tables import mentors as t
from bot.storage.tables.accounts import sign_ins
from bot.storage.tables.audit import audit
from bot.storage.tables.people import people
from tests.bot.mentors.pages.house import SEALER, House, disable, mentor
from tests.bot.mentors.pages.test_console import waits
from tests.bot.mentors.pages.test_conversation import taken
from tests.bot.storage.rows import line
from tests.bot.web.rooms import Visitor

LIMIT = 60
"""Seconds until a test gives up."""


class Event(NamedTuple):
    kind: str
    id: str
    data: dict[str, Any]


class Stream:
    """One open console."""

    def __init__(self, response: ClientResponse) -> None:
        self.response = response
        self.last = ""

    async def next(self) -> Event | None:
        """The next event; None when the stream has ended."""
        fields: dict[str, str] = {}
        async with asyncio.timeout(LIMIT):
            async for raw in self.response.content:
                text = raw.decode().rstrip("\r\n")
                if not text and fields:
                    self.last = fields.get("id", self.last)
                    return Event(fields["event"], fields.get("id", ""), json.loads(fields["data"]))
                name, _, value = text.partition(": ")
                if name:
                    fields[name] = value
        return None


@asynccontextmanager
async def stream(who: Visitor, query: str = "", last: str = "") -> AsyncIterator[Stream]:
    headers = {"Last-Event-ID": last} if last else {}
    async with who.session.get(f"/mentor/feed{query}", headers=headers) as response:
        assert response.status == 200
        yield Stream(response)


async def says(house: House, seq: int, text: str, person: int = 1) -> None:
    await line(house.database, seq, person, json.dumps({"text": text}).encode(), author="me", direction="in")
    async with house.database.write() as db:
        await db.execute(update(people).where(people.c.id == person).values(last_seq=seq))


async def test_who_waits_is_told_as_it_changes(lina: Visitor, house: House) -> None:
    await mentor(lina, house, "Lina")
    async with stream(lina) as feed:
        await waits(house, 1)
        async with house.database.write() as db:
            await db.execute(t.boards.insert().values(name="mentors", number=7))
        event = await feed.next()
        assert event is not None
        assert (event.kind, event.id, event.data) == ("board", "7.0", {"waiting": 1, "offers": 0, "held": 0})


async def test_lines_come_once_masked_and_go_on_after_the_last_one(lina: Visitor, house: House) -> None:
    path = await taken(lina, house)
    query = f"?c={path.rpartition('/')[2]}"
    async with stream(lina, query) as feed:
        await says(house, 1, "Bonjour")
        await says(house, 2, "Mon 06 : 06 12 34 56 78")
        events = [await feed.next() for _ in range(3)]
    lines = [event for event in events if event and event.kind == "line"]
    assert [event.data["seq"] for event in lines] == [1, 2]
    assert "06 12" not in lines[1].data["html"]
    await says(house, 3, "<b>Encore</b>")
    async with stream(lina, query, feed.last) as again:
        event = await again.next()
    assert event is not None
    assert event.data["seq"] == 3
    assert "&lt;b&gt;" in event.data["html"]


async def test_cut_off_a_hundred_times_nothing_is_missing_or_repeated(lina: Visitor, house: House) -> None:
    path = await taken(lina, house)
    query, last, heard = f"?c={path.rpartition('/')[2]}", "", list[int]()
    for seq in range(1, 101):
        await says(house, seq, f"n° {seq}")
        if seq % 3 == 0:
            continue
        async with stream(lina, query, last) as feed:
            while not heard or heard[-1] < seq:
                event = await feed.next()
                assert event is not None
                if event.kind == "line":
                    heard.append(event.data["seq"])
            last = feed.last
    assert heard == [*range(1, 101)]


async def test_a_sign_of_life_is_written_once_a_minute(lina: Visitor, house: House) -> None:
    id = await mentor(lina, house, "Lina")
    signs: list[object] = []
    for minutes in (0, 0.5, 1):
        house.time.forward(minutes=minutes)
        async with stream(lina) as feed:
            await board(house, len(signs) + 1)
            assert await kinds(feed, 1) == ["board"]
        async with house.database.read() as db:
            signs.append(await db.scalar(select(t.mentors.c.seen_at).where(t.mentors.c.account_id == id)))
    assert signs[0] == signs[1] != signs[2]
    assert signs[2] == house.time.now()


async def test_who_is_cut_off_again_and_again_stands_in_the_audit_once(lina: Visitor, house: House) -> None:
    path = await taken(lina, house)
    for number in range(1, 6):
        async with stream(lina, f"?c={path.rpartition('/')[2]}") as feed:
            await board(house, number)
            assert await kinds(feed, 1) == ["board"]
        house.time.forward(minutes=1)
    asked = select(func.count()).where(audit.c.what == f"GET {PATH}")
    async with house.database.read() as db:
        assert await db.scalar(asked) == 1
    house.time.forward(minutes=SELDOM.total_seconds() / 60)
    async with stream(lina) as feed:
        await kinds(feed, 1)
    async with house.database.read() as db:
        assert await db.scalar(asked) == 2


async def board(house: House, number: int) -> None:
    async with house.database.write() as db:
        await db.execute(delete(t.boards))
        await db.execute(t.boards.insert().values(name="mentors", number=number))


async def kinds(feed: Stream, most: int) -> list[str]:
    """Of the next events, to the end of the stream."""
    events = [event for _ in range(most) if (event := await feed.next())]
    return [event.kind for event in events]


async def test_signed_out_or_expired_it_ends_without_another_line(lina: Visitor, house: House) -> None:
    path = await taken(lina, house)
    query = f"?c={path.rpartition('/')[2]}"
    async with stream(lina, query, "999.0") as feed:
        await says(house, 1, "Bonjour")
        assert await kinds(feed, 1) == ["line"]
        async with house.database.write() as db:
            await db.execute(update(t.vettings).values(expires_at=house.time.now()))
        await says(house, 2, "Secret")
        assert await kinds(feed, 2) == ["end"]
    async with house.database.write() as db:
        await db.execute(update(t.vettings).values(expires_at=house.time.now().replace(year=2030)))
    async with stream(lina, query, "999.1") as feed:
        assert await kinds(feed, 1) == ["line"]
        async with house.database.write() as db:
            await db.execute(delete(sign_ins))
        await says(house, 3, "Secret")
        assert await kinds(feed, 2) == ["end"]
    assert await lina.open("/mentor/feed", follow=False) == 303


async def test_disabled_in_mid_stream(lina: Visitor, house: House) -> None:
    id = await mentor(lina, house, "Lina")
    async with stream(lina) as feed:
        await board(house, 1)
        assert await kinds(feed, 1) == ["board"]
        await disable(house, id)
        await board(house, 2)
        assert await kinds(feed, 2) == ["end"]


async def test_a_conversation_that_is_no_longer_theirs_is_over(lina: Visitor, house: House) -> None:
    path = await taken(lina, house)
    handoff = int(path.rpartition("/")[2])
    async with stream(lina, f"?c={handoff}", "999.0") as feed:
        await says(house, 1, "Bonjour")
        assert await kinds(feed, 1) == ["line"]
        async with house.database.write() as db:
            await talk.close(db, SEALER, house.time.now(), 1, handoff, "done")
        event = await feed.next()
        assert event is not None
        assert event.kind == "over"


async def test_bad_ids(lina: Visitor, house: House) -> None:
    await mentor(lina, house, "Lina")
    for bad in ("x", "1", "1.2.3", "-1.0", "9999999999999999.1"):
        async with lina.session.get("/mentor/feed", headers={"Last-Event-ID": bad}) as response:
            assert response.status == 400


async def test_one_too_many_ends_the_oldest(lina: Visitor, house: House) -> None:
    await mentor(lina, house, "Lina")
    async with AsyncExitStack() as stack:
        opened = [await stack.enter_async_context(stream(lina)) for _ in range(MOST + 1)]
        assert await opened[0].next() is None
        await board(house, 3)
        assert await kinds(opened[1], 1) == ["board"]
        assert await kinds(opened[-1], 1) == ["board"]
