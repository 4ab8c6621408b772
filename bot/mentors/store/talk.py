"""What a mentor does in a conversation: say something, close it, give it back to the bot.

Law: every statement asks first whether it is theirs now (`access.holds`). None as an answer means: it is not, and
nothing was done.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import and_, exists, func, literal, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.channels.model import FileRef
from bot.mentors.model import OUTCOMES, Handoff, Said
from bot.mentors.store import access
from bot.mentors.store.handoffs import change
from bot.mentors.store.tell import BACK, CLOSED, SAID, tell
from bot.storage.engine import insert
from bot.storage.sealed import Sealer
from bot.storage.tables.later import events
from bot.storage.tables.mentors import handoffs, pairs, promises, reads, transfers
from flows.events import JsonValue


async def say(
    db: AsyncConnection,
    sealer: Sealer,
    now: datetime,
    account_id: int,
    handoff_id: int,
    client_id: str,
    text: str,
    files: Sequence[FileRef] = (),
) -> Said | None:
    """Puts a sentence down for the person's next turn. `client_id`: the console's own, so that a double tap is one.

    `files` are stored already, owned by the person.
    """
    person_id = await speaks(db, now, account_id, handoff_id)
    if person_id is None:
        return None
    payload: dict[str, JsonValue] = {"handoff": handoff_id, "account": account_id, "text": text}
    payload["files"] = [[file.id, file.name, file.type, file.alt] for file in files]
    new = await tell(db, sealer, person_id, SAID, f"{handoff_id}/{account_id}/{client_id}", payload, now)
    return Said(handoff_id, person_id, again=not new)


async def speaks(db: AsyncConnection, now: datetime, account_id: int, handoff_id: int) -> int | None:
    """Whom they say something to: that is an answer, and keeps what was promised. None: it is not theirs (any more)."""
    answered: dict[str, Any] = {
        "mentor_at": now,
        "owed_since": None,
        "first_answer_at": func.coalesce(handoffs.c.first_answer_at, literal(now, handoffs.c.first_answer_at.type)),
    }
    theirs = and_(handoffs.c.id == handoff_id, access.holds(account_id, now))
    answer = update(handoffs).where(theirs).values(**answered).returning(handoffs.c.person_id)
    person_id: int | None = await db.scalar(answer)
    if person_id is not None:
        await _promises_kept(db, now, account_id, handoff_id, person_id)
    return person_id


async def _promises_kept(db: AsyncConnection, now: datetime, account_id: int, handoff_id: int, person_id: int) -> None:
    """What was promised in an earlier conversation is kept by a word in this one."""
    earlier = and_(
        promises.c.person_id == person_id,
        promises.c.account_id == account_id,
        promises.c.handoff_id != handoff_id,
        promises.c.kept_at.is_(None),
    )
    await db.execute(update(promises).where(earlier).values(kept_at=now))


async def close(
    db: AsyncConnection, sealer: Sealer, now: datetime, account_id: int, handoff_id: int, outcome: str
) -> Handoff | None:
    """Ends it; the person is asked how it was. They are a pair from now on. Raises `ValueError`: no such outcome."""
    if outcome not in OUTCOMES:
        raise ValueError(outcome)
    closed = await _end(db, now, account_id, handoff_id, outcome)
    if closed is not None:
        await _pair(db, closed.person_id, account_id, now)
        payload: dict[str, JsonValue] = {"handoff": handoff_id, "account": account_id}
        await tell(db, sealer, closed.person_id, CLOSED, str(handoff_id), payload, now)
    return closed


async def give_back(
    db: AsyncConnection, sealer: Sealer, now: datetime, account_id: int, handoff_id: int, step: str
) -> Handoff | None:
    """The bot goes on at `step` (a name of `rules.steps.STEPS`); the conversation is closed."""
    closed = await _end(db, now, account_id, handoff_id, "bot")
    if closed is not None:
        await _pair(db, closed.person_id, account_id, now)
        payload: dict[str, JsonValue] = {"handoff": handoff_id, "account": account_id, "step": step}
        await tell(db, sealer, closed.person_id, BACK, str(handoff_id), payload, now)
    return closed


async def _end(db: AsyncConnection, now: datetime, account_id: int, handoff_id: int, outcome: str) -> Handoff | None:
    """An offer to a colleague that is still open lapses."""
    theirs = and_(handoffs.c.id == handoff_id, access.holds(account_id, now))
    values: dict[str, Any] = {"state": "closed", "since": now, "closed_at": now, "outcome": outcome}
    closed = await change(db, now, f"closed:{outcome}", account_id, theirs, **values, owed_since=None)
    if closed is not None:
        offered = and_(transfers.c.handoff_id == handoff_id, transfers.c.state == "offered")
        await db.execute(update(transfers).where(offered).values(state="lapsed", settled_at=now))
    return closed


async def _pair(db: AsyncConnection, person_id: int, account_id: int, now: datetime) -> None:
    """Who talked last is their mentor."""
    row = {"person_id": person_id, "account_id": account_id, "since": now}
    again = {"account_id": account_id, "since": now, "note": None}
    statement = insert(db, pairs).values(row)
    await db.execute(
        statement.on_conflict_do_update(
            index_elements=["person_id"], set_=again, where=pairs.c.account_id != account_id
        )
    )


async def read(
    db: AsyncConnection, now: datetime, account_id: int, person_id: int, role: str, what: str, subject: str = ""
) -> None:
    """Notes that an account opened something of a person: « Qui a lu mes messages ? » answers from it."""
    row = {"person_id": person_id, "account_id": account_id, "role": role, "what": what, "subject": subject}
    await db.execute(reads.insert().values(row | {"at": now}))


async def unsaid(db: AsyncConnection, handoff_id: int, account_id: int) -> bool:
    """Whether a sentence of theirs still waits for the person's turn."""
    waits = and_(
        events.c.kind == SAID,
        events.c.key.startswith(f"{SAID}/{handoff_id}/{account_id}/", autoescape=True),
        events.c.done_at.is_(None),
    )
    return bool(await db.scalar(select(exists(select(events.c.id).where(waits)))))
