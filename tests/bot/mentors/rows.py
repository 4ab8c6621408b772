"""Mentors and handoffs put straight into the tables."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.mentors.model import TOPICS
from bot.storage.engine import insert
from bot.storage.sealed import Identity, seal_json
from bot.storage.tables import mentors as t
from bot.storage.tables.accounts import account_roles, accounts
from bot.storage.tables.consents import consents
from tests.fakes.clock import FakeTime

NOON = FakeTime().now()
SEALER = Identity()
CHIEF = 900
"""The coordinator's account, who vets."""


async def account(db: AsyncConnection, id: int, role: str = "mentor", **columns: Any) -> int:
    row = {"id": id, "name": f"Account {id}", "name_key": f"account {id}", "created_at": NOON, **columns}
    await db.execute(insert(db, accounts).values(row).on_conflict_do_nothing())
    held = {"account_id": id, "role": role, "since": NOON}
    await db.execute(insert(db, account_roles).values(held).on_conflict_do_nothing())
    return id


async def mentor(
    db: AsyncConnection,
    id: int,
    *,
    languages: Iterable[str] = ("fr",),
    topics: Iterable[str] = TOPICS,
    level: str | None = "minors",
    expires_at: datetime = NOON + timedelta(days=365),
    on_duty_until: datetime | None = NOON + timedelta(hours=8),
    **columns: Any,
) -> int:
    """Trained, vetted for everybody, on duty; what is given differs."""
    await account(db, CHIEF, "coordinator")
    await account(db, id)
    row = {"account_id": id, "alias": f"Mentor {id}", "zone": "Europe/Paris", "trained_at": NOON, "created_at": NOON}
    await db.execute(t.mentors.insert().values(row | {"on_duty_until": on_duty_until} | columns))
    for language in languages:
        await db.execute(t.mentor_languages.insert().values(account_id=id, language=language))
    for topic in topics:
        await db.execute(t.mentor_topics.insert().values(account_id=id, topic=topic))
    if level is not None:
        cleared = {"account_id": id, "level": level, "expires_at": expires_at, "by_account": CHIEF, "at": NOON}
        await db.execute(t.vettings.insert().values(cleared))
    return id


async def agreed(db: AsyncConnection, *person_ids: int) -> None:
    """They let mentors read what they say, and see their CV."""
    for id in person_ids:
        named = {"person_id": id, "alias": f"Mésange {id}", "agreed_at": NOON}
        await db.execute(insert(db, t.aliases).values(named).on_conflict_do_nothing())
        shared = {"person_id": id, "kind": "sharing", "agreed": True, "at": NOON}
        await db.execute(insert(db, consents).values(shared).on_conflict_do_nothing())


async def handoff(db: AsyncConnection, person_id: int, *, languages: Iterable[str] = ("fr",), **columns: Any) -> int:
    """A request that waits since noon; the person is there already, and agreed to be read."""
    await agreed(db, person_id)
    row = {"person_id": person_id, "state": "waiting", "since": NOON, "topic": "cv", "needs": "adults"}
    row |= {"asked_at": NOON, "first_seq": 1, "change": 1}
    id = int(await db.scalar(t.handoffs.insert().values(row | columns).returning(t.handoffs.c.id)) or 0)
    for language in languages:
        await db.execute(t.handoff_languages.insert().values(handoff_id=id, language=language))
    return id


async def all_of(db: AsyncConnection, person_id: int, word: str) -> None:
    """A row in every table of this room that is of one person, the word in all that can hold one."""
    if await db.scalar(select(t.mentors.c.account_id)) is None:
        await mentor(db, 1)
    id = await handoff(db, person_id, state="held", mentor_id=1)
    said = {"person_id": person_id, "handoff_id": id, "account_id": 1, "at": NOON}

    def sealed(text: str) -> bytes:
        return seal_json(SEALER, person_id, text)

    await db.execute(t.notes.insert().values(said | {"body": sealed(f"{word} noted")}))
    promise = {"person_id": person_id, "handoff_id": id, "account_id": 1, "made_at": NOON, "due_at": NOON}
    await db.execute(t.promises.insert().values(promise | {"what": sealed(f"{word} promised")}))
    pair = {"person_id": person_id, "account_id": 1, "since": NOON, "note": sealed(f"{word} handed over")}
    await db.execute(t.pairs.insert().values(pair))
    change = {"key": f"s{person_id}", "version": 1, "line": "work 1", "state": "offered"}
    change |= {"body": seal_json(SEALER, person_id, {"after": f"{word} suggested"})}
    await db.execute(t.suggestions.insert().values(said | change))
    held = {"key": f"h{person_id}", "state": "held", "body": sealed(f"{word} held back")}
    await db.execute(t.held_lines.insert().values(said | held))
    let = {"person_id": person_id, "seq": 1, "account_id": 1, "at": NOON}
    await db.execute(t.released.insert().values(let))
    await db.execute(t.passed_files.insert().values({"person_id": person_id, "seq": 1, "state": "coming", "at": NOON}))
    await db.execute(t.reports.insert().values(said | {"seq": 1, "evidence": sealed(f"{word} reported")}))
    passed = {"handoff_id": id, "from_account": 1, "to_account": 1, "state": "declined", "at": NOON, "expires_at": NOON}
    await db.execute(t.transfers.insert().values(passed | {"note": sealed(f"{word} passed on")}))
    await db.execute(t.handoff_tags.insert().values(handoff_id=id, tag="cv"))
    read = {"person_id": person_id, "account_id": 1, "role": "mentor", "what": "conversation", "at": NOON}
    await db.execute(t.reads.insert().values(read))
    when = {"starts_at": NOON + timedelta(days=person_id), "ends_at": NOON + timedelta(days=person_id, hours=1)}
    slot = {"key": f"slot{person_id}", "account_id": 1, "state": "booked", "created_at": NOON}
    slot_id = await db.scalar(t.slots.insert().values(slot | when).returning(t.slots.c.id))
    booked = {"key": f"a{person_id}", "slot_id": slot_id, "person_id": person_id, "account_id": 1, "topic": "cv"}
    booked |= {"language": "fr", "needs": "adults", "state": "booked", "booked_at": NOON}
    await db.execute(t.appointments.insert().values(booked | when))
