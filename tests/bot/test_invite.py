"""Links into the pages behind the sign-in, made outside of them."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.accounts import store
from bot.accounts.second.store import have
from bot.config import load
from bot.errors import Misconfigured
from bot.invite import DEMO, demo_links, from_outside, invite, origin
from bot.listening import written
from bot.storage.engine import Database
from bot.storage.tables.second import second_factors
from tests.fakes.clock import FakeTime


@pytest.mark.parametrize(
    ("settings", "port", "root"),
    [
        ({}, None, "http://127.0.0.1:8080"),
        ({"host": "0.0.0.0"}, 8123, "http://127.0.0.1:8123"),
        ({"host": "::1"}, None, "http://[::1]:8080"),
        ({"public_url": "https://chat.example.org/"}, 1, "https://chat.example.org"),
    ],
)
def test_links_lead_where_people_reach_the_service(settings: dict[str, str], port: int | None, root: str) -> None:
    assert origin(load(**settings), port) == root


async def test_a_demo_has_a_new_link_for_everybody_at_each_start(database: Database) -> None:
    time = FakeTime()
    starts = [await demo_links(database, time.clock, load(), "http://0.0.0.0:8123") for _ in range(2)]
    codes = [line.rpartition("=")[2] for lines in starts for line in lines]
    assert all(
        line.startswith(f"{role}: http://127.0.0.1:8123/sign-in?code=")
        for line, (role, _) in zip(starts[0], DEMO, strict=True)
    )
    async with database.read() as db:
        good = [await store.opens(db, code, time.now()) for code in codes]
    assert good == [False] * len(DEMO) + [True] * len(DEMO)


async def test_a_disabled_account_is_not_invited_again(database: Database) -> None:
    time = FakeTime()
    await invite(database, time.clock, "", "host", "Momo")
    async with database.write() as db:
        await store.disable(db, 1, time.now())
    with pytest.raises(Misconfigured, match="disabled"):
        await invite(database, time.clock, "", "admin", "momo")


async def test_a_link_made_beside_the_service_leads_where_it_listens(database: Database, tmp_path: Path) -> None:
    server = await asyncio.start_server(lambda reader, writer: writer.close(), "127.0.0.1", 0)
    port, url = server.sockets[0].getsockname()[1], database.url.render_as_string(hide_password=False)
    known, public = load(data_dir=tmp_path, port=8123), load(data_dir=tmp_path, public_url="https://chat.example.org")
    async with server:
        with written(tmp_path, f"http://127.0.0.1:{port}", "127.0.0.1", port):
            beside = [await from_outside(settings, url, "mentor", "Zoé") for settings in (known, public)]
        after = await from_outside(known, url, "mentor", "Zoé")
    assert [link.partition("/sign-in")[0] for link in (*beside, after)] == [
        f"http://127.0.0.1:{port}", "https://chat.example.org", "http://127.0.0.1:8123",
    ]  # fmt: skip


async def test_from_outside_the_service(address: str) -> None:
    link = await from_outside(load(), address, "mentor", "Zoé")
    database = await Database.open(address)
    async with database.write() as db:
        time = FakeTime()
        assert await store.enter(db, link.rpartition("=")[2], "", time.now(), time.new_id)
    await database.close()


async def test_who_lost_telephone_and_paper_gets_in_again_from_the_machine(address: str) -> None:
    time, database = FakeTime(), await Database.open(address)
    await invite(database, time.clock, "", "admin", "Zoé")
    async with database.write() as db:
        row = {"account_id": 1, "secret": b"x", "made_at": time.now(), "confirmed_at": time.now()}
        await db.execute(second_factors.insert().values(row))
    await from_outside(load(), address, "admin", "zoé")
    async with database.read() as db:
        assert await have(db) == {1}
    await from_outside(load(), address, "admin", "zoé", without_code=True)
    async with database.read() as db:
        assert await have(db) == set()
    await database.close()
