"""Calendar files that other programs read: names that stay, numbers that grow, the clock of the place."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from bot.calendars import Entry, alarm, calendar, event

PARIS = ZoneInfo("Europe/Paris")
STAMP = datetime(2026, 11, 22, 9, 30, 15, 999, tzinfo=UTC)


def entry(starts: datetime, *, sequence: int = 0, cancelled: bool = False) -> Entry:
    return Entry("k1", starts, starts + timedelta(hours=1), PARIS, "Un rendez-vous, avec ; et \\", sequence, cancelled)


@pytest.mark.parametrize("day", [(2026, 10, 24), (2026, 10, 25), (2026, 3, 29), (2026, 7, 1)])
def test_the_hour_is_that_of_the_place_on_both_sides_of_the_change_of_clocks(day: tuple[int, int, int]) -> None:
    starts = datetime(*day, 10, tzinfo=PARIS)
    read = Calendar.from_ical(calendar([event(entry(starts.astimezone(UTC)), STAMP)]))
    (found,) = read.walk("VEVENT")
    assert found.decoded("dtstart") == starts
    assert found.decoded("dtstart").hour == 10
    assert str(found["uid"]) == "k1@passerelle"
    assert str(found["summary"]) == "Un rendez-vous, avec ; et \\"
    assert read.walk("VTIMEZONE")


def test_what_is_cancelled_is_taken_out_and_counts_on() -> None:
    file = calendar([event(entry(STAMP, sequence=3, cancelled=True), STAMP)], cancelled=True)
    read = Calendar.from_ical(file)
    (found,) = read.walk("VEVENT")
    assert (str(read["method"]), str(found["status"]), found["sequence"]) == ("CANCEL", "CANCELLED", 3)


def test_it_rings_before() -> None:
    one = event(entry(STAMP), STAMP)
    one.add_component(alarm("Bientôt", timedelta(hours=1)))
    (bell,) = Calendar.from_ical(calendar([one], name="Mes dates")).walk("VALARM")
    assert bell.decoded("trigger") == -timedelta(hours=1)


def test_a_calendar_of_nothing() -> None:
    assert Calendar.from_ical(calendar([])).walk("VEVENT") == []
