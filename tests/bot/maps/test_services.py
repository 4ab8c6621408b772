"""What goes to a geocoder, and what of its answer is read."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import Unavailable
from bot.maps.services import MOST, SERVICES, Hit, read

GEO, OSM = SERVICES["geoplateforme"], SERVICES["nominatim"]


def feature(lon: object, lat: object, **about: object) -> dict[str, object]:
    return {"geometry": {"type": "Point", "coordinates": [lon, lat]}, "properties": about}


def test_only_the_words_go_there() -> None:
    assert GEO.params("la noue") == {"q": "la noue", "index": "address", "limit": "5"}
    assert OSM.params("la noue")["q"] == "la noue"
    assert OSM.params("a").keys() == {"q", "format", "limit", "countrycodes", "accept-language", "addressdetails"}


def test_the_public_one_of_osm_is_asked_once_a_second() -> None:
    assert OSM.every_s >= 1


def test_places_are_read_the_unsure_and_the_strange_are_not() -> None:
    features = [
        feature(2.42, 48.87, citycode="93006", score=0.7),
        feature(2.42, 48.87, citycode="93006", score=0.1),
        feature("x", 48.87, citycode="93006"),
        feature(2.42, 948.87, citycode="93006"),
        feature(2.42, 48.87, citycode=93006),
        {"geometry": None, "properties": None},
        "nothing",
    ]
    found = read(GEO, json.dumps({"features": features}).encode())
    assert found == (Hit(48.87, 2.42, "93006"), Hit(48.87, 2.42))
    rows = [
        {"lat": "48.87", "lon": "2.42", "address": {"suburb": "La Noue", "town": "Bagnolet"}},
        {"lat": "nan", "lon": "2"},
        {"lat": None},
        3,
        {"lat": "x", "lon": "2"},
    ]
    assert read(OSM, json.dumps(rows).encode()) == (Hit(48.87, 2.42, town="Bagnolet"),)
    assert len(read(OSM, json.dumps(rows[:1] * 50).encode())) == MOST


@pytest.mark.parametrize("body", [b"", b"<html>", b"null", b"3", b"[" * 100_000, b'{"features": 3}', b"\xff"])
def test_what_is_no_answer_is_said(body: bytes) -> None:
    for service in (GEO, OSM):
        with pytest.raises(Unavailable):
            read(service, body)


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(
        st.sampled_from(["features", "geometry", "properties", "coordinates", "score", "citycode", "lat", "lon"]), inner
    ),
    max_leaves=12,
)  # fmt: skip


@given(JSON)
@settings(max_examples=100, deadline=None)
def test_any_json_is_read_or_refused(answer: object) -> None:
    for service in (GEO, OSM):
        try:
            hits = read(service, json.dumps(answer).encode())
        except Unavailable:
            continue
        assert all(abs(hit.lat) <= 90 and abs(hit.lon) <= 180 for hit in hits)
