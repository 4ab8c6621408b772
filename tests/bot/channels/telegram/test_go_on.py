"""« Garde ton lien » → Telegram, with the whole service: the page, the fake Bot API, one conversation."""

from __future__ import annotations

import logging
import re
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession, DummyCookieJar
from sqlalchemy import select

from bot.app import compose, serving
from bot.storage.tables.people import addresses, people
from tests.bot.channels.telegram.test_whole_chats import CHATS, rest, settings
from tests.bot.web.conftest import Talk
from tests.conversations.talk import parse
from tests.fakes.bot_api import BotApi
from tests.fakes.bot_api.player import Player
from tests.fakes.until import until

LINK = re.compile(r'href="https://t\.me/([A-Za-z0-9_]+)\?start=([A-Za-z0-9_-]{1,64})"')


async def keep(talk: Talk) -> str:
    """The page « Garde ton lien »; gives its code."""
    async with talk.client.get("/keep", headers={"Cookie": f"passerelle={talk.key}"}) as response:
        found = LINK.search(await response.text())
    assert found, "Telegram is offered once we know the bot's name"
    return found[2]


async def all_lines(talk: Talk) -> list[dict[str, Any]]:
    async with talk.client.get("/api/chat/messages", params={"key": talk.key}) as response:
        found: list[dict[str, Any]] = (await response.json())["messages"]
    return found


async def test_a_cv_begun_on_the_page_goes_on_in_telegram(
    bot_api: BotApi, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    person, stranger = bot_api.person(7), bot_api.person(8)
    async with compose(settings(tmp_path, bot_api)) as app, serving(app) as base:
        async with ClientSession(base, cookie_jar=DummyCookieJar()) as session:
            talk = Talk(session)
            await until(lambda: bool(app.telegram and app.telegram.api.username))
            await talk.say(locale="fr")
            await talk.say(text="Faire mon CV")
            await talk.say(text="D'accord")
            code = await keep(talk)
            await person.says(f"/start {code}")
            await person.sees("On continue ici, sur Telegram.")
            await person.sees("Ton prénom et ton nom")
            await person.says("Amina K")
            await rest(app, bot_api)
            on_page = [line["text"] for line in await all_lines(talk)]
            assert "Amina K" in on_page
            assert [line for line in person.said if line.text][-1].text == on_page[-1]
            await stranger.says(f"/start {code}")
            await stranger.sees("Ce lien ne sert plus")
            await stranger.sees("Pas besoin de compte")
            assert "Amina" not in stranger.screen()
            await talk.say(text="sos")
            await rest(app, bot_api)
            assert "112" not in person.screen(), "answered where it was asked"
        async with app.database.read() as db:
            assert [row.source for row in await db.execute(people.select())] == [None, None]
    assert code not in caplog.text


async def test_a_block_is_stored_at_once_and_taken_back(bot_api: BotApi, tmp_path: Path) -> None:
    person = bot_api.person(7)
    async with compose(settings(tmp_path, bot_api)) as app, serving(app):
        await person.says("/start")
        await person.sees("Pas besoin de compte")
        await rest(app, bot_api)

        async def blocked() -> bool:
            async with app.database.read() as db:
                return (await db.scalar(select(addresses.c.unreachable_at))) is not None

        await person.blocks()
        while not await blocked():
            await rest(app, bot_api)
        await person.unblocks()
        while await blocked():
            await rest(app, bot_api)
        await person.says("Comment ça marche")
        await person.until(lambda: person.lines[-1].mine)
        assert not await blocked()


async def test_a_cv_on_its_way_is_seen(bot_api: BotApi, tmp_path: Path) -> None:
    talk = parse(CHATS / "cv_un_boulot.talk")
    person = bot_api.person(7, language=talk.lang)
    async with compose(settings(tmp_path, bot_api)) as app, serving(app):
        await Player(person, lambda: rest(app, bot_api)).play([act.line for act in talk.acts])
        await person.until(lambda: any(line.content for line in person.said))
        made = person.actions.index("upload_document")
        assert made < len(person.actions) - 1, "shown before the upload itself, which shows its own"
