"""A service as a process of its own, to be killed: `python -m tests.bot.outbox.process ADDRESS LOG`.

Reads updates ("chat number words") from standard input as a source that delivers until it is told: it prints
"took chat number" once an update is committed. What is sent is appended to LOG ("chat seq words"), one write a line.
"""

from __future__ import annotations

import asyncio
import os
import sys
from datetime import UTC, datetime

from bot.channels.model import Address, Incoming, Message
from bot.channels.sending import Outcome, Sent
from bot.conversation import Conversation
from bot.outbox import Outbox
from bot.storage.engine import Database
from bot.storage.feeds import Feeds
from flows.events import Typed
from tests.fakes.flows import SmallFlows


class Log:
    """A channel that takes a moment (the disk's), so that a kill falls between sending and marking, too."""

    def __init__(self, path: str) -> None:
        self._file = os.open(path, os.O_CREAT | os.O_APPEND | os.O_WRONLY)

    async def send(self, address: Address, message: Message, previous_ref: str | None) -> Outcome:
        os.write(self._file, f"{address.chat} {message.seq} {message.text}\n".encode())
        await asyncio.get_running_loop().run_in_executor(None, os.fsync, self._file)
        return Sent(str(message.seq))


async def main(address: str, log: str) -> None:
    loop = asyncio.get_running_loop()
    database = await Database.open(address)
    outbox = Outbox(database, {"telegram": Log(log)})
    talk = Conversation(database, SmallFlows(), feeds=Feeds(database), delivery=outbox)
    await outbox.start()
    working = asyncio.create_task(outbox.run())
    reader = asyncio.StreamReader()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    print("ready", flush=True)

    async def take(line: str) -> None:
        chat, number, words = line.split(" ", 2)
        incoming = Incoming(Address("telegram", "bot", chat), number, Typed(words), datetime.now(UTC))
        await talk.take(incoming)
        print(f"took {chat} {number}", flush=True)

    taking = set()
    while line := (await reader.readline()).decode().strip():
        taking.add(asyncio.create_task(take(line)))
    await asyncio.gather(*taking)
    while await outbox.sweep() or outbox.busy:
        await outbox.idle()
    working.cancel()
    await outbox.close()
    await database.close()


asyncio.run(main(*sys.argv[1:]))
