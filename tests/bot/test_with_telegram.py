"""What a service without Telegram leaves on the disk, and what the settings say of Telegram."""

from __future__ import annotations

import subprocess
import sys

import pytest
from aiohttp import web
from pydantic import SecretStr

from bot.channels.model import Incoming
from bot.channels.telegram.aside import no_reach
from bot.channels.telegram.webhook import PATH
from bot.clock import Clock
from bot.config import load
from bot.i18n import translator
from bot.with_telegram import channel
from tests.fakes.bot_api import BotApi
from tests.fakes.shelf import Shelf

LOADED = "import sys, bot.__main__, bot.app; print(*sys.modules)"


@pytest.fixture(scope="module")
def loaded() -> set[str]:
    said = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, check=True, text=True)
    return set(said.stdout.split())


def test_the_service_is_all_there(loaded: set[str]) -> None:
    assert {"bot.app", "bot.rooms", "sqlalchemy.ext.asyncio", "aiohttp.web"} <= loaded


@pytest.mark.parametrize("heavy", ["telegram", "typst", "docx", "lxml", "openpyxl"])
def test_what_weighs_and_is_not_needed_yet_is_not_loaded(loaded: set[str], heavy: str) -> None:
    assert heavy not in loaded


@pytest.mark.parametrize("secret", [None, "s3cret"])
def test_the_bot_of_the_settings(secret: str | None, bot_api: BotApi) -> None:
    own = {"telegram_api_url": bot_api.url, "telegram_webhook_secret": secret, "public_url": "https://example.org"}
    settings = load(**own)
    made = channel(SecretStr(bot_api.token), settings, ("fr",), Shelf(), translator, no_reach, Clock())
    app = web.Application()
    made.routes(app, taken)
    assert made.account == bot_api.token.partition(":")[0]
    assert [route.resource.canonical for route in app.router.routes() if route.resource] == [PATH] * bool(secret)


async def taken(incoming: Incoming) -> None:
    """Nothing comes here."""
