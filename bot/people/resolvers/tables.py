"""All tables of towns and jobs at once, and the phrase bank, made in a process of its own and taken from it.

**Why** not here: making them takes a second, in which the service would stand still again and again, and leaves 20 MB
of holes; taking them costs 10 ms and only the room that they need.
"""

from __future__ import annotations

import asyncio
import logging
import pickle
from typing import Any

from bot import apart
from bot.apart import Bounds
from bot.errors import Unavailable
from bot.people.resolvers.communes import communes
from bot.people.resolvers.esco import esco
from bot.people.resolvers.job_index import index
from bot.people.resolvers.job_names import hints, names
from bot.people.resolvers.sounding import beginnings, sounds
from cv_builder.kept import Kept
from cv_builder.wording.jobs import bank

log = logging.getLogger(__name__)

TABLES: tuple[Kept[Any], ...] = (bank, communes, sounds, beginnings, esco, names, hints, index)
CHILD = f"{__package__}.child"
BOUNDS = Bounds(memory_bytes=512 * 1024 * 1024, cpu_s=60, seconds=120.0, answer_bytes=64 * 1024 * 1024)
"""It needs 1.5 s and 80 MB and answers 9 MB; these only end what went wrong."""


def packed() -> bytes:
    return pickle.dumps([table() for table in TABLES], pickle.HIGHEST_PROTOCOL)


def take(made: bytes) -> None:
    """What `packed` gave; nothing for b"". Only for what our own process said: a pickle runs what it says."""
    tables = pickle.loads(made) if made else ()  # noqa: S301  it comes from `packed` alone
    for table, one in zip(TABLES, tables, strict=False):
        table.give(one)


async def warm() -> None:
    """Reads everything now. Without such a process it is made here: later, but no less."""
    try:
        ended = await apart.run(CHILD, (), b"", BOUNDS)
    except Unavailable as error:
        ended = apart.Ended(why="died")
        log.warning("the tables of towns and jobs are made here: %s", error)
    await asyncio.to_thread(_read, ended.answer)


def _read(made: bytes) -> None:
    take(made)
    for table in TABLES:
        table()
