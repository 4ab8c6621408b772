"""`python -m bot audit verify`, as it is typed."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.accounts.audit import store
from bot.accounts.audit.model import AUDIT
from bot.auditing import verify
from bot.clock import Clock
from bot.config import load
from bot.errors import Misconfigured
from bot.kept import database_url, keys_of
from bot.storage.engine import Database
from tests.bot.commands import Desk


async def sealed(folder: Path) -> str:
    """Seals what is there; gives the digest."""
    settings = load(data_dir=folder / "data")
    database = await Database.open(database_url(settings))
    keys = await keys_of(settings, database, Clock())
    async with database.write() as db:
        made = await store.seal(db, keys.derived(AUDIT), Clock().now())
    keys.close()
    await database.close()
    return made.digest if made else ""


async def test_the_command_says_whether_all_is_whole(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    assert desk.run("audit", "verify").out == "0 entries under 0 seals; 0 not sealed yet.\n"
    assert desk.run("invite", "host", "Momo").code == 0
    assert desk.run("audit", "verify").out == "0 entries under 0 seals; 1 not sealed yet.\n"
    digest = await sealed(tmp_path)
    told = desk.run("audit", "verify", "--known", digest)
    assert (told.code, told.err) == (0, "")
    assert told.out.startswith(f"1 entries under 1 seals; 0 not sealed yet.\nLast seal: {digest} (")
    with closing(sqlite3.connect(tmp_path / "data" / "passerelle.db")) as db:
        assert db.execute("SELECT what, about, account_id FROM audit").fetchall() == [
            ("command invite", "role=host", None)
        ]
        db.execute("UPDATE audit SET about = 'role=mentor'")
        db.commit()
    told = desk.run("audit", "verify")
    assert told.code == 1
    assert "an entry was changed" in told.out


async def test_another_word_is_said(tmp_path: Path) -> None:
    with pytest.raises(Misconfigured, match="erase: one of verify"):
        await verify(load(data_dir=tmp_path), "erase")
