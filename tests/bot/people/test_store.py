"""What erasing leaves behind, on SQLite and PostgreSQL."""

from __future__ import annotations

from datetime import datetime, timedelta

import orjson
from sqlalchemy import Table, func, insert, select, update

from bot.channels.model import FileRef, Message
from bot.people import store
from bot.storage.bodies import seal_message
from bot.storage.engine import Database
from bot.storage.purge import purge
from bot.storage.sealed import Identity, seal_json
from bot.storage.tables.conversation import messages, sessions
from bot.storage.tables.files import files
from bot.storage.tables.later import effects, events, parked
from bot.storage.tables.people import addresses, people
from tests.fakes.clock import FakeTime

SEALER = Identity()
NOW = FakeTime().now()


async def person(database: Database, id: int, seen: datetime = NOW, agreed: datetime | None = NOW) -> None:
    """Somebody with one row in every table."""
    line = Message(1, "bot", "Salut Amina")
    later = {"person_id": id, "kind": "x", "payload": seal_json(SEALER, id, "Amina"), "due_at": NOW}
    async with database.write() as db:
        await db.execute(
            insert(people).values(
                id=id, locale="ar", source="poster", created_at=NOW, last_seen_at=seen, consent_at=agreed
            )
        )
        await db.execute(
            insert(addresses).values(person_id=id, channel="web", account="bot", chat=f"c{id}", created_at=NOW)
        )
        await db.execute(insert(sessions).values(person_id=id, state=seal_json(SEALER, id, {"name": "Amina"}), shown=1))
        for seq, state, files_of in (
            (1, "sent", ()),
            (2, "due", ()),
            (3, "due", (FileRef("f", "cv.pdf", "application/pdf"),)),
        ):
            body = seal_message(SEALER, id, Message(seq, "bot", line.text, files=files_of))
            row = {"person_id": id, "seq": seq, "direction": "out", "author": "bot", "body": body, "state": state}
            await db.execute(insert(messages).values(row | {"priority": 1, "created_at": NOW}))
        await db.execute(
            insert(files).values(
                id=f"file{id}",
                person_id=id,
                name=b"cv.pdf",
                type="application/pdf",
                size=3,
                body=b"pdf",
                created_at=NOW,
            )
        )
        await db.execute(insert(events).values(later | {"key": f"e{id}"}))
        await db.execute(insert(effects).values(later | {"key": f"f{id}"}))
        await db.execute(
            insert(parked).values(person_id=id, what="turn", kind="x", payload=b"Amina", error="ValueError", at=NOW)
        )


async def count(database: Database, table: Table) -> int:
    async with database.read() as db:
        return int(await db.scalar(select(func.count()).select_from(table)) or 0)


async def test_erasing_leaves_the_address_the_language_and_what_is_owed(database: Database) -> None:
    await person(database, 1)
    await person(database, 2)
    async with database.write() as db:
        await store.erase(db, SEALER, 1, NOW)
    async with database.read() as db:
        row = (await db.execute(select(people).where(people.c.id == 1))).one()
        owed = (await db.execute(select(messages.c.seq, messages.c.purge_at).where(messages.c.person_id == 1))).all()
        session = (await db.execute(select(sessions).where(sessions.c.person_id == 1))).one()
    assert (row.locale, row.source, row.consent_at, row.mode) == ("ar", None, None, "bot")
    assert owed == [(2, NOW)], (
        "the undelivered line stays until it is delivered; the one with a file goes with the file"
    )
    assert (session.state, session.shown) == (None, None)
    for table in (files, events, effects, parked):
        assert await count(database, table) == 1, f"{table.name}: the other person's row, and only that"
    assert await count(database, addresses) == 2


async def test_the_owed_line_goes_once_it_is_delivered(database: Database) -> None:
    await person(database, 1)
    async with database.write() as db:
        await store.erase(db, SEALER, 1, NOW)
    assert await purge(database, NOW) == 0
    async with database.write() as db:
        await db.execute(update(messages).values(state="sent"))
    assert await purge(database, NOW) == 1


async def test_erasing_twice_or_somebody_unknown_is_no_error(database: Database) -> None:
    await person(database, 1)
    async with database.write() as db:
        await store.erase(db, SEALER, 1, NOW)
        await store.erase(db, SEALER, 1, NOW)
        await store.erase(db, SEALER, 99, NOW)
    assert await count(database, people) == 1


async def test_consent_keeps_its_first_moment(database: Database) -> None:
    await person(database, 1, agreed=None)
    async with database.write() as db:
        await store.consent(db, 1, NOW)
        await store.consent(db, 1, NOW + timedelta(days=1))
    async with database.read() as db:
        assert await db.scalar(select(people.c.consent_at)) == NOW


async def test_export_holds_every_kind_of_data(database: Database) -> None:
    await person(database, 1)
    await person(database, 2)
    async with database.read() as db:
        data = await store.export(db, SEALER, orjson.loads, 1)
        assert await store.export(db, SEALER, orjson.loads, 99) == {}
    assert data["language"] == "ar"
    assert data["answers"] == {"name": "Amina"}
    assert data["files"] == [{"name": "cv.pdf", "type": "application/pdf", "bytes": 3, "at": NOW.isoformat()}]
    said = data["messages"]
    assert isinstance(said, list)
    assert len(said) == 3
