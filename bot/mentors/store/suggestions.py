"""A mentor's better words for one line of a CV: offered, then taken, or the person keeps theirs.

Law: what was offered is a row of its own and changes nothing by itself. Only the person settles it, in their own turn,
as often as they like: the last press counts. `past`: another one took its place, or the line is no longer what it was.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any, Literal, get_args

from sqlalchemy import ColumnElement, exists, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.mentors.model import Said
from bot.mentors.store import access, talk
from bot.mentors.store.tell import SUGGESTED, tell
from bot.storage.engine import insert
from bot.storage.sealed import Sealer, open_json, seal_json
from bot.storage.tables.cvs import cvs
from bot.storage.tables.mentors import mentors, suggestions
from flows.events import JsonValue

State = Literal["offered", "taken", "kept", "past"]
STATES: tuple[State, ...] = get_args(State)
KEY = 24
"""Characters of its name on a button, which is made of an id that nobody guesses."""


@dataclass(frozen=True, slots=True)
class Idea:
    """What a mentor writes. `line`: which text it is for; `before`: what that says now; `version`: of the CV."""

    line: str
    before: str
    after: str
    why: str = ""
    version: int = 0


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`mentor`: the alias of who wrote it."""

    key: str
    handoff_id: int
    account_id: int
    state: State
    idea: Idea
    mentor: str = ""


async def offer(
    db: AsyncConnection, sealer: Sealer, now: datetime, account_id: int, handoff_id: int, client_id: str, idea: Idea
) -> Said | None:
    """Puts it down for the person's next turn; what was offered for the same text before is past.

    `client_id`: the console's own, so that a double tap is one. None: the conversation is not theirs (any more).
    """
    person_id = await talk.speaks(db, now, account_id, handoff_id)
    if person_id is None:
        return None
    key = sha256(f"{handoff_id}/{account_id}/{client_id}".encode()).hexdigest()[:KEY]
    body = asdict(idea)
    line, version = body.pop("line"), body.pop("version")
    row = {
        "key": key, "person_id": person_id, "handoff_id": handoff_id, "account_id": account_id, "version": version,
        "line": line, "body": seal_json(sealer, person_id, body), "state": "offered", "at": now,
    }  # fmt: skip
    made = insert(db, suggestions).values(row).on_conflict_do_nothing().returning(suggestions.c.id)
    if await db.scalar(made) is None:
        return Said(handoff_id, person_id, again=True)
    same = [other.key for other in await offered(db, sealer, person_id) if other.key != key and _same(other.idea, idea)]
    older = (suggestions.c.key.in_(same), suggestions.c.state == "offered")
    await db.execute(update(suggestions).where(*older).values(state="past", settled_at=now))
    payload: dict[str, JsonValue] = {"handoff": handoff_id, "account": account_id, "key": key}
    await tell(db, sealer, person_id, SUGGESTED, key, payload, now)
    return Said(handoff_id, person_id)


async def find(db: AsyncConnection, sealer: Sealer, person_id: int, key: str) -> Suggestion | None:
    """Of this person; None: no such one of theirs."""
    found = await _list(db, sealer, suggestions.c.person_id == person_id, suggestions.c.key == key)
    return found[0] if found else None


async def offered(db: AsyncConnection, sealer: Sealer, person_id: int) -> list[Suggestion]:
    """What waits for the person's word, oldest first; nothing of a mentor whom they reported."""
    open = (suggestions.c.person_id == person_id, suggestions.c.state == "offered")
    return await _list(db, sealer, *open, ~access.reported(suggestions.c.account_id, suggestions.c.person_id))


async def taken(db: AsyncConnection, sealer: Sealer, person_id: int) -> list[Suggestion]:
    """In the order in which they were taken, which is that in which they are laid over the CV."""
    mine = (suggestions.c.person_id == person_id, suggestions.c.state == "taken")
    return await _list(db, sealer, *mine, order=(suggestions.c.settled_at, suggestions.c.id))


async def of_conversation(
    db: AsyncConnection, sealer: Sealer, account_id: int, handoff_id: int
) -> Sequence[Suggestion]:
    """Theirs in this conversation, oldest first; the caller has asked whether it is theirs."""
    mine = (suggestions.c.handoff_id == handoff_id, suggestions.c.account_id == account_id)
    return await _list(db, sealer, *mine)


async def settle(db: AsyncConnection, now: datetime, person_id: int, key: str, state: State) -> bool:
    """False: it was so already, or is not theirs."""
    mine = (suggestions.c.person_id == person_id, suggestions.c.key == key, suggestions.c.state != state)
    done = update(suggestions).where(*mine).values(state=state, settled_at=now).returning(suggestions.c.id)
    return await db.scalar(done) is not None


def has_cv(person: Any) -> ColumnElement[bool]:
    """A CV is kept of the person, so that words about it mean something. `person`: a column or an id."""
    return exists(select(cvs.c.person_id).where(cvs.c.person_id == person).correlate_except(cvs))


def _same(one: Idea, other: Idea) -> bool:
    return (one.line, one.before) == (other.line, other.before)


async def _list(db: AsyncConnection, sealer: Sealer, *conditions: Any, order: Any = ()) -> list[Suggestion]:
    query = (
        select(suggestions, mentors.c.alias)
        .outerjoin(mentors, mentors.c.account_id == suggestions.c.account_id)
        .where(*conditions)
    )
    rows = (await db.execute(query.order_by(*(order or (suggestions.c.id,))))).all()
    return [_opened(sealer, row) for row in rows]


def _opened(sealer: Sealer, row: Any) -> Suggestion:
    body = open_json(sealer, row.person_id, row.body)
    said = {name: str(body.get(name) or "") for name in ("before", "after", "why")}
    idea = Idea(line=row.line, version=row.version, **said)
    return Suggestion(row.key, row.handoff_id, row.account_id, row.state, idea, row.alias or "")
