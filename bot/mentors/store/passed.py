"""What mentors may see of the files in a person's lines: one row a line, from `coming` to `there` or `refused`.

Law: a mentor is only ever given the file of a row that is `there`, never what the person sent.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import and_, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.channels.model import FileRef
from bot.storage.engine import insert
from bot.storage.sealed import Sealer
from bot.storage.stored_files import row
from bot.storage.tables.files import files
from bot.storage.tables.mentors import passed_files

HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Passed:
    """`state`: coming · there (`file_id`) · refused (`why`: a reason of `contacts.files`, too_big, gone, failed)."""

    seq: int
    state: str
    file_id: str | None
    why: str | None


async def of(db: AsyncConnection, person_id: int, seqs: Iterable[int]) -> Mapping[int, Passed]:
    """By line; a line without a row holds no file that a mentor may see."""
    query = select(passed_files).where(passed_files.c.person_id == person_id, passed_files.c.seq.in_(list(seqs)))
    return {one.seq: Passed(one.seq, one.state, one.file_id, one.why) for one in await db.execute(query)}


async def recent(db: AsyncConnection, person_id: int, now: datetime) -> int:
    """How many they sent in the last hour."""
    theirs = and_(passed_files.c.person_id == person_id, passed_files.c.at > now - HOUR)
    return int(await db.scalar(select(func.count()).select_from(passed_files).where(theirs)) or 0)


async def coming(db: AsyncConnection, now: datetime, person_id: int, seq: int) -> None:
    """In the turn of the line."""
    new = {"person_id": person_id, "seq": seq, "state": "coming", "at": now}
    await db.execute(insert(db, passed_files).values(new).on_conflict_do_nothing())


async def there(
    db: AsyncConnection, sealer: Sealer, now: datetime, person_id: int, seq: int, file: FileRef, body: bytes
) -> bool:
    """Stored for mentors. False: it was settled before, or the person is erased; then nothing is stored."""
    if not await _settle(db, person_id, seq, state="there", file_id=file.id):
        return False
    await db.execute(files.insert().values(row(sealer, person_id, file, body, now)))
    return True


async def refuse(db: AsyncConnection, person_id: int, seq: int, why: str) -> bool:
    return await _settle(db, person_id, seq, state="refused", why=why)


async def _settle(db: AsyncConnection, person_id: int, seq: int, **values: str) -> bool:
    waits = and_(passed_files.c.person_id == person_id, passed_files.c.seq == seq, passed_files.c.state == "coming")
    done = await db.scalar(update(passed_files).where(waits).values(**values).returning(passed_files.c.seq))
    return done is not None
