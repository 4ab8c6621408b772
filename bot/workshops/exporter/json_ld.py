"""Workshops as schema.org events, for search engines and for other agendas."""

from __future__ import annotations

import json
from collections.abc import Iterable
from zoneinfo import ZoneInfo

from bot.workshops.exporter.ical import Address, uid
from bot.workshops.model import Spot, Workshop
from flows.events import JsonValue

CONTEXT = "https://schema.org"
_UNSAFE = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}

Node = dict[str, JsonValue]


def script(workshops: Iterable[Workshop], address: Address = lambda workshop: "") -> str:
    """The content of a `<script type="application/ld+json">`: nothing in it can end that element."""
    return document(workshops, address).decode().translate(_UNSAFE)


def document(workshops: Iterable[Workshop], address: Address = lambda workshop: "") -> bytes:
    graph: list[JsonValue] = [event(workshop, address(workshop)) for workshop in workshops]
    return json.dumps({"@context": CONTEXT, "@graph": graph}, ensure_ascii=False, indent=1).encode()


def event(workshop: Workshop, address: str = "") -> Node:
    draft, welcome = workshop.draft, workshop.draft.welcome
    zone = ZoneInfo(draft.zone)
    node: Node = {
        "@type": "EducationEvent",
        "identifier": uid(workshop),
        "name": draft.title,
        "description": draft.summary,
        "startDate": draft.starts_at.astimezone(zone).isoformat(),
        "endDate": draft.ends_at.astimezone(zone).isoformat(),
        "eventStatus": f"{CONTEXT}/Event{'Cancelled' if workshop.state == 'cancelled' else 'Scheduled'}",
        "eventAttendanceMode": f"{CONTEXT}/{'Online' if draft.spot.online else 'Offline'}EventAttendanceMode",
        "location": _online(address) if draft.spot.online else _place(draft.spot),
        "inLanguage": [*welcome.languages],
        "isAccessibleForFree": welcome.price_cents == 0,
        "offers": {
            "@type": "Offer", "price": f"{welcome.price_cents / 100:.2f}", "priceCurrency": "EUR",
            "availability": f"{CONTEXT}/{'SoldOut' if workshop.left == 0 else 'InStock'}", **_url(address),
        },
        **_url(address),
    }  # fmt: skip
    if draft.host:
        node["organizer"] = {"@type": "Organization", "name": draft.host}
    if draft.seats is not None and workshop.left is not None:
        node |= {"maximumAttendeeCapacity": draft.seats, "remainingAttendeeCapacity": workshop.left}
    if welcome.audience:
        node["audience"] = {"@type": "Audience", "audienceType": welcome.audience}
    return node


def _url(address: str) -> Node:
    return {"url": address} if address else {}


def _online(address: str) -> Node:
    """**Why** not the link itself: it is told only to who has a seat."""
    return {"@type": "VirtualLocation", **_url(address)}


def _place(spot: Spot) -> Node:
    place: Node = {
        "@type": "Place",
        "name": spot.venue,
        "address": {
            "@type": "PostalAddress", "streetAddress": spot.address, "addressLocality": spot.town,
            "addressCountry": "FR",
        },
    }  # fmt: skip
    if spot.insee:
        place["identifier"] = {"@type": "PropertyValue", "propertyID": "INSEE", "value": spot.insee}
    if spot.exact:
        place["geo"] = {"@type": "GeoCoordinates", "latitude": spot.lat, "longitude": spot.lon}
    return place
