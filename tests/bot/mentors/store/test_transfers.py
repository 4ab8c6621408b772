"""To a colleague: accepted, declined, timed out, taken back; until then it stays where it is."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from bot.mentors.store import handoffs as read
from bot.mentors.store import queue, talk, transfers
from bot.storage.engine import Database
from bot.storage.tables.accounts import accounts
from bot.storage.tables.later import events
from bot.storage.tables.mentors import handoffs, mentors, pairs
from bot.storage.tables.mentors import transfers as table
from tests.bot.mentors.rows import NOON, SEALER, handoff, mentor
from tests.bot.storage.rows import person

MINUTE = timedelta(minutes=1)


@pytest.fixture
async def offered(database: Database) -> tuple[int, int]:
    """Mentor 1 talks with person 1 and offers them to mentor 2: handoff and offer."""
    await person(database, 1)
    await person(database, 2)
    async with database.write() as db:
        await mentor(db, 1)
        await mentor(db, 2, capacity=1)
        await mentor(db, 3, level=None)
        await handoff(db, 1)
        taken = await queue.claim(db, SEALER, NOON, 1)
        assert taken is not None
        offer = await transfers.offer(db, SEALER, NOON, 1, taken.id, 2, "Elle parle mieux arabe que moi")
    assert offer is not None
    return taken.id, offer


async def state(database: Database) -> tuple[int | None, str]:
    """Who holds it, and what became of the offer."""
    async with database.read() as db:
        holder = await db.scalar(select(handoffs.c.mentor_id))
        return holder, str(await db.scalar(select(table.c.state)))


async def test_until_it_is_accepted_it_stays(database: Database, offered: tuple[int, int]) -> None:
    id, _ = offered
    async with database.write() as db:
        assert await talk.say(db, SEALER, NOON, 1, id, "c", "Je te passe Lina") is not None
        assert await talk.say(db, SEALER, NOON, 2, id, "c", "Salut") is None
        [seen] = await transfers.open_to(db, SEALER, 2, NOON)
        assert (seen.handoff_id, seen.from_account, seen.note) == (id, 1, "Elle parle mieux arabe que moi")
        assert len(await transfers.open_from(db, SEALER, 1)) == 1
        assert await transfers.open_to(db, SEALER, 3, NOON) == []
        assert await transfers.offer(db, SEALER, NOON, 1, id, 2, "encore") is None, "one at a time"


async def test_accepted(database: Database, offered: tuple[int, int]) -> None:
    id, offer = offered
    async with database.write() as db:
        handoff_now = await transfers.accept(db, SEALER, NOON + MINUTE, 2, offer)
        assert handoff_now is not None
        assert (handoff_now.mentor_id, handoff_now.owed_since) == (2, NOON + MINUTE)
        assert await transfers.accept(db, SEALER, NOON + MINUTE, 2, offer) is None
        assert await talk.say(db, SEALER, NOON, 1, id, "c", "Salut") is None
        assert await talk.say(db, SEALER, NOON, 2, id, "c", "Salut") is not None
        assert (await db.execute(select(pairs.c.account_id, pairs.c.note))).one() == (
            2, b'"Elle parle mieux arabe que moi"',
        )  # fmt: skip
        kinds = (await db.scalars(select(events.c.kind))).all()
        assert kinds.count("mentors.handed") == 1
    assert await state(database) == (2, "accepted")


async def test_declined(database: Database, offered: tuple[int, int]) -> None:
    _, offer = offered
    async with database.write() as db:
        assert not await transfers.decline(db, NOON, 3, offer)
        assert await transfers.decline(db, NOON, 2, offer)
        assert not await transfers.decline(db, NOON, 2, offer)
        assert await transfers.accept(db, SEALER, NOON, 2, offer) is None
    assert await state(database) == (1, "declined")


async def test_timed_out(database: Database, offered: tuple[int, int]) -> None:
    _, offer = offered
    late = NOON + transfers.OPEN_FOR
    async with database.write() as db:
        assert not await transfers.lapse(db, late - MINUTE, offer)
        assert await transfers.accept(db, SEALER, late, 2, offer) is None
        assert await transfers.lapse(db, late, offer)
        due = await db.scalar(select(events.c.due_at).where(events.c.kind == "mentors.lapse"))
        assert due == late
    assert await state(database) == (1, "lapsed")


async def test_taken_back(database: Database, offered: tuple[int, int]) -> None:
    id, offer = offered
    async with database.write() as db:
        assert not await transfers.take_back(db, NOON, 2, offer)
        assert await transfers.take_back(db, NOON, 1, offer)
        assert await transfers.accept(db, SEALER, NOON, 2, offer) is None
        assert await transfers.offer(db, SEALER, NOON, 1, id, 2, "quand même") is not None


async def test_a_colleague_who_may_not_or_has_enough(database: Database, offered: tuple[int, int]) -> None:
    id, offer = offered
    async with database.write() as db:
        await transfers.take_back(db, NOON, 1, offer)
        assert await transfers.offer(db, SEALER, NOON, 1, id, 3, "") is None, "not vetted"
        assert await transfers.offer(db, SEALER, NOON, 1, id, 1, "") is None, "to oneself"
        assert await transfers.offer(db, SEALER, NOON, 2, id, 1, "") is None, "not theirs to give"
        again = await transfers.offer(db, SEALER, NOON, 1, id, 2, "")
        assert again is not None
        await handoff(db, 2)
        assert await queue.claim(db, SEALER, NOON, 2) is not None
        assert await transfers.accept(db, SEALER, NOON, 2, again) is None, "full by now"
        await db.execute(update(mentors).where(mentors.c.account_id == 2).values(capacity=2))
        await db.execute(update(accounts).where(accounts.c.id == 1).values(disabled_at=NOON))
        assert await transfers.accept(db, SEALER, NOON, 2, again) is None, "it is not the first one's any more"


async def test_an_offer_ends_with_the_conversation(database: Database, offered: tuple[int, int]) -> None:
    id, offer = offered
    async with database.write() as db:
        await talk.close(db, SEALER, NOON, 1, id, "done")
        assert await transfers.accept(db, SEALER, NOON, 2, offer) is None
        assert await transfers.open_to(db, SEALER, 2, NOON) == []


async def test_who_could_take_it(database: Database, offered: tuple[int, int]) -> None:
    id, _ = offered
    async with database.write() as db:
        await mentor(db, 4, languages=("en",))
        await mentor(db, 5, on_duty_until=NOON)
        await mentor(db, 6)
        assert await transfers.colleagues(db, 1, id, NOON) == [(2, "Mentor 2"), (6, "Mentor 6")]
        other = await read.by_id(db, id)
        assert other is not None
