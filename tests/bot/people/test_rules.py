"""Hours that are left, and a file out of files."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from io import BytesIO
from zipfile import ZipFile

from bot.people.rules import CHANGE_OF_MIND, hours_left, zipped

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


def test_begun_hours_count_and_the_last_one_is_not_none() -> None:
    at = NOW + CHANGE_OF_MIND
    left = [hours_left(at, NOW + timedelta(minutes=m)) for m in (0, 1, 60, 61, 23 * 60, 24 * 60, 99 * 60)]
    assert left == [24, 24, 23, 23, 1, 1, 1]


def test_names_in_a_zip_lead_nowhere_and_none_is_lost() -> None:
    with ZipFile(
        BytesIO(zipped([("../../etc/x", b"1"), ("a", b"2"), ("a", b"3"), ("", b"4"), ("..\\b", b"5")]))
    ) as packed:
        assert {name: packed.read(name) for name in packed.namelist()} == {
            "_.._etc_x": b"1", "a": b"2", "2-a": b"3", "document": b"4", "_b": b"5",
        }  # fmt: skip
