"""Files that give something away, made of clean ones."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from pathlib import Path

from pypdf import PdfWriter

from bot.mentors.contacts.files.sounds import checksum

FOLDER = Path(__file__).parent
JPEG = (FOLDER / "square.jpg").read_bytes()
WEBP = (FOLDER / "square.webp").read_bytes()
WEBM = (FOLDER / "voice.webm").read_bytes()
SECRET = b"Karim Benali 0639981245"


def tiff(order: str, way: int) -> bytes:
    """Says which way up, where, and who."""
    head = {"<": b"II", ">": b"MM"}[order] + struct.pack(f"{order}HI", 42, 8)
    entries = [(0x0112, 3, 1, way), (0x8825, 4, 1, 0), (0x013B, 2, len(SECRET), 50)]
    packed = b"".join(
        struct.pack(f"{order}HHIHH", tag, kind, count, value, 0)
        if kind == 3
        else struct.pack(f"{order}HHII", tag, kind, count, value)
        for tag, kind, count, value in entries
    )
    return head + struct.pack(f"{order}H", len(entries)) + packed + b"\0\0\0\0" + SECRET


def jpeg(*segments: tuple[int, bytes], after: bytes = b"") -> bytes:
    added = b"".join(b"\xff" + bytes([mark]) + struct.pack(">H", len(data) + 2) + data for mark, data in segments)
    return JPEG[:2] + added + JPEG[2:] + after


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(*chunks: bytes) -> bytes:
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(chunks) + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")


def riff(kind: bytes, *chunks: tuple[bytes, bytes]) -> bytes:
    inner = b"".join(name + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2) for name, data in chunks)
    return b"RIFF" + struct.pack("<I", len(inner) + 4) + kind + inner


def webp(flags: int, *chunks: tuple[bytes, bytes]) -> bytes:
    told = riff(b"WEBP", *chunks)[12:]
    inner = WEBP[12:20] + bytes([WEBP[20] | flags]) + WEBP[21:] + told
    return b"RIFF" + struct.pack("<I", len(inner) + 4) + b"WEBP" + inner


def page(number: int, flags: int, *packets: bytes) -> bytes:
    sizes = b"".join(b"\xff" * (len(data) // 255) + bytes([len(data) % 255]) for data in packets)
    head = struct.pack("<4sBBqIII", b"OggS", 0, flags, 0, 7, number, 0) + bytes([len(sizes)]) + sizes
    whole = bytearray(head + b"".join(packets))
    whole[22:26] = struct.pack("<I", checksum(whole))
    return bytes(whole)


def opus(tags: bytes) -> bytes:
    return page(0, 2, b"OpusHead" + bytes(11)) + page(1, 0, b"OpusTags" + tags) + page(2, 4, b"sound" * 50)


def opus_tags(*comments: bytes) -> bytes:
    listed = b"".join(struct.pack("<I", len(one)) + one for one in comments)
    return struct.pack("<I", 4) + b"libx" + struct.pack("<I", len(comments)) + listed


def box(name: bytes, *inner: bytes) -> bytes:
    data = b"".join(inner)
    return struct.pack(">I", len(data) + 8) + name + data


def m4a() -> bytes:
    told = box(b"udta", box(b"meta", b"\0\0\0\0", SECRET))
    return box(b"ftyp", b"M4A \0\0\0\0") + box(b"moov", box(b"mvhd", b"x" * 20), told) + box(b"mdat", b"sound")


def id3() -> bytes:
    return b"ID3\x04\0\0" + bytes([0, 0, 0, len(SECRET)]) + SECRET


def pdf(password: str = "") -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.add_metadata({"/Author": SECRET.decode()})
    writer.add_attachment("cv.json", SECRET)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def docx(**parts: bytes) -> bytes:
    told = {
        "[Content_Types].xml": b"<Types/>",
        "docProps/core.xml": b"<a>" + SECRET + b"</a>",
        "docProps/app.xml": b"<Company>" + SECRET + b"</Company>",
        "word/document.xml": b'<w:p><w:ins w:author="' + SECRET + b'" w:id="1">Bonjour</w:ins></w:p>',
        "word/media/image1.jpg": jpeg((0xE1, b"Exif\0\0" + tiff("<", 1))),
        **parts,
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in told.items():
            package.writestr(name, data)
    return out.getvalue()
