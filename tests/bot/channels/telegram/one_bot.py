"""A whole bot as a process of its own, to be killed: `python -m …one_bot DIR API PORT [SECRET]`.

The small flows answer every word with its number, so that a lost, doubled or swapped one is seen in the chat.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Sequence
from pathlib import Path

from aiohttp import web
from sqlalchemy import select

from bot.channels.model import Incoming
from bot.channels.telegram.channel import Options, TelegramChannel
from bot.channels.telegram.receive import CHANNEL
from bot.channels.telegram.setup import Profile
from bot.clock import Clock
from bot.conversation import Conversation, Offset
from bot.i18n import translator
from bot.outbox import Outbox
from bot.storage.engine import Database
from bot.storage.feeds import Feeds
from bot.storage.sealed import Identity
from bot.storage.tables.channels import channel_state
from bot.storage.transcripts import StoredTranscripts
from tests.fakes.bot_api import TOKEN
from tests.fakes.flows import SmallFlows

PROFILE = Profile("Les Ateliers du Pont")
PAUSES = (0.05, 0.1)


async def bot(folder: Path, api: str, port: int, secret: str | None) -> None:
    database = await Database.open(f"sqlite:///{folder}/passerelle.db")
    feeds = Feeds(database)
    transcripts = StoredTranscripts(database, feeds, Identity())
    options = Options(TOKEN, api, f"http://127.0.0.1:{port}", secret, ["fr", "en", "ar"], PROFILE, PAUSES)
    channel = TelegramChannel(options, transcripts, translator, Clock())
    outbox = Outbox(database, {CHANNEL: channel.sender})
    conversation = Conversation(database, SmallFlows(), feeds=feeds, delivery=outbox)
    outbox.attach(conversation.kick)
    await outbox.start()

    async def take_many(incomings: Sequence[Incoming], following: int) -> object:
        return await conversation.take_many(incomings, Offset(channel.account, following))

    async def offset() -> int | None:
        mine = (channel_state.c.channel == CHANNEL, channel_state.c.account == channel.account)
        async with database.read() as db:
            stored: int | None = await db.scalar(select(channel_state.c.offset).where(*mine))
        return stored

    app = web.Application()
    channel.routes(app, conversation.take)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port, reuse_address=True).start()
    async with asyncio.TaskGroup() as group:
        group.create_task(outbox.run())
        group.create_task(conversation.run())
        group.create_task(channel.run(take_many, offset))


if __name__ == "__main__":
    folder, api, port, *secret = sys.argv[1:]
    asyncio.run(bot(Path(folder), api, int(port), secret[0] if secret else None))
