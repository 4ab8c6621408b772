"""The town believes no bot: what skips, repeats or stays silent breaks the round."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest
from aiohttp import ClientSession, FormData, web

from tests.bench.town import QUESTIONS, TEXTS, Broken, Town, arguments

Says = Callable[[int], Sequence[str]]


@dataclass
class SmallBot:
    """Counts each chat's messages and answers with `says(count)`; `status` is what its webhook answers."""

    api: str
    says: Says
    status: int = 200
    seen: dict[int, int] = field(default_factory=dict)

    async def hook(self, request: web.Request) -> web.Response:
        assert request.headers["X-Telegram-Bot-Api-Secret-Token"] == "s"
        message = (await request.json())["message"]
        chat = message["chat"]["id"]
        self.seen[chat] = 0 if message["text"] == "/start" else self.seen[chat] + 1
        async with ClientSession() as session:
            for text in self.says(self.seen[chat]):
                await session.post(f"{self.api}/bot1:x/sendMessage", json={"chat_id": chat, "text": text})
        return web.Response(status=self.status)


@asynccontextmanager
async def talking(says: Says, status: int = 200) -> AsyncIterator[Town]:
    town = await Town().open()
    server = web.Application()
    server.router.add_post("/hook", SmallBot(town.url, says, status).hook)
    runner = web.AppRunner(server)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    async with ClientSession() as session:
        hook = {"url": f"http://127.0.0.1:{runner.addresses[0][1]}/hook", "secret_token": "s"}
        answer = await session.post(f"{town.url}/bot1:x/setWebhook", data=hook)
        assert await answer.json() == {"ok": True, "result": True}
    try:
        yield town
    finally:
        await runner.cleanup()
        town.close()


async def test_a_bot_that_asks_all_ten_is_measured() -> None:
    async with talking(lambda count: [TEXTS[count]]) as town:
        result = await town.round(people=3, seconds=0)
    assert result.turns == 3 * (QUESTIONS + 1) == len(result.latencies)
    assert result.calls == {"sendmessage": 3 * (QUESTIONS + 1)}
    assert result.seconds > 0
    assert min(result.latencies) > 0


@pytest.mark.parametrize(
    ("says", "status", "words"),
    [
        (lambda count: [TEXTS[min(count + (count > 4), 10)]], 200, "waited for question 6"),
        (lambda count: [TEXTS[0]], 200, "waited for question 2"),
        (lambda count: [TEXTS[count], TEXTS[count]], 200, "nobody waited for"),
        (lambda count: [TEXTS[count]], 503, "answered 503"),
    ],
    ids=["skips", "asks again", "repeats", "refuses"],
)
async def test_a_bot_that_cheats_breaks_the_round(says: Says, status: int, words: str) -> None:
    async with talking(says, status) as town:
        with pytest.raises((ExceptionGroup, Broken)) as caught:
            await town.round(people=1, seconds=0)
    assert words in repr(caught.value)


async def test_arguments_are_read_however_they_are_sent() -> None:
    form = FormData({"text": "a & é", "chat_id": "7"}, quote_fields=False)
    form.add_field("x", "1", content_type="text/plain")
    multipart = FormData(quote_fields=False)
    multipart.add_field("chat_id", "7", content_type="text/plain")
    multipart.add_field("text", "deux\r\nlignes é")
    async with talking(lambda count: []) as town, ClientSession() as session:
        sent = await session.post(f"{town.url}/bot1:x/sendMessage", data=multipart)
        assert (await sent.json())["result"]["text"] == "deux\r\nlignes é"
        sent = await session.post(f"{town.url}/bot1:x/sendMessage", data=form)
        assert (await sent.json())["result"]["text"] == "a & é"
        sent = await session.get(f"{town.url}/bot1:x/getMe")
        assert (await sent.json())["result"]["is_bot"] is True
    assert arguments(b"", b"") == {}
    assert arguments(b"content-type: application/json", b'{"a": 1}') == {"a": 1}
