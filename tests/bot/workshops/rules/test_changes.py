"""People are told what they must know to come, not that a comma moved."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.workshops.model import Draft, Spot, Welcome
from bot.workshops.rules.changes import told
from tests.fakes.clock import FakeTime

NOON = FakeTime().now()
HOUR = timedelta(hours=1)
DRAFT = Draft("Un CV", NOON, NOON + HOUR, spot=Spot("Maison de quartier", "2 rue Haute", "Lyon", lat=45.7, lon=4.8))


@pytest.mark.parametrize(
    ("after", "news"),
    [
        (DRAFT, ()),
        (replace(DRAFT, title="Ton CV", summary="Mieux", seats=3, welcome=Welcome(("ar",))), ()),
        (replace(DRAFT, spot=replace(DRAFT.spot, lat=45.71, stop="Métro Gare")), ()),
        (replace(DRAFT, starts_at=NOON - HOUR), ("time",)),
        (replace(DRAFT, ends_at=NOON + 2 * HOUR), ("time",)),
        (replace(DRAFT, spot=replace(DRAFT.spot, address="4 rue Haute")), ("place",)),
        (replace(DRAFT, starts_at=NOON - HOUR, spot=Spot(online=True, link="https://x.example")), ("time", "place")),
    ],
)
def test_what_is_told(after: Draft, news: tuple[str, ...]) -> None:
    assert told(DRAFT, after) == news
