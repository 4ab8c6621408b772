"""A draft has the kit's title, length and seats, whatever the clock does that night."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.workshops.kits.model import Kit
from bot.workshops.kits.reader import kits
from bot.workshops.model import Spot, Welcome
from bot.workshops.rules.form import Where, filled_of, read
from bot.workshops.rules.from_kit import begun, draft_of

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
    assert silent.welcome == Welcome(), "nor told in public what young people lack"
    told = Welcome(("fr", "ar"), no_papers=True)
    assert draft_of(kit, starts, welcome=told, seats=3).welcome == told
    assert draft_of(kit, starts, seats=3).seats == 3


def test_a_form_begins_with_the_kit_and_with_where_the_last_one_was() -> None:
    kit, starts = kits()[0], datetime(2026, 11, 24, 14, tzinfo=PARIS)
    spot, welcome = replace(SPOT, stop="métro Basilique"), Welcome(("ar",), "Tout le monde", 250, step_free=True)
    last = replace(draft_of(kit, starts, spot=spot, welcome=welcome), title="Autre", edition="Automne", seats=3)
    one = begun(kit, last)
    assert (one.of("title"), one.of("summary"), one.of("seats")) == (kit.title, kit.summary, str(kit.group.most))
    assert (one.of("near"), one.of("was"), one.of("insee")) == ("Saint-Denis", "Saint-Denis", "93066")
    assert (one.of("stop"), one.of("start"), one.of("step_free"), one.languages) == (
        "métro Basilique",
        "14:00",
        "yes",
        ("ar",),
    )
    assert [one.of(name) for name in ("date", "end", "edition", "audience")] == [""] * 4
    assert begun(None, last).of("title") == ""
    assert begun(None, last).of("seats") == "3"
    assert begun(None, None).languages == ("fr",)


@pytest.mark.parametrize("kit", kits(), ids=lambda kit: kit.slug)
def test_day_hour_and_town_are_enough(kit: Kit) -> None:
    begin = begun(kit, None)
    filled = replace(begin, texts={**begin.texts, "date": "2026-12-01", "start": "14h", "near": "93200"})
    now = datetime(2026, 11, 22, tzinfo=UTC)
    found = read(filled, Where("93066", "Saint-Denis", 48.9, 2.3), now, PARIS, kit=kit)
    assert found.draft
    assert found.draft.ends_at - found.draft.starts_at == timedelta(minutes=kit.minutes)
    assert (found.draft.kit, found.draft.title, found.draft.seats) == (kit.slug, kit.title, kit.group.most)
    assert filled_of(found.draft).of("kit") == kit.slug
    late = read(replace(filled, texts={**filled.texts, "start": "23:45"}), Where("1", "x", 1, 1), now, PARIS, kit=kit)
    assert late.problems == {"end": "end"}, "over midnight it is for the host to say"
