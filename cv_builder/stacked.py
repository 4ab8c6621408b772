"""Pictures of pages, one under the other. **Why** by hand: a library of pictures for this one use?"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence

SEAM, GREY = 6, 0xB4
"""Rows between two pages, and their colour."""
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_NONE, _SUB, _UP, _AVERAGE, _PAETH = range(5)
"""How a row of a PNG is written: as it is, or less what stands before, above, around each byte."""
_CHANNELS = {0: 1, 2: 3, 4: 2, 6: 4}
"""Bytes a dot by colour type, at eight bits a channel."""


def stacked(pictures: Sequence[bytes]) -> bytes:
    """PNGs of one width and kind, as one."""
    if len(pictures) == 1:
        return pictures[0]
    parts = [dict(_chunks(picture)) for picture in pictures]
    head = parts[0][b"IHDR"]
    width, height = int.from_bytes(head[:4]), sum(int.from_bytes(part[b"IHDR"][4:8]) for part in parts)
    dot = _CHANNELS[head[9]]
    seam = bytes([_NONE, *[GREY] * (width * dot)]) * SEAM
    rows = seam.join(_begun(zlib.decompress(part[b"IDAT"]), width * dot, dot) for part in parts)
    height += SEAM * (len(parts) - 1)
    new = {b"IHDR": head[:4] + height.to_bytes(4) + head[8:], b"IDAT": zlib.compress(rows, 6), b"IEND": b""}
    return _SIGNATURE + b"".join(_chunk(name, data) for name, data in (parts[0] | new).items())


def _begun(rows: bytes, length: int, dot: int) -> bytes:
    """The first row written so that it no longer counts on nothing being above it."""
    first = bytearray(rows[: length + 1])
    if first[0] == _UP:
        first[0] = _NONE
    elif first[0] == _PAETH:
        first[0] = _SUB
    elif first[0] == _AVERAGE:
        for at in range(1 + dot, length + 1):
            first[at] = (first[at] + first[at - dot] // 2) & 0xFF
        first[0] = _NONE
    return bytes(first) + rows[length + 1 :]


def _chunks(picture: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Name and data of each part, the image data in one."""
    at, image = len(_SIGNATURE), b""
    while at < len(picture):
        size, name = int.from_bytes(picture[at : at + 4]), picture[at + 4 : at + 8]
        data = picture[at + 8 : at + 8 + size]
        at += size + 12
        if name == b"IDAT":
            image += data
        elif name == b"IEND":
            yield b"IDAT", image
            yield name, data
        else:
            yield name, data


def _chunk(name: bytes, data: bytes) -> bytes:
    return len(data).to_bytes(4) + name + data + zlib.crc32(name + data).to_bytes(4)
