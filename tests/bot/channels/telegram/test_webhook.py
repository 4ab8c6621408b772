"""The webhook: 2xx after the commit, a clear refusal for what is none of Telegram's."""

from __future__ import annotations

import asyncio
import gzip
import io
import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.channels.telegram.api import Api
from bot.channels.telegram.aside import Aside
from bot.channels.telegram.send import TelegramSender
from bot.channels.telegram.webhook import BODY_BYTES, PATH, SECRET_HEADER, Webhook
from bot.clock import Clock
from bot.i18n import translator
from flows.events import Tapped, Typed
from tests.bot.channels.telegram.inbox import Inbox
from tests.fakes.bot_api import BotApi, Person

SECRET = "s3cret_-"
MESSAGE = {
    "update_id": 5,
    "message": {"message_id": 1, "date": 1, "chat": {"id": 7, "type": "private"}, "from": {"id": 7}, "text": "a"},
}


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


@pytest.fixture
async def client(api: Api, sender: TelegramSender, inbox: Inbox) -> AsyncIterator[TestClient[Any, Any]]:
    aside = Aside(api, sender, translator)
    clock = Clock(now=lambda: datetime(2026, 11, 21, tzinfo=UTC))
    app = web.Application()
    app.router.add_post(PATH, Webhook("1", SECRET, inbox.take, aside, clock).handle)
    async with TestClient(TestServer(app)) as client:
        yield client
    await aside.close()


async def post(client: TestClient[Any, Any], body: bytes, secret: str = SECRET) -> int:
    async with client.post(PATH, data=io.BytesIO(body), headers={SECRET_HEADER: secret}) as answer:
        await answer.read()
        return int(answer.status)


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (json.dumps(MESSAGE).encode(), 200),
        (b'{"update_id": 5, "message": 3}', 200),
        (b'{"update_id": 5}', 200),
        (b"", 400),
        (b"{", 400),
        (b"\xff\xfe", 400),
        (b"[]", 400),
        (b"null", 400),
        (b'"update_id"', 400),
        (b'{"update_id": "5"}', 400),
        (b'{"update_id": true}', 400),
        (b"[" * 100_000, 400),
        (b" " * (BODY_BYTES + 1), 413),
    ],
)
async def test_answers_clearly(client: TestClient[Any, Any], body: bytes, status: int) -> None:
    assert await post(client, body) == status


async def test_a_body_without_a_length_is_bounded_too(client: TestClient[Any, Any], inbox: Inbox) -> None:
    async def endless() -> AsyncIterator[bytes]:
        for _ in range(20):
            yield b" " * 100_000

    async with client.post(PATH, data=endless(), headers={SECRET_HEADER: SECRET}) as answer:
        assert answer.status == 413
    assert not inbox.taken


async def test_a_body_that_comes_in_pieces_is_put_together(client: TestClient[Any, Any], inbox: Inbox) -> None:
    gone_on = asyncio.Event()

    async def pieces() -> AsyncIterator[bytes]:
        body = json.dumps(MESSAGE).encode()
        yield body[:20]
        await gone_on.wait()
        yield body[20:]

    asyncio.get_running_loop().call_later(0.02, gone_on.set)
    async with client.post(PATH, data=pieces(), headers={SECRET_HEADER: SECRET}) as answer:
        assert answer.status == 200
    assert inbox.said == [Typed("a")]


async def test_a_small_body_that_unpacks_to_a_huge_one_is_refused(client: TestClient[Any, Any], inbox: Inbox) -> None:
    packed = gzip.compress(b" " * (BODY_BYTES + 1))
    headers = {SECRET_HEADER: SECRET, "Content-Encoding": "gzip"}
    async with client.post(PATH, data=packed, headers=headers) as answer:
        assert answer.status == 413
    assert not inbox.taken


@pytest.mark.parametrize("secret", ["", "s3cret", "S3CRET_-", "é"])
async def test_only_telegram_knows_the_secret(client: TestClient[Any, Any], inbox: Inbox, secret: str) -> None:
    assert await post(client, json.dumps(MESSAGE).encode(), secret) == 403
    assert not inbox.taken


async def test_lone_surrogates_are_taken_and_cleaned(client: TestClient[Any, Any], inbox: Inbox) -> None:
    body = json.dumps(MESSAGE).replace('"a"', r'"a\ud800\u0000b"').encode()
    assert await post(client, body) == 200
    assert inbox.said == [Typed("ab")]


async def test_while_the_database_is_down_telegram_keeps_it(client: TestClient[Any, Any], inbox: Inbox) -> None:
    inbox.failures = 1
    body = json.dumps(MESSAGE).encode()
    assert [await post(client, body), await post(client, body)] == [503, 200]
    assert inbox.said == [Typed("a")]


async def test_order_is_kept_and_nothing_lost_through_failures_and_repeats(
    client: TestClient[Any, Any], bot_api: BotApi, inbox: Inbox
) -> None:
    bot_api.faults.repeated, inbox.failures = 0.3, 5
    people = [bot_api.person(chat) for chat in range(100, 110)]
    await bot_api.updates.set_webhook({"url": str(client.make_url(PATH)), "secret_token": SECRET})
    for number in range(6):
        for person in people:
            await person.says(str(number))
    await inbox.until(lambda: len(inbox.taken) == 60)
    for person in people:
        mine = [one.said for one in inbox.taken.values() if one.address.chat == str(person.id)]
        assert mine == [Typed(str(number)) for number in range(6)]


async def test_the_answer_to_a_tap_stops_its_spinning(
    client: TestClient[Any, Any], bot_api: BotApi, person: Person, inbox: Inbox
) -> None:
    await bot_api.updates.set_webhook({"url": str(client.make_url(PATH)), "secret_token": SECRET})
    person.taps_data("1.oui", person.add({"text": "?"}, mine=True))
    await person.until(lambda: not person.waiting_taps)
    assert inbox.said == [Tapped("1.oui")]
    assert [reply["method"] for reply in bot_api.updates.replies] == ["answerCallbackQuery"]
