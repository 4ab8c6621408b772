"""The two services we can ask: what goes there, what comes back. Pure.

Law: nothing goes there but the words somebody agreed to send; what comes back is read as if anybody had written it.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from bot.errors import Unavailable

MOST = 5
"""Places asked for: three are offered, and two may be the same commune."""
SURE = 0.4
"""Géoplateforme's own score, 0 to 1; below it, the words fit anything."""
HOME = "fr"
COUNTRIES = (HOME, "gp", "mq", "gf", "re", "yt", "pm", "bl", "mf", "nc", "pf", "wf")
"""France for Nominatim, with what lies beyond the sea."""


@dataclass(frozen=True, slots=True)
class Hit:
    """`lat`, `lon`: WGS84 degrees. `insee`, `town`: the commune's code and name, "" where the service does not say."""

    lat: float
    lon: float
    insee: str = ""
    town: str = ""


@dataclass(frozen=True, slots=True)
class Service:
    """`name`: as people read it. `url`: where it is. `every_s`: seconds between two questions that it allows."""

    name: str
    url: str
    params: Callable[[str], Mapping[str, str]]
    hits: Callable[[object], Iterator[Hit]]
    every_s: float


def read(service: Service, body: bytes) -> tuple[Hit, ...]:
    """Raises `Unavailable` for what is no answer of this service."""
    try:
        answer: object = json.loads(body)
    except (ValueError, RecursionError):
        raise Unavailable("the geocoder: no JSON") from None
    return tuple(hit for hit in service.hits(answer) if _on_earth(hit))[:MOST]


def _on_earth(hit: Hit) -> bool:
    return math.isfinite(hit.lat) and math.isfinite(hit.lon) and abs(hit.lat) <= 90 and abs(hit.lon) <= 180


def _geoplateforme(text: str) -> Mapping[str, str]:
    return {"q": text, "index": "address", "limit": str(MOST)}


def _features(answer: object) -> Iterator[Hit]:
    """A GeoJSON FeatureCollection."""
    if not isinstance(answer, dict) or not isinstance(answer.get("features"), list):
        raise Unavailable("the geocoder: no features")
    for feature in answer["features"]:
        about, where = _table(feature, "properties"), _table(feature, "geometry").get("coordinates")
        score, code = about.get("score"), about.get("citycode")
        if isinstance(score, int | float) and score < SURE:
            continue
        if isinstance(where, list) and len(where) == 2 and all(isinstance(one, int | float) for one in where):
            yield Hit(float(where[1]), float(where[0]), code if isinstance(code, str) else "")


def _nominatim(text: str) -> Mapping[str, str]:
    return {
        "q": text, "format": "jsonv2", "limit": str(MOST), "countrycodes": ",".join(COUNTRIES), "accept-language": "fr",
        "addressdetails": "1",
    }  # fmt: skip


def _list(answer: object) -> Iterator[Hit]:
    if not isinstance(answer, list):
        raise Unavailable("the geocoder: no list")
    for found in answer:
        address = _table(found, "address")
        # Beyond a border the nearest commune is no answer.
        if isinstance(found, dict) and address.get("country_code", HOME) in COUNTRIES:
            try:
                yield Hit(float(found["lat"]), float(found["lon"]), town=_town(address))
            except (KeyError, TypeError, ValueError):
                continue


def _town(address: Mapping[str, object]) -> str:
    """The commune; a quarter has one beside its own name."""
    names = (address.get(kind) for kind in ("city", "town", "village", "municipality"))
    return next((name for name in names if isinstance(name, str)), "")


def _table(value: object, name: str) -> Mapping[str, object]:
    found = value.get(name) if isinstance(value, dict) else None
    return found if isinstance(found, dict) else {}


SERVICES: Mapping[str, Service] = {
    "geoplateforme": Service(
        "Géoplateforme (IGN)", "https://data.geopf.fr/geocodage/search", _geoplateforme, _features, every_s=0.1
    ),
    "nominatim": Service(
        "OpenStreetMap (Nominatim)", "https://nominatim.openstreetmap.org/search", _nominatim, _list, every_s=1.0
    ),
}
"""The setting → the service. Géoplateforme takes 50 questions a second from one address; Nominatim at most one, with a
User-Agent that says who asks."""
