"""Fixtures: a server for one test; at the end of the session, no server may have seen an invalid call."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

import pytest

from tests.fakes.bot_api.server import BotApi


@pytest.fixture
async def bot_api() -> AsyncIterator[BotApi]:
    async with BotApi() as api:
        yield api
    assert api.invalid == []


@pytest.fixture(scope="session", autouse=True)
def no_invalid_call_in_the_whole_session() -> Iterator[None]:
    yield
    wrong = [problem for api in BotApi.every if not api.wrong_on_purpose for problem in api.invalid]
    assert wrong == [], "calls that the Bot API would refuse"
