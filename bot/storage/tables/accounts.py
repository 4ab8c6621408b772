"""Who signs in: hosts, mentors, staff. Codes and cookies are kept as SHA-256 only."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Table, Text

from bot.storage.tables.meta import metadata
from bot.storage.types import Id, Instant

accounts = Table(
    "accounts",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("name", Text, nullable=False),
    Column("name_key", Text, nullable=False, unique=True),  # the name folded: inviting it again means the same account
    Column("host_id", ForeignKey("hosts.id"), index=True),  # who they hold workshops for
    Column("created_at", Instant, nullable=False),
    Column("disabled_at", Instant),
    sqlite_autoincrement=True,
)

account_roles = Table(
    "account_roles",
    metadata,
    Column("account_id", ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("role", Text, primary_key=True),
    Column("since", Instant, nullable=False),
    sqlite_with_rowid=False,
)

entries = Table(
    "entries",
    metadata,
    # what opens the door once: an invitation, or a link for another device
    Column("digest", Text, primary_key=True),  # SHA-256 of the code, which is kept nowhere
    Column("account_id", ForeignKey("accounts.id", ondelete="CASCADE"), nullable=False, index=True),
    # invitation · link · mail (a link that went by e-mail) · chat, address (open no door: they show what is theirs)
    Column("kind", Text, nullable=False),
    Column("expires_at", Instant, nullable=False, index=True),
    Column("used_at", Instant),
    sqlite_with_rowid=False,
)

sign_ins = Table(
    "sign_ins",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("digest", Text, nullable=False, unique=True),  # SHA-256 of the cookie
    Column("account_id", ForeignKey("accounts.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("device", Text, nullable=False),  # browser and system, in a few words
    Column("created_at", Instant, nullable=False),
    Column("seen_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False, index=True),
    Column("proved_at", Instant),  # the second proof was given here, where the account wants one
    sqlite_autoincrement=True,
)

account_chats = Table(
    "account_chats",
    metadata,
    # the conversation in Telegram where an account gets a new link, once it is lost
    Column("account_id", ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), nullable=False, unique=True),
    Column("since", Instant, nullable=False),
    sqlite_with_rowid=False,
)

account_mailboxes = Table(
    "account_mailboxes",
    metadata,
    # where an account gets a new link by e-mail, once it is lost; kept once a code that went there came back
    Column("account_id", ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("address", Text, nullable=False),
    Column("address_key", Text, nullable=False, index=True),  # the address folded: what is looked for
    Column("since", Instant, nullable=False),
    sqlite_with_rowid=False,
)
