"""Nothing is read before somebody is there; then all of it, beside the loop; what fails holds up nothing."""

from __future__ import annotations

import asyncio
import threading
from functools import partial

import pytest

from bot.ports import Domain
from bot.warming import warming
from tests.fakes.until import PATIENCE_S

SECRET = "Zoubeida"


async def test_rooms_then_tables_once_somebody_is_there(caplog: pytest.LogCaptureFixture) -> None:
    read: list[str] = []
    somebody = asyncio.Event()

    def room(name: str) -> None:
        assert threading.current_thread() is not threading.main_thread(), "the loop goes on meanwhile"
        read.append(name)

    def broken() -> None:
        raise LookupError(SECRET)

    async def tables() -> None:
        read.append("tables")

    rooms = [Domain("none"), Domain("broken", warm=broken), Domain("net", warm=partial(room, "net"))]
    task = asyncio.create_task(warming(somebody, rooms, tables))
    await asyncio.sleep(0)
    assert read == []
    somebody.set()
    await asyncio.wait_for(task, PATIENCE_S)
    assert read == ["net", "tables"]
    assert "what broken needs could not be read ahead: LookupError" in caplog.text
    assert SECRET not in caplog.text
