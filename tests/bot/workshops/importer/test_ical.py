"""Calendars of others: repetitions, exceptions, moved and cancelled dates, odd zones, and what is no workshop."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.workshops.importer.formats import parse as parsed
from bot.workshops.importer.model import MOST_REPEATS, Parsed
from tests.bot.workshops.importer.calendars import calendar, event

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
PARIS = ZoneInfo("Europe/Paris")


def parse(data: bytes) -> Parsed:
    return parsed(data, PARIS, NOW)


def starts(found: Parsed) -> list[str]:
    return [f"{draft.starts_at.astimezone(PARIS):%d/%m %H:%M}" for draft in found.drafts]


def reasons(found: Parsed) -> dict[int, str]:
    return {one.number: one.reason for one in found.refused}


def test_one_event() -> None:
    found = parse(
        calendar(
            event("a@x", "20261203T140000", "GEO:45.76;4.86", r"DESCRIPTION:<p>Viens\, c'est</p>\n<b>ici</b>",
                  end="20261203T160000", where=r"Maison des jeunes\, 3 rue du Parc\, 69003 Lyon")
        )
    )  # fmt: skip
    [row], [draft] = found.rows, found.drafts
    assert (found.kind, row.key, row.number, row.place) == ("iCalendar", "a@x", 1, "69003 Lyon")
    assert draft.starts_at == datetime(2026, 12, 3, 14, tzinfo=PARIS)
    assert draft.ends_at - draft.starts_at == timedelta(hours=2)
    assert (draft.spot.venue, draft.spot.address) == ("Maison des jeunes", "3 rue du Parc, 69003 Lyon")
    assert (draft.spot.lat, draft.spot.lon) == (45.76, 4.86)
    assert draft.summary == "Viens, c'est\n\nici"


def test_a_series_with_a_hole_a_moved_and_a_cancelled_date() -> None:
    found = parse(
        calendar(
            event("s@x", "20261103T140000", "RRULE:FREQ=WEEKLY;COUNT=8", "EXDATE;TZID=Europe/Paris:20261201T140000"),
            event("s@x", "20261209T100000", "RECURRENCE-ID;TZID=Europe/Paris:20261208T140000", title="Déplacé"),
            event("s@x", "20261215T140000", "RECURRENCE-ID;TZID=Europe/Paris:20261215T140000", "STATUS:CANCELLED"),
        )
    )
    assert starts(found) == ["24/11 14:00", "09/12 10:00", "15/12 14:00", "22/12 14:00"]
    assert [row.cancelled for row in found.rows] == [False, False, True, False]
    assert [row.number for row in found.rows] == [1, 2, 3, 1]
    assert found.rows[1].key == "s@x/20261208T130000Z"
    assert found.refused == ()


def test_a_series_keeps_its_hour_across_the_change_of_clocks() -> None:
    found = parse(calendar(event("s@x", "20270320T140000", "RRULE:FREQ=WEEKLY;COUNT=3")))
    assert starts(found) == ["20/03 14:00", "27/03 14:00", "03/04 14:00"]
    assert [draft.starts_at.astimezone(UTC).hour for draft in found.drafts] == [13, 13, 12]


def test_zones_that_calendars_bring_along_or_call_otherwise() -> None:
    zone = "BEGIN:VTIMEZONE\r\nTZID:Chez nous\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0500\r\n"
    zone += "TZOFFSETTO:+0500\r\nEND:STANDARD\r\nEND:VTIMEZONE"
    found = parse(
        calendar(
            event("a", "DTSTART;TZID=Chez nous:20261203T180000"),
            event("b", "DTSTART;TZID=Romance Standard Time:20261203T140000"),
            event("c", "DTSTART:20261203T130000Z"),
            event("d", "DTSTART:20261203T140000"),
            event("e", "DTSTART;TZID=Indian/Reunion:20261203T140000"),
            head=[zone],
        )
    )
    assert [draft.starts_at.astimezone(UTC).hour for draft in found.drafts] == [13, 13, 13, 13, 10]
    assert [draft.zone for draft in found.drafts] == ["Europe/Paris"] * 4 + ["Indian/Reunion"]


def test_a_floating_time_is_one_of_the_calendar() -> None:
    found = parse(calendar(event("d", "DTSTART:20261203T140000"), head=["X-WR-TIMEZONE:America/Martinique"]))
    assert found.drafts[0].starts_at.astimezone(UTC).hour == 18


@pytest.mark.parametrize(
    ("one", "reason"),
    [
        (event("a", "DTSTART;VALUE=DATE:20261203", end="DTEND;VALUE=DATE:20261204"), "journée entière"),
        (event("a", "DTSTART;VALUE=DATE:20261203", "RRULE:FREQ=DAILY", end="X:1"), "journée entière"),
        (event("a", "20251203T140000"), "déjà passé"),
        (event("a", "20251203T140000", "RRULE:FREQ=WEEKLY;COUNT=3"), "aucune date dans les 366 jours"),
        (event("a", "20261203T140000", end="20261203T130000"), "finit avant de commencer"),
        (event("a", "20261203T140000", title=""), "pas de titre"),
        (event("a", "DTSTART:demain"), "DTSTART illisible"),
        (event("a", "X-NIX:1"), "pas de date"),
        (event("a", "DTSTART;TZID=Europe:20261203T140000"), "illisible"),
        (event("a", "20261203T140000", "RRULE:FREQ=SECONDLY"), "plusieurs fois par jour"),
        (event("a", "20261203T140000", "RRULE:FREQ=SOMETIMES"), "illisible"),
        (event("a", "20261203T140000", "CLASS:PRIVATE"), "pas public"),
        (event("a", "20261203T140000", "GEO:45.7;;4.8"), "GEO illisible"),
        (event("a", "20261203T140000", "EXDATE:jamais", "RRULE:FREQ=WEEKLY;COUNT=2"), "EXDATE illisible"),
        (event("a", "20261203T140000", "GEO:0;0"), "0, 0"),
    ],
)
def test_an_event_that_is_refused_leaves_the_others(one: str, reason: str) -> None:
    found = parse(calendar(one, event("good", "20261203T140000")))
    assert starts(found) == ["03/12 14:00"]
    assert reason in reasons(found)[1]


def test_swapped_coordinates_are_put_right_and_said() -> None:
    found = parse(calendar(event("a", "20261203T140000", "GEO:4.86;45.76")))
    assert (found.drafts[0].spot.lat, found.drafts[0].spot.lon) == (45.76, 4.86)
    assert "inversées" in found.notes[0].text


def test_a_hundred_thousand_repetitions_are_limited() -> None:
    found = parse(calendar(event("a", "20261203T140000", "RRULE:FREQ=DAILY;COUNT=100000")))
    assert 350 < len(found.rows) <= 366
    assert "ne sont pas prises" in reasons(found)[1]


def test_repetitions_given_one_by_one_are_limited_too() -> None:
    dates = ",".join(f"{datetime(2026, 12, 1, tzinfo=UTC) + timedelta(hours=n):%Y%m%dT%H%M%SZ}" for n in range(5000))
    found = parse(calendar(event("a", "DTSTART:20261201T000000Z", f"RDATE:{dates}")))
    assert len(found.rows) == MOST_REPEATS
    assert f"seules les {MOST_REPEATS} premières" in reasons(found)[1]


def test_an_endless_series_is_taken_for_a_year_and_said() -> None:
    found = parse(calendar(event("a", "20261203T140000", "RRULE:FREQ=MONTHLY")))
    assert len(found.rows) == 12
    assert found.refused == ()
    assert "sans fin" in found.notes[0].text


def test_of_two_versions_the_newer() -> None:
    found = parse(calendar(event("a", "20261203T140000", "SEQUENCE:2"), event("a", "20261204T140000", "SEQUENCE:1")))
    assert starts(found) == ["03/12 14:00"]
    assert "UID" in reasons(found)[2]


def test_a_calendar_that_cancels() -> None:
    found = parse(calendar(event("a", "20261203T140000"), head=["METHOD:CANCEL"]))
    assert found.rows[0].cancelled


def test_folded_lines_lone_line_ends_and_an_event_never_closed() -> None:
    folded = event("a", "20261203T140000", title="Écrire\r\n  son CV").replace("END:VEVENT", "")
    found = parse(calendar(folded, event("b", "20261204T140000")).replace(b"\r\n", b"\n"))
    assert starts(found) == ["03/12 14:00", "04/12 14:00"]
    assert found.rows[0].fields["title"] == "Écrire son CV"


def test_an_online_one_says_so() -> None:
    found = parse(calendar(event("a", "20261203T140000", where="En visio (Zoom)")))
    assert found.drafts[0].spot.online


def test_a_foreign_uid_can_not_pass_for_ours() -> None:
    found = parse(calendar(event("=abcdefgh", "20261203T140000"), event("abcdefgh@passerelle", "20261203T140000")))
    assert [row.key for row in found.rows] == ["abcdefgh", "=abcdefgh"]
