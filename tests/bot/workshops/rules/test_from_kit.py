"""A draft has the kit's title, length and seats, whatever the clock does that night."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.workshops.kits.model import Kit
from bot.workshops.kits.reader import kits
from bot.workshops.model import Spot, Welcome
from bot.workshops.rules.from_kit import draft_of

PARIS = ZoneInfo("Europe/Paris")
SPOT = Spot("Le Pont", "4 rue du Port", "Saint-Denis", "93066")


@pytest.mark.parametrize("kit", kits(), ids=lambda kit: kit.slug)
@pytest.mark.parametrize(
    "starts",
    [
        datetime(2026, 11, 24, 14, tzinfo=PARIS),
        datetime(2027, 3, 28, 1, 30, tzinfo=PARIS),
        datetime(2026, 10, 25, 1, 30, tzinfo=PARIS),
    ],
    ids=("afternoon", "an hour less", "an hour more"),
)
def test_a_draft_of_each_kit(kit: Kit, starts: datetime) -> None:
    draft = draft_of(kit, starts, spot=SPOT, host="Le Pont")
    assert (draft.title, draft.summary, draft.kit) == (kit.title, kit.summary, kit.slug)
    assert draft.ends_at.astimezone(UTC) - draft.starts_at.astimezone(UTC) == timedelta(minutes=kit.minutes)
    assert (draft.seats, draft.spot, draft.host) == (kit.group.most, SPOT, "Le Pont")


def test_nothing_is_promised_for_the_host() -> None:
    kit, starts = kits()[0], datetime(2026, 11, 24, 14, tzinfo=PARIS)
    silent = draft_of(kit, starts)
    assert (silent.welcome.step_free, silent.welcome.childcare, silent.welcome.no_papers) == (None, None, None)
    told = Welcome(("fr", "ar"), no_papers=True)
    assert draft_of(kit, starts, welcome=told, seats=3).welcome == told
    assert draft_of(kit, starts, seats=3).seats == 3
