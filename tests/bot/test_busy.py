"""While a document is made: told to open pages, shown in the chat last used, and never in anybody's way."""

from __future__ import annotations

from bot.busy import Busy
from bot.channels.model import Address
from bot.storage.engine import Database
from bot.web.typing import Typing
from tests.bot.storage.rows import address, person
from tests.fakes.until import until


class Shown:
    def __init__(self) -> None:
        self.at: list[str] = []
        self.words: list[bool] = []

    async def show(self, address: Address, worded: bool) -> None:
        self.at.append(address.chat)
        self.words.append(worded)


async def test_pages_and_the_chat_last_used_are_told(database: Database) -> None:
    await person(database, 1, address_id=2)
    await address(database, 1, "old", 1)
    await address(database, 1, "new", 2)
    typing, shown = Typing(), Shown()
    with typing.listen(1) as signs, typing.listen(2) as others:
        Busy(database, typing, {"web": shown.show}).started(1, False)
        assert signs.get_nowait() == "bot"
        assert others.empty()
        await until(lambda: shown.at == ["new"])


async def test_a_channel_that_shows_nothing_and_somebody_unknown(database: Database) -> None:
    await person(database, 1, address_id=1)
    await address(database, 1, "page", 1)
    shown = Shown()
    busy = Busy(database, Typing(), {"telegram": shown.show})
    busy.started(1, False)
    busy.started(99, False)
    await until(lambda: not busy._tasks)
    assert shown.at == []


async def test_without_other_channels_nothing_is_looked_up(database: Database) -> None:
    busy = Busy(database, Typing(), {})
    busy.started(1, False)
    assert not busy._tasks


async def test_closing_waits_for_what_is_being_shown(database: Database) -> None:
    await person(database, 1, address_id=1)
    await address(database, 1, "page", 1)
    shown = Shown()
    busy = Busy(database, Typing(), {"web": shown.show})
    busy.started(1, True)
    await busy.close()
    assert (shown.at, shown.words) == (["page"], [True])
