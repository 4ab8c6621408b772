"""Files that do harm are refused, by a process with little time and 200 MB; good ones come back as they are."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.workshops.importer.formats import parse
from bot.workshops.importer.model import MOST_BYTES
from bot.workshops.importer.service import read
from tests.bot.workshops.importer.calendars import calendar, event
from tests.bot.workshops.importer.test_formats import HEADERS, SHEET, workbook

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
PARIS = ZoneInfo("Europe/Paris")


@pytest.mark.parametrize(
    "data",
    [
        SHEET.encode(),
        b"PK\x03\x04",
        workbook(("CV", datetime(2026, 12, 3), "14h", "2h", "Lyon", 12), ("=A1",), headers=HEADERS),
        calendar(event("a", "20261203T140000", "RRULE:FREQ=WEEKLY;COUNT=3"), event("b", "nie")),
    ],
)
async def test_what_comes_back_is_what_was_read(data: bytes) -> None:
    assert await read(data, PARIS, NOW) == parse(data, PARIS, NOW)


def bomb() -> bytes:
    """1 GB of shared strings in 1 MB, whose size is said smaller than it is."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        with package.open("xl/sharedStrings.xml", "w", force_zip64=True) as part:
            for _ in range(1000):
                part.write(b"<si><t>" + b"x" * 1_000_000 + b"</t></si>")
    return out.getvalue()


HARM: dict[str, Callable[[], bytes]] = {
    "too big": lambda: b"x" * (MOST_BYTES + 1),
    "zip bomb": bomb,
    "deep JSON": lambda: b'{"a":' * 3_000_000,
    "memory": lambda: b"[" + b"[],[{}]," * 2_500_000 + b"0]",
    "one endless line": lambda: b"titre;date;heure\n" + b'"' * 10_000_000,
    "many quotes": lambda: b"titre;date;heure\n" + b'"a\n' * 3_000_000,
    "many delimiters": lambda: b"titre;date;heure\n" + b";" * 10_000_000,
    "impossible rules": lambda: calendar(
        *[event(f"{n}", "19000101T140000", "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30") for n in range(3_000)]
    ),
    "a hundred thousand events": lambda: calendar(*[event(f"{n}", "20261203T140000") for n in range(100_000)]),
    "folded for ever": lambda: calendar("BEGIN:VEVENT\r\nSUMMARY:a" + "\r\n x" * 3_000_000),
    "open tags": lambda: b"<a " * 3_000_000 + b"ld+json",
    "a page of tags": lambda: b'<script type="application/ld+json">' * 400_000,
}


@pytest.mark.parametrize("what", HARM)
async def test_harm_is_refused(what: str) -> None:
    found = await read(HARM[what](), PARIS, NOW)
    assert found.refused
    assert all(one.reason for one in found.refused)
