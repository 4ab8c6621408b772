"""The few things of an EXIF block that matter: which way up the picture is, and whether it says where it was taken."""

from __future__ import annotations

import struct

_ORIENTATION, _GPS = 0x0112, 0x8825
_MOST_ENTRIES = 512
UPRIGHT = 1


def tags(tiff: bytes) -> dict[int, int]:
    """Tag → first value (as 16 bit) of the first directory; nothing of what is broken."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None or len(tiff) < 8:
        return {}
    at = struct.unpack_from(f"{order}I", tiff, 4)[0]
    if at + 2 > len(tiff):
        return {}
    count = min(struct.unpack_from(f"{order}H", tiff, at)[0], _MOST_ENTRIES, (len(tiff) - at - 2) // 12)
    entries = (struct.unpack_from(f"{order}HHIH", tiff, at + 2 + 12 * entry) for entry in range(count))
    return {tag: value for tag, _, _, value in entries}


def orientation(tiff: bytes) -> int:
    """1 (upright) to 8."""
    value = tags(tiff).get(_ORIENTATION, UPRIGHT)
    return value if 1 <= value <= 8 else UPRIGHT


def says_place(tiff: bytes) -> bool:
    return _GPS in tags(tiff)


def only(way: int) -> bytes:
    """A block that says which way up, and nothing else."""
    return b"MM\0*\0\0\0\x08" + struct.pack(">HHHIHHI", 1, _ORIENTATION, 3, 1, way, 0, 0)
