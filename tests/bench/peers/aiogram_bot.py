"""The ten questions with aiogram: its state machine on SQLite (aiogram-sqlite-storage), WAL, synchronous FULL.

Durable before the answer: answer and state are committed, then the next question is said and the webhook answers.
"""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path

from aiogram import Bot, Dispatcher, F
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import CommandStart
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import Message
from aiogram.webhook.aiohttp_server import SimpleRequestHandler
from aiogram_sqlite_storage.sqlitestore import SQLStorage
from aiohttp import web


def dispatcher(folder: Path, texts: list[str]) -> Dispatcher:
    questions = len(texts) - 1
    states = type("Ten", (StatesGroup,), {f"q{n}": State() for n in range(1, questions + 1)})
    storage = SQLStorage(str(folder / "aiogram.db"), serializing_method="json")
    storage.con.execute("PRAGMA journal_mode = WAL")
    storage.con.execute("PRAGMA synchronous = FULL")
    dispatch = Dispatcher(storage=storage)

    @dispatch.message(CommandStart())
    async def start(message: Message, state: FSMContext) -> None:
        await state.set_state(states.q1)
        await message.answer(texts[0])

    def answered(number: int) -> None:
        @dispatch.message(getattr(states, f"q{number}"), F.text)
        async def answer(message: Message, state: FSMContext) -> None:
            await state.update_data({f"q{number}": message.text})
            await state.set_state(None if number == questions else getattr(states, f"q{number + 1}"))
            await message.answer(texts[number])

    for number in range(1, questions + 1):
        answered(number)
    return dispatch


async def main(api: str, folder: Path, texts: list[str]) -> None:
    bot = Bot("1:bench", session=AiohttpSession(api=TelegramAPIServer.from_base(api)))
    server = web.Application()
    SimpleRequestHandler(dispatcher(folder, texts), bot, handle_in_background=False).register(server, path="/telegram")
    runner = web.AppRunner(server, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = site._server.sockets[0].getsockname()[1]
    await bot.set_webhook(f"http://127.0.0.1:{port}/telegram")
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], Path(sys.argv[2]), json.loads(sys.argv[3])))
