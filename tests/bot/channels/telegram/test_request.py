"""The HTTP layer: calls as the Bot API wants them, errors by who must act, the token in no log."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, InputFile
from telegram.error import BadRequest, Conflict, Forbidden, NetworkError, RetryAfter, TimedOut

from bot.channels.telegram.request import AiohttpRequest
from tests.fakes.bot_api import BLOCKED, DOWN, BotApi, Fault, too_many


@pytest.fixture
async def bot(bot_api: BotApi) -> AsyncIterator[Bot]:
    bot_api.person(7)
    requests = AiohttpRequest(), AiohttpRequest()
    async with Bot(
        bot_api.token,
        base_url=f"{bot_api.url}/bot",
        base_file_url=f"{bot_api.url}/file/bot",
        request=requests[0],
        get_updates_request=requests[1],
    ) as bot:
        yield bot


async def test_sends_words_and_buttons(bot: Bot, bot_api: BotApi) -> None:
    markup = InlineKeyboardMarkup([[InlineKeyboardButton("Oui 🎉", callback_data="1.oui")]])
    await bot.send_message(7, "Zoé <b> & سلام", reply_markup=markup)
    assert bot_api.person(7).screen() == "< Zoé <b> & سلام\n  [Oui 🎉]"


@pytest.mark.parametrize("name", ["CV Zoé K. – été.pdf", "سيرة ذاتية.pdf", "履歴書.docx"])
async def test_file_names_arrive_as_they_are(bot: Bot, bot_api: BotApi, name: str) -> None:
    await bot.send_document(7, InputFile(b"%PDF-1.7", filename=name), caption="Ton CV")
    line = bot_api.person(7).said[0]
    assert (line.file_name, line.text, line.content) == (name, "Ton CV", b"%PDF-1.7")


async def test_a_file_name_can_not_leave_its_header(bot: Bot, bot_api: BotApi) -> None:
    await bot.send_document(7, InputFile(b"x", filename='a"; name="chat_id"\r\nX: 8.pdf'))
    assert bot_api.person(7).said[0].file_name == "a ; name= chat_id   X: 8.pdf"


async def test_fetches_files(bot: Bot, bot_api: BotApi) -> None:
    await bot_api.person(7).sends_document("x.pdf", b"%PDF" * 1000)
    [update] = await bot.get_updates()
    assert update.message is not None
    assert update.message.document is not None
    file = await bot.get_file(update.message.document.file_id)
    assert bytes(await file.download_as_bytearray()) == b"%PDF" * 1000


@pytest.mark.parametrize("short", [False, True])
@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (too_many(3), RetryAfter),
        (BLOCKED, Forbidden),
        (DOWN, NetworkError),
        (Fault(code=400, description="Bad Request: chat not found"), BadRequest),
        (Fault(code=409, description="Conflict: x"), Conflict),
        (Fault("lose_call"), NetworkError),
        (Fault("lose_answer"), NetworkError),
    ],
)
async def test_errors_by_who_must_act(
    bot: Bot, bot_api: BotApi, fault: Fault, error: type[Exception], short: bool
) -> None:
    bot_api.faults.plan("sendMessage", [fault])
    async with AiohttpRequest() as request:
        url = f"{bot_api.url}/bot{bot_api.token}/sendMessage"
        call = request.call(url, {"chat_id": 7, "text": "x"}) if short else bot.send_message(7, "x")
        with pytest.raises(error) as raised:
            await call
    assert type(raised.value) is error
    assert bot_api.token not in str(raised.value)


async def test_nobody_there_and_nobody_answering() -> None:
    async with AiohttpRequest() as request, BotApi() as api:
        with pytest.raises(NetworkError, match=r"^No connection: ClientConnectorError") as refused:
            await request.post("http://127.0.0.1:9/bot1:secret/getMe")
        with pytest.raises(TimedOut):
            await request.post(f"{api.url}/bot{api.token}/getUpdates?timeout=5", read_timeout=0.01)
    assert "secret" not in str(refused.value)
    assert refused.value.__cause__ is None


async def test_the_token_is_in_no_log(bot: Bot, bot_api: BotApi, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    for name in ("telegram", "aiohttp", "httpx"):
        assert logging.getLogger(name).level in {logging.NOTSET, logging.CRITICAL}
    bot_api.faults.plan("sendMessage", [DOWN, Fault("lose_call"), too_many(1)])
    for _ in range(3):
        with pytest.raises((NetworkError, RetryAfter)):
            await bot.send_message(7, "mes secrets")
    await bot.send_message(7, "mes secrets")
    await bot.get_updates()
    logging.getLogger("bot").info("something is logged, so that the look is not at an empty page")
    assert "something is logged" in caplog.text
    assert bot_api.token not in caplog.text
    assert "secrets" not in caplog.text
