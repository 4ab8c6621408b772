"""What breaks a seal, and what does not."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.accounts.audit import chain
from bot.accounts.audit.model import Entry, Kept, Sealed

KEY = b"k" * 32
NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
LONG_AGO = NOON - timedelta(days=365)
ENTRIES = [Kept(id, Entry(NOON, 3, 7, "GET /mentor/c/{id}", f"id={id}")) for id in (4, 5, 9)]


def made(before: str = "") -> Sealed:
    seal = chain.sealed_over(ENTRIES, before, NOON)
    return Sealed(1, seal, chain.digest(KEY, seal))


def test_an_untouched_seal_is_whole_first_or_later() -> None:
    assert chain.broken(KEY, made(), None, ENTRIES, LONG_AGO) == ""
    assert chain.broken(KEY, made("abc"), "abc", ENTRIES, LONG_AGO) == ""


CHANGES: tuple[dict[str, object], ...] = (
    {"at": NOON + timedelta(microseconds=1)}, {"account_id": None}, {"account_id": 4}, {"sign_in": 8},
    {"what": "GET /mentor"}, {"about": "id=40"}, {"outcome": "refused"},
)  # fmt: skip


@pytest.mark.parametrize("change", CHANGES, ids=str)
def test_every_changed_field_below_a_seal_is_found(change: dict[str, object]) -> None:
    changed = replace(ENTRIES[0].entry, **change)  # type: ignore[arg-type]  # any field, by its name
    assert "changed" in chain.broken(KEY, made(), None, [Kept(4, changed), *ENTRIES[1:]], LONG_AGO)


@pytest.mark.parametrize(
    "entries",
    [
        ENTRIES[:-1],
        [ENTRIES[1], ENTRIES[0], ENTRIES[2]],
        [*ENTRIES, replace(ENTRIES[0], id=8)],
        [replace(ENTRIES[0], id=3), *ENTRIES[1:]],
    ],
)
def test_entries_that_went_came_or_moved_are_found(entries: list[Kept]) -> None:
    assert chain.broken(KEY, made(), None, entries, LONG_AGO)


@pytest.mark.parametrize(
    "change", [{"upto": 10}, {"entries": 2}, {"at": NOON - timedelta(days=900)}, {"before": "x"}, {"content": "x"}]
)
def test_a_changed_seal_and_one_of_another_key_are_found(change: dict[str, object]) -> None:
    one = made()
    forged = replace(one, seal=replace(one.seal, **change))  # type: ignore[arg-type]  # any field, by its name
    assert "changed" in chain.broken(KEY, forged, None, ENTRIES, LONG_AGO)
    other = replace(forged, digest=chain.digest(b"o" * 32, forged.seal))
    assert "another master key" in chain.broken(KEY, other, None, ENTRIES, LONG_AGO)


def test_the_oldest_seal_may_have_lost_its_entries_only_once_they_were_old() -> None:
    assert "before their time" in chain.broken(KEY, made("x"), None, [], LONG_AGO)
    assert chain.broken(KEY, made("x"), None, [], NOON) == ""
    assert "missing" in chain.broken(KEY, made("x"), None, ENTRIES, NOON), "its entries are there, those before are not"
    assert "missing" in chain.broken(KEY, made("x"), "y", ENTRIES, NOON)
