"""The ten questions with python-telegram-bot: ConversationHandler and PicklePersistence, flushed each update.

Durable before the answer: the handler notes what it says, the pickle is written, then it is said and the webhook
answers (run_webhook would acknowledge first). One update at a time, as the library does by default.
"""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path

from aiohttp import web
from telegram import Update
from telegram.ext import (
    Application,
    CommandHandler,
    ContextTypes,
    ConversationHandler,
    MessageHandler,
    PersistenceInput,
    PicklePersistence,
    filters,
)


async def main(api: str, folder: Path, texts: list[str]) -> None:
    questions = len(texts) - 1
    said: list[tuple[int, str]] = []

    async def start(update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
        said.append((update.effective_chat.id, texts[0]))
        return 1

    def answered(number: int):
        async def answer(update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
            context.user_data[f"q{number}"] = update.message.text
            said.append((update.effective_chat.id, texts[number]))
            return ConversationHandler.END if number == questions else number + 1

        return answer

    keep = PersistenceInput(bot_data=False, chat_data=False, callback_data=False)
    persistence = PicklePersistence(folder / "ptb.pickle", store_data=keep, on_flush=False, update_interval=3600)
    application = (
        Application.builder().token("1:bench").base_url(f"{api}/bot").persistence(persistence).updater(None).build()
    )
    application.add_handler(
        ConversationHandler(
            entry_points=[CommandHandler("start", start)],
            states={n: [MessageHandler(filters.TEXT & ~filters.COMMAND, answered(n))] for n in range(1, questions + 1)},
            fallbacks=[CommandHandler("start", start)],
            name="ten",
            persistent=True,
        )
    )
    lock = asyncio.Lock()

    async def hook(request: web.Request) -> web.Response:
        update = Update.de_json(await request.json(), application.bot)
        async with lock:
            await application.process_update(update)
            await application.update_persistence()
            mine, said[:] = list(said), []
        for chat, text in mine:
            await application.bot.send_message(chat, text)
        return web.Response()

    server = web.Application()
    server.router.add_post("/telegram", hook)
    runner = web.AppRunner(server, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = site._server.sockets[0].getsockname()[1]
    async with application:
        await application.start()
        await application.bot.set_webhook(f"http://127.0.0.1:{port}/telegram")
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], Path(sys.argv[2]), json.loads(sys.argv[3])))
