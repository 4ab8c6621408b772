"""Held sentences, decided once."""

from __future__ import annotations

from sqlalchemy import select

from bot.mentors.store import held, queue
from bot.storage.engine import Database
from bot.storage.sealed import seal_json
from bot.storage.tables import mentors as t
from bot.storage.tables.later import events
from tests.bot.mentors.rows import CHIEF, NOON, SEALER, agreed, handoff, mentor
from tests.bot.storage.rows import person


async def one(database: Database) -> tuple[int, int]:
    """The handoff and the sentence of mentor 1, held back."""
    await person(database, 5)
    async with database.write() as db:
        await mentor(db, 1, alias="Tess")
        await agreed(db, 5)
        talk = await handoff(db, 5, state="held", mentor_id=1)
        row = {
            "key": "k", "person_id": 5, "handoff_id": talk, "account_id": 1, "state": "held", "at": NOON,
            "body": seal_json(SEALER, 5, {"text": "Appelle", "files": [["f1", "a.png", "image/png", ""]]}),
        }  # fmt: skip
        return talk, int(await db.scalar(t.held_lines.insert().values(row).returning(t.held_lines.c.id)) or 0)


async def said(database: Database) -> int:
    async with database.read() as db:
        return len((await db.scalars(select(events.c.id).where(events.c.kind == "mentors.said"))).all())


async def test_what_is_listed_holds_no_word(database: Database) -> None:
    _, id = await one(database)
    async with database.read() as db:
        (listed,) = await held.waiting(db)
        whole = await held.load(db, SEALER, id)
    assert (listed.person, listed.mentor, listed.text) == ("Mésange 5", "Tess", "")
    assert whole is not None
    assert whole.text == "Appelle"
    assert [(file.name, file.type) for file in whole.files] == [("a.png", "image/png")]


async def test_decided_once_whichever_comes_first(database: Database) -> None:
    _, id = await one(database)
    async with database.write() as db:
        assert await held.let_through(db, SEALER, NOON, CHIEF, id) == "let_through"
        assert await held.let_through(db, SEALER, NOON, CHIEF, id) == "gone"
        assert await held.refuse(db, SEALER, NOON, CHIEF, id, "Non") == "gone"
        assert await held.let_through(db, SEALER, NOON, CHIEF, 404) == "gone"
        assert await held.load(db, SEALER, 404) is None
        assert list(await held.waiting(db)) == []
    assert await said(database) == 1


async def test_a_conversation_that_is_no_longer_theirs(database: Database) -> None:
    talk, id = await one(database)
    async with database.write() as db:
        await queue.requeue(db, SEALER, NOON, talk, "gone")
        assert await held.let_through(db, SEALER, NOON, CHIEF, id) == "late"
        assert await held.let_through(db, SEALER, NOON, CHIEF, id) == "gone"
    assert await said(database) == 0


async def test_refused_is_never_said(database: Database) -> None:
    _, id = await one(database)
    async with database.write() as db:
        assert await held.refuse(db, SEALER, NOON, CHIEF, id, "Pas de contact ici.") == "refused"
        found = await held.load(db, SEALER, id)
    assert found is not None
    assert (found.state, found.why, found.text) == ("refused", "Pas de contact ici.", "Appelle")
    assert await said(database) == 0
