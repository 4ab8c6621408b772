"""The whole channel against the strict fake: it waits for Telegram, then takes and sends, by polling and by webhook."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import socket
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager

import pytest
from aiohttp import web

from bot.channels.model import Incoming, Message
from bot.channels.telegram.channel import Options, TelegramChannel
from bot.channels.telegram.setup import Profile
from bot.clock import Clock
from bot.errors import Misconfigured, Unavailable
from bot.i18n import translator
from flows.events import Located, Received, Started, Tapped, Typed, Unsupported
from tests.bot.channels.telegram.inbox import Inbox
from tests.fakes.bot_api import DOWN, BotApi, Fault, Person
from tests.fakes.shelf import Shelf
from tests.fakes.until import PATIENCE_S


class Echo(Inbox):
    """Answers everything with what it was, as soon as it is taken."""

    channel: TelegramChannel

    async def take(self, incoming: Incoming) -> None:
        known = len(self.taken)
        await super().take(incoming)
        if len(self.taken) > known:
            text = type(incoming.said).__name__
            await self.channel.sender.send(incoming.address, Message(len(self.taken), "bot", text), None)


Running = Callable[..., AbstractAsyncContextManager["asyncio.Task[None]"]]


@pytest.fixture
def running(bot_api: BotApi) -> Running:
    @contextlib.asynccontextmanager
    async def start(inbox: Echo, secret: str | None = None, token: str = "") -> AsyncIterator[asyncio.Task[None]]:
        place = socket.create_server(("127.0.0.1", 0))
        here = f"http://127.0.0.1:{place.getsockname()[1]}"
        profile = Profile("Les Ateliers du Pont")
        options = Options(token or bot_api.token, bot_api.url, here, secret, ["fr", "en"], profile, (0.0,))
        channel = inbox.channel = TelegramChannel(options, Shelf(), translator, Clock())
        app = web.Application()
        channel.routes(app, inbox.take)
        runner = web.AppRunner(app, shutdown_timeout=0.1)
        await runner.setup()
        await web.SockSite(runner, place).start()
        task = asyncio.get_running_loop().create_task(channel.run(inbox.take_many, inbox.offset))
        yield task
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError, Misconfigured):
            await task
        await channel.close()
        await runner.cleanup()

    return start


@pytest.mark.parametrize("secret", [None, "s3cret"])
async def test_everything_a_person_can_do_is_answered(
    bot_api: BotApi, person: Person, running: Running, secret: str | None, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    bot_api.faults.plan("sendMessage", [Fault("lose_call")])
    inbox = Echo()
    async with running(inbox, secret):
        await person.says("/start mission")
        await person.says("Salut")
        await person.says("/menu")
        await person.sends_location(48.9, 2.3)
        await person.sends_document("cv.pdf", b"%PDF")
        await person.sends_photo(b"\xff\xd8")
        await person.sends_contact("33612345678")
        await person.sends("sticker")
        await person.sends("voice")
        await person.edits("Bonjour")
        person.taps_data("1.x", person.lines[0])
        await person.hears(10)
        await person.until(lambda: not person.waiting_taps)
    assert [type(said) for said in inbox.said] == [
        Started, Typed, Typed, Located, Received, Received, Typed, Unsupported, Unsupported, Unsupported, Tapped,
    ]  # fmt: skip
    assert next(iter(inbox.taken.values())).source == "mission"
    assert [line.text for line in person.said] == [type(said).__name__ for said in inbox.said][1:]
    logging.getLogger("bot").info("so that the look is not at an empty page")
    assert "empty page" in caplog.text
    for secret_word in (bot_api.token, "Salut", "Bonjour", "33612345678", "s3cret"):
        assert secret_word not in caplog.text


async def test_waits_until_telegram_can_be_reached(bot_api: BotApi, person: Person, running: Running) -> None:
    bot_api.faults.plan("getMe", [DOWN, Fault("lose_call")])
    bot_api.faults.plan("deleteWebhook", [DOWN])
    async with running(Echo()):
        await person.says("x")
        await person.hears()
        await person.says("y")
        await person.hears()
    assert bot_api.methods.commands.keys() >= {""}


async def test_a_wrong_token_ends_it_with_a_clear_word(bot_api: BotApi, running: Running) -> None:
    async with running(Echo(), token="1:WRONG") as task:
        with pytest.raises(Misconfigured, match="PASSERELLE_TELEGRAM_TOKEN: Telegram does not know this token"):
            await asyncio.wait_for(task, PATIENCE_S)


async def test_fetches_what_was_received(bot_api: BotApi, person: Person, running: Running) -> None:
    inbox = Echo()
    async with running(inbox):
        await person.sends_document("cv.pdf", b"%PDF")
        await person.hears()
        [received] = inbox.said
        assert isinstance(received, Received)
        assert await inbox.channel.fetch(received.ref) == b"%PDF"


def sent(bot_api: BotApi) -> Mapping[str, object]:
    """What the last message was sent with."""
    return [call.parameters for call in bot_api.calls if call.method == "sendMessage"][-1]


@pytest.mark.parametrize(
    ("url", "screen"),
    [
        ("https://p.example/mentor", "< 1 personne attend.\n  [Ouvrir]"),
        ("http://127.0.0.1:8080/mentor", "< 1 personne attend.\nhttp://127.0.0.1:8080/mentor"),
    ],
)
async def test_somebody_of_the_team_is_told_beside_the_conversation(
    bot_api: BotApi, person: Person, running: Running, url: str, screen: str
) -> None:
    inbox = Echo()
    async with running(inbox):
        await person.says("Salut")
        await person.hears(1)
        assert await inbox.channel.tell("7", "1 personne attend.", "Ouvrir", url)
        assert "disable_notification" not in sent(bot_api)
        assert person.screen().endswith(screen)
        assert await inbox.channel.tell("7", "1 personne attend.", "Ouvrir", url, quiet=True)
        assert sent(bot_api)["disable_notification"] is True
        person.blocked = True
        assert not await inbox.channel.tell("7", "1 personne attend.", "Ouvrir", url)
        bot_api.faults.plan("sendMessage", [Fault(code=500, description="Internal Server Error")])
        with pytest.raises(Unavailable):
            await inbox.channel.tell("7", "1 personne attend.", "Ouvrir", url)
    assert inbox.said == [Typed("Salut")]
