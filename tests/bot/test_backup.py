"""A copy is whole, whatever happens meanwhile; the way back works whole or changes nothing, and erases again."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import stat
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.app import App, compose
from bot.backup import backup, drop_before, restore
from bot.channels.model import Address, Incoming
from bot.config import Settings, load
from bot.errors import Misconfigured
from bot.kept import DATABASE_FILE
from bot.storage.master import KEY_FILE
from flows.events import Started, Typed
from tests.bot.commands import Desk
from tests.bot.storage.test_cleaning import on_disk
from tests.fakes.clock import FakeTime

TIME = FakeTime()


async def say(app: App, who: str, n: int, text: str = "") -> int:
    said = Typed(text) if text else Started()
    incoming = Incoming(Address("web", "web", who), f"n{n}", said, TIME.now(), ("fr",))
    return (await app.conversation.take(incoming)).person_id


async def people_in(settings: Settings) -> list[list[str]]:
    """What everybody in there said."""
    async with compose(settings, TIME.clock) as app:
        async with app.database.read() as db:
            ids = (await db.exec_driver_sql("SELECT id FROM people ORDER BY id")).scalars().all()
        return [[line.text for line in await app.transcripts.read(id, 0) if line.author == "me"] for id in ids]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return load(data_dir=tmp_path / "data")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return tmp_path / "copy.db"


async def two_people(settings: Settings) -> None:
    async with compose(settings, TIME.clock) as app:
        for who in ("amina", "bintou"):
            await say(app, who, 1)
            await say(app, who, 2, f"je suis {who}")


async def test_there_and_back(settings: Settings, copy: Path) -> None:
    await two_people(settings)
    await asyncio.to_thread(backup, settings, copy)
    assert await asyncio.to_thread(lambda: stat.S_IMODE(copy.stat().st_mode)) == 0o600
    async with compose(settings, TIME.clock) as app:
        await say(app, "amina", 3, "et encore")
    assert await restore(settings, copy) == 0
    assert await people_in(settings) == [["je suis amina"], ["je suis bintou"]]
    with pytest.raises(Misconfigured, match="is there already"):
        backup(settings, copy)


async def test_a_copy_from_before_an_erasure_brings_nobody_back(settings: Settings, copy: Path) -> None:
    await two_people(settings)
    await asyncio.to_thread(backup, settings, copy)
    async with compose(settings, TIME.clock) as app:
        assert await app.forget.now(1)
    assert await restore(settings, copy) == 1
    assert await people_in(settings) == [["je suis bintou"]]
    with closing(sqlite3.connect(copy)) as db:
        (wrapped,) = db.execute("SELECT wrapped FROM person_keys WHERE person_id = 1").fetchone()
    assert wrapped not in await asyncio.to_thread((settings.data_dir / DATABASE_FILE).read_bytes)


async def test_under_load_the_copy_is_of_one_moment(settings: Settings, copy: Path) -> None:
    async with compose(settings, TIME.clock) as app:
        await say(app, "amina", 0)
        done = asyncio.create_task(asyncio.to_thread(backup, settings, copy))
        n = 0
        while not done.done() or n < 50:
            n += 1
            await say(app, "amina", n, f"ligne {n}")
        await done
    await restore(settings, copy)
    ((*said,),) = await people_in(settings)
    assert said == [f"ligne {k}" for k in range(1, len(said) + 1)]


async def test_a_running_service_is_not_pulled_the_database_from_under(settings: Settings, copy: Path) -> None:
    await two_people(settings)
    await asyncio.to_thread(backup, settings, copy)
    async with compose(settings, TIME.clock) as app:
        with pytest.raises(Misconfigured, match="in use"):
            await restore(settings, copy)
        await say(app, "amina", 3, "et encore")
    assert (await people_in(settings))[0] == ["je suis amina", "et encore"]


async def test_what_is_no_copy_changes_nothing(settings: Settings, copy: Path, tmp_path: Path) -> None:
    await two_people(settings)
    await asyncio.to_thread(backup, settings, copy)
    newer, text, cut = tmp_path / "newer", tmp_path / "text", tmp_path / "cut"
    whole = await asyncio.to_thread(copy.read_bytes)
    for path, body in ((newer, whole), (text, b"hello"), (cut, whole[: len(whole) // 2])):
        await asyncio.to_thread(path.write_bytes, body)
    with closing(sqlite3.connect(newer)) as db:
        db.execute("UPDATE alembic_version SET version_num = '9999'")
        db.commit()
    before = await asyncio.to_thread(on_disk, settings.data_dir)
    offences = {newer: "newer Passerelle", text: "not a copy", cut: "damaged|not a copy", tmp_path / "none": "no such"}
    for path, why in offences.items():
        with pytest.raises(Misconfigured, match=why):
            await restore(settings, path)
    assert await asyncio.to_thread(on_disk, settings.data_dir) == before


async def test_another_master_key_does_not_open_it_and_nothing_is_changed(settings: Settings, copy: Path) -> None:
    await two_people(settings)
    await asyncio.to_thread(backup, settings, copy)
    elsewhere = load(data_dir=settings.data_dir.parent / "elsewhere")
    async with compose(elsewhere, TIME.clock) as app:
        await say(app, "chen", 1)
        await say(app, "chen", 2, "je suis chen")
    with pytest.raises(Misconfigured, match="key of another database"):
        await restore(elsewhere, copy)
    assert await people_in(elsewhere) == [["je suis chen"]]
    assert sorted(os.listdir(elsewhere.data_dir)) == [KEY_FILE, DATABASE_FILE]


async def test_what_was_there_before_stays_for_a_day_sealed_and_to_ourselves(settings: Settings, copy: Path) -> None:
    await two_people(settings)
    await asyncio.to_thread(backup, settings, copy)
    await restore(settings, copy)
    before = settings.data_dir / f"{DATABASE_FILE}.before"
    lying = await asyncio.to_thread(before.read_bytes)
    assert b"je suis amina" not in lying
    assert await asyncio.to_thread(lambda: stat.S_IMODE(before.stat().st_mode)) == 0o600
    began = await asyncio.to_thread(lambda: before.stat().st_mtime)
    for hours, gone in ((0, False), (23.9, False), (24.1, True), (25, False)):
        time = FakeTime(datetime.fromtimestamp(began, UTC) + timedelta(hours=hours))
        assert await drop_before(settings, time.clock) is gone
    assert not any(name.endswith(".before") for name in os.listdir(settings.data_dir))
    assert await people_in(settings) == [["je suis amina"], ["je suis bintou"]]
    assert not await drop_before(load(database_url="postgresql://us:secret@nowhere/x"), TIME.clock)


def test_postgres_has_its_own() -> None:
    url = "postgresql://us:secret@nowhere/passerelle"
    with pytest.raises(Misconfigured, match="pg_dump") as said:
        backup(load(database_url=url), Path("copy"))
    assert "secret" not in str(said.value)


def test_from_the_command_line(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    nothing = desk.run("backup", "copy.db")
    assert (nothing.code, "no database yet" in nothing.err) == (1, True)
    assert desk.run("chat", typed="bonjour\n").code == 0
    made = desk.run("backup", "copy.db")
    assert (made.code, "keep that elsewhere" in made.out) == (0, True)
    back = desk.run("restore", "copy.db")
    assert (back.code, "0 people erased again" in back.out) == (0, True)
