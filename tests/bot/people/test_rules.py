"""How long people are kept."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.people.rules import last_seen_before

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


def test_two_years_for_those_who_agreed_a_month_for_strangers() -> None:
    assert last_seen_before(NOW) == (datetime(2024, 11, 21, 12, tzinfo=UTC), datetime(2026, 10, 22, 12, tzinfo=UTC))
