"""One statement for many rows, compiled once: values go to the driver and come from it as they are.

**Why:** for each row SQLAlchemy builds a dictionary and runs every column's processors, which cost a third of a turn;
and for each statement a cursor and a result, which cost more than the statement where SQLite runs on the event loop.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from itertools import chain, count
from operator import itemgetter
from typing import Any

from sqlalchemy import Select
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.dml import Insert, Update

from bot.storage import sqlite_loop

Pick = Callable[[Sequence[Any]], tuple[Any, ...]]
"""Puts values in the order of a statement's places."""


class Many:
    """`names`: the bound parameters in the order of a row's values. Moments are given as `types.micros`."""

    def __init__(self, statement: Insert | Update, *names: str) -> None:
        self._statement = statement
        self._names = names
        self._compiled: dict[str, tuple[str, Pick]] = {}

    async def __call__(self, db: AsyncConnection, rows: Sequence[tuple[Any, ...]]) -> None:
        if not rows:
            return
        sql, pick = self._compiled.get(db.dialect.name) or self._compile(db)
        if (driver := _sqlite(db)) is not None:
            driver.executemany(sql, map(pick, rows))
        else:
            await db.exec_driver_sql(sql, [*map(pick, rows)])

    def _compile(self, db: AsyncConnection) -> tuple[str, Pick]:
        compiled = self._statement.compile(dialect=db.dialect)
        order = tuple(self._names.index(name) for name in compiled.positiontup or ())
        if sorted(order) != list(range(len(self._names))):
            raise TypeError(f"{self._names} are not the parameters of {compiled}")
        self._compiled[db.dialect.name] = str(compiled), _pick(order)
        return self._compiled[db.dialect.name]


class Lookup:
    """A SELECT by lists (each one a `bindparam(…, expanding=True)`, none empty). Moments come as `types.micros`.

    **Why:** SQLAlchemy writes the text of an expanding list anew each time, half of what the statement costs. Lists are
    filled up to a power of two with their last value, so that a few texts serve batches of any size.
    """

    def __init__(self, statement: Select[Any]) -> None:
        self._statement = statement
        self._compiled: dict[tuple[str, ...], tuple[str, Pick]] = {}

    async def __call__(self, db: AsyncConnection, **lists: Sequence[Any]) -> Sequence[Sequence[Any]]:
        filled = [_filled(values) for values in lists.values()]
        shape = (db.dialect.name, *(f"{name}:{len(values)}" for name, values in zip(lists, filled, strict=True)))
        sql, pick = self._compiled.get(shape) or self._compile(db, shape, dict(zip(lists, filled, strict=True)))
        values = pick([*chain.from_iterable(filled)])
        if (driver := _sqlite(db)) is not None:
            return driver.execute(sql, values).fetchall()
        return (await db.exec_driver_sql(sql, values)).all()

    def _compile(
        self, db: AsyncConnection, shape: tuple[str, ...], lists: Mapping[str, Sequence[Any]]
    ) -> tuple[str, Pick]:
        """The text for lists of these lengths, and which of all their values stands at each of its places."""
        number = count()
        places = {name: [next(number) for _ in values] for name, values in lists.items()}
        expanded = self._statement.compile(dialect=db.dialect).construct_expanded_state(places)
        self._compiled[shape] = expanded.statement, _pick(expanded.positional_parameters)
        return self._compiled[shape]


def _filled(values: Sequence[Any]) -> list[Any]:
    """As many as the next power of two."""
    if not values:
        raise ValueError("an empty list finds nothing")
    room = 1 << (len(values) - 1).bit_length()
    return [*values, *[values[-1]] * (room - len(values))]


def _pick(order: Sequence[int]) -> Pick:
    return itemgetter(*order) if len(order) > 1 else lambda values: (values[order[0]],)


def _sqlite(db: AsyncConnection) -> sqlite3.Connection | None:
    """The driver of the writer, inside the transaction that SQLAlchemy began; None for a reader and for PostgreSQL."""
    sync = db.sync_connection
    driver = sync.connection.driver_connection if sync is not None else None
    return driver.raw if isinstance(driver, sqlite_loop.Connection) else None
