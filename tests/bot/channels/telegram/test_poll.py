"""Polling: nothing is acknowledged before it is safe, nothing stops the loop, two pollers say so."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime, timedelta

import pytest

from bot.channels.telegram.api import Api
from bot.channels.telegram.aside import Aside
from bot.channels.telegram.poll import QUIET, SETTLED, Poller
from bot.channels.telegram.send import TelegramSender
from bot.clock import Clock
from bot.errors import Misconfigured
from bot.i18n import translator
from flows.events import Typed
from tests.bot.channels.telegram.inbox import Inbox
from tests.fakes.bot_api import DOWN, BotApi, Fault, Person, too_many
from tests.fakes.bot_api.updates import FIRST_ID
from tests.fakes.shelf import Shelf
from tests.fakes.until import PATIENCE_S

NO_PAUSE = (0.0,)


class Time:
    """A clock that stands still until it is told."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 21, 20, 0, tzinfo=UTC)

    def clock(self) -> Clock:
        return Clock(now=lambda: self.now)


Polling = Callable[..., AbstractAsyncContextManager["asyncio.Task[None]"]]


@pytest.fixture
def polling(bot_api: BotApi) -> Polling:
    @contextlib.asynccontextmanager
    async def start(inbox: Inbox, time: Time | None = None) -> AsyncIterator[asyncio.Task[None]]:
        async with Api(bot_api.token, bot_api.url) as api:
            aside = Aside(api, TelegramSender(api, Shelf(), translator), translator)
            clock = (time or Time()).clock()
            poller = Poller(api, inbox.take_many, aside, clock, inbox.stored, NO_PAUSE)
            task = asyncio.get_running_loop().create_task(poller.run())
            yield task
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError, Misconfigured):
                await task
            await aside.close()

    return start


async def test_updates_arrive_in_order_and_are_confirmed(bot_api: BotApi, person: Person, polling: Polling) -> None:
    inbox = Inbox()
    async with polling(inbox):
        for word in "abc":
            await person.says(word)
        await inbox.until(lambda: len(inbox.taken) == 3)
        await person.says("d")
        await inbox.until(lambda: len(inbox.taken) == 4)
    assert inbox.said == [Typed(word) for word in "abcd"]
    assert inbox.stored == FIRST_ID + 4
    assert not bot_api.updates.pending.keys() & {FIRST_ID, FIRST_ID + 1, FIRST_ID + 2}


async def test_goes_on_where_the_last_process_stopped(bot_api: BotApi, person: Person, polling: Polling) -> None:
    await person.says("a")
    await person.says("b")
    inbox = Inbox(offset=FIRST_ID + 1)
    async with polling(inbox):
        await inbox.until(lambda: bool(inbox.taken))
    assert inbox.said == [Typed("b")]


async def test_nothing_is_confirmed_while_the_database_is_away(
    bot_api: BotApi, person: Person, polling: Polling
) -> None:
    inbox = Inbox()
    inbox.failures = 4
    await person.says("a")
    async with polling(inbox):
        await inbox.until(lambda: len(inbox.taken) == 1)
        assert FIRST_ID in bot_api.updates.pending
    assert inbox.failures == 0


async def test_trouble_at_telegram_does_not_end_the_loop(bot_api: BotApi, person: Person, polling: Polling) -> None:
    trouble = [DOWN, Fault("lose_call"), Fault("lose_answer"), too_many(1)]
    bot_api.faults.plan("getUpdates", trouble)
    await person.says("a")
    inbox = Inbox()
    async with polling(inbox):
        await inbox.until(lambda: len(inbox.taken) == 1)
    assert not bot_api.faults.planned["getUpdates"]


async def test_malformed_updates_do_not_end_the_loop(bot_api: BotApi, person: Person, polling: Polling) -> None:
    malformed: list[dict[str, object]] = [{"message": 5}, {"message": {"chat": []}}, {"callback_query": {}}, {"odd": 1}]
    for update in malformed:
        bot_api.updates.post(update)
    await person.says("a")
    inbox = Inbox()
    async with polling(inbox):
        await inbox.until(lambda: inbox.stored == FIRST_ID + 5)
    assert inbox.said == [Typed("a")]


async def test_repeats_are_seen_as_such(bot_api: BotApi, person: Person, polling: Polling) -> None:
    bot_api.faults.repeated = 1.0
    inbox = Inbox()
    async with polling(inbox):
        await person.says("a")
        await inbox.until(lambda: inbox.repeats > 0)
    assert inbox.said == [Typed("a")]


async def test_the_second_process_on_a_token_says_so(bot_api: BotApi, person: Person, polling: Polling) -> None:
    time, inbox = Time(), Inbox()
    async with polling(inbox, time) as first:
        await asyncio.wait_for(bot_api.updates.polling.wait(), PATIENCE_S)
        time.now += SETTLED + timedelta(seconds=1)
        async with polling(Inbox(), time) as second:
            with pytest.raises(Misconfigured, match="another process already polls with this token"):
                await asyncio.wait_for(second, PATIENCE_S)
        assert not first.done()
        await person.says("a")
        await inbox.until(lambda: bool(inbox.taken))


async def test_a_webhook_set_elsewhere_is_named(bot_api: BotApi, polling: Polling) -> None:
    await bot_api.updates.set_webhook({"url": "http://127.0.0.1:9/"})
    async with polling(Inbox()) as task:
        with pytest.raises(Misconfigured, match="a webhook was set"):
            await asyncio.wait_for(task, PATIENCE_S)


async def test_a_withdrawn_token_is_named(bot_api: BotApi, polling: Polling) -> None:
    bot_api.faults.plan("getUpdates", [Fault(code=401, description="Unauthorized")])
    async with polling(Inbox()) as task:
        with pytest.raises(Misconfigured, match="Telegram does not know this token"):
            await asyncio.wait_for(task, PATIENCE_S)


async def test_after_a_quiet_week_numbers_may_start_anew(bot_api: BotApi, person: Person, polling: Polling) -> None:
    time, inbox = Time(), Inbox(offset=FIRST_ID + 1_000_000)
    async with polling(inbox, time):
        await asyncio.wait_for(bot_api.updates.polling.wait(), PATIENCE_S)
        time.now += QUIET + timedelta(seconds=1)
        await person.says("a")
        await inbox.until(lambda: bool(inbox.taken))
    assert inbox.said == [Typed("a")]
