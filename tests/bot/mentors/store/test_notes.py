"""What the console keeps beside the conversation: who may, and what is sealed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from bot.channels.model import FileRef
from bot.mentors.contacts import LABELS
from bot.mentors.store import duty, handoffs, held_lines, lines, notes, queue, talk
from bot.storage.engine import Database
from bot.storage.tables.mentors import held_lines as held_table
from bot.storage.tables.mentors import vettings
from tests.bot.mentors.rows import NOON, SEALER, handoff, mentor
from tests.bot.storage.rows import line, person

HOUR = timedelta(hours=1)


@pytest.fixture
async def held(database: Database) -> int:
    """Mentor 1 talks with person 1; mentor 2 does not."""
    await person(database, 1)
    async with database.write() as db:
        await mentor(db, 1, alias="Lina")
        await mentor(db, 2, alias="Marc")
        await handoff(db, 1)
        taken = await queue.claim(db, SEALER, NOON, 1)
    assert taken is not None
    return taken.id


async def test_notes_are_of_who_holds_it_and_go_with_the_person(database: Database, held: int) -> None:
    async with database.write() as db:
        assert await notes.add(db, SEALER, NOON, 1, held, "Cherche un stage")
        assert not await notes.add(db, SEALER, NOON, 2, held, "Moi aussi")
        assert [(one.alias, one.text) for one in await notes.of_person(db, SEALER, 1)] == [("Lina", "Cherche un stage")]
        assert await notes.of_person(db, SEALER, 2) == []
        assert await notes.handed_over(db, SEALER, 1, 1) == ""


async def test_tags_are_from_the_list(database: Database, held: int) -> None:
    async with database.write() as db:
        assert await notes.tag(db, NOON, 1, held, ["papers", "Amina", "housing"])
        assert not await notes.tag(db, NOON, 2, held, ["health"])
        assert await notes.tags_of(db, held) == {"papers", "housing"}


async def test_a_held_line_is_one_however_often_it_is_sent(database: Database, held: int) -> None:
    file = FileRef("f", "photo.jpg", "image/jpeg")
    async with database.write() as db:
        for _ in range(2):
            assert await held_lines.hold(db, SEALER, NOON, 1, held, "c", "06 12 34 56 78", [file], ["phone"])
        assert not await held_lines.hold(db, SEALER, NOON, 2, held, "c", "06 12 34 56 78", [], ["phone"])
        [one] = await held_lines.of_mentor(db, SEALER, 1, held)
        assert (one.text, one.state) == ("06 12 34 56 78", "held")
        await db.execute(update(held_table).values(state="let_through"))
        assert await held_lines.of_mentor(db, SEALER, 1, held) == [], "it is in the transcript then"


async def test_what_keeps_a_mentor_from_taking_anybody(database: Database, held: int) -> None:
    async with database.write() as db:
        assert await duty.standing(db, 99, NOON) is None
        mine = await duty.standing(db, 1, NOON)
        assert mine is not None
        assert (mine.may_take(), mine.held, mine.alias) == (True, 1, "Lina")
        await duty.be_there(db, 1, NOON + HOUR)
        await duty.alive(db, [duty.Sign(2, NOON), duty.Sign(1, NOON)])
        later = await duty.standing(db, 1, NOON + 2 * HOUR)
        assert later is not None
        assert later.on_duty_until is None, "it is over"
        await db.execute(update(vettings).values(withdrawn_at=NOON))
        after = await duty.standing(db, 1, NOON)
        assert after is not None
        assert not after.may_take()
        assert not await duty.may_listen(db, 1, 1, NOON)


async def test_lines_of_before_are_not_read_and_a_sentence_under_way_is_known(database: Database, held: int) -> None:
    for seq, text in ((1, b'{"text":"Mon mail : a.b@example.org"}'), (2, b'{"text":"Salut"}')):
        await line(database, seq, author="me", direction="in", body=text)
    async with database.write() as db:
        mine = await handoffs.by_id(db, held)
        assert mine is not None
        read = await lines.lines(db, SEALER, mine, 1, LABELS.__getitem__)
        assert [(one.seq, one.masked) for one in read] == [(1, True), (2, False)]
        assert [one.seq for one in await lines.lines(db, SEALER, mine, 1, LABELS.__getitem__, after=1)] == [2]
        await talk.say(db, SEALER, NOON, 1, held, "c", "J’arrive")
        assert await lines.under_way(db, SEALER, mine, 1) == ["J’arrive"]
        assert await lines.said_before(db, SEALER, mine, 1) == ["J’arrive"]
        assert await lines.under_way(db, SEALER, mine, 2) == []
        assert await lines.file(db, SEALER, NOON, 1, held, 2) is None
        assert await db.scalar(select(held_table.c.id)) is None
