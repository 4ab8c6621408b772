"""One file out of several."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

from bot.people.rules import zipped


def test_names_in_a_zip_lead_nowhere_and_none_is_lost() -> None:
    with ZipFile(
        BytesIO(zipped([("../../etc/x", b"1"), ("a", b"2"), ("a", b"3"), ("", b"4"), ("..\\b", b"5")]))
    ) as packed:
        assert {name: packed.read(name) for name in packed.namelist()} == {
            "_.._etc_x": b"1", "a": b"2", "2-a": b"3", "document": b"4", "_b": b"5",
        }  # fmt: skip
