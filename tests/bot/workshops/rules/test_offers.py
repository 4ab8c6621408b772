"""A seat that became free is offered by day, for a while, and not too late."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from bot.hours import is_night
from bot.workshops.rules.offers import HOLD, offer

PARIS = ZoneInfo("Europe/Paris")
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC))


@given(MOMENTS, MOMENTS)
def test_an_offer_begins_by_day_and_ends_before_the_workshop(starts: datetime, now: datetime) -> None:
    planned = offer(starts, PARIS, now)
    if planned is None:
        assert starts - now < timedelta(hours=12)
    else:
        assert now <= planned.at < planned.until < starts
        assert planned.until - planned.at <= HOLD
        assert not is_night(planned.at, PARIS)
