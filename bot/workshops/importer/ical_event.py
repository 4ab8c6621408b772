"""One event of a calendar → what stands there, by field."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Component

from bot.workshops.importer.model import Raw

DATA = "X-PASSERELLE-DATA"
"""What our own feed says beside a calendar's properties, as JSON."""
CANCELLED = "CANCELLED"


def raw_of(number: int, key: str, component: Component, zone: ZoneInfo, *, cancelled: bool) -> Raw:
    """`zone`: of floating times, and for showing those in UTC."""
    start, end, length = (_dt(component, name) for name in ("DTSTART", "DTEND", "DURATION"))
    own = _zone_of(start)
    cells: dict[str, object] = {
        "title": component.get("SUMMARY"),
        "summary": component.get("DESCRIPTION", ""),
        "start": _local(start, zone),
        "end": _local(end, zone),
        "zone": own or zone.key,
        "where": str(component.get("LOCATION", "")),
    }
    if length is not None:
        cells["duration"] = length
    if (geo := component.get("GEO")) is not None:
        cells["lat"], cells["lon"] = getattr(geo, "latitude", None), getattr(geo, "longitude", None)
    private = str(component.get("CLASS") or "").upper() in ("PRIVATE", "CONFIDENTIAL")
    cells["status"] = "private" if private else CANCELLED if cancelled else str(component.get("STATUS") or "")
    beside = _beside(component, str(cells["where"]))
    if "venue" in beside:
        del cells["where"]  # said there in its parts
    return Raw(number, key, cells | beside)


def _dt(component: Component, name: str) -> Any:
    return getattr(component.get(name), "dt", None)


def _zone_of(moment: object) -> str | None:
    """The name of its zone where it is one that everybody knows; UTC is nobody's clock on the wall."""
    key = getattr(getattr(moment, "tzinfo", None), "key", None)
    return key if isinstance(key, str) and key.upper() not in ("UTC", "ETC/UTC", "GMT") else None


def _local(moment: object, zone: ZoneInfo) -> object:
    """A floating time is one of the calendar's zone."""
    if isinstance(moment, datetime):
        return moment.replace(tzinfo=zone) if moment.tzinfo is None else moment
    return moment


def _beside(component: Component, where: str) -> dict[str, object]:
    """What our own feed says beside; where the place was changed since, the calendar is right."""
    try:
        found = json.loads(str(component.get(DATA) or "{}"))
    except (ValueError, RecursionError):
        return {}
    if not isinstance(found, dict):
        return {}
    spot = [str(found.get(name) or "") for name in ("venue", "address", "town")]
    said: list[str] = []
    for part in spot:
        if part and not any(part in before for before in said):
            said.append(part)
    if ", ".join(said) != where:
        found = {name: value for name, value in found.items() if name not in ("venue", "address", "town", "insee")}
    return {name: value for name, value in found.items() if value is not None or name == "seats"}
