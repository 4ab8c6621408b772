"""Moments: exact to the microsecond, aware, and in the same order as the numbers they are kept as."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.dialects import sqlite

from bot.storage.engine import Database
from bot.storage.tables.people import people
from bot.storage.types import EPOCH, Instant, micros
from tests.bot.storage.rows import column, person

MOMENTS = [
    datetime(1969, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC),
    EPOCH,
    datetime(2026, 10, 25, 0, 59, 59, 1, tzinfo=UTC),
    datetime(2026, 10, 25, 1, 0, tzinfo=UTC),
    datetime(9999, 12, 31, tzinfo=UTC),
]


async def test_every_moment_comes_back_exact_and_in_order(database: Database) -> None:
    for number, at in enumerate(MOMENTS, 1):
        await person(database, number, created_at=at)
    assert await column(database, people.c.created_at) == MOMENTS


async def test_another_zone_is_the_same_moment(database: Database) -> None:
    paris = datetime(2026, 7, 14, 2, 30, tzinfo=timezone(timedelta(hours=2)))
    await person(database, created_at=paris)
    async with database.read() as db:
        found = await db.scalar(select(people.c.created_at).where(people.c.created_at == paris.astimezone(UTC)))
    assert found == paris
    assert found is not None
    assert found.tzinfo is UTC


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(TypeError):
        micros(datetime(2026, 1, 1))


def test_micros_counts_from_1970() -> None:
    assert [micros(at) for at in (None, EPOCH, MOMENTS[0])] == [None, 0, -1]


@given(at=st.datetimes(datetime(1970, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC)))
def test_a_moment_comes_back_exact(at: datetime) -> None:
    stored = Instant().process_bind_param(at, sqlite.dialect())
    assert Instant().process_result_value(stored, sqlite.dialect()) == at
