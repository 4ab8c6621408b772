"""One statement for many rows, compiled once: values go to the driver as they are.

**Why:** for each row SQLAlchemy builds a dictionary and runs every column's processors, which cost a third of a turn.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.dml import Insert, Update


class Many:
    """`names`: the bound parameters in the order of a row's values. Moments are given as `types.micros`."""

    def __init__(self, statement: Insert | Update, *names: str) -> None:
        self._statement = statement
        self._names = names
        self._compiled: dict[str, tuple[str, tuple[int, ...]]] = {}

    async def __call__(self, db: AsyncConnection, rows: Sequence[tuple[Any, ...]]) -> None:
        if not rows:
            return
        sql, order = self._compiled.get(db.dialect.name) or self._compile(db)
        await db.exec_driver_sql(sql, [tuple([row[at] for at in order]) for row in rows])

    def _compile(self, db: AsyncConnection) -> tuple[str, tuple[int, ...]]:
        compiled = self._statement.compile(dialect=db.dialect)
        order = tuple(self._names.index(name) for name in compiled.positiontup or ())
        if sorted(order) != list(range(len(self._names))):
            raise TypeError(f"{self._names} are not the parameters of {compiled}")
        self._compiled[db.dialect.name] = str(compiled), order
        return self._compiled[db.dialect.name]
