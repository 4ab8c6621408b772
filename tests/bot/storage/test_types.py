from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.dialects import sqlite

from bot.storage.types import Instant, micros

DIALECT = sqlite.dialect()


@given(at=st.datetimes(datetime(1970, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC)))
def test_a_moment_comes_back_exact(at: datetime) -> None:
    stored = Instant().process_bind_param(at, DIALECT)
    assert Instant().process_result_value(stored, DIALECT) == at


def test_moments_of_any_zone_are_the_same_number() -> None:
    at = datetime(2026, 11, 21, 12, tzinfo=UTC)
    assert micros(at) == micros(at.astimezone(timezone(timedelta(hours=9)))) == 1795262400000000


def test_no_moment_is_null() -> None:
    assert micros(None) is None
    assert Instant().process_result_value(None, DIALECT) is None
