"""A process that opens a database and ends: `python -m tests.bot.storage.opener ADDRESS`."""

import asyncio
import sys

from bot.storage.engine import Database


async def main(address: str) -> None:
    await (await Database.open(address)).close()


asyncio.run(main(sys.argv[1]))
