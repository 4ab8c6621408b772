"""`/healthz`: 200 only when the database answers, soon."""

from __future__ import annotations

from tests.bot.web.conftest import Client
from tests.bot.web.double import House


async def test_200_only_when_the_database_answers(client: Client, house: House) -> None:
    async with client.get("/healthz") as response:
        assert (response.status, await response.json()) == (200, {"status": "ok"})
    house.down = True
    async with client.get("/healthz") as response:
        assert (response.status, await response.json()) == (503, {"status": "database"})
