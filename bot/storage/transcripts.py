"""The reading side: state, lines and files of a person, and the feed that says when lines were added."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Collection, Sequence

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.channels.model import Address, FileRef, Message
from bot.clock import Clock
from bot.ports import State
from bot.storage.bodies import open_message
from bot.storage.engine import Database, insert
from bot.storage.feeds import Feeds
from bot.storage.reach import at
from bot.storage.sealed import Sealer
from bot.storage.stored_files import row
from bot.storage.tables.conversation import messages
from bot.storage.tables.files import files
from bot.storage.tables.people import addresses, people

Media = Callable[[str], tuple[FileRef, bytes] | None]
"""Pictures that flows show, by the path written in the flow."""

_LINES = (
    select(messages.c.seq, messages.c.author, messages.c.body)
    .where(messages.c.person_id == bindparam("person"), messages.c.seq > bindparam("after"))
    .order_by(messages.c.seq)
)


async def read_lines(
    db: AsyncConnection, sealer: Sealer, person_id: int, after: int, until: int | None = None, limit: int | None = None
) -> list[Message]:
    """Lines with after < seq ≤ until, in order."""
    query = _LINES if until is None else _LINES.where(messages.c.seq <= until)
    query = query if limit is None else query.limit(limit)
    rows = await db.execute(query, {"person": person_id, "after": after})
    return [open_message(sealer, person_id, row.seq, row.author, row.body) for row in rows]


def _without(line: Message, gone: Collection[str]) -> Message:
    there = tuple(file for file in line.files if file.id not in gone)
    return line if there == line.files else line._replace(files=there)


class StoredTranscripts:
    """`ports.Transcripts` over the database."""

    def __init__(self, database: Database, feeds: Feeds, sealer: Sealer, media: Media | None = None) -> None:
        self._database = database
        self._feeds = feeds
        self._sealer = sealer
        self._media = media

    async def state(self, address: Address) -> State | None:
        query = (
            select(people.c.id, people.c.locale, people.c.mode, people.c.last_seq)
            .join(addresses, addresses.c.person_id == people.c.id)
            .where(at(address))
        )
        async with self._database.read() as db:
            found = (await db.execute(query)).first()
        return None if found is None else State(found.id, found.locale, found.mode, found.last_seq)

    async def read(self, person_id: int, after: int, limit: int = 200) -> Sequence[Message]:
        async with self._database.read() as db:
            lines = await read_lines(db, self._sealer, person_id, after, limit=limit)
            return await self._without_gone(db, person_id, lines)

    async def _without_gone(self, db: AsyncConnection, person_id: int, lines: Sequence[Message]) -> Sequence[Message]:
        """**Why**: of a CV only the newest versions stay, and a link to one before would lead nowhere.

        What people sent stays named: it may lie with their channel.
        """
        ours = (line for line in lines if line.author == "bot")
        stored = {file.id for line in ours for file in line.files if not self._shown(file.id)}
        if not stored:
            return lines
        query = select(files.c.id).where(files.c.person_id == person_id, files.c.id.in_(sorted(stored)))
        gone = stored.difference(await db.scalars(query))
        return [_without(line, gone) for line in lines] if gone else lines

    def _shown(self, file_id: str) -> bool:
        return self._media is not None and self._media(file_id) is not None

    async def file(self, file_id: str) -> tuple[FileRef, bytes] | None:
        if self._media is not None and (found := self._media(file_id)) is not None:
            return found
        query = select(files.c.person_id, files.c.name, files.c.type, files.c.body).where(files.c.id == file_id)
        async with self._database.read() as db:
            stored = (await db.execute(query)).first()
        if stored is None:
            return None
        name = self._sealer.open(stored.person_id, stored.name).decode()
        return FileRef(file_id, name, stored.type), self._sealer.open(stored.person_id, stored.body)

    async def changes(self, person_id: int) -> AsyncIterator[int]:
        """The newest seq: at the start (nothing falls between reading and listening), then at each change."""
        with self._feeds.listen(person_id) as listener:
            async with self._database.read() as db:
                seq = (await db.execute(select(people.c.last_seq).where(people.c.id == person_id))).scalar()
            if seq is not None:
                listener.seen(seq)
            while True:
                yield await listener.next()


class StoredFiles:
    """`ports.Files` over the database."""

    def __init__(self, database: Database, sealer: Sealer, clock: Clock) -> None:
        self._database = database
        self._sealer = sealer
        self._clock = clock

    async def put(self, person_id: int, name: str, type: str, body: bytes, id: str | None = None) -> FileRef:
        ref = FileRef(id or self._clock.new_id(), name, type)
        async with self._database.write() as db:
            stored = row(self._sealer, person_id, ref, body, self._clock.now())
            await db.execute(insert(db, files).values(stored).on_conflict_do_nothing())
        return ref
