"""A `Transcripts` in memory, for channels: files and the person's language."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field

from bot.channels.model import Address, FileRef, Message
from bot.ports import State


@dataclass
class Shelf:
    files: dict[str, tuple[FileRef, bytes]] = field(default_factory=dict)
    locale: str = "fr"

    def put(self, name: str, type: str, body: bytes, alt: str = "") -> FileRef:
        ref = FileRef(f"f{len(self.files)}", name, type, alt)
        self.files[ref.id] = ref, body
        return ref

    async def state(self, address: Address) -> State | None:
        return State(1, self.locale, "bot", 1)

    async def read(self, person_id: int, after: int, limit: int = 200) -> Sequence[Message]:
        return ()

    async def file(self, file_id: str) -> tuple[FileRef, bytes] | None:
        return self.files.get(file_id)

    async def changes(self, person_id: int) -> AsyncIterator[int]:
        yield 0
