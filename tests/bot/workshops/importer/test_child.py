"""Files that do harm are refused, by a process with little time and 200 MB; good ones come back as they are."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from zoneinfo import ZoneInfo

import pytest

from bot.workshops.importer.formats import parse
from bot.workshops.importer.model import MOST_BYTES
from bot.workshops.importer.service import read
from bot.workshops.importer.xlsx import SMALL
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


STRINGS, TYPES = "xl/sharedStrings.xml", "[Content_Types].xml"
OVERRIDE = (
    f'<Override PartName="/{STRINGS}" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>'
)
"""What makes a reader open them."""
DIRECTORY, SIZE, NAME = b"PK\x01\x02", slice(24, 28), 46
"""An entry of a zip's directory begins so; where in it stand the size once unpacked, and the name (PKWARE APPNOTE)."""


@cache
def bomb() -> bytes:
    """A good workbook but for 1 GB of shared strings, in 1 MB."""
    out, good = io.BytesIO(), workbook(("CV", datetime(2026, 12, 3), "14h", "2h", "Lyon", 12), headers=HEADERS)
    with zipfile.ZipFile(io.BytesIO(good)) as parts, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name in parts.namelist():
            said = parts.read(name).decode()
            package.writestr(name, said.replace("</Types>", OVERRIDE) if name == TYPES else said)
        with package.open(STRINGS, "w") as part:
            part.write(b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">')
            for _ in range(1000):
                part.write(b"<si><t>" + b"x" * 1_000_000 + b"</t></si>")
            part.write(b"</sst>")
    return out.getvalue()


def lying_bomb(said: int) -> bytes:
    """The same, whose directory says that its strings are `said` bytes."""
    data = bytearray(bomb())
    entry = next(
        match.start()
        for match in re.finditer(re.escape(DIRECTORY), data)
        if data[match.start() + NAME :].startswith(STRINGS.encode())
    )
    data[entry + SIZE.start : entry + SIZE.stop] = said.to_bytes(4, "little")
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.getinfo(STRINGS).file_size == said
    return bytes(data)


HARM: dict[str, Callable[[], bytes]] = {
    "too big": lambda: b"x" * (MOST_BYTES + 1),
    "zip bomb": bomb,
    "a bomb that says it is nothing": lambda: lying_bomb(0),
    "a bomb that says it is small": lambda: lying_bomb(20_000),
    "a bomb that says it is as big as may be": lambda: lying_bomb(SMALL),
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
