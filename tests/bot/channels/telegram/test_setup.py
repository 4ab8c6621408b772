"""What Telegram shows of the bot, in every language, within its lengths; set once, not at every start."""

from __future__ import annotations

import pytest

from bot.catalogs import languages
from bot.channels.telegram.api import Api
from bot.channels.telegram.setup import DESCRIPTION, SHORT, Profile, commands, introduce, receive_by, texts
from bot.channels.telegram.words import in_language
from bot.errors import Misconfigured, Unavailable
from bot.i18n import translator
from tests.fakes.bot_api import DOWN, BotApi, Fault, too_many

PROFILE = Profile("Les Ateliers du Pont", "Passerelle des Ateliers")


async def test_introduces_itself_in_every_language(api: Api, bot_api: BotApi) -> None:
    await introduce(api, translator, ["fr", "en", "ar", "fa_AF"], PROFILE)
    methods = bot_api.methods
    assert set(methods.commands) == {"", "en", "ar"}
    assert [one["command"] for one in methods.commands[""]] == [
        "menu", "retour", "changer", "langue", "pause", "humain", "sos",
    ]  # fmt: skip
    assert methods.commands["ar"][1]["command"] == "back"
    assert methods.texts["description", ""].endswith("Un service de Les Ateliers du Pont.")
    assert methods.texts["name", ""] == "Passerelle des Ateliers"
    before = len(bot_api.calls)
    await introduce(api, translator, ["fr", "en", "ar"], PROFILE)
    assert [call.method for call in bot_api.calls[before:] if call.method.startswith("set")] == []


async def test_a_failure_costs_one_language(api: Api, bot_api: BotApi) -> None:
    bot_api.faults.plan("setMyCommands", [too_many(3600)])
    await introduce(api, translator, ["fr", "en"], PROFILE)
    assert set(bot_api.methods.commands) == {"en"}


@pytest.mark.parametrize("locale", languages())
def test_texts_fit_whole(locale: str) -> None:
    words = in_language(translator, locale)
    for method, _, text in texts(words, PROFILE):
        assert 0 < len(text) < {"Description": DESCRIPTION, "ShortDescription": SHORT, "Name": 64}[method]
    assert all(3 <= len(one["description"]) <= 40 for one in commands(words, locale))


async def test_polling_removes_the_webhook_and_keeps_what_waits(api: Api, bot_api: BotApi) -> None:
    await bot_api.updates.set_webhook({"url": "http://127.0.0.1:9/"})
    await receive_by(api, None, "")
    assert not bot_api.updates.webhook["url"]
    assert bot_api.made("deleteWebhook")[0].parameters["drop_pending_updates"] is False


async def test_sets_the_webhook(api: Api, bot_api: BotApi) -> None:
    await receive_by(api, "https://chat.example.org/telegram", "s3cret")
    assert bot_api.updates.webhook["secret_token"] == "s3cret"


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (Fault(code=400, description="Bad Request: bad webhook: HTTPS url must be provided"), Misconfigured),
        (Fault(code=401, description="Unauthorized"), Misconfigured),
        (DOWN, Unavailable),
    ],
)
async def test_says_who_must_act(api: Api, bot_api: BotApi, fault: Fault, error: type[Exception]) -> None:
    bot_api.faults.plan("setWebhook", [fault])
    with pytest.raises(error):
        await receive_by(api, "https://chat.example.org/telegram", "s3cret")


@pytest.mark.parametrize("token", ["", "nonsense", "2:unknown"])
async def test_a_wrong_token_is_named(bot_api: BotApi, token: str) -> None:
    with pytest.raises(Misconfigured, match="PASSERELLE_TELEGRAM_TOKEN"):
        async with Api(token, bot_api.url):
            pass


async def test_telegram_out_of_reach_is_no_mistake_of_staff() -> None:
    with pytest.raises(Unavailable):
        async with Api("1:x", "http://127.0.0.1:9"):
            pass
