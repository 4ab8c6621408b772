"""Workshops as data·inclusion (schema 1): each a service of type "atelier", each host a structure."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from hashlib import blake2s
from zoneinfo import ZoneInfo

from bot.workshops.exporter.ical import Address
from bot.workshops.model import Draft, Workshop
from flows.events import JsonValue

SOURCE = "passerelle"
NOBODY = f"{SOURCE}--organisme"
"""The structure of what no host holds: whoever runs the service."""
NAME = (3, 150)
"""Characters of a name, by the schema."""
DESCRIPTION = (5, 10_000)
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

Node = dict[str, JsonValue]


def document(
    workshops: Iterable[Workshop], org_name: str, today: date, address: Address = lambda workshop: ""
) -> bytes:
    """`org_name`: who holds what no host does. Cancelled ones are no services: left out."""
    structures: dict[str, JsonValue] = {}
    services: list[JsonValue] = []
    for workshop in workshops:
        if workshop.state != "cancelled":
            host = workshop.draft.host
            id = _id(host) if host else NOBODY
            structures.setdefault(id, _structure(id, host or org_name, today))
            services.append(_service(workshop, id, today, address(workshop)))
    found: Node = {"structures": [*structures.values()], "services": services}
    return json.dumps(found, ensure_ascii=False, indent=1).encode()


def _id(host: str) -> str:
    return f"{SOURCE}--{blake2s(host.encode(), digest_size=8).hexdigest()}"


def _structure(id: str, host: str, today: date) -> Node:
    return {"source": SOURCE, "id": id, "nom": _fitted(host, NAME), "date_maj": today.isoformat(),
            "description": _fitted(f"{host} tient des ateliers pour les jeunes", DESCRIPTION)}  # fmt: skip


def _service(workshop: Workshop, structure: str, today: date, address: str) -> Node:
    draft, spot, welcome = workshop.draft, workshop.draft.spot, workshop.draft.welcome
    free = welcome.price_cents == 0
    price = f"{welcome.price_cents // 100},{welcome.price_cents % 100:02} €"
    node: Node = {
        "source": SOURCE,
        "structure_id": structure,
        "id": f"{SOURCE}--{workshop.key}",
        "nom": _fitted(draft.title, NAME),
        "description": _fitted(draft.summary or f"Atelier : {draft.title}", DESCRIPTION),
        "date_maj": today.isoformat(),
        "type": "atelier",
        "frais": "gratuit" if free else "payant",
        "frais_precisions": None if free else price,
        "publics_precisions": welcome.audience or None,
        "modes_accueil": ["a-distance" if spot.online else "en-presentiel"],
        "mobilisable_par": ["usagers"],
        "horaires_accueil": hours(draft),
        "lien_source": address or None,
    }
    if not spot.online:
        node |= {
            "commune": spot.town or None, "code_insee": spot.insee or None, "adresse": spot.address or None,
            "complement_adresse": spot.venue or None, "latitude": spot.lat, "longitude": spot.lon,
        }  # fmt: skip
    return node


def hours(draft: Draft) -> str:
    """OpenStreetMap opening hours of that one day; past midnight as 26:00 is written there."""
    zone = ZoneInfo(draft.zone)
    begin, end = draft.starts_at.astimezone(zone), draft.ends_at.astimezone(zone)
    return f"{begin.year} {MONTHS[begin.month - 1]} {begin.day:02} {begin:%H:%M}-{end:%H:%M}"


def _fitted(text: str, room: tuple[int, int]) -> str:
    """As long as the schema wants it, and without a full stop at the end of a name."""
    least, most = room
    text = text if len(text) <= most else text[: most - 1] + "…"
    if room == NAME:
        text = text if text.endswith("etc.") else text.rstrip(".")
    return text if len(text) >= least else text.ljust(least, "·")
