"""The pages of the team: alerts taken once, phrases shown masked and noted, and a mentor who is worried."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from sqlalchemy import delete, select, update

from bot.accounts.domain import domain
from bot.i18n import translator
from bot.safety import store
from bot.safety.alarm import AGAIN, FLAGGED, raise_alert
from bot.safety.net.model import Hit
from bot.safety.pages import SafetyPages
from bot.storage.engine import Database
from bot.storage.tables.accounts import accounts
from bot.storage.tables.conversation import messages
from bot.storage.tables.later import events
from bot.storage.tables.mentors import aliases, handoffs, reads
from bot.storage.tables.safety import alerts, missed
from tests.bot.mentors import rows as mentors
from tests.bot.mentors.pages.house import House, sign_in
from tests.bot.safety.rows import NOW, SEALER, coordinator, handoff, person, said
from tests.bot.web.rooms import Visitor, rooms, visitor
from tests.bot.web.signed import PARIS

WORDS = "je veux plus être là, appelle le 06 12 34 56 78"
TESS = 700


@pytest.fixture
def house(database: Database) -> House:
    found = House(database)
    found.time.at = NOW
    return found


@pytest.fixture
async def base(house: House) -> AsyncIterator[str]:
    clock = house.time.clock
    entry = domain(database=house.database, clock=clock, zone=PARIS, root="", translations=translator)
    pages = SafetyPages(
        house.database, clock, SEALER, PARIS, house.look, lambda text: text.replace("06 12 34 56 78", "[x]"), "data/net"
    )
    assert entry.routes
    async with rooms(clock, entry.routes, pages.routes) as address:
        yield address


@pytest.fixture
async def ana(base: str, house: House) -> AsyncIterator[Visitor]:
    async with visitor(base) as somebody:
        await sign_in(somebody, house, "coordinator", "Ana Ruiz")
        yield somebody


@pytest.fixture
async def tess(base: str, house: House) -> AsyncIterator[Visitor]:
    """A mentor; `me` is her account."""
    async with visitor(base) as somebody:
        await sign_in(somebody, house, "mentor", "Tess")
        yield somebody


async def me(house: House, name: str) -> int:
    async with house.database.read() as db:
        return int(await db.scalar(select(accounts.c.id).where(accounts.c.name == name)) or 0)


async def test_an_alert_is_shown_without_a_word_of_theirs_and_taken_once(ana: Visitor, house: House) -> None:
    async with house.database.write() as db:
        await person(db, consent_at=NOW, age_band="15_17")
        await said(db, 3, WORDS)
        await store.note(db, SEALER, NOW, 1, 3, Hit("suicide", "sure", ((0, 5),)))
        raised = await raise_alert(db, SEALER, NOW, 1, "twice")
    await ana.open("/staff/alerts")
    for shown in ("Sans surnom", "deux fois en un jour", "mourir", "15 à 17 ans", "avec le robot"):
        assert shown in ana.text
    assert WORDS not in ana.text
    assert 'http-equiv="refresh"' in ana.html
    for note in ("vous vous en occupez", "déjà fait"):
        await ana.send("/staff/alerts", {"alert": raised.id})
        assert note in ana.text
    async with house.database.read() as db:
        assert await db.scalar(select(alerts.c.seen_by)) == await me(house, "Ana Ruiz")
        assert len(list(await db.scalars(select(events.c.id).where(events.c.kind == "safety.seen")))) == 1


@pytest.mark.parametrize("alert", ["", "0", "99", "-1", "x", "9" * 40])
async def test_no_such_alert(ana: Visitor, alert: str) -> None:
    await ana.open("/staff/alerts")
    await ana.send("/staff/alerts", {"alert": alert})
    assert ana.status == 200
    assert "déjà fait" in ana.text


async def test_a_mentor_opens_none_of_them(tess: Visitor) -> None:
    for path in ("/staff/alerts", "/staff/missed"):
        assert await tess.open(path) == 403


async def talks(house: House, mentor_id: int) -> None:
    async with house.database.write() as db:
        await person(db, consent_at=NOW, mode="human")
        await mentors.agreed(db, 1)
        await mentors.mentor(db, mentor_id, alias="Tess")
        await handoff(db, state="held", mentor_id=mentor_id, first_seq=2)
        await said(db, 1, "avant")
        await said(db, 2, WORDS)
        await said(db, 3, "bonne nuit")


async def worried(tess: Visitor, **fields: int) -> str:
    """Where they come to."""
    await tess.open("/staff/devices")
    await tess.send("/mentor/danger", fields, follow=False)
    return tess.location


async def test_a_worried_mentor_tells_the_team_and_what_the_net_missed_is_kept(
    tess: Visitor, ana: Visitor, house: House
) -> None:
    mine = await me(house, "Tess")
    await talks(house, mine)
    async with house.database.write() as db:
        await coordinator(db)
    for _ in range(2):
        assert await worried(tess, handoff=1, seq=2) == "/mentor/c/1?lang=fr&note=flagged#told"
    await worried(tess, handoff=1, seq=1)
    async with house.database.read() as db:
        assert (await db.execute(select(alerts.c.why, alerts.c.by_account, alerts.c.handoff_id))).all() == [
            ("flag", mine, 1)
        ]
        assert list(await db.scalars(select(missed.c.seq).order_by(missed.c.seq))) == [2, 3], (
            "1 came before: the newest"
        )
        assert len(list(await db.scalars(select(events.c.id).where(events.c.kind == FLAGGED)))) == 1
    await ana.open("/staff/missed")
    assert "je veux plus être là, appelle le [x]" in ana.text
    assert "06 12" not in ana.text
    assert "data/net" in ana.text
    async with house.database.read() as db:
        noted = [(row.person_id, row.role, row.what, row.subject) for row in await db.execute(select(reads))]
        id = await db.scalar(select(missed.c.id).where(missed.c.seq == 2))
    assert noted == [(1, "coordinator", "phrase", "2"), (1, "coordinator", "phrase", "3")]
    await ana.send("/staff/missed", {"phrase": id})
    assert "je veux plus être là" not in ana.text


async def test_a_mentor_hears_whether_anybody_is_told_and_the_person_that_they_worry(
    tess: Visitor, house: House
) -> None:
    await talks(house, await me(house, "Tess"))
    async with house.database.write() as db:
        await raise_alert(db, SEALER, NOW, 1, "twice")
    for flags in (1, 1, 2):
        assert "note=flagged_alone" in await worried(tess, handoff=1), "open already, and still nobody is told"
        async with house.database.read() as db:
            assert len(list(await db.scalars(select(events.c.id).where(events.c.kind == FLAGGED)))) == flags
            assert await db.scalar(select(alerts.c.why)) == "flag"
        house.time.at += AGAIN / 2


async def noted(house: House) -> list[str]:
    async with house.database.read() as db:
        return list(await db.scalars(select(reads.c.subject).order_by(reads.c.id)))


async def test_a_reading_is_noted_once_a_day_and_only_where_there_was_something_to_read(
    tess: Visitor, ana: Visitor, house: House
) -> None:
    await talks(house, await me(house, "Tess"))
    for seq in (2, 3):
        await worried(tess, handoff=1, seq=seq)
    async with house.database.write() as db:
        await db.execute(delete(messages).where(messages.c.seq == 3))
    for _ in range(2):
        await ana.open("/staff/missed")
    assert await noted(house) == ["2"]
    house.time.at = NOW.replace(hour=23, minute=1)  # the next day in Paris
    await ana.open("/staff/missed")
    assert await noted(house) == ["2", "2"]


async def test_phrases_of_whoever_took_back_that_they_are_read_are_not_shown(
    tess: Visitor, ana: Visitor, house: House
) -> None:
    await talks(house, await me(house, "Tess"))
    await worried(tess, handoff=1, seq=2)
    async with house.database.write() as db:
        await db.execute(update(aliases).values(agreed_at=None))
    await ana.open("/staff/missed")
    assert "plus être là" not in ana.text
    assert await noted(house) == []


async def test_what_the_net_held_is_no_missed_phrase(tess: Visitor, house: House) -> None:
    await talks(house, await me(house, "Tess"))
    async with house.database.write() as db:
        await store.note(db, SEALER, NOW, 1, 3, Hit("suicide", "sure", ((0, 5),)))
    assert "note=flagged_alone" in await worried(tess, handoff=1)
    async with house.database.read() as db:
        assert list(await db.scalars(select(missed.c.id))) == []


async def test_only_in_a_conversation_of_theirs(tess: Visitor, house: House) -> None:
    await talks(house, TESS)
    assert await worried(tess, handoff=1) == ""
    assert tess.status == 404
    mine = await me(house, "Tess")
    async with house.database.write() as db:
        await db.execute(update(handoffs).values(mentor_id=mine, state="closed"))
    assert await worried(tess, handoff=1) == ""
    assert tess.status == 404
