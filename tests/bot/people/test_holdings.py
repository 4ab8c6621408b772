"""Every kind of what is held is counted and dated, and nothing else is told of it."""

from __future__ import annotations

from bot.accounts.audit import store as audit
from bot.accounts.audit.model import Entry
from bot.people.holdings import KINDS, held
from bot.storage.engine import Database
from tests.bot.test_rooms import ME, OTHER, TIME, WORD, fill


async def test_all_of_it_is_counted_and_dated(database: Database) -> None:
    for id in (ME, OTHER):
        await fill(database, id, WORD)
    async with database.write() as db:
        await audit.add(db, [Entry(TIME.now(), None, None, "GET /staff/data", "")])
    async with database.read() as db:
        found = {one.kind: one for one in await held(db)}
    assert tuple(found) == KINDS
    assert {kind: one.count for kind, one in found.items() if kind not in ("files", "lines")} == {
        "people": 2, "strangers": 0, "leaving": 0, "consents": 4, "first_lines": 0, "answers": 2, "cvs": 2,
        "letters": 2, "handoffs": 2, "reports": 2, "signs": 2, "alerts": 2, "missed": 2, "reads": 2, "audit": 1,
        "seats": 2, "wishes": 2, "mailboxes": 2, "updates": 2, "parked": 2, "departures": 0,
    }  # fmt: skip
    assert found["files"].bytes > 0
    assert found["cvs"].oldest == TIME.now()
    assert found["departures"].oldest is None
