"""Whoever is asked for unknown places: nobody unless it is set, and in a name that fits a header."""

from __future__ import annotations

from bot.config import load
from bot.geocoding import geocoder
from bot.maps.services import SERVICES, Hit
from tests.fakes.clock import FakeTime


def nowhere(hit: Hit) -> None:
    return None


def test_nobody_unless_it_is_set() -> None:
    assert geocoder(load(), FakeTime().clock, nowhere) is None


def test_the_one_that_is_set_by_its_public_address_or_an_own_server() -> None:
    for name in SERVICES:
        assert geocoder(load(geocoder=name), FakeTime().clock, nowhere) is not None
        assert geocoder(
            load(geocoder=name, geocoder_url="http://127.0.0.1:1", org_name="Été"), FakeTime().clock, nowhere
        )
