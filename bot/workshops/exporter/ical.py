"""Workshops as iCalendar: the public feed, and the entry of one seat."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Event, vText

from bot.calendars import UID_HOST, Entry, alarm, calendar
from bot.calendars import event as calendar_event
from bot.workshops.model import Draft, Seat, Spot, Workshop

DATA = "X-PASSERELLE-DATA"
"""What iCalendar has no property for, as JSON: read when the feed is imported by another Passerelle, or by this one."""
BEFORE = timedelta(hours=2)
"""The alarm of a seat."""

Address = Callable[[Workshop], str]
"""The public page of a workshop; empty where there is none."""


def feed(workshops: Iterable[Workshop], name: str, stamp: datetime, address: Address = lambda workshop: "") -> bytes:
    """All of them as one calendar to subscribe to. Nobody's link into an online workshop stands there."""
    events = [_of_workshop(workshop, stamp, address(workshop)) for workshop in workshops]
    return calendar(events, name=name)


def uid(workshop: Workshop) -> str:
    """The name of a workshop in calendars: where it came from a calendar of others, still ours."""
    return workshop.key + UID_HOST


def seat_entry(
    workshop: Workshop, seat: Seat, description: str, stamp: datetime, address: str = "", title: str = ""
) -> bytes:
    """The calendar file of one person: cancelled when the workshop is, or when they gave their seat up.

    `description`: in their language. Importing it again, after a change, moves or removes the entry. Who waits for a
    seat has a tentative one, without the link; `title` says so in their language.
    """
    gone = workshop.state == "cancelled" or seat.state == "given_up"
    waits = seat.unsure and not gone
    event = _event(workshop, seat.key, stamp, cancelled=gone)
    event.add("description", description)
    if title:
        event["SUMMARY"] = vText(title)
    if waits:
        event["STATUS"] = vText("TENTATIVE")
    # Taken, given up, taken again: changes of the entry that the workshop's own count does not know.
    event["SEQUENCE"] = workshop.sequence + seat.changes
    link = "" if waits else workshop.draft.spot.link
    if link or address:
        event.add("url", link or address)
    if not gone:
        event.add_component(alarm(title or workshop.draft.title, BEFORE))
    return calendar([event], cancelled=gone)


def _of_workshop(workshop: Workshop, stamp: datetime, address: str) -> Event:
    event = _event(workshop, workshop.key, stamp, cancelled=workshop.state == "cancelled")
    draft = workshop.draft
    event.add("description", draft.summary)
    if address:
        event.add("url", address)
    event.add(DATA, json.dumps(beside(draft), ensure_ascii=True, separators=(",", ":")))
    return event


def _event(workshop: Workshop, key: str, stamp: datetime, *, cancelled: bool) -> Event:
    draft, zone = workshop.draft, ZoneInfo(workshop.draft.zone)
    times = draft.starts_at, draft.ends_at, zone
    event = calendar_event(Entry(key, *times, draft.title, workshop.sequence, cancelled), stamp)
    if where := location(draft.spot):
        event.add("location", where)
    if draft.spot.exact:
        event.add("geo", (draft.spot.lat, draft.spot.lon))
    return event


def location(spot: Spot) -> str:
    """On one line, from the house to the town; what is said already is not said again."""
    said: list[str] = []
    for part in (spot.venue, spot.address, spot.town):
        if part and not any(part in before for before in said):
            said.append(part)
    return ", ".join(said)


def beside(draft: Draft) -> dict[str, object]:
    """What a calendar's own properties do not say. Without the link, which is told only to who has a seat."""
    spot, welcome = replace(draft.spot, link=""), draft.welcome
    return {
        "venue": spot.venue, "address": spot.address, "town": spot.town, "insee": spot.insee, "stop": spot.stop,
        "online": spot.online, "languages": " ".join(welcome.languages), "audience": welcome.audience,
        "price_cents": welcome.price_cents, "step_free": welcome.step_free, "childcare": welcome.childcare,
        "no_papers": welcome.no_papers, "kit": draft.kit, "host": draft.host, "seats": draft.seats,
        "edition": draft.edition,
    }  # fmt: skip
