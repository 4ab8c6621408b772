"""OpenAgenda's JSON (`events.v2.json` and the older export) → rows, one a date."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bot.workshops.importer import values
from bot.workshops.importer.model import MOST_REPEATS, Raw, Refusal
from bot.workshops.importer.trees import given, several, table, words

KIND = "OpenAgenda"
CANCELLED, POSTPONED = 6, 4
"""`status` of an event."""
PUBLISHED = 2
"""`state` of an event: everything else is not for the public."""
ONLINE, MIXED = 2, 3
"""`attendanceMode`."""


def events(tree: object) -> list[object] | None:
    """None: this is not OpenAgenda's."""
    found = several(table(tree).get("events")) if isinstance(tree, dict) else several(tree)
    mine = any("timings" in table(event) or "firstTiming" in table(event) for event in found)
    return [*found] if mine else None


def read(found: list[object]) -> Iterator[Raw | Refusal]:
    for number, value in enumerate(found, 1):
        event = table(value)
        uid, title = words(event.get("uid") or event.get("slug")), words(event.get("title"))
        timings = several(event.get("timings")) or several(event.get("firstTiming"))
        if not timings:
            yield Refusal(number, "pas de date", uid, title)
            continue
        cells = _cells(event)
        for timing in timings[:MOST_REPEATS]:
            when = table(timing)
            begin, end = words(when.get("begin") or when.get("start")), words(when.get("end"))
            key = f"{uid}/{begin}" if uid else ""
            yield Raw(number, key, cells | given(start=begin, end=end))
        if len(timings) > MOST_REPEATS:
            reason = f"trop de dates : seules les {MOST_REPEATS} premières sont prises"
            yield Refusal(number, reason, uid, title)


def _cells(event: Mapping[str, object]) -> dict[str, object]:
    place, mode = table(event.get("location")), event.get("attendanceMode")
    summary = words(event.get("longDescription")) or words(event.get("description"))
    conditions = words(event.get("conditions"))
    price: object = None
    try:
        price = values.price(conditions) if conditions else None
    except ValueError:
        summary = f"{summary}\n{conditions}"
    return {
        "title": words(event.get("title")),
        "summary": summary,
        **given(
            venue=words(place.get("name")),
            address=words(place.get("address")),
            postcode=words(place.get("postalCode")),
            town=words(place.get("city")),
            insee=words(place.get("insee")),
            lat=place.get("latitude"),
            lon=place.get("longitude"),
            stop=words(place.get("access")),
            zone=words(event.get("timezone")),
            online=mode == ONLINE if mode in (1, ONLINE, MIXED) else None,
            link=words(event.get("onlineAccessLink")),
            audience=_ages(event.get("age")),
            step_free=_reached(event.get("accessibility")),
            contact=", ".join(words(table(one).get("value") or one) for one in several(event.get("registration"))),
            host=words(table(event.get("originAgenda")).get("title")),
            price_cents=price,
            status=_status(event),
        ),
    }


def _status(event: Mapping[str, object]) -> str:
    status = table(event.get("status")).get("id", event.get("status"))
    if event.get("state") not in (None, PUBLISHED):
        return "draft"
    return "cancelled" if status in (CANCELLED, POSTPONED) else ""


def _ages(value: object) -> str:
    age = table(value)
    ends = [words(age.get(edge)) for edge in ("min", "max")]
    return f"{ends[0]}–{ends[1]} ans" if all(ends) else ""


def _reached(value: object) -> bool | None:
    """`mi`: for who moves with difficulty."""
    if isinstance(value, dict):
        found = value.get("mi")
        return found if isinstance(found, bool) else None
    return True if "mi" in several(value) else None
