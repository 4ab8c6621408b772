"""Days and hours as people write them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

from bot.workshops.importer.moments import Said, duration, hour, said

TODAY = date(2026, 11, 22)
THIRD = date(2026, 12, 3)


@pytest.mark.parametrize(
    ("written", "day", "hours"),
    [
        ("mardi 3 décembre 2026", THIRD, ()),
        ("Jeudi 3 DECEMBRE 2026", THIRD, ()),
        ("1er déc. 2026", date(2026, 12, 1), ()),
        ("mar. 1 déc.", date(2026, 12, 1), ()),
        ("mar 2 mars 2027", date(2027, 3, 2), ()),
        ("3 mars", date(2027, 3, 3), ()),
        ("22 novembre", TODAY, ()),
        ("3 décembre", THIRD, ()),
        ("03/12/26 14h30", THIRD, ("14:30",)),
        ("3/12/2026", THIRD, ()),
        ("3.12.2026", THIRD, ()),
        ("3-12-2026", THIRD, ()),
        ("3/12", THIRD, ()),
        ("2026/12/03", THIRD, ()),
        ("20261203", THIRD, ()),
        ("2026-12-03", THIRD, ()),
        ("2026-12-03 14:00", THIRD, ("14:00",)),
        ("le 3 décembre 2026 de 14h à 16h30", THIRD, ("14:00", "16:30")),
        ("3 dec 2026 18h00 - 20h00", THIRD, ("18:00", "20:00")),
        ("December 3, 2026", THIRD, ()),
        ("Thu 3 Dec 2026 2:30 pm", THIRD, ("14:30",)),
        ("46359", THIRD, ()),
        ("46359.604166", THIRD, ("14:30",)),
        ("46359,5", THIRD, ("12:00",)),
        (46359, THIRD, ()),
        (46359.5, THIRD, ("12:00",)),
        (0.5, None, ("12:00",)),
        ("14h-16h", None, ("14:00", "16:00")),
        ("14H00-16H00", None, ("14:00", "16:00")),
        ("De 9h30 à 12h", None, ("09:30", "12:00")),
        ("9 h", None, ("09:00",)),
        ("2pm", None, ("14:00",)),
        ("12 am", None, ("00:00",)),
        ("midi", None, ("12:00",)),
        ("14 heures", None, ("14:00",)),
        (datetime(2026, 12, 3, 14), THIRD, ("14:00",)),
        (THIRD, THIRD, ()),
        (time(9, 30), None, ("09:30",)),
        (timedelta(hours=9), None, ("09:00",)),
        ("", None, ()),
        (None, None, ()),
    ],
)
def test_read(written: object, day: date | None, hours: tuple[str, ...]) -> None:
    found = said(written, TODAY)
    assert found is not None
    assert (found.day, tuple(f"{one:%H:%M}" for one in found.hours)) == (day, hours)


@pytest.mark.parametrize(
    "written",
    [
        "31/02/2026", "13/25/2026", "bientôt", "le 3", "12", "3 décembre 2026 2027", "3 mars avril", "25h", "14h75",
        "13 pm", "2026-13-40T99", "3/12/2026 ou 4/12/2026", True, 12, 99_999_999, -3, "9" * 200, "20269999",
        ["3/12"],
    ],
)  # fmt: skip
def test_not_read(written: object) -> None:
    assert said(written, TODAY) is None


def test_a_moment_with_its_offset_is_kept_whole() -> None:
    found = said("2026-12-03T14:00:00+01:00", TODAY)
    assert found is not None
    assert found.moment == datetime.fromisoformat("2026-12-03T13:00:00+00:00")


def test_the_weekday_beside_is_kept_for_comparing() -> None:
    found = said("mardi 3 décembre 2026", TODAY)
    assert found is not None
    assert found.weekday == 1


@pytest.mark.parametrize(
    ("written", "at"), [("14", "14:00"), ("14.30", "14:30"), ("1430", "14:30"), (14, "14:00"), ("9h", "09:00")]
)
def test_hours_in_a_column_of_hours(written: object, at: str) -> None:
    found = hour(written, TODAY)
    assert found is not None
    assert [f"{one:%H:%M}" for one in found.hours] == [at]


def test_no_such_hour() -> None:
    assert hour("25", TODAY) is None
    assert hour("", TODAY) == Said()


@pytest.mark.parametrize(
    ("written", "minutes"),
    [("2h", 120), ("1h30", 90), ("90 min", 90), ("90", 90), ("1,5 h", 90), ("2", 120), (2, 120), ("02:00", 120),
     ("1 h 30 min", 90), (time(1, 30), 90), (timedelta(minutes=45), 45)],
)  # fmt: skip
def test_lengths(written: object, minutes: int) -> None:
    assert duration(written) == timedelta(minutes=minutes)


@pytest.mark.parametrize("written", ["x", "", "0", "-2", True, 0.001, "9" * 50])
def test_no_length(written: object) -> None:
    assert duration(written) is None
