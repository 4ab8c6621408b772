"""The terminal: the same chat with a keyboard and numbered answers; also reads a pipe. Documents land in a folder.

A line `/file PATH` sends that file, as a page or Telegram would.
"""

from __future__ import annotations

import asyncio
import mimetypes
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

from bot.channels.model import Address, Capabilities, Incoming, Message
from bot.channels.plan import plan
from bot.clock import Clock
from bot.errors import Unavailable
from bot.ports import Conversation, Files, Transcripts
from flows.events import Received, Started, Typed, Unsupported

CAPABILITIES = Capabilities(buttons=0, label=0, text=100_000, boxes=False, replace=False, location=False, files=True)
ADDRESS = Address("terminal", "terminal", "local")
FILE = "/file "
EMPTY = "\x1b[H\x1b[2J\x1b[3J"
"""What a terminal takes for: all of it gone, what was scrolled away, too."""
FILE_BYTES = 20 * 1024 * 1024
"""As in the other channels."""
SETTLE_SECONDS = 30.0
"""Longest wait for documents under way when the input has ended: far more than a CV takes to be made."""


class Terminal:
    """One person at one keyboard.

    `lines` yields what was typed, `write` shows text, `settled` waits until nothing is under way.
    """

    def __init__(
        self,
        conversation: Conversation,
        transcripts: Transcripts,
        files: Files,
        clock: Clock,
        write: Callable[[str], None],
        settled: Callable[[], Awaitable[None]],
        out: Path,
    ) -> None:
        self._conversation = conversation
        self._transcripts = transcripts
        self._files = files
        self._clock = clock
        self._write = write
        self._settled = settled
        self._out = out
        self._shown: int | None = None
        self._one_at_a_time = asyncio.Lock()

    async def run(self, lines: AsyncIterator[str], locales: tuple[str, ...]) -> None:
        """Greets, then answers line by line until the input ends; late documents are shown as they come.

        Raises `Unavailable` when what was being made is not there in time.
        """
        person_id = await self._take(Started(locales), locales)
        feed = asyncio.create_task(self._follow(person_id))
        try:
            async for line in lines:
                if line.startswith(FILE):
                    await self._send(person_id, Path(line.removeprefix(FILE).strip()), locales)
                elif line.strip():
                    await self._take(Typed(line), locales)
            await self._settle()
            await self._show_new(person_id)
        finally:
            feed.cancel()

    async def _settle(self) -> None:
        try:
            async with asyncio.timeout(SETTLE_SECONDS):
                await self._settled()
        except TimeoutError:
            raise Unavailable(f"What was being made is not finished after {SETTLE_SECONDS:.0f} s.") from None

    async def _send(self, person_id: int, path: Path, locales: tuple[str, ...]) -> None:
        """Reads one byte more than may come: whatever is named, it is never read whole."""
        try:
            body = await asyncio.to_thread(_read_file, path)
        except OSError as error:
            self._write(f"{path}: {error.strerror}\n")
            return
        if len(body) > FILE_BYTES:
            await self._take(Unsupported("big_file"), locales)
            return
        type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        ref = await self._files.put(person_id, path.name, type, body)
        await self._take(Received(ref.id, ref.name, ref.type), locales)

    async def _take(self, said: Started | Typed | Received | Unsupported, locales: tuple[str, ...]) -> int:
        incoming = Incoming(ADDRESS, self._clock.new_id(), said, self._clock.now(), locales=locales)
        answer = await self._conversation.take(incoming)
        if self._shown is None:  # what was said in earlier chats is not told again
            self._shown = answer.messages[0].seq - 1 if answer.messages else answer.seq
        await self._show_new(answer.person_id)
        if answer.messages and not _asks(answer.messages[-1]):
            await self._settle()  # a pipe's next line answers the question that comes with what is being made
            await self._show_new(answer.person_id)
        return answer.person_id

    async def _follow(self, person_id: int) -> None:
        async for _ in self._transcripts.changes(person_id):
            await self._show_new(person_id)

    async def _show_new(self, person_id: int) -> None:
        async with self._one_at_a_time:
            for message in await self._transcripts.read(person_id, self._shown or 0):
                self._shown = message.seq
                if message.clears:
                    self._write(EMPTY)
                if message.author != "me":
                    await self._show(message)

    async def _show(self, message: Message) -> None:
        for part in plan(message, CAPABILITIES).texts:
            self._write(part + "\n")
        for file in message.files:
            stored = await self._transcripts.file(file.id)
            if stored is not None:
                path = self._out / Path(file.name).name
                await asyncio.to_thread(_write_file, path, stored[1])
                self._write(f"📄 {path}\n")


def _asks(message: Message) -> bool:
    return bool(message.choices) or message.expects != "none"


def _read_file(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(FILE_BYTES + 1)


def _write_file(path: Path, body: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(body)
