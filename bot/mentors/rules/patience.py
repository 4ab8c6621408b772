"""How long a person waits for the mentor's next word before somebody else takes them.

Law: a sentence a coordinator still looks at is a word under way, and the mentor is not gone; whose sentence was refused
has the same time again to find another one.
"""

from __future__ import annotations

from datetime import datetime, timedelta

GONE_AFTER = timedelta(minutes=10)
"""So long a person waits for the next word of a mentor; then somebody else takes them first."""
LOOKED_AT = timedelta(hours=1)
"""So long a coordinator may take over a held sentence; longer, no answer is coming."""


def gone_at(owed_since: datetime, held_at: datetime | None = None, refused_at: datetime | None = None) -> datetime:
    """When the mentor counts as gone.

    `owed_since`: since when the person waits. `held_at`: of their newest sentence that waits for a coordinator;
    `refused_at`: when one was refused last.
    """
    gone = max(owed_since, refused_at or owed_since) + GONE_AFTER
    return gone if held_at is None else max(gone, held_at + LOOKED_AT)
