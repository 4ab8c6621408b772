"""kill -9 at random moments, 40 chats waiting, every fifth update delivered twice: nothing is lost or swapped."""

from __future__ import annotations

import asyncio
import os
import random
import socket
import sqlite3
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager, closing
from pathlib import Path

import pytest

from bot import kept
from bot.channels.model import Address
from bot.clock import Clock
from bot.config import load
from bot.storage.feeds import Feeds
from bot.storage.transcripts import StoredTranscripts
from tests.bot.channels.telegram.questions import flow, replies, runs
from tests.fakes.bot_api import BotApi, Faults, Person

CHATS, WORDS, KILLS = 40, 5, 3
FIRST = 1000
LOG = "bot.log"
PATIENCE = 60.0
"""Seconds for a machine that does much else beside."""


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as place:
        return int(place.getsockname()[1])


@asynccontextmanager
async def bot(folder: Path, api: BotApi, port: int, secret: str | None) -> AsyncIterator[None]:
    """One life of `python -m bot run`, ended by SIGKILL."""
    settings = {
        "DATA_DIR": folder,
        "FLOWS_DIR": folder / "flows",
        "PORT": port,
        "PUBLIC_URL": f"http://127.0.0.1:{port}",
        "TELEGRAM_TOKEN": api.token,
        "TELEGRAM_API_URL": api.url,
        "TELEGRAM_RATE": 0,
        "TELEGRAM_WEBHOOK_SECRET": secret or "",
    }
    env = {**os.environ, **{f"PASSERELLE_{name}": str(value) for name, value in settings.items()}}
    with (folder / LOG).open("ab") as log:
        command = (sys.executable, "-m", "bot", "run")
        process = await asyncio.create_subprocess_exec(*command, env=env, stdout=log, stderr=log)
    try:
        yield
    finally:
        assert process.returncode is None, "it ended by itself"
        process.kill()
        await process.wait()


def heard(api: BotApi) -> int:
    return sum(len(person.said) for person in people(api))


def people(api: BotApi) -> list[Person]:
    return [api.person(FIRST + number) for number in range(CHATS)]


def finished(api: BotApi) -> bool:
    return all(person.said and person.said[-1].text == EXPECTED[-1] for person in people(api))


def more(api: BotApi, lines: int) -> Callable[[], bool]:
    """That many lines more have arrived, or all."""
    enough = heard(api) + lines
    return lambda: heard(api) >= enough or finished(api)


def marked_sent(folder: Path) -> int:
    with closing(sqlite3.connect(folder / "passerelle.db")) as db:
        return int(db.execute("SELECT count(*) FROM messages WHERE state = 'sent'").fetchone()[0])


EXPECTED = replies(WORDS)


@pytest.mark.parametrize("secret", [None, "s3cret"], ids=["polling", "webhook"])
@pytest.mark.timeout(300)
async def test_nothing_is_lost_doubled_or_swapped(tmp_path: Path, secret: str | None) -> None:
    chance = random.Random(f"kill {secret}")
    port = free_port()
    flow(tmp_path / "flows", WORDS)
    async with BotApi(faults=Faults(seed=7, repeated=0.2)) as api:
        for person in people(api):
            await person.says("/start")
            for number in range(1, WORDS + 1):
                await person.says(f"mot {number}")
        in_flight = 0
        for _ in range(KILLS):
            async with bot(tmp_path, api, port, secret):
                await api.until(more(api, chance.randint(1, CHATS)), PATIENCE)
            in_flight += sum(len(runs(person)) for person in people(api)) - marked_sent(tmp_path)
        async with bot(tmp_path, api, port, secret):
            await api.until(lambda: finished(api), PATIENCE)
        assert api.invalid == []
        for person in people(api):
            assert [text for text, _ in runs(person)] == EXPECTED, "order, and every answer"
            assert sum(count - 1 for _, count in runs(person)) <= KILLS, "one line of a chat in flight at a time"
        assert heard(api) - CHATS * len(EXPECTED) <= in_flight, "repeated is only what was sent and not yet marked"
    await check_transcripts(tmp_path)
    written = (tmp_path / LOG).read_text("utf-8")
    assert "Passerelle: http://127.0.0.1:" in written
    for secret_word in (api.token, api.token.split(":")[1], "mot 1", *([secret] if secret else [])):
        assert secret_word not in written


async def check_transcripts(folder: Path) -> None:
    """Each word of a person is kept once, in their order."""
    async with AsyncExitStack() as stack:
        database, keys = await kept.opened(load(data_dir=folder), Clock(), stack)
        transcripts = StoredTranscripts(database, Feeds(database), keys)
        for number in range(CHATS):
            state = await transcripts.state(Address("telegram", "1", str(FIRST + number)))
            assert state is not None
            lines = await transcripts.read(state.person_id, 0)
            assert [line.text for line in lines if line.author == "me"] == [f"mot {n}" for n in range(1, WORDS + 1)]
