"""All tables, one file a domain. A new file is named here, so that `metadata` knows it."""

from bot.storage.tables import channels, conversation, files, later, people
from bot.storage.tables.meta import metadata

__all__ = ["channels", "conversation", "files", "later", "metadata", "people"]
