"""Calendar files, read back by an independent reader of the same standard."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from bot.i18n import translator
from bot.workshops.entry import calendar
from bot.workshops.exporter.ical import feed, location, seat_entry, uid
from bot.workshops.model import Draft, Seat, SeatState, Spot, Workshop

NOW = datetime(2026, 10, 20, 9, tzinfo=UTC)
PARIS = ZoneInfo("Europe/Paris")
DRAFT = Draft(
    "CV, entretien; et « suite »\\n",
    datetime(2026, 10, 24, 14, tzinfo=PARIS),
    datetime(2026, 10, 24, 16, tzinfo=PARIS),
    spot=Spot("Maison des jeunes", "3, rue du Parc", "Lyon", "69123", lat=45.7512, lon=4.8534, link="https://visio/1"),
    summary="Ligne 1\nLigne 2",
)
WORKSHOP = Workshop(7, "cle", DRAFT, "open", 0, 3)


def seat(state: SeatState, changes: int = 0) -> Seat:
    return Seat(1, "siege", 7, 5, state, NOW, changes=changes)


def test_the_feed_says_when_where_and_what() -> None:
    entry = Calendar.from_ical(feed([WORKSHOP], "Ateliers", NOW, lambda one: f"https://p/{one.key}")).events[0]
    assert str(entry["UID"]) == uid(WORKSHOP) == "cle@passerelle"
    assert (entry.start, entry.end) == (DRAFT.starts_at, DRAFT.ends_at)
    assert (str(entry["SUMMARY"]), str(entry["DESCRIPTION"])) == (DRAFT.title, DRAFT.summary)
    assert str(entry["LOCATION"]) == "Maison des jeunes, 3, rue du Parc, Lyon"
    assert (entry["SEQUENCE"], str(entry["STATUS"]), str(entry["URL"])) == (3, "CONFIRMED", "https://p/cle")


def test_the_link_into_an_online_workshop_is_only_for_who_has_a_seat() -> None:
    assert b"visio" not in feed([WORKSHOP], "Ateliers", NOW)
    assert b"https://visio/1" in seat_entry(WORKSHOP, seat("booked"), "Viens !", NOW)


def test_across_the_change_of_clocks() -> None:
    later = replace(DRAFT, starts_at=DRAFT.starts_at + timedelta(days=2), ends_at=DRAFT.ends_at + timedelta(days=2))
    data = feed([WORKSHOP, replace(WORKSHOP, key="deux", draft=later)], "", NOW)
    before, after = Calendar.from_ical(data).events
    moments = [moment for moment in (before.start, after.start) if isinstance(moment, datetime)]
    assert [moment.utcoffset() for moment in moments] == [timedelta(hours=2), timedelta(hours=1)]
    assert [moment.hour for moment in moments] == [14, 14]
    zone = Calendar.from_ical(data).timezones[0].to_tz()
    assert datetime(2026, 10, 26, 14, tzinfo=zone).utcoffset() == timedelta(hours=1)
    assert datetime(2026, 10, 24, 14, tzinfo=zone).utcoffset() == timedelta(hours=2)


def test_cancelled_stays_in_the_feed() -> None:
    entry = Calendar.from_ical(feed([replace(WORKSHOP, state="cancelled", sequence=4)], "", NOW)).events[0]
    assert (str(entry["STATUS"]), entry["SEQUENCE"], str(entry["UID"])) == ("CANCELLED", 4, "cle@passerelle")


@pytest.mark.parametrize(
    ("workshop", "state", "method", "status", "sequence"),
    [
        (WORKSHOP, "booked", "PUBLISH", "CONFIRMED", 3),
        (WORKSHOP, "waiting", "PUBLISH", "TENTATIVE", 3),
        (WORKSHOP, "offered", "PUBLISH", "TENTATIVE", 3),
        (WORKSHOP, "held", "PUBLISH", "TENTATIVE", 3),
        (WORKSHOP, "given_up", "CANCEL", "CANCELLED", 3),
        (replace(WORKSHOP, state="cancelled", sequence=4), "booked", "CANCEL", "CANCELLED", 4),
    ],
)
def test_the_entry_of_a_seat(workshop: Workshop, state: SeatState, method: str, status: str, sequence: int) -> None:
    calendar = Calendar.from_ical(seat_entry(workshop, seat(state), "Arrêt Bellecour", NOW))
    entry = calendar.events[0]
    assert str(calendar["METHOD"]) == method
    assert (str(entry["UID"]), str(entry["STATUS"]), entry["SEQUENCE"]) == ("siege@passerelle", status, sequence)
    assert str(entry["DESCRIPTION"]) == "Arrêt Bellecour"
    assert len(entry.alarms.times) == (method == "PUBLISH")


def test_who_waits_has_no_link_and_reads_that_they_wait() -> None:
    words = translator("fr")
    file = calendar(WORKSHOP, seat("waiting"), words, NOW)
    entry = Calendar.from_ical(file).events[0]
    assert b"visio" not in file
    assert str(entry["SUMMARY"]).startswith("Liste d’attente\u00a0: ")
    assert str(entry["DESCRIPTION"]).startswith("Ta place n’est pas encore sûre.")
    taken = Calendar.from_ical(calendar(WORKSHOP, seat("booked"), words, NOW)).events[0]
    assert str(taken["SUMMARY"]) == WORKSHOP.draft.title
    assert taken["UID"] == entry["UID"]


def test_every_change_of_a_seat_is_newer_than_the_one_before() -> None:
    states: tuple[tuple[int, SeatState, int], ...] = (
        (3, "booked", 0), (3, "given_up", 1), (4, "given_up", 1), (4, "booked", 2)
    )  # fmt: skip
    files = [
        seat_entry(replace(WORKSHOP, sequence=sequence), seat(state, changes), "", NOW)
        for sequence, state, changes in states
    ]
    assert [Calendar.from_ical(file).events[0]["SEQUENCE"] for file in files] == [3, 4, 5, 6]


def test_where_says_nothing_twice() -> None:
    assert location(Spot("MJC", "3 rue X, 69003 Lyon", "Lyon")) == "MJC, 3 rue X, 69003 Lyon"
    assert location(Spot()) == ""


def test_an_empty_feed_is_a_calendar() -> None:
    assert Calendar.from_ical(feed([], "Ateliers", NOW)).events == []
