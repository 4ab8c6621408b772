"""Keys, words and file addresses stay out of the logs."""

from __future__ import annotations

import asyncio
import logging

import pytest

from bot.channels.telegram.webhook import PATH as TELEGRAM
from bot.web.logs import QUIET, access
from tests.bot.web.conftest import Client, Talk
from tests.bot.web.double import House


async def test_keys_words_and_file_addresses_stay_out_of_the_logs(
    client: Client, talk: Talk, house: House, caplog: pytest.LogCaptureFixture, base: str
) -> None:
    caplog.set_level(logging.DEBUG)
    await talk.say(text="mes mots secrets")
    ref = await house.put(1, "cv.pdf", "application/pdf", b"%PDF-")
    for path in (
        f"/api/chat/messages?key={talk.key}",
        f"/files/{ref.id}",
        f"/take?key={talk.key}",
        f"/?key={talk.key}",
    ):
        async with client.get(path) as response:
            await response.read()
    await _broken_request(base, talk.key)
    lines = [record.getMessage() + str(record.exc_info) for record in caplog.records if record.name != "asyncio"]
    assert any("GET /files/{id} 200" in line for line in lines)
    assert any("GET /api/chat/messages 200" in line for line in lines)
    for secret in (talk.key, ref.id, "secrets"):
        assert not [line for line in lines if secret in line]


async def test_what_machines_ask_is_written_down_only_when_it_fails(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    assert TELEGRAM in QUIET
    caplog.set_level(logging.INFO)
    for path in ("/healthz", "/metrics", TELEGRAM):
        async with client.get(path) as response:
            await response.read()
    lines = [record.getMessage() for record in caplog.records if record.name == access.name]
    assert [line.rpartition(" ")[0] for line in lines] == ["GET - 404"]


async def _broken_request(base: str, key: str) -> None:
    """A request line no server takes, with a key in it."""

    host, _, port = base.removeprefix("http://").partition(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(f"GET /api/chat/messages?key={key} HTTP/9.9\r\nBad Header: {key}\r\n\r\n".encode())
    await writer.drain()
    assert b"400" in await reader.readline()
    writer.close()
