"""One way for a file to become a row, whoever stores it: an upload, a document, a person's own data."""

from __future__ import annotations

from datetime import datetime

from bot.channels.model import FileRef
from bot.storage.sealed import Sealer


def row(sealer: Sealer, person_id: int, file: FileRef, body: bytes, now: datetime) -> dict[str, object]:
    """For `files.insert()`; name and body sealed."""
    return {
        "id": file.id,
        "person_id": person_id,
        "name": sealer.seal(person_id, file.name.encode()),
        "type": file.type,
        "size": len(body),
        "body": sealer.seal(person_id, body),
        "created_at": now,
    }
