"""The draw: one in twenty, each once, none that was not a conversation."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from sqlalchemy import select

from bot.mentors.store.samples import SHARE, draw, drawn
from bot.storage.engine import Database
from bot.storage.tables import mentors as t
from tests.bot.mentors.rows import NOON, handoff, mentor
from tests.bot.storage.rows import person


def ids(good: bool) -> Iterator[str]:
    return (id for n in count() if drawn(id := f"id-{n}") is good)


def test_one_in_twenty() -> None:
    share = sum(drawn(f"id-{n}") for n in range(20_000)) / 20_000
    assert abs(share - SHARE) < 0.006
    assert [drawn("a"), drawn("a")] == [drawn("a")] * 2


async def chosen(database: Database) -> list[int]:
    async with database.read() as db:
        return list(await db.scalars(select(t.samples.c.handoff_id).order_by(t.samples.c.handoff_id)))


async def test_each_is_in_the_draw_once(database: Database) -> None:
    names = ("closed", "left", "held", "waiting", "unanswered")
    for n in range(1, 6):
        await person(database, n)
    async with database.write() as db:
        await mentor(db, 1)
        made = {}
        for n, name in enumerate(names, 1):
            state = "closed" if name == "unanswered" else name
            answered = None if name in ("unanswered", "waiting") else NOON
            made[name] = await handoff(db, n, state=state, mentor_id=1, change=n, first_answer_at=answered)
        bad, good = ids(False), ids(True)
        assert await draw(db, NOON, lambda: next(bad)) == 0
        assert await draw(db, NOON, lambda: next(good)) == 0, "they had their chance"
    assert await chosen(database) == []
    async with database.write() as db:
        await db.execute(t.handoffs.update().where(t.handoffs.c.id == made["held"]).values(state="closed", change=9))
        assert await draw(db, NOON, lambda: next(good)) == 1
        assert await draw(db, NOON, lambda: next(good)) == 0
    assert await chosen(database) == [made["held"]]


async def test_what_was_over_before_the_first_draw_is_in_it(database: Database) -> None:
    good = ids(True)
    for n in (1, 2):
        await person(database, n)
    async with database.write() as db:
        await mentor(db, 1)
        made = [await handoff(db, n, state="closed", mentor_id=1, change=n, first_answer_at=NOON) for n in (1, 2)]
        assert await draw(db, NOON, lambda: next(good)) == 2
    assert await chosen(database) == made
