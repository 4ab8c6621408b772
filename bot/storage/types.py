"""Column types that mean the same on SQLite and PostgreSQL."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, Dialect, Integer
from sqlalchemy.types import TypeDecorator

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)

Id = BigInteger().with_variant(Integer(), "sqlite")
"""Counted primary keys (SQLite counts only a plain INTEGER)."""


def micros(at: datetime | None) -> int | None:
    """A moment as it is stored."""
    return None if at is None else (at - EPOCH) // MICROSECOND


def moment(stored: int | None) -> datetime | None:
    """The moment that is stored so."""
    return None if stored is None else EPOCH + timedelta(microseconds=stored)


class Instant(TypeDecorator[datetime]):
    """An aware moment, kept as microseconds since 1970.

    **Why:** SQLite has no time type and SQLAlchemy's text loses the zone; a number is exact and sorts alike on both.
    """

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        return micros(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:
        return moment(value)
