"""At the start: our files become revisions where they changed, and the newest release is read to be served."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from pathlib import Path

import orjson

from bot import library
from bot.clock import Clock
from bot.errors import Misconfigured
from bot.logs import tell
from bot.offering import shipped as in_catalogs
from bot.ports import Domain
from bot.releases import store
from bot.releases.model import Revision, Written
from bot.releases.shelf import Shelf
from bot.releases.shipping import ship
from bot.storage.engine import Database
from flows.model import Library
from flows.text import Texts
from flows.yamltext import read

log = logging.getLogger(__name__)


async def opened(folder: Path | None, database: Database, clock: Clock, rooms: Sequence[Domain]) -> Shelf:
    """The flows of a folder, as they are there; else those of the database. `rooms`: whose actions they may ask for.

    Raises `Misconfigured` with all that is wrong in the folder, or in files of ours that changed.
    """
    actions = {name for room in rooms for name in room.actions}
    if folder is not None:
        return Shelf(library.library(folder, actions))
    files = library.shipped()
    async with database.read() as db:
        before = await store.shipped(db)
    if any(_changed(written, before) for written in files):
        library.library(None, actions)
    flows = [(written, _parsed(written, before)) for written in files]
    async with database.write() as db:
        await ship(db, flows, clock.now(), await store.newest(db))
    shelf = Shelf(Library({}, Texts({}, {})), texts=library.engine_texts(), actions=actions, catalogs=in_catalogs())
    try:
        await shelf.refresh(database)
    except ValueError as error:
        # Staff published what only a newer version knows, and this one was put back: people are served all the same.
        tell(log, "the published flows are of another version of the service, ours are served", error)
        return Shelf(library.library(None, actions), texts=shelf.texts, actions=actions)
    return shelf


def _changed(written: Written, before: Mapping[str, Revision]) -> bool:
    return written.flow not in before or before[written.flow].written.digest != written.digest


def _parsed(written: Written, before: Mapping[str, Revision]) -> str:
    """**Why** kept: reading YAML is nine tenths of the start."""
    return parsed_value(written.source) if _changed(written, before) else before[written.flow].parsed


def parsed_value(source: str) -> str:
    """The plain value of a YAML text, as JSON. Raises `Misconfigured` where it can't be read."""
    document, problems = read("", source)
    if document is None:
        raise Misconfigured([str(problem) for problem in problems])
    return orjson.dumps(document.value).decode()
