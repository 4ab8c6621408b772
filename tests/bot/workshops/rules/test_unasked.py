from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from bot.hours import is_night
from bot.workshops.rules.unasked import APART, earliest

PARIS = ZoneInfo("Europe/Paris")
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1)).map(lambda at: at.replace(tzinfo=UTC))


@given(now=MOMENTS, before=st.none() | st.timedeltas(timedelta(0), timedelta(days=3)))
def test_never_at_night_and_never_twice_a_day(now: datetime, before: timedelta | None) -> None:
    last = None if before is None else now - before
    at = earliest(now, PARIS, last)
    assert at >= now
    assert not is_night(at, PARIS)
    assert last is None or at - last >= APART


def test_at_once_by_day() -> None:
    noon = datetime(2026, 11, 21, 12, tzinfo=UTC)
    assert earliest(noon, PARIS, None) == noon
    assert earliest(noon, PARIS, noon - timedelta(days=2)) == noon
