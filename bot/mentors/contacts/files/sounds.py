"""Voice messages and other sounds: tags are taken out or blanked at the same length; the sound stays as it was."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from bot.mentors.contacts.files.model import Refused, Scrubbed

_OGG_HEAD = 27
_LONGEST_TAGS = 2 * 1024 * 1024
"""Bytes of tags that are still blanked (a cover picture); more is no voice."""
_VORBIS = (b"OpusTags", b"\x03vorbis")

_SYNC = re.compile(rb"\xff[\xe2-\xff]")
_ID3V1 = 128
_APE_FOOT = 32

_BOXES = frozenset({b"moov", b"trak", b"mdia", b"minf", b"stbl", b"edts", b"moof", b"traf"})
_TELLING = frozenset({b"udta", b"meta", b"uuid", b"ilst", b"loci"})
_MOST_DEEP = 8

_WAV_KEPT = frozenset({b"fmt ", b"data", b"fact"})

_SEGMENT, _CLUSTER, _VOID = 0x18538067, 0x1F43B675, b"\xec"
_TAGS = frozenset({0x1254C367, 0x1941A469})
"""Tags and attachments of WebM."""


@dataclass(slots=True)
class _Stream:
    """One logical stream of an Ogg file: its packets so far, where the second one lies."""

    packets: int = 0
    spans: list[tuple[int, int]] = field(default_factory=list)
    pages: list[tuple[int, int]] = field(default_factory=list)


def ogg(body: bytes) -> Scrubbed | Refused:
    """**Why** the same length: pages keep their numbers, and only those with tags need a new checksum."""
    streams: dict[int, _Stream] = {}
    at = 0
    while at < len(body):
        end = _page(body, at, streams)
        if end is None:
            return Refused("broken")
        at = end
    out, removed = bytearray(body), list[str]()
    for stream in streams.values():
        packet = b"".join(body[start:end] for start, end in stream.spans)
        head = next((head for head in _VORBIS if packet.startswith(head)), None)
        if head is None or len(packet) < len(head) + 9:
            return Refused("unsupported")
        if len(packet) > _LONGEST_TAGS:
            return Refused("hostile")
        blank = _blank(head, len(packet))
        if blank != packet:
            removed.append("tags")
        _write(out, stream, blank)
    return Scrubbed(bytes(out), "audio/ogg", tuple(dict.fromkeys(removed))) if streams else Refused("broken")


def _page(body: bytes, at: int, streams: dict[int, _Stream]) -> int | None:
    """Notes where the second packet of this page's stream is; the end of the page, None when it is none."""
    if body[at : at + 4] != b"OggS" or at + _OGG_HEAD > len(body):
        return None
    sizes = body[at + _OGG_HEAD : at + _OGG_HEAD + body[at + 26]]
    place = at + _OGG_HEAD + body[at + 26]
    end = place + sum(sizes)
    if len(sizes) < body[at + 26] or end > len(body):
        return None
    stream = streams.setdefault(int.from_bytes(body[at + 14 : at + 18], "little"), _Stream())
    if body[at + 5] & 0x02 and stream.packets:
        return None
    for size in sizes:
        if stream.packets == 1:
            stream.spans.append((place, place + size))
            if (at, end) not in stream.pages[-1:]:
                stream.pages.append((at, end))
        place += size
        stream.packets += size < 255
    return end


def _blank(head: bytes, length: int) -> bytes:
    """A comment packet without comments; the maker's name is as many spaces as are needed."""
    tail = b"\0\0\0\0" + (b"\x01" if head == b"\x03vorbis" else b"")
    room = length - len(head) - 4 - len(tail)
    return head + struct.pack("<I", room) + b" " * room + tail


def _write(out: bytearray, stream: _Stream, packet: bytes) -> None:
    for start, end in stream.spans:
        out[start:end], packet = packet[: end - start], packet[end - start :]
    for start, end in stream.pages:
        out[start + 22 : start + 26] = b"\0\0\0\0"
        out[start + 22 : start + 26] = struct.pack("<I", checksum(out[start:end]))


def checksum(page: bytes | bytearray) -> int:
    value = 0
    for byte in page:
        value = (value << 8 & 0xFFFFFFFF) ^ _CRC[value >> 24 ^ byte]
    return value


def _row(value: int) -> int:
    for _ in range(8):
        value = (value << 1 ^ 0x04C11DB7) & 0xFFFFFFFF if value & 0x80000000 else value << 1
    return value


_CRC = tuple(_row(byte << 24) for byte in range(256))


def mp3(body: bytes) -> Scrubbed | Refused:
    start, end, removed = 0, len(body), list[str]()
    while body[start : start + 3] == b"ID3" and start + 10 <= end:
        sizes = body[start + 6 : start + 10]
        length = sum((size & 0x7F) << shift for size, shift in zip(sizes, (21, 14, 7, 0), strict=True))
        start += 10 + length + (10 if body[start + 5] & 0x10 else 0)
        removed = ["tags"]
    while (shorter := _without_foot(body, start, end)) < end:
        end, removed = shorter, ["tags"]
    sound = body[start:end].lstrip(b"\0")
    return Scrubbed(sound, "audio/mpeg", tuple(removed)) if _SYNC.match(sound) else Refused("broken")


def _without_foot(body: bytes, start: int, end: int) -> int:
    """End of the sound before an ID3v1 or APE tag."""
    if body[max(start, end - _ID3V1) : end].startswith(b"TAG") and end - _ID3V1 >= start:
        return end - _ID3V1
    foot = body[max(start, end - _APE_FOOT) : end]
    if foot.startswith(b"APETAGEX"):
        length = int.from_bytes(foot[12:16], "little") + (_APE_FOOT if foot[23] & 0x80 else 0)
        return max(start, end - max(length, _APE_FOOT))
    return end


def mp4(body: bytes, type: str) -> Scrubbed | Refused:
    """**Why** blanked in place: sound is found by its distance from the start of the file."""
    out, removed = bytearray(body), list[str]()
    if not _boxes(out, 0, len(out), removed, _MOST_DEEP):
        return Refused("broken")
    return Scrubbed(bytes(out), type, tuple(dict.fromkeys(removed)))


def _boxes(out: bytearray, at: int, end: int, removed: list[str], deep: int) -> bool:
    while at + 8 <= end:
        size, name = struct.unpack_from(">I4s", out, at)
        head = 8
        if size == 1 and at + 16 <= end:
            size, head = struct.unpack_from(">Q", out, at + 8)[0], 16
        size = size or end - at
        if size < head or at + size > end:
            return False
        if name in _TELLING:
            out[at + 4 : at + 8] = b"free"
            out[at + head : at + size] = bytes(size - head)
            removed.append("tags")
        elif name in _BOXES and deep and not _boxes(out, at + head, at + size, removed, deep - 1):
            return False
        at += size
    return True


def wav(body: bytes) -> Scrubbed | Refused:
    out, removed, at = list[bytes](), list[str](), 12
    while at + 8 <= len(body):
        name, length = struct.unpack_from("<4sI", body, at)
        end = min(len(body), at + 8 + length + length % 2)
        if name in _WAV_KEPT:
            out.append(body[at:end])
        else:
            removed.append("tags")
        at = end
    if not out:
        return Refused("broken")
    inner = b"".join(out)
    head = b"RIFF" + struct.pack("<I", len(inner) + 4) + b"WAVE"
    return Scrubbed(head + inner, "audio/wav", tuple(dict.fromkeys(removed)))


def webm(body: bytes, type: str) -> Scrubbed | Refused:
    out, removed = bytearray(body), list[str]()
    for name, start, head, size in _elements(body):
        if name in _TAGS and size:
            # An element of the same length that says nothing: one byte of name, eight of length.
            room = head + size - 9
            if room < 0:
                return Refused("unsupported")
            out[start : start + head + size] = _VOID + struct.pack(">Q", room | 1 << 56) + bytes(room)
            removed.append("tags")
    return Scrubbed(bytes(out), type, tuple(dict.fromkeys(removed)))


def _elements(body: bytes) -> Iterator[tuple[int, int, int, int]]:
    """Name, start, length of its head and of its content, of the outer two levels; what is recorded live (a cluster
    without a length) is the last."""
    at = 0
    while at < len(body):
        name, name_length = _variable(body, at, keep=True)
        size, size_length = _variable(body, at + name_length, keep=False)
        if not name_length or not size_length:
            return
        head = name_length + size_length
        endless = size == (1 << 7 * size_length) - 1
        if name == _SEGMENT:
            at += head
            continue
        if endless:
            return
        yield name, at, head, min(size, max(0, len(body) - at - head))
        at += head + size


def _variable(body: bytes, at: int, *, keep: bool) -> tuple[int, int]:
    """A number of WebM and how many bytes it is; (0, 0) of none."""
    if at >= len(body) or not body[at]:
        return 0, 0
    length = 9 - body[at].bit_length()
    if at + length > len(body):
        return 0, 0
    value = int.from_bytes(body[at : at + length], "big")
    return value if keep else value & (1 << 7 * length) - 1, length
