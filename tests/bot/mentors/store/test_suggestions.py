"""Better words for a line of a CV, as rows: offered once, settled by the person, gone with them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from bot.mentors.store import held, held_lines, persons, queue, suggestions, talk
from bot.mentors.store.suggestions import STATES, Idea, State
from bot.mentors.store.tell import SUGGESTED
from bot.storage.engine import Database
from bot.storage.sealed import open_json
from bot.storage.tables import mentors as t
from bot.storage.tables.later import events
from flows.events import JsonValue
from tests.bot.mentors.rows import CHIEF, NOON, SEALER, handoff, mentor
from tests.bot.storage.rows import person

IDEA = Idea("work 1 task 1", "Encaisser les clients", "Encaisser 80 clients par jour", "Un nombre parle.", 3)
MINUTE = timedelta(minutes=1)


@pytest.fixture
async def talks(database: Database) -> int:
    """Mentor 1 talks with person 1; mentor 2 does not."""
    await person(database, 1)
    async with database.write() as db:
        await mentor(db, 1, alias="Lina")
        await mentor(db, 2, alias="Marc")
        await handoff(db, 1)
        taken = await queue.claim(db, SEALER, NOON, 1)
    assert taken is not None
    return taken.id


async def keys(database: Database, state: State = "offered") -> list[str]:
    async with database.read() as db:
        rows = await db.scalars(
            select(t.suggestions.c.key).where(t.suggestions.c.state == state).order_by(t.suggestions.c.id)
        )
        return [*rows]


async def test_offered_once_however_often_it_is_pressed_and_never_by_another(database: Database, talks: int) -> None:
    async with database.write() as db:
        first = await suggestions.offer(db, SEALER, NOON, 1, talks, "c", IDEA)
        again = await suggestions.offer(db, SEALER, NOON, 1, talks, "c", IDEA)
        assert await suggestions.offer(db, SEALER, NOON, 2, talks, "c", IDEA) is None
        assert await suggestions.offer(db, SEALER, NOON, 1, 404, "c", IDEA) is None
        assert first is not None
        assert again is not None
        assert (first.again, again.again) == (False, True)
        [one] = await suggestions.offered(db, SEALER, 1)
        assert (one.idea, one.mentor, one.state) == (IDEA, "Lina", "offered")
        assert await suggestions.offered(db, SEALER, 2) == []
        told = (await db.execute(select(events.c.key, events.c.payload).where(events.c.kind == SUGGESTED))).one()
        assert open_json(SEALER, 1, told.payload) == {"handoff": talks, "account": 1, "key": one.key}
        assert one.key in told.key
        assert (await talk.speaks(db, NOON, 1, talks)) == 1


async def test_it_is_an_answer_to_who_waits_for_one(database: Database, talks: int) -> None:
    async with database.write() as db:
        await db.execute(update(t.handoffs).values(owed_since=NOON - MINUTE))
        await suggestions.offer(db, SEALER, NOON, 1, talks, "c", IDEA)
        row = (await db.execute(select(t.handoffs))).one()
        assert (row.owed_since, row.first_answer_at) == (None, NOON)


async def test_a_newer_one_for_the_same_text_takes_the_place_of_the_older(database: Database, talks: int) -> None:
    other = Idea("skill 1", "Cuisiner", "Cuisiner pour six personnes")
    moved = Idea(IDEA.line, "Servir", "Servir en terrasse")
    async with database.write() as db:
        again = Idea(IDEA.line, IDEA.before, "Tenir la caisse")
        for id, idea in (("a", IDEA), ("b", other), ("c", moved), ("d", again)):
            await suggestions.offer(db, SEALER, NOON, 1, talks, id, idea)
        assert [one.idea.after for one in await suggestions.offered(db, SEALER, 1)] == [
            "Cuisiner pour six personnes", "Servir en terrasse", "Tenir la caisse",
        ]  # fmt: skip
        states = [one.state for one in await suggestions.of_conversation(db, SEALER, 1, talks)]
    assert states == ["past", "offered", "offered", "offered"]


async def test_what_was_taken_stays_taken_when_there_is_a_newer_one(database: Database, talks: int) -> None:
    async with database.write() as db:
        await suggestions.offer(db, SEALER, NOON, 1, talks, "a", IDEA)
        [one] = await suggestions.offered(db, SEALER, 1)
        assert await suggestions.settle(db, NOON, 1, one.key, "taken")
        assert not await suggestions.settle(db, NOON, 1, one.key, "taken"), "twice is once"
        await suggestions.offer(db, SEALER, NOON, 1, talks, "b", IDEA)
        assert [two.state for two in await suggestions.of_conversation(db, SEALER, 1, talks)] == ["taken", "offered"]


async def test_taken_ones_come_in_the_order_they_were_taken(database: Database, talks: int) -> None:
    second = Idea("skill 1", "Cuisiner", "Cuisiner pour six")
    async with database.write() as db:
        await suggestions.offer(db, SEALER, NOON, 1, talks, "a", IDEA)
        await suggestions.offer(db, SEALER, NOON, 1, talks, "b", second)
    first, last = await keys(database)
    async with database.write() as db:
        await suggestions.settle(db, NOON + MINUTE, 1, last, "taken")
        await suggestions.settle(db, NOON + 2 * MINUTE, 1, first, "taken")
        assert [one.key for one in await suggestions.taken(db, SEALER, 1)] == [last, first]
        await suggestions.settle(db, NOON + 3 * MINUTE, 1, last, "kept")
        assert [one.key for one in await suggestions.taken(db, SEALER, 1)] == [first]


async def test_another_persons_key_settles_nothing(database: Database, talks: int) -> None:
    await person(database, 2)
    async with database.write() as db:
        await suggestions.offer(db, SEALER, NOON, 1, talks, "a", IDEA)
        [one] = await suggestions.offered(db, SEALER, 1)
        assert await suggestions.find(db, SEALER, 2, one.key) is None
        assert not await suggestions.settle(db, NOON, 2, one.key, "taken")
        assert await suggestions.of_conversation(db, SEALER, 2, talks) == []
    assert await keys(database) == [one.key]


async def test_of_a_mentor_whom_they_reported_nothing_is_shown_again(database: Database, talks: int) -> None:
    async with database.write() as db:
        await suggestions.offer(db, SEALER, NOON, 1, talks, "a", IDEA)
        about = {"person_id": 1, "handoff_id": talks, "account_id": 1, "evidence": b"x", "at": NOON}
        await db.execute(t.reports.insert().values(about))
        assert await suggestions.offered(db, SEALER, 1) == []


async def test_every_state_is_one_that_the_person_reads_in_their_data(database: Database, talks: int) -> None:
    async with database.write() as db:
        await suggestions.offer(db, SEALER, NOON, 1, talks, "a", IDEA)
        [one] = await suggestions.offered(db, SEALER, 1)
        for state in STATES:
            await suggestions.settle(db, NOON, 1, one.key, state)
            kept = await persons.export(db, SEALER, 1)
            told = {"before": IDEA.before, "after": IDEA.after, "why": IDEA.why}
            assert kept["suggestions"] == [{"at": NOON.isoformat(), "line": IDEA.line, "state": state, **told}]


async def test_held_for_a_coordinator_and_let_through_it_is_offered(database: Database, talks: int) -> None:
    async with database.write() as db:
        given: dict[str, JsonValue] = {
            "line": "skill 1",
            "before": "Cuisiner",
            "after": "06 12 34 56 78",
            "why": "",
            "version": 3,
        }
        assert await held_lines.hold(db, SEALER, NOON, 1, talks, "c", "06 12 34 56 78", (), ["phone"], given)
        assert await suggestions.offered(db, SEALER, 1) == []
        [waiting] = await held.waiting(db)
        assert await held.let_through(db, SEALER, NOON, CHIEF, waiting.id) == "let_through"
        [one] = await suggestions.offered(db, SEALER, 1)
        assert one.idea == Idea("skill 1", "Cuisiner", "06 12 34 56 78", "", 3)
        kinds = (await db.scalars(select(events.c.kind))).all()
        assert "mentors.said" not in kinds


async def test_they_go_with_the_person(database: Database, talks: int) -> None:
    async with database.write() as db:
        await suggestions.offer(db, SEALER, NOON, 1, talks, "b", IDEA)
        await persons.erase(db, 1, NOON)
        assert (await db.execute(select(t.suggestions))).all() == []
