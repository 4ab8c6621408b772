"""A month's notice, then the lines, in the end everything; one word of theirs keeps it all."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Table, delete, select, update

from bot.channels.model import Message
from bot.config import load
from bot.people import retention
from bot.people.notices import Notices
from bot.people.rules import STRANGER
from bot.ports import Domain, Outcome, Turn
from bot.rooms import Behind, domains
from bot.storage.bodies import seal_message
from bot.storage.engine import Database
from bot.storage.keeping import DEFAULTS, NOTICE
from bot.storage.tables.accounts import account_chats
from bot.storage.tables.conversation import messages, sessions
from bot.storage.tables.cvs import cvs
from bot.storage.tables.files import files
from bot.storage.tables.later import events
from bot.storage.tables.letters import letters
from bot.storage.tables.mentors import notes, promises
from bot.storage.tables.people import people
from cv_builder.renderer import Renderer
from tests.bot.storage.rows import column, going
from tests.bot.test_rooms import ME, OTHER, SEALER, TIME, WORD, fill
from tests.bot.words import SourceWords
from tests.fakes.until import PATIENCE_S

NOW = TIME.now()
DAY = timedelta(days=1)
PARIS = ZoneInfo("Europe/Paris")
SAY = Notices(SourceWords(), PARIS, DEFAULTS)


@pytest.fixture
def rooms(database: Database) -> Sequence[Domain]:
    return domains(load(), database, Renderer(), TIME.clock, SEALER, Behind())


async def change(database: Database, id: int, **values: Any) -> None:
    async with database.write() as db:
        await db.execute(update(people).where(people.c.id == id).values(values))


async def unlink(database: Database, *ids: int) -> None:
    """Their chat is nobody's of the team."""
    async with database.write() as db:
        await db.execute(delete(account_chats).where(account_chats.c.person_id.in_(ids)))


async def announced(database: Database, at: datetime) -> list[int]:
    async with database.write() as db:
        await retention.announce(db, SEALER, at, DEFAULTS)
        query = select(events.c.person_id).where(events.c.kind == retention.KIND)
        return list((await db.scalars(query.order_by(events.c.id))).all())


async def said(database: Database, at: datetime, what: str, say: Notices = SAY) -> Outcome:
    async with database.write() as db:
        return await say(Turn(db, ME, "fr", at, TIME.new_id), {"what": what})


async def swept(database: Database, rooms: Sequence[Domain], at: datetime) -> None:
    async with database.write() as db:
        for room in rooms:
            if room.retain is not None and room.name in ("people", "mentors"):
                await room.retain(db, at)


async def test_a_notice_is_put_down_once_a_silence_and_a_month_ahead(database: Database) -> None:
    await fill(database, ME, WORD)
    assert await announced(database, NOW + DEFAULTS.chat - NOTICE - DAY) == []
    for later in (timedelta(0), timedelta(hours=1), DAY):
        assert await announced(database, NOW + DEFAULTS.chat - NOTICE + later) == [ME]
    await change(database, ME, last_seen_at=NOW + DAY)
    assert await announced(database, NOW + DEFAULTS.chat - NOTICE) == [ME], "they wrote: nothing is due"
    assert await announced(database, NOW + DEFAULTS.chat - NOTICE + DAY) == [ME, ME], "a silence of its own"


async def test_after_a_long_outage_one_notice_says_it_all(database: Database) -> None:
    await fill(database, ME, WORD)
    await unlink(database, ME)
    await announced(database, NOW + 2 * DEFAULTS.cv)
    async with database.read() as db:
        (key,) = (await db.scalars(select(events.c.key).where(events.c.kind == retention.KIND))).all()
    assert key.startswith("people.notice/end/")


async def test_who_is_being_erased_holds_up_no_notice_of_others(database: Database) -> None:
    for id in (ME, OTHER):
        await fill(database, id, WORD)
    async with going(database, ME), asyncio.timeout(PATIENCE_S):
        assert await announced(database, NOW + DEFAULTS.chat - NOTICE) == [OTHER]


@pytest.mark.parametrize("damaged", [b"\xff damaged", b"[1]", b"[{}]"])
@pytest.mark.parametrize("table", [cvs, letters], ids=["cv", "letter"])
async def test_papers_that_cannot_be_read_hold_up_nobody_and_lose_nothing(
    database: Database, rooms: Sequence[Domain], table: Table, damaged: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    for id in (ME, OTHER):
        await fill(database, id, WORD)
    due = NOW + DEFAULTS.chat - NOTICE
    async with database.write() as db:
        await db.execute(update(table).where(table.c.person_id == ME).values(documents=damaged))
        for id in (ME, OTHER):
            await retention.told(db, id, "chat", due)
    await swept(database, rooms, due + NOTICE)
    left = await column(database, files.c.id)
    assert {f"upload {ME}", f"pdf {ME}", f"letter {ME}"} <= set(left)
    assert f"upload {OTHER}" not in left
    assert await column(database, messages.c.seq) == [], "what was said goes all the same"
    assert f"files of person {ME} stay" in caplog.text


async def test_lines_and_loose_files_go_a_month_after_the_notice_and_the_cv_stays(
    database: Database, rooms: Sequence[Domain]
) -> None:
    await fill(database, ME, WORD)
    await fill(database, OTHER, "Bintou")
    due = NOW + DEFAULTS.chat - NOTICE
    await change(database, OTHER, last_seen_at=due)
    await said(database, due, "chat")
    async with database.write() as db:
        line = {"person_id": ME, "seq": 2, "direction": "out", "author": "bot", "state": "sent", "priority": 2}
        body = seal_message(SEALER, ME, Message(2, "bot", "notice"))
        await db.execute(messages.insert().values(line | {"body": body, "created_at": due}))
    before = await column(database, files.c.id)
    await swept(database, rooms, due + NOTICE - DAY)
    assert await column(database, files.c.id) == before
    await swept(database, rooms, due + NOTICE)
    async with database.read() as db:
        left = (await db.execute(select(messages.c.person_id, messages.c.seq).order_by(messages.c.person_id))).all()
        state = await db.scalar(select(sessions.c.state).where(sessions.c.person_id == ME))
        promised = await db.scalar(select(promises.c.what).where(promises.c.person_id == ME))
        noted = (await db.scalars(select(notes.c.person_id))).all()
    assert left == [(ME, 2), (OTHER, 1)], "the notice stays: an empty page says nothing"
    assert state, "answers are the CV"
    mine = {id for id in await column(database, files.c.id) if id.endswith(f" {ME}")}
    assert {"pdf 1", "docx 1", "letter 1"} <= mine
    assert f"upload {ME}" not in mine
    assert f"upload {OTHER}" in await column(database, files.c.id)
    assert (promised, noted) == (None, [OTHER])
    assert ME in await column(database, cvs.c.person_id)


async def test_everything_goes_by_way_of_erasing(database: Database, rooms: Sequence[Domain]) -> None:
    for id in (ME, OTHER):
        await fill(database, id, WORD)
    await unlink(database, ME, OTHER)
    due = NOW + DEFAULTS.cv - NOTICE
    assert "j’efface tout" in (await said(database, due, "end")).lines[0].text
    await swept(database, rooms, due + NOTICE - DAY)
    assert [at for at in await column(database, people.c.erase_at) if at] == []
    await swept(database, rooms, due + NOTICE)
    async with database.read() as db:
        leaving = (await db.scalars(select(people.c.id).where(people.c.erase_at.is_not(None)))).all()
    assert leaving == [ME], "the other was not told"


async def test_strangers_leave_only_an_address_and_not_for_long(database: Database, rooms: Sequence[Domain]) -> None:
    for id in (ME, OTHER):
        await fill(database, id, WORD)
        await unlink(database, id)
        await change(database, id, consent_at=None, last_seen_at=NOW - STRANGER - id * DAY + 2 * DAY)
    await swept(database, rooms, NOW)
    assert await column(database, people.c.id) == [ME, OTHER]
    await swept(database, rooms, NOW + timedelta(hours=1))
    assert await column(database, people.c.id) == [ME]


async def test_the_chat_of_somebody_of_the_team_stays_whatever_they_agreed_to(
    database: Database, rooms: Sequence[Domain]
) -> None:
    for id in (ME, OTHER):
        await fill(database, id, WORD)
    await unlink(database, OTHER)
    long_ago = NOW - STRANGER - DAY
    for id in (ME, OTHER):
        await change(database, id, consent_at=None, last_seen_at=long_ago)
    await swept(database, rooms, NOW)
    assert await column(database, people.c.id) == [ME]
    await change(database, ME, consent_at=long_ago)
    late = NOW + 2 * DEFAULTS.cv
    assert (await said(database, late, "end")).lines == (), "what will not happen is not announced"
    await change(database, ME, end_notice_at=late)
    await swept(database, rooms, late + NOTICE)
    assert await column(database, people.c.erase_at) == [None]
