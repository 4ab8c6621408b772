"""Under 15: what was kept goes at once, everywhere; from then on nothing is kept, whatever they agree to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from bot.config import load
from bot.people import store
from bot.people.young import FLOW, YOUNG
from bot.ports import Domain, Turn
from bot.rooms import Behind, domains
from bot.storage.engine import Database
from bot.storage.purge import BEFORE_CONSENT, purge
from bot.storage.tables.people import people
from cv_builder.renderer import Renderer
from flows.events import Adopted
from tests.bot.test_rooms import ME, OTHER, SEALER, STAY, TIME, WORD, fill, rows_of, whole

NOW = TIME.now()


@pytest.fixture
def rooms(database: Database) -> Sequence[Domain]:
    return domains(load(), database, Renderer(), TIME.clock, SEALER, Behind())


async def test_what_is_kept_goes_at_once_and_only_theirs(database: Database, rooms: Sequence[Domain]) -> None:
    await fill(database, ME, WORD)
    await fill(database, OTHER, "Bintou")
    others = await rows_of(database, OTHER)
    (action,) = [room.actions[YOUNG] for room in rooms if YOUNG in room.actions]
    async with database.write() as db:
        await db.execute(update(people).where(people.c.id == ME).values(erase_at=NOW))
        outcome = await action(Turn(db, ME, "fr", NOW, TIME.new_id), {}, {})
    assert (outcome.forget, outcome.adopt) == (True, Adopted(FLOW, {}))
    assert await rows_of(database, ME) == dict.fromkeys((*STAY, "alerts"), 1), "nobody has seen it yet"
    assert WORD not in await whole(database)
    assert await rows_of(database, OTHER) == others
    async with database.read() as db:
        row = (await db.execute(select(people).where(people.c.id == ME))).one()
    assert (row.age_band, row.consent_at, row.erase_at) == ("under15", None, None)


@pytest.mark.parametrize(("band", "kept"), [("under15", False), ("15_17", True), (None, True)])
async def test_whatever_they_agree_to_nothing_is_kept(database: Database, band: str | None, kept: bool) -> None:
    await fill(database, ME, WORD)
    async with database.write() as db:
        await db.execute(update(people).values(age_band=band, consent_at=None, last_seen_at=NOW))
        await store.consent(db, ME, NOW)
        assert await store.has_agreed(db, ME) is kept
    await purge(database, NOW + BEFORE_CONSENT + timedelta(minutes=1))
    left = await rows_of(database, ME)
    assert ("cvs" in left, "letters" in left, "files" in left) == (kept, kept, kept)
