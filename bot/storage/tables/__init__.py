"""All tables, one file a domain. A new file is named here, so that `metadata` knows it."""

from bot.storage.tables import (
    accounts,
    audit,
    channels,
    consents,
    conversation,
    cvs,
    files,
    flows,
    handovers,
    keys,
    later,
    letters,
    mentors,
    paces,
    people,
    workshops,
)
from bot.storage.tables.meta import metadata

__all__ = [
    "accounts",
    "audit",
    "channels",
    "consents",
    "conversation",
    "cvs",
    "files",
    "flows",
    "handovers",
    "keys",
    "later",
    "letters",
    "mentors",
    "metadata",
    "paces",
    "people",
    "workshops",
]
