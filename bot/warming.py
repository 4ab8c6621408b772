"""What is slow to read, read as soon as somebody is there and before it is asked for."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence

from bot.logs import tell
from bot.memory import give_back
from bot.ports import Domain

log = logging.getLogger(__name__)


async def warming(somebody: asyncio.Event, domains: Sequence[Domain], tables: Callable[[], Awaitable[None]]) -> None:
    """The rooms first, which need it in the very next line; then `tables`: towns and jobs, asked for some lines later.

    **Why** not at once: nobody's service holds 25 MB for it. Nor the renderer: the first CV takes 0.1 s more without.
    """
    give_back()
    await somebody.wait()
    for room in domains:
        if room.warm is not None:
            try:
                await asyncio.to_thread(room.warm)
            except Exception as error:  # whoever needs it reads it then
                tell(log, f"what {room.name} needs could not be read ahead", error)
    await tables()
    give_back()
