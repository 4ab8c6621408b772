"""All tables, one file a domain. A new file is named here, so that `metadata` knows it."""

from bot.storage.tables import (
    accounts,
    audit,
    channels,
    conversation,
    cvs,
    files,
    flows,
    handovers,
    helplines,
    keys,
    later,
    letters,
    mentors,
    paces,
    people,
    second,
    workshops,
)
from bot.storage.tables.meta import metadata

__all__ = [
    "accounts",
    "audit",
    "channels",
    "conversation",
    "cvs",
    "files",
    "flows",
    "handovers",
    "helplines",
    "keys",
    "later",
    "letters",
    "mentors",
    "metadata",
    "paces",
    "people",
    "second",
    "workshops",
]
