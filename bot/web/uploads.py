"""Files people send: read up to a limit, recognised by their content, named harmlessly."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from io import BytesIO
from urllib.parse import unquote
from zipfile import BadZipFile, ZipFile

from aiohttp import BodyPartReader, web
from aiohttp.multipart import MultipartReader

from bot.errors import Refused
from bot.web.boxes import is_sound
from bot.web.inputs import UNREADABLE, too_large

FILE_BYTES = 20 * 1024 * 1024
"""DESIGN §6: ≤ 20 MB, what Telegram lets a bot download."""
FIELD_BYTES = 1024
"""Longest `key` or `id`, with room."""
PARTS = 20
"""Most parts of one form; we need three."""
NAME = 100
"""Characters of a file name that are kept."""
SNIFF = 4096
"""Bytes of a text that are looked at."""

_STARTS = {
    b"%PDF-": ("application/pdf", ".pdf"),
    b"\x89PNG\r\n\x1a\n": ("image/png", ".png"),
    b"\xff\xd8\xff": ("image/jpeg", ".jpg"),
    b"{\\rtf": ("application/rtf", ".rtf"),
}
_ZIPS = {
    "word/document.xml": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx"),
    "content.xml": ("application/vnd.oasis.opendocument.text", ".odt"),
}
SOUNDS = {
    "audio/ogg": ".ogg", "audio/webm": ".webm", "audio/mp4": ".m4a", "audio/mpeg": ".mp3", "audio/wav": ".wav",
}  # fmt: skip
"""What a recorder makes, and its ending. Only a human can listen to it."""
_HEAD = 64 * 1024
"""Bytes in which a recording says whether it holds pictures."""
_MOVES = re.compile(rb"V_(?:VP|AV1|MPEG|THEORA)|theora")
_BRANDS = {b"heic": ("image/heic", ".heic"), b"heix": ("image/heic", ".heic"), b"mif1": ("image/heic", ".heic")}
_EUROPASS = re.compile(rb"<(?:\w+:)?(?:SkillsPassport|Candidate)[\s>]")
"""The roots of the only XML that is taken; it is read, never shown."""
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1f\x7f]")
_TAGS = (b"<!doctype", b"<html", b"<script", b"<?xml", b"<svg", b"#!")


@dataclass(frozen=True, slots=True)
class Upload:
    """One form as it arrived: its text fields and its file."""

    fields: dict[str, str]
    name: str
    type: str
    body: bytes


def wrong_type() -> Refused:
    return Refused("file_type", "PDF, Word, OpenDocument, Europass, pictures and plain text can be taken.", 415)


def sniff(body: bytes) -> tuple[str, str] | None:
    """Type and extension by content; None for what we don't take."""
    if sound := _sound(body):
        return sound, SOUNDS[sound]
    for start, kind in _STARTS.items():
        if body.startswith(start):
            return kind
    if body[:4] == b"RIFF" and body[8:12] == b"WEBP":
        return "image/webp", ".webp"
    if body[4:8] == b"ftyp" and body[8:12] in _BRANDS:
        return _BRANDS[body[8:12]]
    if body.startswith(b"PK\x03\x04"):
        return _zip(body)
    if body[:SNIFF].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") and _EUROPASS.search(body[:SNIFF]):
        return "application/xml", ".xml"
    return _text(body)


def _sound(body: bytes) -> str:
    """ "" for what is none, or moves."""
    found = ""
    if body.startswith(b"OggS"):
        found = "audio/ogg"
    elif body.startswith(b"\x1a\x45\xdf\xa3"):
        found = "audio/webm"
    elif body[4:8] == b"ftyp":
        return "audio/mp4" if is_sound(body) else ""
    elif body.startswith(b"ID3") or (len(body) > 4 and body[0] == 0xFF and body[1] & 0xE6 == 0xE2):
        found = "audio/mpeg"
    elif body[:4] == b"RIFF" and body[8:12] == b"WAVE":
        found = "audio/wav"
    return "" if found and _MOVES.search(body[:_HEAD] + body[-_HEAD:]) else found


def _zip(body: bytes) -> tuple[str, str] | None:
    try:
        names = set(ZipFile(BytesIO(body)).namelist())
    except (BadZipFile, ValueError, NotImplementedError):
        return None
    return next((kind for member, kind in _ZIPS.items() if member in names), None)


def _text(body: bytes) -> tuple[str, str] | None:
    """Plain words or JSON; nothing a browser would run."""
    if (
        not body.strip()
        or _CONTROLS.search(body)
        or body[:SNIFF].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_TAGS)
    ):
        return None
    try:
        words = body.decode("utf-8-sig").strip()
    except UnicodeDecodeError:
        return None
    return ("application/json", ".json") if words.startswith(("{", "[")) else ("text/plain", ".txt")


def clean_name(name: str, extension: str) -> str:
    """The last part of a path (some send it percent-encoded), without controls, with its content's extension."""
    last = unquote(name).replace("\\", "/").rpartition("/")[2]
    kept = "".join(c for c in last if unicodedata.category(c)[0] != "C").strip(" .")
    stem = kept[: -len(extension)] if kept.lower().endswith(extension) else kept.rpartition(".")[0] or kept
    return f"{stem[: NAME - len(extension)].strip(' .') or 'document'}{extension}"


async def read_form(request: web.Request) -> Upload:
    """The multipart form with its one `file`; raises Refused 400, 413 or 415."""
    if request.content_type != "multipart/form-data":
        raise Refused("not_multipart", "The body must be multipart/form-data.", 415)
    if (request.content_length or 0) > FILE_BYTES + PARTS * FIELD_BYTES:
        raise too_large(FILE_BYTES)
    fields: dict[str, str] = {}
    found: tuple[str, bytes] | None = None
    try:
        reader = await request.multipart()
        for _ in range(PARTS):
            part = await reader.next()
            if part is None:
                break
            if isinstance(part, MultipartReader) or part.name is None:
                raise Refused("bad_form", "The form can't be read.")
            if part.name == "file":
                found = (part.filename or "", await _read(part, FILE_BYTES))
            else:
                fields[part.name] = (await _read(part, FIELD_BYTES)).decode()
    except UNREADABLE:
        raise Refused("bad_form", "The form can't be read.") from None
    return checked(fields, found)


def checked(fields: dict[str, str], found: tuple[str, bytes] | None) -> Upload:
    if found is None or not found[1]:
        raise Refused("no_file", "file: Field required")
    kind = sniff(found[1])
    if kind is None:
        raise wrong_type()
    return Upload(fields, clean_name(found[0], kind[1]), kind[0], found[1])


async def _read(part: BodyPartReader, most: int) -> bytes:
    body = bytearray()
    while chunk := await part.read_chunk(256 * 1024):
        body += chunk
        if len(body) > most:
            raise too_large(most)
    return bytes(part.decode(bytes(body)))
