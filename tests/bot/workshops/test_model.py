"""What a workshop says of itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.workshops.model import Draft, State, Workshop
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
