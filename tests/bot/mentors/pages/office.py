"""The coordinators' side of the site."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.accounts.store import disable
from bot.clock import Clock
from bot.config import TRAINING_SHARE
from bot.course import Course
from bot.i18n import translator
from bot.mentors.pages.coordinator import Office
from bot.mentors.pages.mailbox import Mailbox
from bot.mentors.pages.team import TeamPages
from bot.mentors.store import queue
from bot.storage.sealed import seal_json
from bot.storage.tables import mentors as t
from bot.storage.tables.accounts import accounts
from bot.storage.tables.later import events
from flows.events import JsonValue
from flows.model import Library
from tests.bot.mentors import rows
from tests.bot.mentors.course import READ
from tests.bot.mentors.pages.house import SEALER, House
from tests.bot.storage.rows import person
from tests.bot.web.signed import PARIS, site
from tests.fakes.team import FakePost


@asynccontextmanager
async def team_site(
    house: House, post: FakePost | None, clock: Clock | None = None, library: Callable[[], Library] = lambda: READ
) -> AsyncIterator[str]:
    """`clock`: another one than the house's, for browsers. `library`: the flows that are served."""
    at = clock or house.time.clock

    async def close(db: AsyncConnection, account_id: int, now: datetime) -> None:
        await disable(db, account_id, now)
        await queue.cut_off(db, SEALER, now)

    box = Mailbox(house.database, at, translator, post, PARIS.key)
    pages = TeamPages(Office(box, SEALER, PARIS, house.look, close), Course(library), TRAINING_SHARE)
    async with site(house.database, at, pages.routes) as address:
        yield address


async def conversation(house: House, mentor_id: int, person_id: int = 5, **columns: Any) -> int:
    """Somebody talks with this mentor, who was put straight in; the handoff's id."""
    await person(house.database, person_id)
    async with house.database.write() as db:
        there = await db.scalar(select(t.mentors.c.account_id).where(t.mentors.c.account_id == mentor_id))
        if there is None:
            await rows.mentor(db, mentor_id, alias="Tess")
        await rows.agreed(db, person_id)
        held: dict[str, Any] = {"state": "held", "mentor_id": mentor_id, "claimed_at": house.time.now(), **columns}
        return await rows.handoff(db, person_id, **held)


async def held_line(house: House, handoff_id: int, mentor_id: int, text: str, person_id: int = 5) -> int:
    body: dict[str, JsonValue] = {"text": text, "files": [], "found": ["phone"]}
    row = {
        "key": f"{handoff_id}/{text}", "person_id": person_id, "handoff_id": handoff_id, "account_id": mentor_id,
        "body": seal_json(SEALER, person_id, body), "state": "held", "at": house.time.now(),
    }  # fmt: skip
    async with house.database.write() as db:
        return int(await db.scalar(t.held_lines.insert().values(row).returning(t.held_lines.c.id)) or 0)


async def read_rows(house: House) -> list[tuple[int, str, str]]:
    """Person, role, what; in order."""
    async with house.database.read() as db:
        found = await db.execute(select(t.reads.c.person_id, t.reads.c.role, t.reads.c.what).order_by(t.reads.c.id))
        return [(row.person_id, row.role, row.what) for row in found]


async def news(house: House) -> list[str]:
    async with house.database.read() as db:
        return list(await db.scalars(select(events.c.kind).order_by(events.c.id)))


async def is_disabled(house: House, account_id: int) -> bool:
    async with house.database.read() as db:
        return await db.scalar(select(accounts.c.disabled_at).where(accounts.c.id == account_id)) is not None


SOON = timedelta(days=1)
