"""Who took back that mentors read them is not taken, not read and not drawn by lot, whatever page is still open."""

from __future__ import annotations

from sqlalchemy import update

from bot.mentors.store import cases, handoffs, queue, talk
from bot.storage.engine import Database
from bot.storage.tables.mentors import aliases, samples
from tests.bot.mentors.rows import NOON, SEALER, handoff, mentor
from tests.bot.storage.rows import person


async def test_a_yes_taken_back_shuts_every_door_at_once(database: Database) -> None:
    for id in (1, 2):
        await person(database, id, consent_at=NOON)
    async with database.write() as db:
        await mentor(db, 1)
        held = await handoff(db, 1, state="held", mentor_id=1, claimed_at=NOON)
        await handoff(db, 2)
        await db.execute(samples.insert().values(handoff_id=held, drawn_at=NOON))
        assert await handoffs.of_mentor(db, 1, held, NOON) is not None
        assert len(await queue.waiting_for(db, 1, NOON)) == 1
        assert await cases.sample(db, held) is not None
        await db.execute(update(aliases).values(agreed_at=None))
        assert await handoffs.of_mentor(db, 1, held, NOON) is None
        assert await talk.say(db, SEALER, NOON, 1, held, "x", "Salut") is None
        assert await queue.waiting_for(db, 1, NOON) == []
        assert await queue.claim(db, SEALER, NOON, 1) is None
        assert await cases.sample(db, held) is None
        assert await cases.open_samples(db) == []
