"""Figures and health."""

from __future__ import annotations

from tests.bot.web.conftest import Client, Talk
from tests.bot.web.double import House


async def test_healthz_and_metrics(client: Client, house: House, talk: Talk) -> None:
    assert (await client.get("/healthz")).status == 200
    async with client.get("/metrics") as response:
        text = await response.text()
    for line in (
        'passerelle_turns_total{channel="web",result="answered"} 1.0',
        'passerelle_turn_seconds_count{channel="web"} 1.0',
        "passerelle_outbox_backlog 3.0",
        'passerelle_effects{state="waiting"} 2.0',
        "passerelle_parked_turns 1.0",
        "passerelle_database_up 1.0",
        'passerelle_http_requests_total{route="/api/chat",status="200"} 1.0',
    ):
        assert line in text
    house.down = True
    async with client.get("/healthz") as response:
        assert response.status == 503
    async with client.get("/metrics") as response:
        assert response.status == 200
        assert "passerelle_database_up 0.0" in await response.text()
