"""Pictures one under the other, byte by byte."""

from __future__ import annotations

import struct
import zlib
from itertools import product

import pytest

from cv_builder.stacked import GREY, SEAM, stacked


@pytest.mark.parametrize("filters", list(product(range(5), repeat=2)))
def test_stacked_pictures_show_what_each_showed(filters: tuple[int, int]) -> None:
    """However the first row of a picture is written."""
    one = [[10, 20, 30, 40, 50, 60], [200, 210, 220, 230, 240, 250]]
    other = [[255, 0, 7, 9, 90, 130], [1, 2, 3, 4, 5, 6]]
    seam = [[GREY] * 6] * SEAM
    assert decoded(stacked([encoded(one, filters), encoded(other, filters)])) == [*one, *seam, *other]


WIDTH, DOT = 2, 3
"""Two dots of three bytes: pictures small enough to be told in a test."""


def encoded(rows: list[list[int]], filters: tuple[int, int]) -> bytes:
    data, above = bytearray(), [0] * WIDTH * DOT
    for kind, row in zip(filters, rows, strict=True):
        data.append(kind)
        data += bytes((value - predicted(kind, row, above, at)) & 0xFF for at, value in enumerate(row))
        above = row
    head = struct.pack(">IIBBBBB", WIDTH, len(rows), 8, 2, 0, 0, 0)
    parts = [(b"IHDR", head), (b"IDAT", zlib.compress(bytes(data))), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(part)) + name + part + struct.pack(">I", zlib.crc32(name + part)) for name, part in parts
    )


def decoded(picture: bytes) -> list[list[int]]:
    parts, at = {}, 8
    while at < len(picture):
        size, name = struct.unpack(">I4s", picture[at : at + 8])
        part, check = picture[at + 8 : at + 8 + size], picture[at + 8 + size : at + 12 + size]
        assert struct.unpack(">I", check)[0] == zlib.crc32(name + part)
        parts[name], at = part, at + 12 + size
    width, height = struct.unpack(">II", parts[b"IHDR"][:8])
    data, length, above, rows = zlib.decompress(parts[b"IDAT"]), width * DOT, [0] * width * DOT, []
    assert len(data) == height * (length + 1)
    for begin in range(0, len(data), length + 1):
        row: list[int] = []
        for at, value in enumerate(data[begin + 1 : begin + 1 + length]):
            row.append((value + predicted(data[begin], row, above, at)) & 0xFF)
        rows.append(row)
        above = row
    return rows


def predicted(kind: int, row: list[int], above: list[int], at: int) -> int:
    """What a row says only the difference to (PNG specification, 9.2)."""
    left, up = row[at - DOT] if at >= DOT else 0, above[at]
    corner = above[at - DOT] if at >= DOT else 0
    nearest = min((left, up, corner), key=lambda value: abs(left + up - corner - value))
    return (0, left, up, (left + up) // 2, nearest)[kind]
