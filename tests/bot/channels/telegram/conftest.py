"""One bot on the strict fake Bot API, through the real HTTP stack."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.channels.model import Address
from bot.channels.telegram.api import Api
from bot.channels.telegram.send import TelegramSender
from bot.i18n import translator
from tests.fakes.bot_api import BotApi, Person
from tests.fakes.shelf import Shelf

HERE = Address("telegram", "1", "7")


@pytest.fixture
def person(bot_api: BotApi) -> Person:
    return bot_api.person(7)


@pytest.fixture
async def api(bot_api: BotApi) -> AsyncIterator[Api]:
    async with Api(bot_api.token, bot_api.url) as api:
        yield api


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def sender(api: Api, shelf: Shelf) -> TelegramSender:
    return TelegramSender(api, shelf, translator)
