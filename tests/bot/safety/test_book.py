"""What holds: ours, and over it what staff wrote, whatever we ship later."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from bot.safety.book import Own, book, mark, public
from bot.safety.importer import MAX_DAYS, shipped
from bot.safety.model import Helpline

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
TODAY = NOW.date()
LINE = Helpline.model_validate(
    {"id": "suicide", "number": "3114", "who": "Des soignants", "audience": "Tout le monde", "for": "suicide"}
    | {"hours": "always", "channels": ["call"], "free": "yes", "languages": ["fr"], "source": "https://3114.fr/"}
    | {"verified": "yes", "checked_on": "2026-11-21"}
)  # fmt: skip
OURS = {"fr": (LINE, LINE.model_copy(update={"id": "other"})), "be": (LINE,)}


def own(line: Helpline = LINE, country: str = "fr", *, shipped: str | None = None, hidden: bool = False) -> Own:
    return Own(country, line, mark(LINE) if shipped is None else shipped, hidden, NOW)


def test_ours_hold_until_somebody_changes_them() -> None:
    held = book(OURS, ())
    assert [(one.country, one.line.id) for one in held] == [("fr", "suicide"), ("fr", "other"), ("be", "suicide")]
    assert not any(one.own or one.hidden or one.newer for one in held)


def test_what_staff_wrote_wins_in_its_place_and_only_in_its_country() -> None:
    changed = LINE.model_copy(update={"number": "3115"})
    held = book(OURS, [own(changed)])
    assert [one.line.number for one in held] == ["3115", "3114", "3114"]
    assert [one.own for one in held] == [True, False, False]
    assert not held[0].newer


def test_it_survives_an_upgrade_which_is_told() -> None:
    changed = LINE.model_copy(update={"number": "3115"})
    upgraded = {"fr": (LINE.model_copy(update={"who": "Autres mots"}),)}
    [one] = book(upgraded, [own(changed)])
    assert (one.line, one.newer) == (changed, True)
    [one] = book({"fr": (changed,)}, [own(changed)])
    assert not one.newer, "ours has become theirs"
    [*_, kept] = book({"fr": ()}, [own(changed)])
    assert (kept.line, kept.added) == (changed, True), "we ship it no more"


def test_an_added_one_stands_last_in_its_country() -> None:
    added = LINE.model_copy(update={"id": "maison"})
    held = book(OURS, [own(added, shipped=""), own(added, "ch", shipped="")])
    assert [one.line.id for one in held if one.country == "fr"] == ["suicide", "other", "maison"]
    assert [one.added for one in held if one.country == "fr"] == [False, False, True]


def test_only_what_somebody_verified_and_nobody_hid_is_for_everybody() -> None:
    never = LINE.model_copy(update={"id": "other", "verified": "no", "checked_on": None})
    assert [one.country for one in public(book(OURS, [own(hidden=True), own(never)]))] == ["be"]


def test_to_be_verified_is_what_nobody_read_or_too_long_ago() -> None:
    [one] = book({"fr": (LINE,)}, ())
    assert one.due(TODAY) == ""
    assert one.due(date(2026, 11, 21) + timedelta(days=MAX_DAYS)) == ""
    assert one.due(date(2026, 11, 21) + timedelta(days=MAX_DAYS + 1)) == "old"
    never = LINE.model_copy(update={"verified": "no", "checked_on": None})
    assert replace(one, line=never).due(TODAY) == "never"


def test_what_we_ship_is_read() -> None:
    ours = shipped()
    assert set(ours) == {"fr", "be", "ch"}
    assert all(ours.values())
