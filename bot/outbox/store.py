"""The outbox's statements: claiming people by lease, and writing what became of their lines, set-wise."""

from __future__ import annotations

import logging
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, bindparam, case, insert, literal, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.channels.model import Address
from bot.conversation.model import Parcel
from bot.logs import tell
from bot.outbox.boxes import Mark
from bot.storage import reach
from bot.storage.bodies import open_message
from bot.storage.many import Many
from bot.storage.sealed import Sealer, seal_json
from bot.storage.tables.conversation import messages
from bot.storage.tables.later import parked
from bot.storage.tables.people import AGAIN, addresses, people
from bot.storage.types import micros

log = logging.getLogger(__name__)

MOST_CLAIMED = 200
"""People claimed in one transaction; the next ones follow at once."""

MOST_CLEARED = 100
"""Lines taken back at once: as many as Telegram deletes in one call."""
CLEARED = timedelta(hours=47)
"""How old they may be: Telegram deletes what is younger than 48 h, and a line may wait on its way."""

MARK = Many(
    update(messages)
    .where(messages.c.person_id == bindparam("of"), messages.c.seq == bindparam("at"))
    .values(
        state=bindparam("new_state"), ref=bindparam("new_ref"), tries=bindparam("new_tries"),
        sent_at=bindparam("new_sent_at"),
    ),
    "of", "at", "new_state", "new_ref", "new_tries", "new_sent_at",
)  # fmt: skip
_OURS = (people.c.id == bindparam("of"), people.c.lease_owner == bindparam("owner"))
_DONE = case((people.c.done_seq == AGAIN, 0), else_=bindparam("new_done_seq"))
RELEASE = update(people).where(*_OURS).values(done_seq=_DONE, lease_owner=None, lease_until=None, hold_until=None)
GIVE_BACK = (
    update(people).where(*_OURS).values(lease_owner=None, lease_until=None, hold_until=bindparam("new_hold_until"))
)


def _waiting(now: datetime) -> ColumnElement[bool]:
    """People with lines to deliver whom nobody delivers to."""
    return and_(
        people.c.out_seq > people.c.done_seq,
        or_(people.c.lease_until.is_(None), people.c.lease_until <= now),
        or_(people.c.hold_until.is_(None), people.c.hold_until <= now),
    )


async def anybody(db: AsyncConnection, now: datetime) -> bool:
    return (await db.execute(select(people.c.id).where(_waiting(now)).limit(1))).first() is not None


async def claim(
    db: AsyncConnection, sealer: Sealer, owner: str, now: datetime, until: datetime, but: Collection[int]
) -> dict[int, list[Parcel]]:
    """Leases people and reads their due lines. Whoever has none left is released at once."""
    found = await db.execute(
        select(people.c.id)
        .where(_waiting(now), people.c.id.not_in(sorted(but)))
        .order_by(people.c.id)
        .limit(MOST_CLAIMED)
        .with_for_update(skip_locked=True)
    )
    claimed: dict[int, list[Parcel]] = {row.id: [] for row in found}
    if not claimed:
        return {}
    seen_from = case((people.c.done_seq == AGAIN, 0), else_=people.c.done_seq)
    lease = {"lease_owner": owner, "lease_until": until, "done_seq": seen_from}
    await db.execute(update(people).where(people.c.id.in_(claimed)).values(lease))
    parcels, broken = await _due(db, sealer, list(claimed))
    for parcel in parcels:
        claimed[parcel.person_id].append(parcel)
    if broken:
        await write_marks(db, sealer, owner, broken, {}, now)
    empty = [person_id for person_id, parcels in claimed.items() if not parcels]
    if empty:
        await db.execute(
            update(people)
            .where(people.c.id.in_(empty))
            .values(done_seq=people.c.out_seq, lease_owner=None, lease_until=None)
        )
    return {person_id: parcels for person_id, parcels in claimed.items() if parcels}


async def _due(db: AsyncConnection, sealer: Sealer, person_ids: Sequence[int]) -> tuple[list[Parcel], list[Mark]]:
    """Their due lines in order; and those that can't be read, which are parked so that the others go on."""
    rows = await db.execute(
        select(
            messages.c.person_id, messages.c.seq, messages.c.author, messages.c.body, messages.c.priority,
            messages.c.tries, addresses.c.channel, addresses.c.account, addresses.c.chat,
        )
        .join(people, people.c.id == messages.c.person_id)
        .join(addresses, addresses.c.id == messages.c.address_id)
        .where(
            messages.c.person_id.in_(person_ids), messages.c.seq > people.c.done_seq, messages.c.state == "due"
        )
        .order_by(messages.c.person_id, messages.c.seq)
    )  # fmt: skip
    parcels: list[Parcel] = []
    broken: list[Mark] = []
    for row in rows:
        address = Address(row.channel, row.account, row.chat)
        try:
            message = open_message(sealer, row.person_id, row.seq, row.author, row.body)
        except Exception as error:
            tell(log, "a line that can't be read is parked", error)
            broken.append(Mark(row.person_id, row.seq, "parked", address, None, row.tries, reason="unreadable"))
        else:
            parcels.append(Parcel(row.person_id, address, message, row.priority, row.tries))
    return parcels, broken


async def write_marks(
    db: AsyncConnection,
    sealer: Sealer,
    owner: str,
    marks: Sequence[Mark],
    released: Mapping[int, int | None],
    now: datetime,
) -> None:
    """`released`: people with an empty box → up to which line all is delivered (None: the rest is given back)."""
    at = micros(now)
    await MARK(db, [(m.person_id, m.seq, m.state, m.ref, m.tries, at if m.state == "sent" else None) for m in marks])
    for mark in marks:
        if mark.state == "unreachable":
            await reach.gone(db, mark.person_id, mark.address, now)
        elif mark.state == "parked":
            await _park(db, sealer, mark, now)
    holds = {mark.person_id: now + timedelta(seconds=mark.hold_s) for mark in marks if mark.hold_s is not None}
    done = [{"of": id, "owner": owner, "new_done_seq": top} for id, top in released.items() if top is not None]
    back = [{"of": id, "owner": owner, "new_hold_until": holds.get(id)} for id, top in released.items() if top is None]
    if done:
        await db.execute(RELEASE, done)
    if back:
        await db.execute(GIVE_BACK, back)


async def _park(db: AsyncConnection, sealer: Sealer, mark: Mark, now: datetime) -> None:
    """For staff to see; nothing is left of a person who is gone meanwhile."""
    try:
        payload = seal_json(sealer, mark.person_id, {"seq": mark.seq, "message": mark.reason})
    except LookupError:
        return
    row = select(
        people.c.id,
        literal("message"),
        literal(mark.address.channel),
        literal(payload, parked.c.payload.type),
        literal("refused by the channel"),
        literal(now, parked.c.at.type),
    ).where(people.c.id == mark.person_id)
    await db.execute(insert(parked).from_select(["person_id", "what", "kind", "payload", "error", "at"], row))


async def renew(db: AsyncConnection, owner: str, person_ids: Collection[int], until: datetime) -> set[int]:
    """Who is still ours."""
    rows = await db.execute(
        update(people)
        .where(people.c.id.in_(sorted(person_ids)), people.c.lease_owner == owner)
        .values(lease_until=until)
        .returning(people.c.id)
    )
    return {row.id for row in rows}


async def free_all(db: AsyncConnection) -> None:
    """SQLite has one delivering process: what is leased when it starts belonged to one that is gone."""
    await db.execute(update(people).where(people.c.lease_owner.is_not(None)).values(lease_owner=None, lease_until=None))


async def ref_of(db: AsyncConnection, person_id: int, seq: int, address: Address) -> str | None:
    """What the channel calls that line, if it went to this very address: another chat counts its own."""
    found: str | None = await db.scalar(
        select(messages.c.ref)
        .join(addresses, addresses.c.id == messages.c.address_id)
        .where(messages.c.person_id == person_id, messages.c.seq == seq, reach.at(address))
    )
    return found


async def refs_of(db: AsyncConnection, person_id: int, before: int, address: Address, now: datetime) -> str | None:
    """What the channel calls the newest lines before `before` at this address, spaces between, the oldest first."""
    found = await db.scalars(
        select(messages.c.ref)
        .join(addresses, addresses.c.id == messages.c.address_id)
        .where(
            messages.c.person_id == person_id, messages.c.seq < before, messages.c.ref.is_not(None),
            messages.c.sent_at > now - CLEARED, reach.at(address),
        )
        .order_by(messages.c.seq.desc())
        .limit(MOST_CLEARED)
    )  # fmt: skip
    return " ".join(reversed(found.all())) or None
