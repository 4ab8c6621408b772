"""A mentor says something, closes, gives back: only while it is theirs."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.channels.model import FileRef
from bot.mentors.model import Said, Wish
from bot.mentors.store import begin, promises, queue, talk
from bot.mentors.store import handoffs as read
from bot.storage.engine import Database
from bot.storage.sealed import open_json
from bot.storage.tables.accounts import accounts
from bot.storage.tables.later import events
from bot.storage.tables.mentors import handoffs, pairs, reads, vettings
from tests.bot.mentors.rows import NOON, SEALER, agreed, handoff, mentor
from tests.bot.storage.rows import person

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


async def begun(database: Database) -> int:
    """Person 1 talks with mentor 1; mentor 2 is there, too."""
    await person(database, 1, last_seq=9)
    async with database.write() as db:
        await mentor(db, 1)
        await mentor(db, 2)
        await handoff(db, 1)
        taken = await queue.claim(db, SEALER, NOON, 1)
    assert taken is not None
    return taken.id


async def payloads(db: AsyncConnection, kind: str) -> list[Any]:
    rows = await db.scalars(select(events.c.payload).where(events.c.kind == kind).order_by(events.c.id))
    return [open_json(SEALER, 1, payload) for payload in rows]


async def test_a_sentence_is_put_down_once_whatever_is_pressed(database: Database) -> None:
    id = await begun(database)
    file = FileRef("f1", "a.pdf", "application/pdf", "")
    async with database.write() as db:
        assert await talk.say(db, SEALER, NOON + MINUTE, 1, id, "c1", "Salut", [file]) == Said(id, 1)
        assert await talk.say(db, SEALER, NOON + MINUTE, 1, id, "c1", "Salut", [file]) == Said(id, 1, again=True)
        assert await payloads(db, "mentors.said") == [
            {"handoff": id, "account": 1, "text": "Salut", "files": [["f1", "a.pdf", "application/pdf", ""]]}
        ]
        assert await talk.unsaid(db, id, 1)
        now = await read.by_id(db, id)
        assert now is not None
        assert (now.first_answer_at, now.mentor_at, now.owed_since) == (NOON + MINUTE, NOON + MINUTE, None)
        await talk.say(db, SEALER, NOON + 2 * MINUTE, 1, id, "c2", "Ça va ?")
        later = await read.by_id(db, id)
        assert later is not None
        assert (later.first_answer_at, later.mentor_at) == (NOON + MINUTE, NOON + 2 * MINUTE)


async def all_refused(db: AsyncConnection, account_id: int, id: int, at: Any = NOON) -> bool:
    """Nothing a mentor can do works, and nothing was written."""
    before = await db.scalar(select(func.count()).select_from(events))
    done = [
        await talk.say(db, SEALER, at, account_id, id, "x", "Salut"),
        await talk.close(db, SEALER, at, account_id, id, "done"),
        await talk.give_back(db, SEALER, at, account_id, id, "cv"),
        await promises.make(db, SEALER, at, account_id, id, "jeudi", at + DAY),
        await read.of_mentor(db, account_id, id, at),
    ]
    return done == [None] * 5 and await db.scalar(select(func.count()).select_from(events)) == before


async def test_another_mentor_can_do_nothing_and_see_nothing(database: Database) -> None:
    id = await begun(database)
    async with database.write() as db:
        assert await all_refused(db, 2, id)
        assert await all_refused(db, 77, id)
        assert await all_refused(db, 1, id + 1)


async def test_a_mentor_who_is_cut_off_can_do_nothing_from_that_moment(database: Database) -> None:
    id = await begun(database)
    async with database.write() as db:
        await db.execute(update(accounts).where(accounts.c.id == 1).values(disabled_at=NOON))
        assert await all_refused(db, 1, id)
        await db.execute(update(accounts).where(accounts.c.id == 1).values(disabled_at=None))
        await db.execute(update(vettings).where(vettings.c.account_id == 1).values(expires_at=NOON + MINUTE))
        assert await all_refused(db, 1, id, NOON + MINUTE)
        assert await talk.say(db, SEALER, NOON, 1, id, "c", "Salut") is not None


@pytest.mark.parametrize("gone", [{"state": "waiting"}, {"state": "closed"}, {"frozen_at": NOON}])
async def test_what_was_taken_away_or_frozen_is_theirs_no_more(database: Database, gone: dict[str, Any]) -> None:
    id = await begun(database)
    async with database.write() as db:
        await db.execute(update(handoffs).values(**gone))
        assert await all_refused(db, 1, id)


async def test_closing_makes_a_pair_and_is_told_once(database: Database) -> None:
    id = await begun(database)
    async with database.write() as db:
        closed = await talk.close(db, SEALER, NOON, 1, id, "done")
        assert closed is not None
        assert (closed.state, closed.outcome, closed.closed_at, closed.owed_since) == ("closed", "done", NOON, None)
        assert await talk.close(db, SEALER, NOON, 1, id, "done") is None
        assert await payloads(db, "mentors.closed") == [{"handoff": id, "account": 1}]
        assert (await db.execute(select(pairs.c.person_id, pairs.c.account_id))).all() == [(1, 1)]


async def test_a_pair_keeps_its_note_while_the_mentor_stays_the_same(database: Database) -> None:
    id = await begun(database)
    async with database.write() as db:
        await db.execute(pairs.insert().values(person_id=1, account_id=1, since=NOON - DAY, note=b'"mots"'))
        await talk.close(db, SEALER, NOON, 1, id, "done")
        assert (await db.execute(select(pairs.c.since, pairs.c.note))).one() == (NOON - DAY, b'"mots"')


async def test_giving_back_names_the_step(database: Database) -> None:
    id = await begun(database)
    async with database.write() as db:
        closed = await talk.give_back(db, SEALER, NOON, 1, id, "cv")
        assert closed is not None
        assert (closed.state, closed.outcome) == ("closed", "bot")
        assert await payloads(db, "mentors.back") == [{"handoff": id, "account": 1, "step": "cv"}]


async def test_an_outcome_that_is_none_is_our_mistake(database: Database) -> None:
    id = await begun(database)
    async with database.write() as db:
        with pytest.raises(ValueError, match="well"):
            await talk.close(db, SEALER, NOON, 1, id, "well")


async def test_reading_is_noted(database: Database) -> None:
    await begun(database)
    async with database.write() as db:
        await talk.read(db, NOON, 1, 1, "mentor", "file", "f1")
        row = (await db.execute(select(reads))).one()
    assert (row.person_id, row.account_id, row.role, row.what, row.subject) == (1, 1, "mentor", "file", "f1")


# -- promises -------------------------------------------------------------------------------------------------
async def test_a_promise_is_looked_at_twice_and_kept_by_a_word_of_the_next_conversation(database: Database) -> None:
    id = await begun(database)
    async with database.write() as db:
        promised = await promises.make(db, SEALER, NOON, 1, id, "ta lettre, avant jeudi", NOON + 4 * DAY)
        assert promised is not None
        due = (await db.execute(select(events.c.due_at).where(events.c.kind == "mentors.promised"))).scalars().all()
        assert sorted(due) == [NOON + 4 * DAY - promises.REMIND_BEFORE, NOON + 4 * DAY]
        await talk.say(db, SEALER, NOON, 1, id, "c1", "à jeudi")
        await talk.close(db, SEALER, NOON, 1, id, "to_be_continued")
        assert [one.what for one in await promises.open_of(db, SEALER, 1)] == ["ta lettre, avant jeudi"]
        assert await promises.open_of(db, SEALER, 2) == []
        back = await begin.come_back(db, SEALER, NOON + DAY, 1, promised)
        assert back is not None
        assert (back.state, back.topic, back.mentor_id, back.first_seq) == ("held", "cv", 1, 10)
        await talk.say(db, SEALER, NOON + DAY, 1, back.id, "c2", "la voilà")
        assert await promises.open_of(db, SEALER, 1) == []
        assert await promises.broken(db, promised) is None


async def test_a_promise_for_soon_is_reminded_halfway(database: Database) -> None:
    id = await begun(database)
    async with database.write() as db:
        await promises.make(db, SEALER, NOON, 1, id, "dans une heure", NOON + 60 * MINUTE)
        due = (await db.execute(select(events.c.due_at).where(events.c.kind == "mentors.promised"))).scalars().all()
        assert sorted(due) == [NOON + 30 * MINUTE, NOON + 60 * MINUTE]


async def test_a_promise_for_yesterday_is_none_and_only_its_mentor_keeps_it(database: Database) -> None:
    id = await begun(database)
    async with database.write() as db:
        assert await promises.make(db, SEALER, NOON, 1, id, "hier", NOON - DAY) is None
        promised = await promises.make(db, SEALER, NOON, 1, id, "jeudi", NOON + DAY)
        assert promised is not None
        reminded = await promises.remind(db, NOON, promised)
        assert reminded is not None
        assert reminded.reminded_at == NOON
        assert await promises.remind(db, NOON, promised) is None
        assert not await promises.keep(db, NOON, 2, promised)
        assert await promises.keep(db, NOON, 1, promised)
        assert not await promises.keep(db, NOON, 1, promised)
        assert await begin.come_back(db, SEALER, NOON, 2, promised) is None


# -- a conversation that nobody waited for --------------------------------------------------------------------
async def test_an_appointment_opens_by_itself_and_twice_is_once(database: Database) -> None:
    await person(database, 1, last_seq=4)
    wish = Wish("interview", ("fr",))
    async with database.write() as db:
        await mentor(db, 1, capacity=0)
        assert await begin.begin(db, SEALER, NOON, 1, 1, wish, "adults", "appointment") is None, "not agreed"
        await agreed(db, 1)
        first = await begin.begin(db, SEALER, NOON, 1, 1, wish, "adults", "appointment")
        assert first is not None
        assert (first.state, first.first_seq, first.owed_since) == ("held", 5, NOON)
        again = await begin.begin(db, SEALER, NOON + MINUTE, 1, 1, wish, "adults", "appointment")
        assert again == first
        assert len(await payloads(db, "mentors.taken")) == 1


async def test_who_waits_is_taken_out_of_the_queue_and_who_talks_with_another_is_left_alone(
    database: Database,
) -> None:
    await person(database, 1)
    wish = Wish("interview", ("fr",))
    async with database.write() as db:
        await mentor(db, 1)
        await mentor(db, 2)
        waits = await handoff(db, 1)
        begun_now = await begin.begin(db, SEALER, NOON, 1, 1, wish, "adults", "appointment")
        assert begun_now is not None
        assert begun_now.id == waits
        assert await begin.begin(db, SEALER, NOON, 2, 1, wish, "adults", "appointment") is None
        assert await queue.claim(db, SEALER, NOON, 2) is None


async def test_a_mentor_who_may_not_does_not_begin(database: Database) -> None:
    await person(database, 1)
    async with database.write() as db:
        await mentor(db, 1, level="adults")
        assert await begin.begin(db, SEALER, NOON, 1, 1, Wish("cv", ("fr",)), "minors", "appointment") is None
        assert await begin.begin(db, SEALER, NOON, 9, 1, Wish("cv", ("fr",)), "minors", "appointment") is None
