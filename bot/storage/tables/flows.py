"""What flows say, as it was published: nothing of that is ever changed, so that whoever is in the middle can finish.

And what staff are writing."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Table, Text

from bot.storage.tables.meta import metadata
from bot.storage.types import Id, Instant

flow_revisions = Table(
    "flow_revisions",
    metadata,
    # one flow as it was written once, with its translations
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("flow", Text, nullable=False),
    Column("source", Text, nullable=False),  # YAML, comments included
    Column("texts", Text, nullable=False),  # JSON {locale: {key: text}}
    Column("digest", Text, nullable=False),  # SHA-256 of source and texts
    Column("parsed", Text, nullable=False),  # JSON of the plain value of `source`, read 20 times faster
    Column("origin", Text, nullable=False),  # shipped · staff
    Column("account_id", ForeignKey("accounts.id", ondelete="SET NULL")),
    Column("made_at", Instant, nullable=False),
    Index("ix_flow_revisions_flow_digest", "flow", "digest"),
    sqlite_autoincrement=True,
)

flow_releases = Table(
    "flow_releases",
    metadata,
    # what is served together; the newest is. Going back is a new one with older revisions
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("flows", Text, nullable=False),  # JSON {flow: revision id}
    Column("moves", Text, nullable=False),  # JSON {flow/step that is gone: step where whoever stands there goes on}
    Column("note", Text, nullable=False),
    Column("account_id", ForeignKey("accounts.id", ondelete="SET NULL")),  # NULL: an upgrade of the service
    Column("made_at", Instant, nullable=False),
    sqlite_autoincrement=True,
)

flow_drafts = Table(
    "flow_drafts",
    metadata,
    # what staff write before it is published: one a flow, shared by all who may write
    Column("flow", Text, primary_key=True),
    Column("source", Text),  # YAML; NULL: thrown away or published, so that versions go on counting
    Column("texts", Text, nullable=False),  # JSON {locale: {key: text}}
    Column("revision_id", ForeignKey("flow_revisions.id", ondelete="SET NULL")),  # what it began from; NULL: a new flow
    Column("version", Id, nullable=False),  # counts every save: what was made on an older one is merged or shown
    Column("account_id", ForeignKey("accounts.id", ondelete="SET NULL")),  # who saved last
    Column("changed_at", Instant, nullable=False),
)
