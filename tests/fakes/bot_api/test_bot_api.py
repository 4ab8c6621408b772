"""The fake is a product: it refuses what the Bot API refuses, in its words, and keeps chats as Telegram does."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from tests.fakes.bot_api import BLOCKED, BotApi, Fault, Faults, too_many
from tests.fakes.until import PATIENCE_S


class Caller:
    """Calls methods as any HTTP client would."""

    def __init__(self, api: BotApi, session: aiohttp.ClientSession) -> None:
        self.api = api
        self.session = session

    async def __call__(self, method: str, **parameters: Any) -> dict[str, Any]:
        url = f"{self.api.url}/bot{self.api.token}/{method}"
        async with self.session.post(url, json=parameters) as answer:
            return dict(await answer.json())

    async def form(self, method: str, form: aiohttp.FormData) -> dict[str, Any]:
        url = f"{self.api.url}/bot{self.api.token}/{method}"
        async with self.session.post(url, data=form) as answer:
            return dict(await answer.json())


@pytest.fixture
async def call() -> AsyncIterator[Caller]:
    async with BotApi(wrong_on_purpose=True) as api, aiohttp.ClientSession() as session:
        api.person(7)
        yield Caller(api, session)


KEYBOARD = {"inline_keyboard": [[{"text": "Oui", "callback_data": "1.oui"}]]}

REFUSED: list[tuple[str, dict[str, Any], str]] = [
    ("sendNothing", {}, "no such method"),
    ("sendMessage", {"text": "x"}, "chat_id: missing"),
    ("sendMessage", {"chat_id": 7}, "text: missing"),
    ("sendMessage", {"chat_id": 7, "text": "x", "colour": "red"}, "colour: no such field"),
    ("sendMessage", {"chat_id": 7, "text": 5}, "is not String"),
    ("sendMessage", {"chat_id": 7.5, "text": "x"}, "is not"),
    ("sendMessage", {"chat_id": 7, "text": "x" * 4097}, "4097 characters"),
    ("sendMessage", {"chat_id": 7, "text": "🆘" * 2049}, "4098 characters"),
    ("sendMessage", {"chat_id": 7, "text": "<b>", "parse_mode": "HTML"}, "plain text only"),
    ("sendMessage", {"chat_id": 7, "text": "x", "disable_notification": "si"}, "is not Boolean"),
    ("sendMessage", {"chat_id": 7, "text": "x", "reply_markup": "{"}, "is not a"),
    ("sendMessage", {"chat_id": 7, "text": "x", "reply_markup": {"inline_keyboard": [[{"text": "a"}]]}}, "exactly one"),
    (
        "sendMessage",
        {"chat_id": 7, "text": "x", "reply_markup": {"inline_keyboard": [[{"text": "a", "callback_data": "é" * 33}]]}},
        "66 bytes",
    ),
    (
        "sendMessage",
        {"chat_id": 7, "text": "x", "reply_markup": {"inline_keyboard": [[{"text": "a", "callback_data": ""}]]}},
        "0 bytes",
    ),
    (
        "sendMessage",
        {"chat_id": 7, "text": "x", "reply_markup": {"inline_keyboard": [[{"text": "a", "data": "a"}]]}},
        "no such field",
    ),
    (
        "sendMessage",
        {"chat_id": 7, "text": "x", "reply_markup": {"inline_keyboard": [[KEYBOARD["inline_keyboard"][0][0]] * 9]}},
        "a row of 9",
    ),
    (
        "sendMessage",
        {"chat_id": 7, "text": "x", "reply_markup": {"inline_keyboard": KEYBOARD["inline_keyboard"] * 101}},
        "101 buttons",
    ),
    ("sendPhoto", {"chat_id": 7, "photo": "id", "caption": "x" * 1025}, "1025 characters"),
    ("sendChatAction", {"chat_id": 7, "action": "dancing"}, "unknown"),
    ("answerCallbackQuery", {"callback_query_id": "1", "text": "x" * 201}, "201 characters"),
    ("getUpdates", {"limit": 101}, "101"),
    ("setMyCommands", {"commands": [{"command": "Menu", "description": "x"}]}, "lowercase"),
    ("setMyCommands", {"commands": [{"command": "menu", "description": ""}]}, "0 characters"),
    ("setMyCommands", {"commands": [{"command": "menu"}]}, "description: missing"),
    ("setMyCommands", {"commands": [{"command": "a", "description": "b"}] * 101}, "101 items"),
    ("setMyCommands", {"commands": [], "language_code": "fr-FR"}, "two-letter"),
    ("setMyCommands", {"commands": [], "scope": {"type": "everybody"}}, "'everybody'"),
    ("setMyName", {"name": "x" * 65}, "65 characters"),
    ("setMyDescription", {"description": "x" * 513}, "513 characters"),
    ("setMyShortDescription", {"short_description": "x" * 121}, "121 characters"),
    ("setWebhook", {"url": "http://example.org"}, "HTTPS"),
    ("setWebhook", {"url": "https://example.org", "secret_token": "é"}, "not allowed"),
    ("setWebhook", {"url": "https://example.org", "max_connections": 101}, "101"),
    ("sendDice", {"chat_id": 7}, "does not do this"),
]


@pytest.mark.parametrize(("method", "parameters", "why"), REFUSED)
async def test_refuses_what_the_specification_refuses(
    call: Caller, method: str, parameters: dict[str, Any], why: str
) -> None:
    answer = await call(method, **parameters)
    assert answer["ok"] is False
    assert any(why in problem for problem in call.api.invalid), call.api.invalid
    assert call.api.person(7).lines == []


async def test_takes_json_text_in_a_form(call: Caller) -> None:
    form = aiohttp.FormData({"chat_id": "7", "text": "Salut", "reply_markup": json.dumps(KEYBOARD)})
    assert (await call.form("sendMessage", form))["result"]["message_id"] == 1
    assert call.api.person(7).screen() == "< Salut\n  [Oui]"
    assert call.api.invalid == []


async def test_says_what_telegram_says(call: Caller) -> None:
    person = call.api.person(7)
    assert (await call("sendMessage", chat_id=8, text="x"))["description"] == "Bad Request: chat not found"
    sent = (await call("sendMessage", chat_id=7, text="Oui ?", reply_markup=KEYBOARD))["result"]["message_id"]
    same = await call("editMessageText", chat_id=7, message_id=sent, text="Oui ?", reply_markup=KEYBOARD)
    assert same["description"].startswith("Bad Request: message is not modified")
    assert (await call("editMessageText", chat_id=7, message_id=99, text="x"))["description"] == (
        "Bad Request: message to edit not found"
    )
    assert (await call("editMessageReplyMarkup", chat_id=7, message_id=sent))["ok"]
    assert person.screen() == "< Oui ?"
    assert (await call("answerCallbackQuery", callback_query_id="none"))["description"].endswith("query ID is invalid")
    await person.blocks()
    blocked = await call("sendMessage", chat_id=7, text="x")
    assert (blocked["error_code"], blocked["description"]) == (403, "Forbidden: bot was blocked by the user")
    assert call.api.invalid == []


async def test_method_names_have_any_case(call: Caller) -> None:
    assert (await call("SENDMESSAGE", chat_id=7, text="x"))["ok"]
    assert [made.method for made in call.api.calls] == ["sendMessage"]


async def test_unknown_token_is_refused(call: Caller) -> None:
    async with call.session.post(f"{call.api.url}/bot2:x/getMe") as answer:
        assert (answer.status, (await answer.json())["description"]) == (401, "Unauthorized")


@pytest.mark.parametrize(
    ("quote", "name", "wrong"), [(False, "CV Zoé.pdf", False), (True, "CV Zoé.pdf", True), (False, "", True)]
)
async def test_sees_broken_file_names(call: Caller, quote: bool, name: str, wrong: bool) -> None:
    form = aiohttp.FormData(quote_fields=quote)
    form.add_field("chat_id", "7")
    form.add_field("document", b"%PDF", filename=name)
    await call.form("sendDocument", form)
    assert bool(call.api.invalid) is wrong
    if not wrong:
        assert call.api.person(7).screen() == "< 📎 CV Zoé.pdf"


@pytest.mark.parametrize("content", [b"", b"GIF89a", b"\x89PNG\r\n\x1a\n0000IHDR\x00\x00\x00\x01\x00\x00\x40\x00"])
async def test_sees_broken_pictures(call: Caller, content: bytes) -> None:
    form = aiohttp.FormData(quote_fields=False)
    form.add_field("chat_id", "7")
    form.add_field("photo", content, filename="x.png")
    await call.form("sendPhoto", form)
    assert call.api.invalid


async def test_an_update_stays_until_the_offset_confirms_it(call: Caller) -> None:
    person = call.api.person(7)
    await person.says("un")
    await person.says("deux")
    first = (await call("getUpdates"))["result"]
    assert [update["message"]["text"] for update in first] == ["un", "deux"]
    assert (await call("getUpdates"))["result"] == first
    assert (await call("getUpdates", offset=first[0]["update_id"] + 1))["result"] == first[1:]
    assert (await call("getUpdates", offset=first[1]["update_id"] + 1))["result"] == []
    assert (await call("getUpdates"))["result"] == []


async def test_a_second_poller_ends_the_first(call: Caller) -> None:
    first = asyncio.ensure_future(call("getUpdates", timeout=30))
    await asyncio.wait_for(call.api.updates.polling.wait(), PATIENCE_S)
    second = asyncio.ensure_future(call("getUpdates", timeout=30))
    ended = await first
    assert ended["error_code"] == 409
    assert ended["description"].startswith("Conflict: terminated by other getUpdates request")
    await call.api.person(7).says("x")
    assert len((await second)["result"]) == 1


async def test_repeats_updates_on_purpose(call: Caller) -> None:
    call.api.faults.repeated = 1.0
    await call.api.person(7).says("x")
    first = (await call("getUpdates"))["result"]
    again = (await call("getUpdates", offset=first[0]["update_id"] + 1))["result"]
    assert again == first


async def test_repeats_never_come_before_the_first_time(call: Caller) -> None:
    call.api.faults.repeated = 0.5
    for number in range(40):
        await call.api.person(7).says(str(number))
    offset, got = 0, []
    while updates := (await call("getUpdates", offset=offset, limit=10))["result"]:
        got += [update["update_id"] for update in updates]
        offset = max(*got, 0) + 1
    firsts = list(dict.fromkeys(got))
    assert firsts == sorted(firsts)
    assert len(firsts) == 40 < len(got)


class Hook:
    """Somebody's webhook that fails as told, then answers as told."""

    def __init__(self, failures: int = 0, reply: dict[str, Any] | None = None) -> None:
        self.failures = failures
        self.reply = reply
        self.got: list[tuple[str | None, dict[str, Any]]] = []
        self.done = asyncio.Event()
        self.expected = 1

    async def handle(self, request: web.Request) -> web.Response:
        if self.failures:
            self.failures -= 1
            return web.Response(status=503)
        self.got.append((request.headers.get("X-Telegram-Bot-Api-Secret-Token"), await request.json()))
        if len(self.got) == self.expected:
            self.done.set()
        return web.json_response(self.reply) if self.reply else web.Response()


@pytest.fixture
async def hook() -> AsyncIterator[tuple[Hook, str]]:
    hook = Hook()
    app = web.Application()
    app.router.add_post("/", hook.handle)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield hook, f"http://127.0.0.1:{runner.addresses[0][1]}/"
    await runner.cleanup()


async def test_webhook_keeps_order_and_tries_again(call: Caller, hook: tuple[Hook, str]) -> None:
    theirs, url = hook
    theirs.failures, theirs.expected = 3, 5
    await call("setWebhook", url=url, secret_token="s3cret")
    for word in "abcde":
        await call.api.person(7).says(word)
    await asyncio.wait_for(theirs.done.wait(), PATIENCE_S)
    assert [(secret, update["message"]["text"]) for secret, update in theirs.got] == [("s3cret", w) for w in "abcde"]
    assert (await call("getUpdates"))["error_code"] == 409
    info = (await call("getWebhookInfo"))["result"]
    assert info["last_error_message"] == "Wrong response from the webhook: 503"
    await call("deleteWebhook")
    assert (await call("getUpdates"))["ok"]


async def test_a_webhook_may_answer_with_a_method(call: Caller, hook: tuple[Hook, str]) -> None:
    theirs, url = hook
    theirs.reply = {"method": "sendMessage", "chat_id": 7, "text": "Salut"}
    await call("setWebhook", url=url)
    await call.api.person(7).says("x")
    assert [line.text for line in await call.api.person(7).hears()] == ["Salut"]


async def test_faults_happen_as_planned(call: Caller) -> None:
    call.api.faults.plan("sendMessage", [too_many(3), BLOCKED, Fault("lose_call"), Fault("lose_answer")])
    slow = await call("sendMessage", chat_id=7, text="a")
    assert (slow["error_code"], slow["parameters"]) == (429, {"retry_after": 3})
    assert (await call("sendMessage", chat_id=7, text="b"))["error_code"] == 403
    for word in "cd":
        with pytest.raises(aiohttp.ClientError):
            await call("sendMessage", chat_id=7, text=word)
    assert call.api.person(7).screen() == "< d"


def test_chance_can_be_repeated() -> None:
    def course(seed: int) -> list[Fault | None]:
        faults = Faults(seed=seed, share=0.5)
        return [faults.next("sendMessage") for _ in range(50)]

    assert course(1) == course(1) != course(2)
    assert None in course(1)


async def test_a_person_taps_and_waits(call: Caller) -> None:
    person = call.api.person(7)
    await call("sendMessage", chat_id=7, text="Oui ?", reply_markup=KEYBOARD)
    await person.taps("Oui")
    with pytest.raises(AssertionError, match=r"No button \[Non\]"):
        await person.taps("Non")
    query = (await call("getUpdates"))["result"][0]["callback_query"]
    assert query["data"] == "1.oui"
    assert person.waiting_taps == {query["id"]}
    await call("answerCallbackQuery", callback_query_id=query["id"])
    assert not person.waiting_taps


async def test_files_can_be_fetched(call: Caller) -> None:
    await call.api.person(7).sends_document("mon cv.pdf", b"%PDF")
    document = (await call("getUpdates"))["result"][0]["message"]["document"]
    path = (await call("getFile", file_id=document["file_id"]))["result"]["file_path"]
    async with call.session.get(f"{call.api.url}/file/bot{call.api.token}/{path}") as answer:
        assert await answer.read() == b"%PDF"
    call.api.person(7).files["big"] = bytes(20 * 1024 * 1024 + 1)
    assert (await call("getFile", file_id="big"))["description"] == "Bad Request: file is too big"
