"""Accounts in rows: inviting, entering, who a cookie is, ending.

Law: a code is used once, by one UPDATE that decides itself; a sign-in is a row, and without the row it is over.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, bindparam, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.accounts.audit.model import Entry
from bot.accounts.audit.store import add
from bot.accounts.model import OPENING, Device, Kind, Listed, Opened, Role
from bot.accounts.rules import LIVES, SIGNED_IN, digest, name_key
from bot.accounts.second.store import enough, have
from bot.ports import Account
from bot.storage.engine import insert
from bot.storage.tables.accounts import account_chats, account_roles, accounts, entries, sign_ins
from bot.storage.tables.people import addresses

NewId = Callable[[], str]


# -- inviting -------------------------------------------------------------------------------------------------
async def invite(db: AsyncConnection, role: Role, name: str, now: datetime, new_id: NewId) -> Opened | None:
    """An invitation for whoever is called so, who has that role from now on. `name` is tidy.

    None: that account is disabled.
    """
    values = {"name": name, "name_key": name_key(name), "created_at": now}
    made = insert(db, accounts).values(values).on_conflict_do_nothing().returning(accounts.c.id)
    account_id = await db.scalar(made)
    known = account_id is None
    if known:
        query = select(accounts.c.id).where(accounts.c.name_key == name_key(name), accounts.c.disabled_at.is_(None))
        account_id = await db.scalar(query.with_for_update())
        if account_id is None:
            return None
    granted = {"account_id": account_id, "role": role, "since": now}
    await db.execute(insert(db, account_roles).values(granted).on_conflict_do_nothing())
    return Opened(account_id, await new_code(db, account_id, "invitation", now, new_id), known)


async def link(db: AsyncConnection, account_id: int, now: datetime, new_id: NewId) -> Opened | None:
    """A link for another device of that account; None when it is disabled or not there."""
    query = select(accounts.c.id).where(accounts.c.id == account_id, accounts.c.disabled_at.is_(None))
    if await db.scalar(query.with_for_update()) is None:
        return None
    return Opened(account_id, await new_code(db, account_id, "link", now, new_id), True)


async def new_code(db: AsyncConnection, account_id: int, kind: Kind, now: datetime, new_id: NewId) -> str:
    """A new code. Those of this kind that nobody used stop working: only the last one told is good."""
    older = and_(entries.c.account_id == account_id, entries.c.kind == kind, entries.c.used_at.is_(None))
    await db.execute(delete(entries).where(older))
    code = new_id()
    row = {"digest": digest(code), "account_id": account_id, "kind": kind, "expires_at": now + LIVES[kind]}
    await db.execute(entries.insert().values(row))
    return code


# -- entering -------------------------------------------------------------------------------------------------
async def opens(db: AsyncConnection, code: str, now: datetime) -> bool:
    """Would this code open the door now? Looking uses nothing up."""
    return await db.scalar(select(entries.c.digest).where(_good(code, now))) is not None


def _good(code: str, now: datetime) -> ColumnElement[bool]:
    alive = select(accounts.c.id).where(accounts.c.id == entries.c.account_id, accounts.c.disabled_at.is_(None))
    return and_(
        entries.c.digest == digest(code),
        entries.c.kind.in_(OPENING),
        entries.c.used_at.is_(None),
        entries.c.expires_at > now,
        alive.exists(),
    )


async def enter(db: AsyncConnection, code: str, device: str, now: datetime, new_id: NewId) -> str | None:
    """Uses the code up and signs in; gives the cookie. None: it does not open, or no longer.

    **Why** the account is locked first: whoever is disabled at this moment must not be left signed in.
    """
    of = select(entries.c.account_id).where(entries.c.digest == digest(code)).scalar_subquery()
    await db.execute(select(accounts.c.id).where(accounts.c.id == of).with_for_update())
    used = update(entries).where(_good(code, now)).values(used_at=now).returning(entries.c.account_id)
    account_id = await db.scalar(used)
    if account_id is None:
        return None
    cookie = new_id()
    row = {"digest": digest(cookie), "account_id": account_id, "device": device, "created_at": now, "seen_at": now}
    made = sign_ins.insert().values(row | {"expires_at": now + SIGNED_IN}).returning(sign_ins.c.id)
    await add(db, [Entry(now, account_id, await db.scalar(made), "sign-in", "")])
    return cookie


_WHO = (
    select(sign_ins.c.id, sign_ins.c.account_id, sign_ins.c.seen_at, accounts.c.name, account_roles.c.role)
    .join(accounts, accounts.c.id == sign_ins.c.account_id)
    .outerjoin(account_roles, account_roles.c.account_id == accounts.c.id)
    .where(sign_ins.c.digest == bindparam("cookie"), sign_ins.c.expires_at > bindparam("now"))
    .where(accounts.c.disabled_at.is_(None), enough())
)
"""**Why** put together once: each page of each account asks it."""


async def who(db: AsyncConnection, cookie: str, now: datetime) -> tuple[Account, datetime] | None:
    """Whose cookie this is, and when it was last seen. None also while a second proof is owed."""
    rows = (await db.execute(_WHO, {"cookie": digest(cookie), "now": now})).all()
    if not rows:
        return None
    first = rows[0]
    return Account(first.account_id, first.name, frozenset(r.role for r in rows if r.role), first.id), first.seen_at


async def seen(db: AsyncConnection, sign_in: int, now: datetime) -> None:
    await db.execute(update(sign_ins).where(sign_ins.c.id == sign_in).values(seen_at=now))


# -- a chat of one's own --------------------------------------------------------------------------------------
async def offer_chat(db: AsyncConnection, account_id: int, now: datetime, new_id: NewId) -> str:
    """A code by which a chat becomes that of the account."""
    return await new_code(db, account_id, "chat", now, new_id)


async def link_chat(db: AsyncConnection, code: str, person_id: int, now: datetime) -> bool:
    """That chat is the account's from now on, and no other is. False: the code is no good."""
    alive = select(accounts.c.id).where(accounts.c.id == entries.c.account_id, accounts.c.disabled_at.is_(None))
    good = and_(entries.c.digest == digest(code), entries.c.kind == "chat", entries.c.used_at.is_(None))
    used = update(entries).where(good, entries.c.expires_at > now, alive.exists()).values(used_at=now)
    account_id = await db.scalar(used.returning(entries.c.account_id))
    if account_id is None:
        return False
    await unlink_chat(db, account_id)
    await forget_person(db, person_id)
    await db.execute(account_chats.insert().values(account_id=account_id, person_id=person_id, since=now))
    return True


async def unlink_chat(db: AsyncConnection, account_id: int) -> None:
    await db.execute(delete(account_chats).where(account_chats.c.account_id == account_id))


async def forget_person(db: AsyncConnection, person_id: int) -> None:
    await db.execute(delete(account_chats).where(account_chats.c.person_id == person_id))


async def has_chat(db: AsyncConnection, account_id: int) -> bool:
    return await db.scalar(select(account_chats.c.since).where(account_chats.c.account_id == account_id)) is not None


async def account_of(db: AsyncConnection, person_id: int) -> tuple[int, str] | None:
    """Id and name of the account whose chat this is; None also when it is disabled."""
    query = select(accounts.c.id, accounts.c.name).join(account_chats, account_chats.c.account_id == accounts.c.id)
    mine = query.where(account_chats.c.person_id == person_id, accounts.c.disabled_at.is_(None))
    row = (await db.execute(mine)).one_or_none()
    return None if row is None else (row.id, row.name)


async def is_alone(db: AsyncConnection, person_id: int) -> bool:
    """Nobody reads along: this conversation is reached in Telegram, and nowhere else."""
    found = (await db.execute(select(addresses.c.channel).where(addresses.c.person_id == person_id))).scalars().all()
    return list(found) == ["telegram"]


# -- devices --------------------------------------------------------------------------------------------------
async def devices(db: AsyncConnection, account_id: int, now: datetime) -> Sequence[Device]:
    """Where it is signed in, the newest first."""
    query = select(sign_ins).where(sign_ins.c.account_id == account_id, sign_ins.c.expires_at > now)
    rows = await db.execute(query.order_by(sign_ins.c.id.desc()))
    return [Device(row.id, row.device, row.created_at, row.seen_at, row.expires_at) for row in rows]


async def end(db: AsyncConnection, account_id: int, sign_in: int) -> bool:
    """Ends one of its own sign-ins; another account's is not found."""
    mine = and_(sign_ins.c.id == sign_in, sign_ins.c.account_id == account_id)
    return await db.scalar(delete(sign_ins).where(mine).returning(sign_ins.c.id)) is not None


async def end_cookie(db: AsyncConnection, cookie: str) -> None:
    await db.execute(delete(sign_ins).where(sign_ins.c.digest == digest(cookie)))


async def named(db: AsyncConnection, name: str) -> int:
    """The account that is called so; 0, which is nobody's."""
    return int(await db.scalar(select(accounts.c.id).where(accounts.c.name_key == name_key(name))) or 0)


# -- staff ----------------------------------------------------------------------------------------------------
async def listed(db: AsyncConnection, now: datetime) -> Sequence[Listed]:
    """All accounts by name; those that are disabled last."""
    roles: dict[int, list[str]] = {}
    for row in await db.execute(select(account_roles).order_by(account_roles.c.role)):
        roles.setdefault(row.account_id, []).append(row.role)
    count = select(func.count()).where(sign_ins.c.account_id == accounts.c.id, sign_ins.c.expires_at > now)
    query = select(accounts, count.scalar_subquery().label("devices"))
    found = await db.execute(query.order_by(accounts.c.disabled_at.is_not(None), accounts.c.name_key))
    coded = await have(db)
    return [
        Listed(
            row.id, row.name, tuple(roles.get(row.id, ())), row.disabled_at is not None, row.devices, row.id in coded
        )
        for row in found
    ]


async def disable(db: AsyncConnection, account_id: int, now: datetime) -> None:
    """Ends all its sign-ins and codes at once."""
    one = accounts.c.id == account_id
    await db.execute(update(accounts).where(one, accounts.c.disabled_at.is_(None)).values(disabled_at=now))
    await db.execute(delete(sign_ins).where(sign_ins.c.account_id == account_id))
    await db.execute(delete(entries).where(entries.c.account_id == account_id))


async def enable(db: AsyncConnection, account_id: int) -> None:
    """It may be given a link again; nothing that it had comes back."""
    await db.execute(update(accounts).where(accounts.c.id == account_id).values(disabled_at=None))


async def withdraw(db: AsyncConnection, account_id: int, role: str) -> None:
    """Takes one role away, from this moment on."""
    mine = and_(account_roles.c.account_id == account_id, account_roles.c.role == role)
    await db.execute(delete(account_roles).where(mine))


async def retain(db: AsyncConnection, now: datetime) -> int:
    """Forgets codes and sign-ins that are over; returns how many."""
    gone = 0
    for table in (entries, sign_ins):
        gone += (await db.execute(delete(table).where(table.c.expires_at <= now))).rowcount
    return gone
