from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from sqlalchemy import Table, func, select

from bot.channels.model import Address, Incoming, Said
from bot.conversation import Conversation, Offset
from bot.ports import Answer, Domain
from bot.storage.engine import Database
from bot.storage.feeds import Feeds
from bot.storage.sealed import Identity
from bot.storage.transcripts import StoredFiles, StoredTranscripts
from flows.events import Typed
from tests.fakes.clock import FakeTime
from tests.fakes.flows import SmallFlows


@dataclass
class House:
    """One conversation over one database, and short ways to talk to it."""

    database: Database
    time: FakeTime
    feeds: Feeds
    talk: Conversation
    transcripts: StoredTranscripts
    files: StoredFiles
    numbers: count[int]

    def incoming(self, chat: str, said: Said | str, id: str | None = None, channel: str = "web") -> Incoming:
        said = Typed(said) if isinstance(said, str) else said
        return Incoming(
            Address(channel, "bot", chat), id or f"n{next(self.numbers)}", said, self.time.now(), ("fr",), "poster"
        )

    async def say(self, chat: str, said: Said | str, id: str | None = None, channel: str = "web") -> Answer:
        return await self.talk.take(self.incoming(chat, said, id, channel))

    async def texts(self, chat: str, said: Said | str, id: str | None = None) -> list[str]:
        return [message.text for message in (await self.say(chat, said, id)).messages]

    async def many(self, incomings: Sequence[Incoming], offset: Offset | None = None) -> list[Answer]:
        return await self.talk.take_many(incomings, offset)

    async def whole(self, person_id: int) -> list[tuple[int, str, str]]:
        return [(line.seq, line.author, line.text) for line in await self.transcripts.read(person_id, 0)]

    async def count(self, table: Table) -> int:
        async with self.database.read() as db:
            return int(await db.scalar(select(func.count()).select_from(table)) or 0)

    async def rows(self, table: Table) -> list[Mapping[str, object]]:
        async with self.database.read() as db:
            return [dict(row) for row in (await db.execute(select(table).order_by(*table.primary_key))).mappings()]


def make_house(database: Database, *domains: Domain) -> House:
    time = FakeTime()
    feeds = Feeds(database)
    talk = Conversation(database, SmallFlows(), domains, feeds=feeds, clock=time.clock)
    transcripts = StoredTranscripts(database, feeds, Identity())
    return House(database, time, feeds, talk, transcripts, StoredFiles(database, Identity(), time.clock), count(1))
