"""Files made of boxes, as recorders, cameras and phones write them."""

from __future__ import annotations


def box(kind: bytes, *inside: bytes) -> bytes:
    body = b"".join(inside)
    return (8 + len(body)).to_bytes(4) + kind + body


def long_box(kind: bytes, body: bytes) -> bytes:
    """With its size in 64 bits."""
    return (1).to_bytes(4) + kind + (16 + len(body)).to_bytes(8) + body


def ftyp(brand: bytes) -> bytes:
    return box(b"ftyp", brand, bytes(4), brand)


def track(handler: bytes) -> bytes:
    return box(b"trak", box(b"mdia", box(b"hdlr", bytes(8), handler, bytes(12))))


def moov(*handlers: bytes, between: int = 0) -> bytes:
    """`between`: bytes after each track, as a long table of samples takes."""
    return box(b"moov", *(track(handler) + box(b"free", bytes(between)) for handler in handlers))


VOICE = ftyp(b"iso5") + moov(b"soun") + box(b"moof") + box(b"mdat", b"sound")
