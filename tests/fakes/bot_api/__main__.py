"""A fake Telegram by hand: `python -m tests.fakes.bot_api --port 8081`, then start the bot with
`PASSERELLE_TELEGRAM_TOKEN=<printed> PASSERELLE_TELEGRAM_API_URL=http://127.0.0.1:8081` and chat here.

A line is written to the bot; `[Label]` taps that button. `--fast` checks nothing and only serves, for measuring.
"""

from __future__ import annotations

import argparse
import asyncio
import sys

from tests.fakes.bot_api import TOKEN, BotApi

CHAT = 7


async def chat(api: BotApi) -> None:
    person = api.person(CHAT)
    loop = asyncio.get_running_loop()
    shown = asyncio.ensure_future(show(api))
    try:
        while line := await loop.run_in_executor(None, sys.stdin.readline):
            words = line.strip()
            try:
                await (person.taps(words[1:-1]) if words.startswith("[") else person.says(words))
            except AssertionError as nothing:
                sys.stdout.write(f"{nothing}\n")
    finally:
        shown.cancel()


async def show(api: BotApi) -> None:
    """Prints the screen each time the bot changes it, and what the Bot API would have refused."""
    person = api.person(CHAT)
    told = 0
    while True:
        await person.something_new()
        sys.stdout.write("\n".join(["─" * 40, person.screen(), *api.invalid[told:], ""]))
        sys.stdout.flush()
        told = len(api.invalid)


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8081)
    parser.add_argument("--token", default=TOKEN)
    parser.add_argument("--fast", action="store_true")
    options = parser.parse_args()
    async with BotApi(options.token, options.port, fast=options.fast) as api:
        sys.stdout.write(f"{api.url} {api.token}\n")
        sys.stdout.flush()
        await (asyncio.Event().wait() if options.fast else chat(api))


if __name__ == "__main__":
    asyncio.run(main())
