"""A link with the map: short, the same as OpenStreetMap makes, and never a pin in the middle of a town."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.workshops.model import Spot, middle
from bot.workshops.rules.pins import PIXELS, SEARCH, SIGNS, SIX, ZOOM, code, map_link

LINE = 32
"""Signs of a line on a narrow phone."""


def test_as_openstreetmap_writes_it() -> None:
    assert code(51.510772705078125, 0.054931640625, 9) == "0EEQjE--", "the example of its wiki"


def test_a_house_is_a_link_that_fits_a_line() -> None:
    link = map_link(Spot("Le Pont", "4 rue du Port", "Saint-Denis", "93066", "", 48.9362, 2.3574))
    assert link == "https://osm.org/go/0BPJ4wwot-?m"
    assert len(link) <= LINE


def degrees(short: str) -> tuple[float, float]:
    """Back again: the corner of the square that it names."""
    bits = "".join(f"{SIGNS.index(sign):0{SIX}b}" for sign in short.rstrip("-"))
    across, up = bits[::2], bits[1::2]
    return int(up, 2) / 2 ** len(up) * 180 - 90, int(across, 2) / 2 ** len(across) * 360 - 180


@given(lat=st.floats(-90, 90), lon=st.floats(-180, 180))
def test_it_leads_back_to_the_house(lat: float, lon: float) -> None:
    exact = 360 / 2 ** (ZOOM + PIXELS)
    there = degrees(code(lat, lon))
    assert abs(there[0] - lat) <= 2 * exact
    assert min(abs(there[1] - lon), 360 - abs(there[1] - lon)) <= 2 * exact


@pytest.mark.parametrize(
    ("venue", "address", "query"),
    [
        ("", "4 rue du Port", "?query=4+rue+du+Port%2C+Saint-Denis"),
        ("Mairie", "", "?query=Mairie%2C+Saint-Denis"),
        ("", "", ""),
    ],
)
def test_where_only_the_town_is_known_the_house_is_searched_for(venue: str, address: str, query: str) -> None:
    lat, lon = middle(48.9362, 2.3574)
    spot = Spot(venue, address, "Saint-Denis", "93066", lat=lat, lon=lon)
    assert map_link(spot) == (f"{SEARCH}{query}" if query else "")


def test_no_map_of_what_is_online() -> None:
    assert map_link(Spot(online=True, link="https://visio.example/x")) == ""
