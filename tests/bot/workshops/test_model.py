"""What a workshop says of itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.workshops.model import Draft, Spot, State, Workshop, middle
from tests.fakes.clock import FakeTime

NOON = FakeTime().now()
TALK = Workshop(1, "key", Draft("Un CV en une heure", NOON, NOON + timedelta(hours=1), seats=8), "open", taken=0)


@pytest.mark.parametrize(("seats", "taken", "left"), [(8, 0, 8), (8, 8, 0), (8, 9, 0), (0, 0, 0), (None, 40, None)])
def test_seats_left(seats: int | None, taken: int, left: int | None) -> None:
    assert replace(TALK, taken=taken, draft=replace(TALK.draft, seats=seats)).left == left


@pytest.mark.parametrize(
    ("state", "sequence", "public"),
    [("open", 0, True), ("closed", 0, True), ("cancelled", 1, True), ("cancelled", 0, False), ("pending", 0, False)],
)
def test_what_is_cancelled_was_public_only_if_it_was_let_through(state: State, sequence: int, public: bool) -> None:
    assert replace(TALK, state=state, sequence=sequence).was_public is public


@pytest.mark.parametrize(
    ("lat", "lon", "exact"),
    [(48.9362, 2.3574, True), (48.94, 2.3574, True), (48.94, 2.36, False), (None, None, False), (0.0, 0.0, False)],
)
def test_a_house_or_only_its_town(lat: float | None, lon: float | None, exact: bool) -> None:
    assert Spot(lat=lat, lon=lon).exact is exact


def test_the_middle_of_a_town_is_no_house() -> None:
    lat, lon = middle(48.93617, 2.35743)
    assert not Spot(lat=lat, lon=lon).exact
