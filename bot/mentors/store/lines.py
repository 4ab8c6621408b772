"""A conversation as its mentor reads it.

Law: what reaches or names the person outside is masked at each reading, never stored masked; a line that the person
released to this mentor is shown as it was written. Files that the bot made are not shown: their CV bears their name.
What a person sent is shown as it was cleaned on its way (`passed`), never as it came. A file is named by its line,
never by its own id, whose knowledge opens it to anybody.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.channels.model import Message
from bot.mentors import contacts
from bot.mentors.contacts import Found, Kind
from bot.mentors.model import Handoff
from bot.mentors.store import access, passed
from bot.mentors.store.tell import SAID
from bot.storage.bodies import open_message
from bot.storage.sealed import Sealer, open_json
from bot.storage.tables.conversation import messages
from bot.storage.tables.files import files
from bot.storage.tables.later import events
from bot.storage.tables.mentors import handoffs, released
from bot.storage.tables.safety import signs
from bot.storage.transcripts import read_lines

THEIRS = ("me", "mentor")
"""Whose files are shown, one a line."""
LONGEST = 2_000
"""Lines shown, the newest: longer than any conversation."""
AROUND = 40
"""Lines before a new one that are read with it: a number may be split over several."""

Label = Callable[[Kind], str]

_NOTICED = select(signs.c.seq).where(signs.c.person_id == bindparam("person"), signs.c.seq > bindparam("after"))


@dataclass(frozen=True, slots=True)
class SeenFile:
    """`state`: there (`type` is what it is) · coming · refused (`why`)."""

    state: str
    type: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """`masked`: something in it is hidden. `noticed`: the robot took its words for distress."""

    seq: int
    author: str
    text: str
    masked: bool
    files: tuple[SeenFile, ...]
    replaces: int | None
    noticed: bool = False


async def lines(
    db: AsyncConnection, sealer: Sealer, handoff: Handoff, account_id: int, label: Label, names: Sequence[str] = (),
    after: int = 0,
) -> list[Seen]:  # fmt: skip
    """Those after `after`, in order. `label` stands in place of each thing that is hidden; `names`: of the person."""
    first = max(handoff.first_seq - 1, after - AROUND)
    told = (await read_lines(db, sealer, handoff.person_id, first))[-LONGEST:]
    hidden = _hidden([line for line in told if line.author == "me"], after, names)
    free = await _released(db, handoff.person_id, account_id) if any(found for _, found in hidden) else ()
    shown = {line.seq: contacts.hide(line.text, found, label) for line, found in hidden if line.seq not in free}
    fresh = [line for line in told if line.seq > after]
    there = await _files(db, handoff.person_id, fresh)
    marked = await _noticed(db, handoff.person_id, after)
    seen = [_seen(line, shown, names, label, there.get(line.seq, ())) for line in fresh]
    return [replace(line, noticed=True) if line.seq in marked else line for line in seen]


def _hidden(own: Sequence[Message], after: int, names: Sequence[str]) -> list[tuple[Message, Sequence[Found]]]:
    """What is to be hidden in each of their lines after `after`, as far as it shows together with those before."""
    first = next((at for at, line in enumerate(own) if line.seq > after), len(own))
    read = own[max(0, first - contacts.MOST_BEFORE) :]
    found = contacts.private_in_lines([line.text for line in read], names) if first < len(own) else ()
    return [*zip(read, found, strict=False)]


async def _noticed(db: AsyncConnection, person_id: int, after: int) -> frozenset[int]:
    return frozenset((await db.scalars(_NOTICED, {"person": person_id, "after": after})).all())


async def _files(db: AsyncConnection, person_id: int, told: Sequence[Message]) -> dict[int, tuple[SeenFile, ...]]:
    """By line: a mentor's own as they are, a person's as far as they have come."""
    found = {
        line.seq: tuple(SeenFile("there", file.type) for file in line.files)
        for line in told
        if line.author == "mentor" and line.files
    }
    seqs = [line.seq for line in told if line.author == "me" and line.files]
    if not seqs:
        return found
    sent = await passed.of(db, person_id, seqs)
    ids = [one.file_id for one in sent.values() if one.file_id]
    types = {row.id: row.type for row in await db.execute(select(files.c.id, files.c.type).where(files.c.id.in_(ids)))}
    for seq, one in sent.items():
        found[seq] = (SeenFile(one.state, types.get(one.file_id or "", ""), one.why or ""),)
    return found


def _seen(
    line: Message, shown: dict[int, str], names: Sequence[str], label: Label, files: tuple[SeenFile, ...]
) -> Seen:
    text = shown.get(line.seq, line.text)
    if line.author == "bot":  # it may repeat what the person wrote
        text = contacts.mask(line.text, names=names, label=label, papers=True).text
    return Seen(line.seq, line.author, text, text != line.text, files, line.replaces)


async def _released(db: AsyncConnection, person_id: int, account_id: int) -> frozenset[int]:
    mine = select(released.c.seq).where(released.c.person_id == person_id, released.c.account_id == account_id)
    return frozenset((await db.scalars(mine)).all())


async def under_way(db: AsyncConnection, sealer: Sealer, handoff: Handoff, account_id: int) -> list[str]:
    """Sentences of theirs that still wait for the person's turn."""
    key = f"{SAID}/{handoff.id}/{account_id}/"
    waits = select(events.c.payload).where(
        events.c.kind == SAID, events.c.key.startswith(key, autoescape=True), events.c.done_at.is_(None)
    )
    payloads = (await db.scalars(waits.order_by(events.c.due_at, events.c.id))).all()
    return [str(open_json(sealer, handoff.person_id, payload).get("text") or "") for payload in payloads if payload]


async def said_before(db: AsyncConnection, sealer: Sealer, handoff: Handoff, account_id: int) -> list[str]:
    """Their own last sentences, oldest first, those under way included: a number may be split over several."""
    query = (
        select(messages.c.seq, messages.c.author, messages.c.body)
        .where(
            messages.c.person_id == handoff.person_id,
            messages.c.seq >= handoff.first_seq,
            messages.c.author == "mentor",
        )
        .order_by(messages.c.seq.desc())
        .limit(contacts.MOST_BEFORE)
    )
    rows = (await db.execute(query)).all()[::-1]
    told = [open_message(sealer, handoff.person_id, row.seq, row.author, row.body).text for row in rows]
    return [*told, *await under_way(db, sealer, handoff, account_id)]


async def file(
    db: AsyncConnection, sealer: Sealer, now: datetime, account_id: int, handoff_id: int, seq: int
) -> tuple[int, str, bytes, bool] | None:
    """`(person, type, body, private)` of the file of a line. `private`: the person's own, not released to this mentor.

    None: not of a conversation that is theirs now, or there is none in it that they may see.
    """
    query = (
        select(messages.c.person_id, messages.c.seq, messages.c.author, messages.c.body)
        .join(handoffs, handoffs.c.person_id == messages.c.person_id)
        .where(
            handoffs.c.id == handoff_id,
            access.holds(account_id, now),
            messages.c.seq == seq,
            messages.c.seq >= handoffs.c.first_seq,
            messages.c.author.in_(THEIRS),
        )
    )
    row = (await db.execute(query)).one_or_none()
    if row is None:
        return None
    if row.author == "mentor":
        its = open_message(sealer, row.person_id, row.seq, row.author, row.body).files
        id = its[0].id if its else None
    else:
        sent = (await passed.of(db, row.person_id, [seq])).get(seq)
        id = sent.file_id if sent and sent.state == "there" else None
    stored = select(files.c.type, files.c.body).where(files.c.id == id, files.c.person_id == row.person_id)
    found = (await db.execute(stored)).one_or_none()
    if found is None:
        return None
    private = row.author == "me" and seq not in await _released(db, row.person_id, account_id)
    return row.person_id, found.type, sealer.open(row.person_id, found.body), private
