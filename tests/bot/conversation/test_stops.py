"""What turns did at the steps is written with them: in the same transaction, once."""

from __future__ import annotations

import orjson
from sqlalchemy import select

from bot.storage.stops import add_up
from bot.storage.tables.stops import stop_marks, stops
from tests.bot.conversation.house import House


async def counted(house: House) -> list[tuple[object, ...]]:
    async with house.database.write() as db:
        await add_up(db)
        columns = (stops.c.flow, stops.c.step, stops.c.locale, stops.c.channel, stops.c.campaign)
        rows = await db.execute(select(*columns, stops.c.arrived, stops.c.people).order_by(*columns))
        return [tuple(row) for row in rows]


async def test_a_turn_is_counted_by_language_channel_and_campaign(house: House) -> None:
    await house.say("a", "hello")
    for said in ("one", "locale ar", "two"):
        await house.say("a", said)
    await house.say("b", "hello", channel="telegram")
    await house.say("b", "one", channel="telegram")
    assert await counted(house) == [
        ("small", "echo", "ar", "web", "poster", 2, 0),
        ("small", "echo", "fr", "telegram", "poster", 1, 1),
        ("small", "echo", "fr", "web", "poster", 1, 1),
    ]


async def test_a_batch_is_one_row(house: House) -> None:
    await house.many([house.incoming(f"chat{number}", "hello") for number in range(5)])
    await house.many([house.incoming(f"chat{number}", "one") for number in range(5)])
    [row] = await house.rows(stop_marks)
    body = row["body"]
    assert isinstance(body, str)
    assert [cell[:4] for cell in orjson.loads(body)] == [["small/echo", "fr", "web", "poster"]]
    assert "chat" not in body


async def test_the_same_update_twice_is_counted_once(house: House) -> None:
    await house.say("a", "hello")
    await house.say("a", "one", id="same")
    await house.say("a", "one", id="same")
    assert [row[-2] for row in await counted(house)] == [1]


async def test_a_batch_that_fails_and_goes_one_by_one_is_counted_once(house: House) -> None:
    await house.many([house.incoming(chat, "hello") for chat in "abc"])
    await house.many([house.incoming("a", "one"), house.incoming("b", "crash now"), house.incoming("c", "one")])
    assert [row[-2] for row in await counted(house)] == [2]


async def test_sos_counts_nothing(house: House) -> None:
    await house.say("a", "hello")
    await house.say("a", "🆘")
    assert await counted(house) == []
