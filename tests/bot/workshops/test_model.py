"""What a workshop says of itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.workshops.model import Draft, Workshop
from tests.fakes.clock import FakeTime

NOON = FakeTime().now()
TALK = Workshop(1, "key", Draft("Un CV en une heure", NOON, NOON + timedelta(hours=1), seats=8), "open", taken=0)


@pytest.mark.parametrize(("seats", "taken", "left"), [(8, 0, 8), (8, 8, 0), (8, 9, 0), (0, 0, 0), (None, 40, None)])
def test_seats_left(seats: int | None, taken: int, left: int | None) -> None:
    assert replace(TALK, taken=taken, draft=replace(TALK.draft, seats=seats)).left == left
