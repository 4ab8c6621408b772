"""A page with the map on which a house is marked: a link as short as a line of a phone, made without asking."""

from __future__ import annotations

from urllib.parse import urlencode

from bot.workshops.model import Spot

SEARCH, SHORT = "https://www.openstreetmap.org/search", "https://osm.org/go/"
"""What is found by its words, and OpenStreetMap's own short links."""
ZOOM = 17
"""The street, the houses around it and the next stop on one screen."""
SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_~"
"""OpenStreetMap's signs for six bits each."""
SIDE, SIX = 32, 6
"""Bits of a longitude or a latitude; bits of a sign."""
PIXELS = 8
"""A tile has 2⁸ points: a code is as exact as one of them."""


def map_link(spot: Spot) -> str:
    """The house, or where only its address is known, what is found by that; "" for a town."""
    if spot.online or spot.lat is None or spot.lon is None:
        return ""
    if spot.exact:
        return f"{SHORT}{code(spot.lat, spot.lon)}?m"
    house = spot.address or spot.venue
    return f"{SEARCH}?{urlencode({'query': f'{house}, {spot.town}'})}" if house and spot.town else ""


def code(lat: float, lon: float, zoom: int = ZOOM) -> str:
    """WGS84 degrees as OpenStreetMap's short links write them: the bits of both, one after another, six to a sign."""
    across, up = int((lon + 180) / 360 * 2**SIDE) % 2**SIDE, min(int((lat + 90) / 180 * 2**SIDE), 2**SIDE - 1)
    bits = "".join(f"{x}{y}" for x, y in zip(f"{across:0{SIDE}b}", f"{up:0{SIDE}b}", strict=True))
    signs = -(-(zoom + PIXELS) // 3)
    said = "".join(SIGNS[int(bits[at : at + SIX], 2)] for at in range(0, signs * SIX, SIX))
    return said + "-" * ((zoom + PIXELS) % 3)
