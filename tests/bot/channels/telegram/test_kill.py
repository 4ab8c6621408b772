"""kill -9 at random moments, 40 chats waiting, every fifth update delivered twice: nothing is lost or swapped."""

from __future__ import annotations

import asyncio
import random
import socket
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from itertools import groupby
from pathlib import Path

import pytest

from bot.channels.model import Address
from bot.storage.engine import Database
from bot.storage.feeds import Feeds
from bot.storage.sealed import Identity
from bot.storage.transcripts import StoredTranscripts
from tests.fakes.bot_api import BotApi, Faults, Person

CHATS, WORDS, KILLS = 40, 5, 3
FIRST = 1000
PATIENCE = 60.0
"""Seconds for a machine that does much else beside."""


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as place:
        return int(place.getsockname()[1])


@asynccontextmanager
async def bot(folder: Path, api: BotApi, port: int, secret: str | None) -> AsyncIterator[None]:
    """One life of the bot, ended by SIGKILL."""
    arguments = [str(folder), api.url, str(port), *([secret] if secret else [])]
    module = "tests.bot.channels.telegram.one_bot"
    process = await asyncio.create_subprocess_exec(sys.executable, "-m", module, *arguments)
    try:
        yield
    finally:
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


def said_to(person: Person) -> list[str]:
    return [line.text for line in person.said]


EXPECTED = ["hello fr", "question 0", *(f"{n}: mot {n}" for n in range(1, WORDS + 1))]


@pytest.mark.parametrize("secret", [None, "s3cret"], ids=["polling", "webhook"])
@pytest.mark.timeout(300)
async def test_nothing_is_lost_doubled_or_swapped(tmp_path: Path, secret: str | None) -> None:
    chance = random.Random(f"kill {secret}")
    port = free_port()
    async with BotApi(faults=Faults(seed=7, repeated=0.2)) as api:
        for person in people(api):
            await person.says("/start")
            for number in range(1, WORDS + 1):
                await person.says(f"mot {number}")
        for _ in range(KILLS):
            async with bot(tmp_path, api, port, secret):
                await api.until(more(api, chance.randint(1, CHATS)), PATIENCE)
        async with bot(tmp_path, api, port, secret):
            await api.until(lambda: finished(api), PATIENCE)
        assert api.invalid == []
        for person in people(api):
            runs = [(text, len(list(some))) for text, some in groupby(said_to(person))]
            assert [text for text, _ in runs] == EXPECTED, "order, and every answer"
            assert sum(count - 1 for _, count in runs) <= KILLS + 1, "one line in flight a kill"
        repeated = sum(len(person.said) - len(EXPECTED) for person in people(api))
        assert repeated <= (KILLS + 1) * CHATS
    await check_transcripts(tmp_path)


async def check_transcripts(folder: Path) -> None:
    """Each word of a person is kept once, in their order."""
    database = await Database.open(f"sqlite:///{folder}/passerelle.db")
    transcripts = StoredTranscripts(database, Feeds(database), Identity())
    for number in range(CHATS):
        state = await transcripts.state(Address("telegram", "1", str(FIRST + number)))
        assert state is not None
        lines = await transcripts.read(state.person_id, 0)
        assert [line.text for line in lines if line.author == "me"] == [f"mot {n}" for n in range(1, WORDS + 1)]
    await database.close()
