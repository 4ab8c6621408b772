"""A mentor's sentence in which something reaches them outside: held back until a coordinator has looked at it.

Law: whoever settles one takes the mentor's row first, so that it is settled once; let through, it is said by the same
path as any other sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.channels.model import FileRef
from bot.mentors.model import Said
from bot.mentors.store import access, suggestions, talk
from bot.mentors.store.suggestions import Idea
from bot.storage.sealed import Sealer, open_json, seal_json
from bot.storage.tables.mentors import aliases, held_lines, mentors

Settled = Literal["let_through", "refused", "late", "gone"]
"""`late`: the mentor has that conversation no more, so it can't be said. `gone`: somebody settled it before."""


@dataclass(frozen=True, slots=True)
class Held:
    """`person`, `mentor`: aliases. `inside`: the words of the file that goes with it, "" where none can be read.

    `why`: the coordinator's sentence for the mentor.
    """

    id: int
    person_id: int
    handoff_id: int
    account_id: int
    at: datetime
    state: str
    person: str = ""
    mentor: str = ""
    text: str = ""
    inside: str = ""
    files: tuple[FileRef, ...] = ()
    kinds: tuple[str, ...] = ()
    why: str = ""


async def waiting(db: AsyncConnection) -> Sequence[Held]:
    """What nobody has decided, the oldest first, without the words: to read them is a reading of its own."""
    rows = await db.execute(_query().where(held_lines.c.state == "held").order_by(held_lines.c.id))
    return [_held(row, {}) for row in rows]


async def load(db: AsyncConnection, sealer: Sealer, id: int) -> Held | None:
    """With its words; the caller notes who read it."""
    row = (await db.execute(_query().where(held_lines.c.id == id))).one_or_none()
    return None if row is None else _held(row, open_json(sealer, row.person_id, row.body))


async def let_through(db: AsyncConnection, sealer: Sealer, now: datetime, by: int, id: int) -> Settled:
    """It is said as the mentor wrote it, in the person's next turn."""
    row = await _locked(db, id)
    if row is None:
        return "gone"
    body = open_json(sealer, row.person_id, row.body)
    said = await _say(db, sealer, now, row, body)
    await _settle(db, now, by, id, state="let_through" if said else "refused")
    return "let_through" if said else "late"


async def _say(db: AsyncConnection, sealer: Sealer, now: datetime, row: Any, body: dict[str, Any]) -> Said | None:
    """As a sentence, or as better words for a line of the CV."""
    whose = (db, sealer, now, row.account_id, row.handoff_id, f"held/{row.id}")
    if suggests := body.get("suggests"):
        return await suggestions.offer(*whose, Idea(**suggests))
    return await talk.say(*whose, str(body.get("text", "")), _files(body))


def _files(body: dict[str, Any]) -> tuple[FileRef, ...]:
    return tuple(FileRef(*map(str, file)) for file in body.get("files", []))


async def refuse(db: AsyncConnection, sealer: Sealer, now: datetime, by: int, id: int, why: str) -> Settled:
    """`why`: a sentence for the mentor; the person never hears of it."""
    row = await _locked(db, id)
    if row is None:
        return "gone"
    body = {**open_json(sealer, row.person_id, row.body), "why": why}
    await _settle(db, now, by, id, state="refused", body=seal_json(sealer, row.person_id, body))
    return "refused"


async def _locked(db: AsyncConnection, id: int) -> Any:
    """The row while it is undecided, under its mentor's lock; None when it is not, or not there."""
    account_id = await db.scalar(select(held_lines.c.account_id).where(held_lines.c.id == id))
    if account_id is None:
        return None
    await access.lock(db, account_id)
    # A statement of its own after the lock, so that it sees what another coordinator has just decided.
    undecided = select(held_lines).where(held_lines.c.id == id, held_lines.c.state == "held")
    return (await db.execute(undecided)).one_or_none()


async def _settle(db: AsyncConnection, now: datetime, by: int, id: int, **values: Any) -> None:
    settled = {"settled_at": now, "settled_by": by, **values}
    await db.execute(update(held_lines).where(held_lines.c.id == id).values(**settled))


def _query() -> Any:
    return (
        select(held_lines, aliases.c.alias.label("person"), mentors.c.alias.label("mentor"))
        .outerjoin(aliases, aliases.c.person_id == held_lines.c.person_id)
        .outerjoin(mentors, mentors.c.account_id == held_lines.c.account_id)
    )


def _held(row: Any, body: dict[str, Any]) -> Held:
    return Held(
        id=row.id,
        person_id=row.person_id,
        handoff_id=row.handoff_id,
        account_id=row.account_id,
        at=row.at,
        state=row.state,
        person=row.person or "",
        mentor=row.mentor or "",
        text=str(body.get("text", "")),
        inside=str(body.get("inside", "")),
        files=_files(body),
        kinds=tuple(dict.fromkeys(map(str, body.get("found", [])))),
        why=str(body.get("why", "")),
    )
