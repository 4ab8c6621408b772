"""The rows of one person: agreeing, exporting, erasing.

Law: after `erase` nothing of the person is left but the addresses they write from and their language; a line the bot
still owes them stays until it is delivered, and no longer.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, not_, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.bodies import open_message
from bot.storage.sealed import Sealer
from bot.storage.tables.consents import consents
from bot.storage.tables.conversation import NOWHERE, messages, sessions
from bot.storage.tables.files import files
from bot.storage.tables.handovers import handovers
from bot.storage.tables.later import effects, events, parked
from bot.storage.tables.people import addresses, people
from flows.events import JsonValue

Answers = Callable[[bytes], Mapping[str, JsonValue]]
"""What somebody answered, out of the stored state of their session; only the engine knows how that is written."""


async def consent(db: AsyncConnection, person_id: int, now: datetime) -> None:
    """The first time counts; lines said before it stay marked for purging. Nobody under 15 is kept, ever."""
    young = func.coalesce(people.c.age_band == "under15", False)
    mine = (people.c.id == person_id, people.c.consent_at.is_(None), not_(young))
    await db.execute(update(people).where(*mine).values(consent_at=now))


async def has_agreed(db: AsyncConnection, person_id: int) -> bool:
    return await db.scalar(select(people.c.consent_at).where(people.c.id == person_id)) is not None


async def erase_later(
    db: AsyncConnection, person_id: int, at: datetime | None, told_at: datetime | None = None
) -> None:
    """`at`: None takes it back. `told_at`: they know of it since."""
    await db.execute(update(people).where(people.c.id == person_id).values(erase_at=at, erase_told_at=told_at))


async def erased_at(db: AsyncConnection, person_id: int, now: datetime) -> datetime | None:
    """Whoever asks is told, and needs no other word of it for a while.

    None for whom only their silence was to erase, a moment ago: they are here.
    """
    wanted = or_(people.c.erase_told_at.is_not(None), people.c.erase_at > now)
    mine = (people.c.id == person_id, people.c.erase_at.is_not(None), wanted)
    told = update(people).where(*mine).values(erase_told_at=now).returning(people.c.erase_at)
    found: datetime | None = await db.scalar(told)
    return found


async def erase(db: AsyncConnection, sealer: Sealer, person_id: int, now: datetime) -> None:
    owed = await _owed(db, sealer, person_id)
    await db.execute(delete(messages).where(messages.c.person_id == person_id, messages.c.seq.not_in(owed)))
    await db.execute(update(messages).where(messages.c.person_id == person_id).values(purge_at=now))
    await db.execute(update(sessions).where(sessions.c.person_id == person_id).values(NOWHERE))
    for table in (files, events, effects, parked, handovers, consents):
        await db.execute(delete(table).where(table.c.person_id == person_id))
    await db.execute(
        update(people)
        .where(people.c.id == person_id)
        .values(consent_at=None, source=None, mode="bot", created_at=now, chat_notice_at=None, end_notice_at=None)
    )


async def _owed(db: AsyncConnection, sealer: Sealer, person_id: int) -> list[int]:
    """Lines not yet delivered; those with a document go too, since the document goes."""
    rows = await db.execute(
        select(messages.c.seq, messages.c.author, messages.c.body).where(
            messages.c.person_id == person_id, messages.c.state == "due"
        )
    )
    owed = []
    for row in rows:
        try:
            line = open_message(sealer, person_id, row.seq, row.author, row.body)
        except (LookupError, ValueError):  # damaged: it goes with the rest
            continue
        if not line.files:
            owed.append(line.seq)
    return owed


async def export(db: AsyncConnection, sealer: Sealer, answers: Answers, person_id: int) -> dict[str, JsonValue]:
    """What is kept of the person, as plain data. Empty for somebody unknown."""
    person = (await db.execute(select(people).where(people.c.id == person_id))).one_or_none()
    if person is None:
        return {}
    return {
        "language": person.locale,
        "since": person.created_at.isoformat(),
        "last_seen": person.last_seen_at.isoformat(),
        "agreed": person.consent_at.isoformat() if person.consent_at else None,
        "allowed": await _allowed(db, person_id),
        "erased_at": person.erase_at.isoformat() if person.erase_at else None,
        "came_from": person.source,
        "reached_at": await _addresses(db, person_id),
        "answers": await _answers(db, sealer, answers, person_id),
        "messages": await _messages(db, sealer, person_id),
        "files": await _files(db, sealer, person_id),
    }


async def _allowed(db: AsyncConnection, person_id: int) -> list[JsonValue]:
    rows = await db.execute(select(consents).where(consents.c.person_id == person_id).order_by(consents.c.kind))
    return [{"what": row.kind, "yes": row.agreed, "at": row.at.isoformat()} for row in rows]


async def _addresses(db: AsyncConnection, person_id: int) -> list[JsonValue]:
    rows = await db.execute(select(addresses).where(addresses.c.person_id == person_id).order_by(addresses.c.id))
    return [{"channel": row.channel, "since": row.created_at.isoformat()} for row in rows]


async def _answers(db: AsyncConnection, sealer: Sealer, answers: Answers, person_id: int) -> JsonValue:
    state = await db.scalar(select(sessions.c.state).where(sessions.c.person_id == person_id))
    return dict(answers(sealer.open(person_id, state))) if state else {}


async def _messages(db: AsyncConnection, sealer: Sealer, person_id: int) -> list[JsonValue]:
    rows = await db.execute(
        select(messages.c.seq, messages.c.author, messages.c.body, messages.c.created_at)
        .where(messages.c.person_id == person_id)
        .order_by(messages.c.seq)
    )
    return [
        {
            "from": row.author,
            "at": row.created_at.isoformat(),
            "text": open_message(sealer, person_id, row.seq, row.author, row.body).text,
        }
        for row in rows
    ]


async def _files(db: AsyncConnection, sealer: Sealer, person_id: int) -> list[JsonValue]:
    rows = await db.execute(
        select(files.c.name, files.c.type, files.c.size, files.c.created_at)
        .where(files.c.person_id == person_id)
        .order_by(files.c.created_at, files.c.id)
    )
    return [
        {
            "name": sealer.open(person_id, row.name).decode(),
            "type": row.type,
            "bytes": row.size,
            "at": row.created_at.isoformat(),
        }
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class Documents:
    """Names and bytes, newest first; `left`: how many more there are."""

    files: Sequence[tuple[str, bytes]]
    left: int


async def documents(db: AsyncConnection, sealer: Sealer, person_id: int, but: str, most: int) -> Documents:
    """Their files but those of type `but`, as many as `most` bytes hold."""
    theirs = (files.c.person_id == person_id, files.c.type != but)
    sizes = (
        await db.execute(
            select(files.c.id, files.c.size).where(*theirs).order_by(files.c.created_at.desc(), files.c.id)
        )
    ).all()
    found, total = list[tuple[str, bytes]](), 0
    for id, size in sizes:
        if total + size > most:
            break
        stored = (await db.execute(select(files.c.name, files.c.body).where(files.c.id == id))).one_or_none()
        if stored is not None:
            found.append((sealer.open(person_id, stored.name).decode(), sealer.open(person_id, stored.body)))
            total += size
    return Documents(found, len(sizes) - len(found))
