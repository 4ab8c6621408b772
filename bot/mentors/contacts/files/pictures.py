"""JPEG, PNG, WebP: only what draws the picture is kept, byte for byte, and which way up it is."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator

from bot.mentors.contacts.files import exif
from bot.mentors.contacts.files.model import Refused, Scrubbed

_SOI, _EOI, _SOS, _COMMENT, _APP0, _APP1, _APP2, _APP13, _APP14, _APP15 = (
    0xD8, 0xD9, 0xDA, 0xFE, 0xE0, 0xE1, 0xE2, 0xED, 0xEE, 0xEF,
)  # fmt: skip
_AFTER_SCAN = re.compile(rb"\xff+[^\x00\xd0-\xd7\xff]")
_EXIF, _ICC = b"Exif\0\0", b"ICC_PROFILE\0"

_PNG_HEAD = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = frozenset(
    b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP sBIT pHYs bKGD hIST acTL fcTL fdAT cICP mDCV cLLI".split()
)
_PNG_SAID = {b"eXIf": "exif", b"tEXt": "text", b"zTXt": "text", b"iTXt": "text", b"tIME": "time"}

_WEBP_KEPT = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ANIM", b"ANMF", b"ALPH", b"ICCP"})
_WEBP_SAID = {b"EXIF": "exif", b"XMP ": "xmp"}
_HAS_EXIF, _HAS_XMP = 0x08, 0x04


def jpeg(body: bytes) -> Scrubbed | Refused:
    out, removed, way = [b"\xff\xd8"], [], exif.UPRIGHT
    end = 2
    for marker, start, end in _segments(body):
        data = body[start + 4 : end]
        if marker == _APP1 and data.startswith(_EXIF):
            tiff = data[len(_EXIF) :]
            way = max(way, exif.orientation(tiff))
            removed += ["exif", *(["place"] if exif.says_place(tiff) else [])]
        elif word := _jpeg_removed(marker, data):
            removed.append(word)
        else:
            out.append(body[start:end])
        if marker == _EOI:
            break
    else:
        return Refused("broken")
    if way != exif.UPRIGHT:
        block = _EXIF + exif.only(way)
        out.insert(1, b"\xff\xe1" + struct.pack(">H", len(block) + 2) + block)
    return _done(out, "image/jpeg", [*removed, *(["trailer"] if end < len(body) else [])])


def _jpeg_removed(marker: int, data: bytes) -> str:
    """What this segment says; "" of those that draw."""
    if marker in (_APP0, _APP14) or (marker == _APP2 and data.startswith(_ICC)):
        return "other" if data.startswith(b"JFXX") else ""
    if marker == _APP1:
        return "xmp"
    if marker == _APP13:
        return "iptc"
    return "comment" if marker == _COMMENT else "other" if _APP0 <= marker <= _APP15 else ""


def _segments(body: bytes) -> Iterator[tuple[int, int, int]]:
    """Marker, start, end; a scan's coded pixels belong to its segment."""
    at = 2
    while at + 2 <= len(body) and body[at] == 0xFF:
        while at + 2 < len(body) and body[at + 1] == 0xFF:
            at += 1
        marker = body[at + 1]
        if marker == _EOI:
            yield marker, at, at + 2
            return
        if at + 4 > len(body):
            return
        end = at + 2 + struct.unpack_from(">H", body, at + 2)[0]
        if marker == _SOS:
            following = _AFTER_SCAN.search(body, end)
            end = following.start() if following else len(body) + 1
        if end > len(body) or end < at + 4:
            return
        yield marker, at, end
        at = end


def png(body: bytes) -> Scrubbed | Refused:
    out, removed, at = [_PNG_HEAD], list[str](), len(_PNG_HEAD)
    while at + 12 <= len(body):
        length, name = struct.unpack_from(">I4s", body, at)
        end = at + 12 + length
        if end > len(body):
            return Refused("broken")
        data = body[at + 8 : end - 4]
        if name in _PNG_KEPT:
            out.append(body[at:end])
        else:
            removed.append(_PNG_SAID.get(name, "other"))
        if name == b"eXIf":
            removed += ["place"] if exif.says_place(data) else []
            if (way := exif.orientation(data)) != exif.UPRIGHT:
                out.append(_chunk(b"eXIf", exif.only(way)))
        at = end
        if name == b"IEND":
            return _done(out, "image/png", [*removed, *(["trailer"] if at < len(body) else [])])
    return Refused("broken")


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def webp(body: bytes) -> Scrubbed | Refused:
    chunks, removed, at, way = list[tuple[bytes, bytes]](), list[str](), 12, exif.UPRIGHT
    size = min(len(body), 8 + int.from_bytes(body[4:8], "little"))
    while at + 8 <= size:
        name, length = struct.unpack_from("<4sI", body, at)
        data = body[at + 8 : at + 8 + length]
        if len(data) < length:
            return Refused("broken")
        if name in _WEBP_KEPT:
            chunks.append((name, data))
        else:
            removed.append(_WEBP_SAID.get(name, "other"))
        if name == b"EXIF":
            tiff = data.removeprefix(_EXIF)
            way = exif.orientation(tiff)
            removed += ["place"] if exif.says_place(tiff) else []
        at += 8 + length + length % 2
    if not any(name in (b"VP8 ", b"VP8L", b"ANMF") for name, _ in chunks):
        return Refused("broken")
    turned = way != exif.UPRIGHT and chunks[0][0] == b"VP8X"
    chunks = [(name, _flags(data, turned) if name == b"VP8X" else data) for name, data in chunks]
    chunks += [(b"EXIF", exif.only(way))] if turned else []
    inner = b"".join(name + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2) for name, data in chunks)
    out = [b"RIFF" + struct.pack("<I", len(inner) + 4) + b"WEBP", inner]
    return _done(out, "image/webp", [*removed, *(["trailer"] if size < len(body) else [])])


def _flags(head: bytes, turned: bool) -> bytes:
    """Of an extended WebP: says no longer that there is EXIF or XMP."""
    if not head:
        return head
    flags = head[0] & ~(_HAS_EXIF | _HAS_XMP) | (_HAS_EXIF if turned else 0)
    return bytes([flags]) + head[1:]


def _done(parts: list[bytes], type: str, removed: list[str]) -> Scrubbed:
    return Scrubbed(b"".join(parts), type, tuple(dict.fromkeys(removed)))
