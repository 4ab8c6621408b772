"""One statement for many rows, compiled once: values go to the driver and come from it as they are.

**Why:** for each row SQLAlchemy builds a dictionary and runs every column's processors, which cost a third of a turn.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain, count
from typing import Any

from sqlalchemy import Select
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


class Lookup:
    """A SELECT by lists (each one a `bindparam(…, expanding=True)`, none empty). Moments come as `types.micros`.

    **Why:** SQLAlchemy writes the text of an expanding list anew each time, half of what the statement costs. Lists are
    filled up to a power of two with their last value, so that a few texts serve batches of any size.
    """

    def __init__(self, statement: Select[Any]) -> None:
        self._statement = statement
        self._compiled: dict[tuple[str, ...], tuple[str, tuple[int, ...]]] = {}

    async def __call__(self, db: AsyncConnection, **lists: Sequence[Any]) -> Sequence[Sequence[Any]]:
        filled = [_filled(values) for values in lists.values()]
        shape = (db.dialect.name, *(f"{name}:{len(values)}" for name, values in zip(lists, filled, strict=True)))
        sql, order = self._compiled.get(shape) or self._compile(db, shape, dict(zip(lists, filled, strict=True)))
        values = list(chain.from_iterable(filled))
        rows = await db.exec_driver_sql(sql, tuple([values[at] for at in order]))
        return rows.all()

    def _compile(
        self, db: AsyncConnection, shape: tuple[str, ...], lists: Mapping[str, Sequence[Any]]
    ) -> tuple[str, tuple[int, ...]]:
        """The text for lists of these lengths, and which of all their values stands at each of its places."""
        number = count()
        places = {name: [next(number) for _ in values] for name, values in lists.items()}
        expanded = self._statement.compile(dialect=db.dialect).construct_expanded_state(places)
        self._compiled[shape] = expanded.statement, tuple(expanded.positional_parameters)
        return self._compiled[shape]


def _filled(values: Sequence[Any]) -> list[Any]:
    """As many as the next power of two."""
    if not values:
        raise ValueError("an empty list finds nothing")
    room = 1 << (len(values) - 1).bit_length()
    return [*values, *[values[-1]] * (room - len(values))]
