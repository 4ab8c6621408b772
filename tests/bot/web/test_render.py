"""Static files and templates: light, and no way out of their folder."""

from __future__ import annotations

import re

import pytest
from yarl import URL

from tests.bot.web.conftest import Client

LIGHT = 60_000
"""Bytes of the first visit, everything counted: a cracked phone on a prepaid card."""


async def test_the_first_visit_is_light(client: Client) -> None:
    async with client.get("/", headers={"Accept-Encoding": "identity"}) as response:
        html = await response.text()
    total = len(html.encode())
    for path in sorted(set(re.findall(r'(?:href|src)="(/static/[^"]+|/favicon.ico|/manifest[^"]+)"', html))):
        async with client.get(path, headers={"Accept-Encoding": "identity"}) as response:
            assert response.status == 200
            total += len(await response.read())
            if path.startswith("/static"):
                assert "immutable" in response.headers["Cache-Control"]
    assert total < LIGHT


@pytest.mark.parametrize(
    "path",
    [
        "/files/unknown",
        "/files/..%2f..%2fetc%2fpasswd",
        "/files/%2e%2e/%2e%2e/etc/passwd",
        "/files/%00",
        "/files/",
        "/static/x/..%2f..%2fserver.py",
        "/static/x/%2e%2e%2fserver.py",
        "/static/x/chat.html",
        "/static/../server.py",
        "/.env",
    ],
)
async def test_paths_lead_nowhere(client: Client, path: str) -> None:

    async with client.get(URL(str(client._base_url).rstrip("/") + path, encoded=True)) as response:
        assert response.status == 404
        assert "root:" not in await response.text()
