"""kill -9 in the middle of an album: all ten pictures arrive, in order, from the person as from the mentor."""

from __future__ import annotations

import asyncio
import random
import zlib
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import groupby
from pathlib import Path

import pytest

from bot import kept
from bot.channels.model import FileRef
from bot.clock import Clock
from bot.config import load
from bot.mentors.model import Wish
from bot.mentors.store import handoffs, passed, people, queue, talk
from bot.storage.engine import Database
from bot.storage.feeds import Feeds
from bot.storage.sealed import Sealer
from bot.storage.transcripts import StoredFiles, StoredTranscripts
from tests.bot.channels.telegram.questions import flow
from tests.bot.channels.telegram.test_kill import PATIENCE, bot, free_port
from tests.bot.mentors.contacts.files.samples import SECRET, chunk
from tests.bot.mentors.rows import mentor
from tests.fakes.bot_api import BotApi, Faults

PICTURES, KILLS = 10, 3
PERSON, MENTOR = 1, 1
HEAD = chunk(b"IHDR", bytes([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]))


def picture(number: int, *gives_away: bytes) -> bytes:
    """One dot whose grey is its number."""
    dot = chunk(b"IDAT", zlib.compress(bytes([0, number])))
    return b"\x89PNG\r\n\x1a\n" + HEAD + b"".join(gives_away) + dot + chunk(b"IEND", b"")


@dataclass(frozen=True, slots=True)
class Here:
    """The database and its keys, as the service has them."""

    database: Database
    keys: Sealer


@asynccontextmanager
async def opened(folder: Path) -> AsyncIterator[Here]:
    """**Why** before the service: it finds the master key that is made here."""
    async with AsyncExitStack() as stack:
        yield Here(*await kept.opened(load(data_dir=folder), Clock(), stack))


async def held(here: Here) -> int:
    """The person and Lina talk."""
    now = datetime.now(UTC)
    far = now + timedelta(days=1)
    async with here.database.write() as db:
        await mentor(db, MENTOR, alias="Lina", created_at=now, expires_at=far, on_duty_until=far)
        await people.agree(db, PERSON, "token", now)
        await queue.ask(db, here.keys, now, PERSON, Wish("cv", ("fr",)), "adults", 1)
        await people.set_mode(db, PERSON, "waiting")
        found = await queue.claim(db, here.keys, now, MENTOR)
    assert found is not None
    return found.id


async def shown(here: Here) -> list[bytes]:
    """What the mentor can see, in the order of the lines."""
    transcripts = StoredTranscripts(here.database, Feeds(here.database), here.keys)
    lines = [line for line in await transcripts.read(PERSON, 0) if line.author == "me" and line.files]
    async with here.database.read() as db:
        there = await passed.of(db, PERSON, [line.seq for line in lines])
    files = [await transcripts.file(there[line.seq].file_id or "") for line in lines if line.seq in there]
    return [file[1] for file in files if file is not None]


async def until_shown(here: Here, pictures: int) -> None:
    async with asyncio.timeout(PATIENCE):
        while True:
            if len(await shown(here)) >= pictures:
                return


@pytest.mark.timeout(300)
async def test_an_album_of_the_person_reaches_the_mentor(tmp_path: Path) -> None:
    chance, port = random.Random("album"), free_port()
    flow(tmp_path / "flows", 1)
    async with BotApi(faults=Faults(seed=7, repeated=0.2)) as api, opened(tmp_path) as here:
        person = api.person(1000)
        async with bot(tmp_path, api, port, None):
            await person.says("/start")
            await person.hears(1, PATIENCE)
            await held(here)
            await person.sees("Lina est là", PATIENCE)
        await person.sends_album([picture(number, chunk(b"tEXt", SECRET)) for number in range(PICTURES)])
        for kill in range(KILLS):
            async with bot(tmp_path, api, port, None):
                await until_shown(here, chance.randint(kill * 3 + 1, kill * 3 + 3))
        async with bot(tmp_path, api, port, None):
            await until_shown(here, PICTURES)
        assert await shown(here) == [picture(number) for number in range(PICTURES)]
        assert api.invalid == []


@pytest.mark.timeout(300)
async def test_an_album_of_the_mentor_reaches_the_person(tmp_path: Path) -> None:
    chance, port = random.Random("album back"), free_port()
    flow(tmp_path / "flows", 1)
    async with BotApi(faults=Faults(seed=7)) as api, opened(tmp_path) as here:
        person = api.person(1000)
        async with bot(tmp_path, api, port, None):
            await person.says("/start")
            await person.hears(1, PATIENCE)
            handoff = await held(here)
            await person.sees("Lina est là", PATIENCE)
        await say_album(here, handoff)

        def seen() -> list[bytes]:
            return [line.content or b"" for line in person.said if "photo" in line.raw]

        def more(pictures: int) -> Callable[[], bool]:
            return lambda: len(seen()) >= pictures

        for _ in range(KILLS):
            async with bot(tmp_path, api, port, None):
                await person.until(more(len(seen()) + chance.randint(1, 2)), PATIENCE)
        async with bot(tmp_path, api, port, None):
            await person.until(lambda: picture(PICTURES - 1) in seen(), PATIENCE)
        assert [one for one, _ in groupby(seen())] == [picture(number) for number in range(PICTURES)]
        assert len(seen()) <= PICTURES + KILLS, "repeated is only what was sent and not yet marked"
        assert api.invalid == []


async def say_album(here: Here, handoff: int) -> None:
    """Ten sentences of one picture each, as the console sends them."""
    files = StoredFiles(here.database, here.keys, Clock())
    for number in range(PICTURES):
        name = f"{number}.png"
        stored: FileRef = await files.put(PERSON, name, "image/png", picture(number))
        async with here.database.write() as db:
            said = await talk.say(
                db, here.keys, datetime.now(UTC), MENTOR, handoff, f"c{number}", "" if number else "Regarde", (stored,)
            )
        assert said is not None
    async with here.database.read() as db:
        assert await handoffs.open_of(db, PERSON)
