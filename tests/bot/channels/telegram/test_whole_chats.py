"""Whole chats on the real bot, through the strict fake Bot API: the talks that people can read, by thumb."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.app import App, compose, serving
from bot.clock import Clock
from bot.config import Settings, load
from bot.conversation.events import earliest
from bot.storage.tables.files import files
from tests.conversations.engine_chat import START
from tests.conversations.talk import Act, Talk, parse, plain
from tests.conversations.village import Village
from tests.cv_builder.reading.samples import CANDIDATE, pdf
from tests.fakes.bot_api import BotApi
from tests.fakes.bot_api.player import Player
from tests.fakes.clock import FakeTime

CHATS = Path(__file__).parents[3] / "conversations" / "chats"
TALKS = sorted(CHATS.glob("*.talk"))
WAIT = 60.0


def settings(folder: Path, api: BotApi) -> Settings:
    """The whole service on this fake, polling, without pacing."""
    return load(
        data_dir=folder,
        port=0,
        telegram_token=api.token,
        telegram_api_url=api.url,
        telegram_rate=0,
        org_contact="contact@example.org",
    )


@asynccontextmanager
async def telegram(folder: Path, api: BotApi, clock: Clock | None = None) -> AsyncIterator[App]:
    async with compose(settings(folder, api), clock) as app, serving(app):
        yield app


async def rest(app: App, api: BotApi) -> None:
    """Until all that was done is taken, answered and delivered, documents too."""
    async with asyncio.timeout(WAIT):
        await api.updates.empty.wait()
        await app.settled()
        await app.outbox.idle()


async def test_a_cv_sent_to_telegram_is_read_and_goes_on(bot_api: BotApi, tmp_path: Path) -> None:
    """Its bytes are fetched from Telegram, and nothing of them is kept."""
    person = bot_api.person(7, language="fr")
    async with telegram(tmp_path, bot_api) as app:
        await person.sends_document("cv.pdf", pdf(("attachment.xml", CANDIDATE.encode())))
        await person.sees("En savoir plus", WAIT)
        await Player(person, lambda: rest(app, bot_api)).play(["> [D’accord]"])
        await person.sees("Tu cherches quoi", WAIT)
        async with app.database.read() as db:
            assert (await db.execute(select(files.c.id))).all() == []
    assert "ta présentation" in person.screen()


SHORT = {"non_merci", "premiere_minute", "sos", "retour_et_changement", "tout_et_nimporte_quoi", "cases_une_par_une"}
"""The other talks go as far as a CV; two of those, in two scripts, are enough for this channel."""


@pytest.mark.parametrize("path", [path for path in TALKS if path.stem in SHORT], ids=lambda path: path.stem)
async def test_a_talk_can_be_had_in_telegram(bot_api: BotApi, tmp_path: Path, path: Path) -> None:
    talk = parse(path)
    person = bot_api.person(7, language=talk.lang)
    async with telegram(tmp_path, bot_api) as app:
        await Player(person, lambda: rest(app, bot_api)).play([act.line for act in talk.acts])
    assert not person.waiting_taps
    assert all(line.text for line in person.said)
    assert len(person.said) >= len(talk.acts) // 2


@pytest.mark.parametrize("name", ["cv_un_boulot", "arabe"])
async def test_a_cv_arrives_in_telegram(bot_api: BotApi, tmp_path: Path, name: str) -> None:
    talk = parse(CHATS / f"{name}.talk")
    person = bot_api.person(7, language=talk.lang)
    async with telegram(tmp_path, bot_api) as app:
        await Player(person, lambda: rest(app, bot_api)).play([act.line for act in talk.acts])
        await person.until(lambda: len([line for line in person.said if line.content]) >= 3, WAIT)
        await rest(app, bot_api)
    sent = [line for line in person.said if line.content]
    starts = {(line.file_name or "photo").rpartition(".")[2]: (line.content or b"")[:4] for line in sent}
    assert starts == {"photo": b"\x89PNG", "pdf": b"%PDF", "docx": b"PK\x03\x04"}
    assert not person.waiting_taps


WORKSHOPS = [talk for talk in map(parse, TALKS) if talk.channel == "telegram" and talk.path.stem.startswith("atelier")]


async def passes(app: App, time: FakeTime, act: str) -> None:
    """From one due event to the next; or all at once, as if the bot had been off."""
    count, unit, *off = act.split()
    end = time.now() + timedelta(**{unit: int(count)})
    while not off:
        async with app.database.read() as db:
            due = await earliest(db)
        if due is None or due > end:
            break
        time.at = max(due, time.now())
        await app.settled()
    time.at = end
    await app.settled()


def first_lines(acts: Sequence[Act]) -> list[str]:
    """What a talk expects the bot to say, by the beginning of each message."""
    return [line.removeprefix("< ") for act in acts for line in act.expected if line.startswith("< ")]


@pytest.mark.parametrize("talk", WORKSHOPS, ids=lambda talk: talk.path.stem)
async def test_a_workshop_is_booked_and_reminded_of_in_telegram(bot_api: BotApi, tmp_path: Path, talk: Talk) -> None:
    """All that the talk expects arrives; one that is opened or booked comes with its pin, those to choose from none."""
    person, time = bot_api.person(7, language=talk.lang), FakeTime(START)
    async with telegram(tmp_path, bot_api, time.clock) as app:
        village, player = Village(app.database, app.keys), Player(person, lambda: rest(app, bot_api))
        for act in talk.acts:
            match act.line[:2]:
                case "> ":
                    await player.act(act.line[2:])
                case "! ":
                    await village.happens(act.line[2:], time.now())
                    await rest(app, bot_api)
                case _:
                    await passes(app, time, act.line[2:])
                    await rest(app, bot_api)
    said = [plain(line.text).split("\n")[0] for line in person.said]
    assert [line for line in first_lines(talk.acts) if line not in said] == []
    pins = [line for line in person.said if "venue" in line.raw]
    alone = any("osm.org" in line.text and not re.match(r"[1-3]\. ", plain(line.text)) for line in person.said)
    assert bool(pins) == (alone or any(act.line == "> [Plus de détails]" for act in talk.acts))
