"""A person and what they said, as rows."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.channels.model import Message
from bot.storage.bodies import seal_message
from bot.storage.sealed import Identity
from bot.storage.tables.conversation import messages
from bot.storage.tables.people import people

NOW = datetime(2026, 11, 22, 14, 0, tzinfo=UTC)
SEALER = Identity()


async def person(db: AsyncConnection, id: int = 1, mode: str = "bot", **more: Any) -> None:
    row = {"id": id, "locale": "fr", "mode": mode, "created_at": NOW, "last_seen_at": NOW, **more}
    await db.execute(people.insert().values(row))


async def said(db: AsyncConnection, seq: int, text: str, author: str = "me", person_id: int = 1) -> None:
    message = Message(seq, "bot" if author == "bot" else "me", text)
    row = {
        "person_id": person_id, "seq": seq, "direction": "in" if author == "me" else "out", "author": author,
        "body": seal_message(SEALER, person_id, message), "state": "kept", "priority": 1, "created_at": NOW,
    }  # fmt: skip
    await db.execute(messages.insert().values(row))
