"""A mentor's sentence that would reach the person outside: it waits for a coordinator.

Law: nothing of it is in the person's transcript before somebody let it through.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.channels.model import FileRef
from bot.mentors.store import access, alarms
from bot.mentors.store.handoffs import changed
from bot.storage.engine import insert
from bot.storage.sealed import Sealer, open_json, seal_json
from bot.storage.tables.mentors import handoffs, held_lines
from flows.events import JsonValue


@dataclass(frozen=True, slots=True)
class HeldLine:
    """`text`: the words of its file where nothing else was written. `state`: held · let_through · refused.

    `why`: a coordinator's sentence for the mentor.
    """

    text: str
    state: str
    at: datetime
    why: str = ""


async def hold(
    db: AsyncConnection, sealer: Sealer, now: datetime, account_id: int, handoff_id: int, client_id: str, text: str,
    files: Sequence[FileRef], found: Sequence[str], suggests: Mapping[str, JsonValue] | None = None, inside: str = "",
) -> bool:  # fmt: skip
    """`found`: kinds of what stands in it. The same `client_id` again is the same line. False: not theirs (any more).

    `suggests`: it is no sentence but better words for a line of the CV (`suggestions.Idea`), which `text` shows.
    `inside`: the words of a file of it, for whoever decides.

    It is an answer for whoever asks how long the person waits only once it is let through.
    """
    mine = select(handoffs.c.person_id).where(handoffs.c.id == handoff_id, access.holds(account_id, now))
    person_id = await db.scalar(mine.with_for_update())
    if person_id is None:
        return False
    body: dict[str, JsonValue] = {"text": text, "found": list(found)}
    body["files"] = [[file.id, file.name, file.type, file.alt] for file in files]
    if inside:
        body["inside"] = inside
    if suggests:
        body["suggests"] = dict(suggests)
    row = {
        "key": f"{handoff_id}/{account_id}/{client_id}", "person_id": person_id, "handoff_id": handoff_id,
        "account_id": account_id, "body": seal_json(sealer, person_id, body), "state": "held", "at": now,
    }  # fmt: skip
    made = insert(db, held_lines).values(row).on_conflict_do_nothing().returning(held_lines.c.id)
    id = await db.scalar(made)
    if id is not None:
        await alarms.alert(db, sealer, now, person_id, "held", id)
        await changed(db, now, handoff_id, "line_held", account_id)
    return True


async def of_mentor(db: AsyncConnection, sealer: Sealer, account_id: int, handoff_id: int) -> Sequence[HeldLine]:
    """Theirs in this conversation that are not in the transcript, oldest first."""
    query = select(held_lines).where(
        held_lines.c.handoff_id == handoff_id,
        held_lines.c.account_id == account_id,
        held_lines.c.state != "let_through",
    )
    rows = (await db.execute(query.order_by(held_lines.c.id))).all()
    bodies = [open_json(sealer, row.person_id, row.body) for row in rows]
    return [
        HeldLine(body["text"] or body.get("inside", ""), row.state, row.at, str(body.get("why", "")))
        for row, body in zip(rows, bodies, strict=True)
    ]


async def looked_at(db: AsyncConnection, handoff_id: int, account_id: int) -> tuple[datetime | None, datetime | None]:
    """When the newest was written that nobody has decided about; when one was refused last. None: there is none."""
    state, theirs = held_lines.c.state, held_lines.c.handoff_id == handoff_id
    query = select(
        func.max(held_lines.c.at).filter(state == "held"), func.max(held_lines.c.settled_at).filter(state == "refused")
    ).where(theirs, held_lines.c.account_id == account_id)
    row = (await db.execute(query)).one()
    return row[0], row[1]
