"""Links that lead to one thing: whoever comes by `/start atelier_…` or by a button of a page stands before it at once.

Law: what was under way loses nothing; whoever is new is greeted, and asked about that thing before anything else.
"""

from __future__ import annotations

from collections.abc import Mapping

from bot.channels.model import Incoming
from bot.ports import Door
from flows.events import Started


def behind(doors: Mapping[str, Door], incoming: Incoming) -> tuple[Door, str] | None:
    """The door that an opened conversation came by, and what it is about."""
    source = incoming.source or ""
    if not isinstance(incoming.said, Started):
        return None
    found = next((prefix for prefix in doors if source.startswith(prefix)), None)
    return None if found is None else (doors[found], source.removeprefix(found))
