from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.storage.engine import Database
from tests.bot.outbox.house import Service, make_service


@pytest.fixture
async def service(database: Database) -> AsyncIterator[Service]:
    made = make_service(database)
    yield made
    made.post.gate.set()
    made.sleeps.open.set()
    await made.outbox.close()
    await made.talk.idle()
