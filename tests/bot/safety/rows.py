"""A person and what they said, as rows."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.channels.model import Message
from bot.storage.bodies import seal_message
from bot.storage.sealed import Identity
from bot.storage.tables.conversation import messages
from bot.storage.tables.mentors import handoffs
from bot.storage.tables.people import people
from bot.storage.team import EMAIL, want
from tests.bot.mentors.rows import account

NOW = datetime(2026, 11, 22, 14, 0, tzinfo=UTC)
SEALER = Identity()


async def person(db: AsyncConnection, id: int = 1, mode: str = "bot", **more: Any) -> None:
    row = {"id": id, "locale": "fr", "mode": mode, "created_at": NOW, "last_seen_at": NOW, **more}
    await db.execute(people.insert().values(row))


async def coordinator(db: AsyncConnection, id: int = 300, role: str = "coordinator") -> None:
    """Asked to be told by e-mail."""
    await account(db, id, role)
    await want(db, NOW, id, EMAIL, "Europe/Paris", f"{id}@mail.example")


async def handoff(db: AsyncConnection, id: int = 1, person_id: int = 1, **columns: Any) -> None:
    row = {"topic": "other", "needs": "adults", "asked_at": NOW, "since": NOW, "first_seq": 1, "change": id}
    await db.execute(handoffs.insert().values({"id": id, "person_id": person_id, "state": "waiting", **row, **columns}))


async def said(db: AsyncConnection, seq: int, text: str, author: str = "me", person_id: int = 1) -> None:
    message = Message(seq, "bot" if author == "bot" else "me", text)
    row = {
        "person_id": person_id, "seq": seq, "direction": "in" if author == "me" else "out", "author": author,
        "body": seal_message(SEALER, person_id, message), "state": "kept", "priority": 1, "created_at": NOW,
    }  # fmt: skip
    await db.execute(messages.insert().values(row))
