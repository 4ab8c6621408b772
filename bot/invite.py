"""Links into the pages behind the sign-in, from the command line and for the demo."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from bot.accounts import store
from bot.accounts.audit.model import Entry
from bot.accounts.audit.store import add
from bot.accounts.model import ROLES
from bot.accounts.rules import LONGEST_NAME, address_of, role_of, tidy
from bot.accounts.second.store import drop
from bot.clock import Clock
from bot.config import Settings
from bot.errors import Misconfigured
from bot.listening import found
from bot.storage.engine import Database

DEMO_HOST = "Boulangerie de démonstration"
DEMO_TEAM = "Équipe de démonstration"
DEMO_MENTORS = {"Mentor de démonstration": "Mentor démo", "Second mentor de démonstration": "Mentor démo 2"}
"""Name of the account → the name young people see."""
DEMO = (
    ("admin", DEMO_TEAM),
    ("host", DEMO_HOST),
    *(("mentor", name) for name in DEMO_MENTORS),
    ("coordinator", "Coordination de démonstration"),
)
"""Who can enter a demo: a role and a name each."""
EVERYWHERE = ("0.0.0.0", "::", "")  # noqa: S104  addresses that are compared with, not listened on
"""Listened on by a server; not an address anybody can open."""


def origin(settings: Settings, port: int | None = None) -> str:
    """Where links lead: the public address, else this machine. `port`: the one really taken."""
    if settings.public_url:
        return settings.public_url
    host = "127.0.0.1" if settings.host in EVERYWHERE else settings.host
    return f"http://{f'[{host}]' if ':' in host else host}:{settings.port if port is None else port}"


async def invite(database: Database, clock: Clock, root: str, role: str, name: str) -> str:
    """The link of a new invitation. Raises `Misconfigured` for an unknown role, no name, a disabled account."""
    meant, called = role_of(role), tidy(name)
    problems = [] if meant else [f"ROLE {role}: one of {', '.join(ROLES)}, or staff"]
    problems += [] if called else [f"NAME: 1 to {LONGEST_NAME} characters, as people know them"]
    if meant is None or problems:
        raise Misconfigured(problems)
    async with database.write() as db:
        opened = await store.invite(db, meant, called, clock.now(), clock.new_id)
    if opened is None:
        raise Misconfigured([f"NAME {called}: this account is disabled; an admin can open it again"])
    return address_of(root, opened.code)


async def demo_links(database: Database, clock: Clock, settings: Settings, address: str) -> Sequence[str]:
    """A line for everybody in a demo, new at each start. `address`: what the service listens on."""
    root = origin(settings, urlsplit(address).port)
    return [f"{role}: {await invite(database, clock, root, role, name)}" for role, name in DEMO]


async def from_outside(
    settings: Settings, database_url: str, role: str, name: str, *, without_code: bool = False
) -> str:
    """The link of a new invitation, also while the service runs: it leads where that listens.

    `without_code`: the account's second proof is taken away, for who lost telephone and paper.
    Raises `Unavailable` too.
    """
    database, clock = await Database.open(database_url), Clock()
    try:
        root = settings.public_url or await found(settings.data_dir) or origin(settings)
        link = await invite(database, clock, root, role, name)
        async with database.write() as db:
            said = f"role={role_of(role)}" + (" without_code" if without_code else "")
            await add(db, [Entry(clock.now(), None, None, "command invite", said)])
            if without_code:
                await drop(db, await store.named(db, tidy(name)))
        return link
    finally:
        await database.close()
