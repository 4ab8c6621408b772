"""The host's form: what is understood, what is refused, and that nothing else changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.workshops.model import Draft, Spot, Welcome
from bot.workshops.rules.form import LENGTHS, Filled, Problem, Where, filled_of, read
from tests.fakes.clock import FakeTime

PARIS = ZoneInfo("Europe/Paris")
NOW = FakeTime().now()
THERE = Where("93066", "Saint-Denis", 48.9362, 2.3574)
GOOD = {
    "title": " Faire  son CV ", "date": "2026-11-24", "start": "14:00", "end": "16:30", "near": "93200",
    "venue": "Le Pont", "address": "4 rue du Port", "stop": "métro Basilique", "seats": "8", "price": "2,50",
    "step_free": "yes", "childcare": "no", "no_papers": "", "audience": "16 à 25 ans",
    "summary": "On écrit.\r\n\r\n\r\n\r\nOn relit.\u202e", "edition": "",
}  # fmt: skip


ONLINE = {"online": "1", "near": "", "venue": "", "address": ""}


def form(**changed: str) -> Filled:
    return Filled(GOOD | changed, ("ar", "fr", "xx"))


def test_all_that_was_filled_in_is_there() -> None:
    draft = read(form(), THERE, NOW, PARIS).draft
    assert draft == Draft(
        "Faire son CV",
        datetime(2026, 11, 24, 13, 0, tzinfo=UTC),
        datetime(2026, 11, 24, 15, 30, tzinfo=UTC),
        spot=Spot("Le Pont", "4 rue du Port", "Saint-Denis", "93066", "métro Basilique", 48.9362, 2.3574),
        welcome=Welcome(("fr", "ar"), "16 à 25 ans", 250, step_free=True, childcare=False, no_papers=None),
        summary="On écrit.\n\nOn relit.",
        seats=8,
    )


@pytest.mark.parametrize(
    ("changed", "where", "problems"),
    [
        ({"title": " \u200b"}, THERE, {"title": "title"}),
        ({"title": "x" * 121}, THERE, {"title": "long"}),
        ({"summary": "x" * (LENGTHS["summary"] + 1)}, THERE, {"summary": "long"}),
        ({"date": "2026-11-20"}, THERE, {"date": "past"}),
        ({"date": "2030-01-01"}, THERE, {"date": "far"}),
        ({"date": "2026-02-30"}, THERE, {"date": "date"}),
        ({"date": "demain"}, THERE, {"date": "date"}),
        ({"date": "٢٠٢٦-١١-٢٤"}, THERE, {"date": "date"}),
        ({"start": "25:00"}, THERE, {"start": "start"}),
        ({"end": "14:00"}, THERE, {"end": "end"}),
        ({"end": "9:00"}, THERE, {"end": "end"}),
        ({"start": "08:00", "end": "23:00"}, THERE, {"end": "length"}),
        ({"seats": "-3"}, THERE, {"seats": "seats"}),
        ({"seats": "0"}, THERE, {"seats": "seats"}),
        ({"seats": "1001"}, THERE, {"seats": "seats"}),
        ({"seats": "²"}, THERE, {"seats": "seats"}),
        ({"price": "-1"}, THERE, {"price": "price"}),
        ({"price": "gratuit"}, THERE, {"price": "price"}),
        ({"price": "9999"}, THERE, {"price": "price"}),
        ({}, Where(), {"near": "near"}),
        ({}, Where(several=True), {"near": "which"}),
        (ONLINE | {"link": "javascript:alert(1)"}, THERE, {"link": "link"}),
        (ONLINE | {"link": "visio"}, THERE, {"link": "link"}),
        ({"online": "1"}, THERE, {"near": "both"}),
        (ONLINE | {"venue": "Médiathèque"}, Where(), {"near": "both"}),
        (ONLINE | {"address": "4 rue du Port"}, Where(), {"near": "both"}),
        ({"title": "", "date": ""}, Where(), {"title": "title", "date": "date", "near": "near"}),
    ],
)  # fmt: skip
def test_everything_wrong_is_said_at_once(changed: dict[str, str], where: Where, problems: dict[str, Problem]) -> None:
    found = read(form(**changed), where, NOW, PARIS)
    assert (found.draft, dict(found.problems)) == (None, problems)


def test_no_language_is_a_question() -> None:
    assert read(Filled(GOOD, ("xx",)), THERE, NOW, PARIS).problems == {"languages": "languages"}


def test_as_people_type_it() -> None:
    draft = read(form(date="24/11/2026", start="14h", end="16 h 30", seats="", price="3 €"), THERE, NOW, PARIS).draft
    assert draft is not None
    assert (draft.starts_at, draft.ends_at - draft.starts_at) == (
        datetime(2026, 11, 24, 13, 0, tzinfo=UTC), timedelta(hours=2, minutes=30),
    )  # fmt: skip
    assert (draft.seats, draft.welcome.price_cents) == (None, 300)


def test_online_needs_no_place_and_keeps_none() -> None:
    draft = read(form(**ONLINE, link="https://visio.example/x"), Where(), NOW, PARIS).draft
    assert draft is not None
    assert draft.spot == Spot(online=True, link="https://visio.example/x")


@pytest.mark.parametrize("price", [0, 5, 250, 300, 1005])
def test_what_is_shown_to_be_changed_reads_back_as_it_was(price: int) -> None:
    draft = read(form(), THERE, NOW, PARIS).draft
    assert draft is not None
    draft = replace(draft, kit="cv", source="ics:x", source_key="1", edition="automne", host="Le Pont")
    draft = replace(draft, welcome=replace(draft.welcome, price_cents=price))
    assert read(filled_of(draft), THERE, NOW, PARIS, draft).draft == draft


def test_a_known_house_stays_where_it_is() -> None:
    draft = read(form(), THERE, NOW, PARIS).draft
    assert draft is not None
    exact = replace(draft, spot=replace(draft.spot, lat=48.93, lon=2.35))
    kept = read(filled_of(exact), THERE, NOW, PARIS, exact).draft
    assert kept == exact
    moved = read(form(address="9 rue du Port"), THERE, NOW, PARIS, exact).draft
    assert moved is not None
    assert moved.spot.lat == THERE.lat


def test_one_under_way_may_still_be_corrected_but_not_moved_back() -> None:
    draft = read(form(), THERE, NOW, PARIS).draft
    assert draft is not None
    later = draft.starts_at + timedelta(minutes=5)
    assert read(form(title="Autre"), THERE, later, PARIS, draft).draft is not None
    assert read(form(start="13:00"), THERE, later, PARIS, draft).problems == {"date": "past"}
