"""Workshops in rows: making, reading, changing."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, cast

from sqlalchemy import literal, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.engine import insert
from bot.storage.tables.workshops import hosts, workshops
from bot.workshops.model import Draft, Spot, State, Welcome, Workshop
from bot.workshops.store.search import place

COLUMNS = (*workshops.c, hosts.c.name.label("host_name"), hosts.c.contact.label("host_contact"))
FROM = workshops.outerjoin(hosts, hosts.c.id == workshops.c.host_id)


async def add(
    db: AsyncConnection, draft: Draft, state: State, key: str, now: datetime, host_id: int | None = None
) -> Workshop:
    """`key`: unguessable, new."""
    values = _new(draft, state, key, now, host_id)
    id: int = await db.scalar(workshops.insert().values(values).returning(workshops.c.id))
    return await _placed(db, Workshop(id, key, draft, state, 0))


async def add_once(
    db: AsyncConnection, draft: Draft, state: State, key: str, now: datetime, host_id: int | None = None
) -> Workshop | None:
    """`key`: unguessable, of whoever asks. None: there is one of that key, also when it is made at this very moment."""
    values = _new(draft, state, key, now, host_id)
    made = insert(db, workshops).values(values).on_conflict_do_nothing(index_elements=["key"])
    id = await db.scalar(made.returning(workshops.c.id))
    return None if id is None else await _placed(db, Workshop(id, key, draft, state, 0))


def _new(draft: Draft, state: State, key: str, now: datetime, host_id: int | None) -> dict[str, Any]:
    return row(draft) | {"state": state, "key": key, "host_id": host_id, "created_at": now, "updated_at": now}


async def _placed(db: AsyncConnection, workshop: Workshop) -> Workshop:
    await place(db, workshop)
    return workshop


async def load(db: AsyncConnection, ids: Collection[int]) -> dict[int, Workshop]:
    """Those that are there, by their id."""
    query = select(*COLUMNS).select_from(FROM).where(workshops.c.id.in_(sorted(ids)))
    return {found.id: workshop_of(found) for found in await db.execute(query)}


async def online(db: AsyncConnection, languages: Collection[str], after: datetime, most: int) -> Sequence[Workshop]:
    """Those held online with seats left where one of these languages is spoken, the soonest first."""
    spoken = literal(" ") + workshops.c.languages + " "
    query = (
        select(*COLUMNS)
        .select_from(FROM)
        .where(
            workshops.c.online, workshops.c.state == "open", workshops.c.starts_at > after,
            or_(workshops.c.seats.is_(None), workshops.c.taken < workshops.c.seats),
            or_(*(spoken.like(f"% {code} %") for code in sorted(languages))),
        )
        .order_by(workshops.c.starts_at, workshops.c.id)
        .limit(most)
    )  # fmt: skip
    return [workshop_of(found) for found in await db.execute(query)]


async def by_key(db: AsyncConnection, key: str, host_id: int | None = None) -> Workshop | None:
    """`host_id`: only if it is that host's."""
    query = select(*COLUMNS).select_from(FROM).where(workshops.c.key == key)
    if host_id is not None:
        query = query.where(workshops.c.host_id == host_id)
    found = (await db.execute(query)).one_or_none()
    return None if found is None else workshop_of(found)


async def locked(db: AsyncConnection, id: int) -> Workshop | None:
    """A workshop whose row nobody else changes from now on. Taken after a person's row, never before."""
    await db.execute(select(workshops.c.id).where(workshops.c.id == id).with_for_update())
    return (await load(db, [id])).get(id)


async def rewrite(db: AsyncConnection, workshop: Workshop, now: datetime) -> None:
    """Stores a workshop as it is now; the search follows."""
    values = row(workshop.draft) | {"state": workshop.state, "sequence": workshop.sequence, "updated_at": now}
    await db.execute(update(workshops).where(workshops.c.id == workshop.id).values(values))
    await place(db, workshop)


def row(draft: Draft) -> dict[str, Any]:
    """The columns that a draft fills. **Why** a key may be null: workshops made here are found by nobody's file."""
    spot, welcome = draft.spot, draft.welcome
    return {
        "title": draft.title, "summary": draft.summary, "kit": draft.kit, "edition": draft.edition,
        "starts_at": draft.starts_at, "ends_at": draft.ends_at, "zone": draft.zone,
        "venue": spot.venue, "address": spot.address, "town": spot.town, "insee": spot.insee, "stop": spot.stop,
        "lat": spot.lat, "lon": spot.lon, "online": spot.online, "link": spot.link,
        "languages": " ".join(welcome.languages), "audience": welcome.audience, "price_cents": welcome.price_cents,
        "step_free": welcome.step_free, "childcare": welcome.childcare, "no_papers": welcome.no_papers,
        "seats": draft.seats, "source": draft.source, "source_key": draft.source_key or None,
    }  # fmt: skip


def workshop_of(found: Any) -> Workshop:
    """`found`: a row of `COLUMNS`."""
    spot = Spot(
        found.venue, found.address, found.town, found.insee, found.stop, found.lat, found.lon, found.online, found.link
    )
    welcome = Welcome(
        tuple(found.languages.split()), found.audience, found.price_cents, found.step_free, found.childcare,
        found.no_papers,
    )  # fmt: skip
    draft = Draft(
        found.title, found.starts_at, found.ends_at, found.zone, spot, welcome, found.summary, found.kit,
        found.host_name or "", found.host_contact or "", found.seats, found.edition, found.source,
        found.source_key or "",
    )  # fmt: skip
    return Workshop(found.id, found.key, draft, cast("State", found.state), found.taken, found.sequence)


async def host(db: AsyncConnection, name: str, contact: str, now: datetime) -> int:
    """The id of a host of that name, made if nobody is called so yet."""
    known = await db.scalar(select(hosts.c.id).where(hosts.c.name == name))
    if known is not None:
        return int(known)
    values: Mapping[str, Any] = {"name": name, "contact": contact, "created_at": now}
    return int(await db.scalar(hosts.insert().values(values).returning(hosts.c.id)) or 0)
