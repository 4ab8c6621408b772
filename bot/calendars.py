"""iCalendar files (RFC 5545) of whatever has a time: an entry, its alarm, the calendar around them.

Law: the UID of a thing never changes; SEQUENCE rises when those who come must know; CANCELLED stays in the file, so
that calendars take it out. Times are those of the place with its VTIMEZONE: right across the change of clocks.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Event

TYPE = "text/calendar"
PRODUCT = "-//Passerelle//Ateliers//FR"
UID_HOST = "@passerelle"
"""End of our UIDs: by it a file is known as ours when it comes back."""
AROUND = timedelta(days=366)
"""A calendar file knows the zone's changes of clocks that long before and after its events."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing in a calendar. `key` names it for good. `zone`: by whose clock it begins."""

    key: str
    starts_at: datetime
    ends_at: datetime
    zone: ZoneInfo
    title: str
    sequence: int
    cancelled: bool = False


def event(entry: Entry, stamp: datetime) -> Event:
    """`stamp`: when the file is made."""
    made = Event()
    made.add("uid", entry.key + UID_HOST)
    made.add("dtstamp", stamp.astimezone(UTC).replace(microsecond=0))
    made.add("dtstart", entry.starts_at.astimezone(entry.zone))
    made.add("dtend", entry.ends_at.astimezone(entry.zone))
    made.add("summary", entry.title)
    made.add("sequence", entry.sequence)
    made.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    return made


def alarm(text: str, before: timedelta) -> Alarm:
    made = Alarm()
    made.add("action", "DISPLAY")
    made.add("description", text)
    made.add("trigger", -before)
    return made


def calendar(events: list[Event], *, cancelled: bool = False, name: str = "") -> bytes:
    """`cancelled`: the file takes its entries out. `name`: of a calendar to subscribe to."""
    made = Calendar()
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    made.add("method", "CANCEL" if cancelled else "PUBLISH")
    if name:
        made.add("name", name)
        made.add("x-wr-calname", name)
    for one in events:
        made.add_component(one)
    days = [moment.date() for one in events for moment in (one.start, one.end) if isinstance(moment, datetime)]
    if days:
        made.add_missing_timezones(first_date=min(days) - AROUND, last_date=max(days) + AROUND)
    return bytes(made.to_ical())
