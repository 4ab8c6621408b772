"""Where the service is, as commands beside it find it: while it listens, and not what a killed one left behind."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

import pytest

from bot.listening import FILE, found, written

ROOT = "https://chat.example"


async def test_it_is_found_while_it_listens(tmp_path: Path) -> None:
    server = await asyncio.start_server(lambda reader, writer: writer.close(), "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with server:
        assert await found(tmp_path) is None
        with written(tmp_path, ROOT, "127.0.0.1", port):
            assert await found(tmp_path) == ROOT
        assert os.listdir(tmp_path) == []
        with written(tmp_path, ROOT, "127.0.0.1", port):
            left = (tmp_path / FILE).read_text("utf-8")
    (tmp_path / FILE).write_text(left, "utf-8")
    assert await found(tmp_path) is None, "it was killed"


async def test_of_two_in_one_folder_the_last_stays(tmp_path: Path) -> None:
    with written(tmp_path, ROOT, "127.0.0.1", 1):
        (tmp_path / FILE).write_text("another", "utf-8")
    assert (tmp_path / FILE).read_text("utf-8") == "another"


@pytest.mark.parametrize(
    "text", ["", "one line", "a\nb\nc\n", "a\n127.0.0.1\n99999999\n", "a\nb\n1\n2\n", "\0\n\0\n1\n"]
)
async def test_what_is_no_address_is_none(tmp_path: Path, text: str) -> None:
    (tmp_path / FILE).write_text(text, "utf-8")
    assert await found(tmp_path) is None
