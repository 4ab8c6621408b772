"""Seals what an older Passerelle stored open: once, some rows at a time, while the service runs."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import ColumnElement, LargeBinary, Table, and_, bindparam, func, select, update

from bot.clock import Clock
from bot.storage import cleaning
from bot.storage.engine import Database
from bot.storage.keys import SEALED
from bot.storage.sealed import Sealer
from bot.storage.tables import metadata
from bot.storage.tables.keys import masters, person_keys
from bot.storage.tables.mentors import handoffs
from bot.storage.tables.second import second_factors

AT_ONCE = 50
"""Rows of one transaction: no turn waits longer than some ms for it."""


def sealed_columns() -> Iterator[tuple[Table, str]]:
    """Every column that holds what passed the sealer, which keeps what is of a person."""
    for table in metadata.sorted_tables:
        if table not in (person_keys, masters, second_factors):
            yield from ((table, column.name) for column in table.c if isinstance(column.type, LargeBinary))


async def reseal(database: Database, sealer: Sealer, clock: Clock) -> int:
    """Returns how many values were sealed; 0 at once when nothing is left from before there were keys."""
    async with database.read() as db:
        if await db.scalar(select(masters.c.sealed_at)) is not None:
            return 0
    count = 0
    for table, name in sealed_columns():
        while done := await _some(database, sealer, table, name):
            count += done
    if count:
        await cleaning.clean(database)
    async with database.write() as db:
        await db.execute(update(masters).values(sealed_at=clock.now()))
    return count


def _whose(table: Table) -> ColumnElement[int]:
    """The person of a row; of what is about a conversation with a mentor, the one who talks in it."""
    if "person_id" in table.c:
        return table.c.person_id
    return select(handoffs.c.person_id).where(handoffs.c.id == table.c.handoff_id).scalar_subquery()


async def _some(database: Database, sealer: Sealer, table: Table, name: str) -> int:
    column, key = table.c[name], [*table.primary_key]
    open_ones = (
        select(*key, _whose(table).label("whose"), column.label("held"))
        .where(column.is_not(None), func.substr(column, 1, len(SEALED)) != SEALED)
        .limit(AT_ONCE)
        .with_for_update(of=table)
    )
    change = (
        update(table)
        .where(and_(*(part == bindparam(f"at_{part.name}") for part in key)))
        .values({name: bindparam("new_value", type_=column.type)})
    )
    async with database.write() as db:
        rows = (await db.execute(open_ones)).mappings().all()
        changed = [
            {f"at_{part.name}": row[part.name] for part in key} | {"new_value": sealer.seal(row["whose"], row["held"])}
            for row in rows
        ]
        if changed:
            await db.execute(change, changed)
    return sum(row["new_value"].startswith(SEALED) for row in changed)
