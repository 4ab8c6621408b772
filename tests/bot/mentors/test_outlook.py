"""The line that tells how long it takes: one line, changed when the truth changes, and not otherwise."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import func, select, update

from bot.mentors.outlook import LOOK_EVERY
from bot.mentors.store import queue
from bot.storage.tables.later import events
from bot.storage.tables.mentors import handoffs, mentors, slots
from tests.bot.mentors.house import Room, talking
from tests.bot.mentors.rows import SEALER

MINUTE = timedelta(minutes=1)
LOOK = LOOK_EVERY / MINUTE


async def off_duty(room: Room) -> None:
    async with room.database.write() as db:
        await db.execute(update(mentors).values(on_duty_until=None))


async def let_down(room: Room) -> int:
    """They wait again, and were told so: the seq of that line."""
    held = await talking(room)
    async with room.database.write() as db:
        await queue.requeue(db, SEALER, room.now, held.id, "gone")
    said = await room.rest()
    assert "Quelqu’un est là." in said[0].text
    return said[0].seq


async def test_nothing_changed_nothing_is_said(room: Room) -> None:
    await let_down(room)
    assert await room.passes(hours=5) == []


async def test_what_changes_is_told_in_the_place_of_the_older_line(room: Room) -> None:
    first = await let_down(room)
    await off_duty(room)
    [changed] = await room.passes(minutes=LOOK)
    assert changed.replaces == first
    assert "Personne n’est là en ce moment" in changed.text
    async with room.database.write() as db:
        at = {"starts_at": room.now + timedelta(days=1), "ends_at": room.now + timedelta(days=1, hours=1)}
        free = {"key": "s", "account_id": 1, "state": "free", "created_at": room.now}
        await db.execute(slots.insert().values(free | at))
    [again] = await room.passes(minutes=LOOK)
    assert again.replaces == changed.seq
    assert "Personne n’est là avant\u00a0: demain à" in again.text
    assert [button.id for button in again.choices] == ["!m:leave"]


async def test_it_is_looked_at_as_long_as_they_wait_and_no_longer(room: Room) -> None:
    await let_down(room)
    await room.claim(2)
    await room.rest()
    await room.answer("me voilà", 2)
    await off_duty(room)
    await room.passes(minutes=3 * LOOK)
    async with room.database.read() as db:
        waiting = select(func.count()).where(events.c.kind == "mentors.waiting", events.c.done_at.is_(None))
        assert await db.scalar(waiting) == 0
        assert await db.scalar(select(handoffs.c.told_seq)) is None
