"""The bytes of a file → what can be read of it, by its content, whatever it is called."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

from cv_builder.attached import ATTACHMENT, NAMESPACE, is_edited
from cv_builder.reading import attachments as pdf
from cv_builder.reading import candidate, europass, packages, xml
from cv_builder.reading.letters import is_letter
from cv_builder.reading.packages import custom_xml, is_ole, ole
from cv_builder.reading.report import EDITED, MOST_BYTES, Read, Refused
from cv_builder.reading.resume import is_resume, read_json_resume
from cv_builder.reading.source import Left

_HEAD = 1024
"""Bytes among which a PDF may begin."""
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM")
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_MARKS = b"\xef\xbb\xbf\xff\xfe \t\r\n\x00"
"""Before the first sign of a text: byte order marks and spaces."""

Result = Read | Refused


def read_file(data: bytes) -> Result:
    """The CV in a file, or why there is none. Never raises on any bytes."""
    if len(data) > MOST_BYTES:
        return Refused("too_big")
    try:
        return _read(data)
    except (RecursionError, MemoryError):
        return Refused("hostile")


def _read(data: bytes) -> Result:
    if b"%PDF-" in data[:_HEAD]:
        return _unless_letter(_inside(pdf.attachments(data)), data, pdf.title)
    if data.startswith(_ZIP):
        return _word(data)
    if is_ole(data):
        return ole(data)
    if data.startswith(_PICTURES) or _is_picture(data):
        return Refused("picture")
    first = data[:_HEAD].lstrip(_MARKS)[:1]
    if first == b"{":
        return _json(data)
    return _xml(data) if first == b"<" else Refused("kind")


def _word(data: bytes) -> Result:
    """**Why** a document changed in Word says so: what is read are the answers it was made of, not its lines."""
    found = _inside(custom_xml(data))
    if isinstance(found, Read) and found.ours and is_edited(data):
        return replace(found, unused=(*found.unused, Left(EDITED, "changed in Word since it was made")))
    return _unless_letter(found, data, packages.title)


def _unless_letter(found: Result, data: bytes, title: Callable[[bytes], str]) -> Result:
    return Refused("letter") if found == Refused("no_cv") and is_letter(title(data)) else found


def _is_picture(data: bytes) -> bool:
    return (data[:4] == b"RIFF" and data[8:12] == b"WEBP") or (
        data[4:8] == b"ftyp" and data[8:12] in (b"heic", b"heix", b"mif1", b"avif")
    )


def _inside(parts: list[tuple[str, bytes]] | Refused) -> Result:
    """The first part with a CV; ours come before those of others."""
    if isinstance(parts, Refused):
        return parts
    refused = Refused("no_cv")
    for _, body in sorted(parts, key=lambda part: part[0] != ATTACHMENT):
        first = body[:_HEAD].lstrip(_MARKS)[:1]
        found = _json(body) if first == b"{" else _xml(body) if first == b"<" else refused
        if isinstance(found, Read):
            return found
        if found.code == "hostile":
            refused = found
    return refused


def _json(data: bytes) -> Result:
    try:
        document = json.loads(data)
    except ValueError:
        return Refused("broken")
    if isinstance(document, dict) and isinstance(document.get(europass.ROOT), dict):
        return _telling(europass.read_passport(document[europass.ROOT]))
    return _telling(read_json_resume(document)) if is_resume(document) else Refused("no_cv")


def _xml(data: bytes) -> Result:
    found = xml.tree(data)
    if isinstance(found, Refused):
        return found
    if found.namespace == NAMESPACE:
        return _json(str(found.value.get("#", "")).encode())
    if found.name == europass.ROOT:
        return _telling(europass.read_passport(found.value))
    return _telling(candidate.read_candidate(found.value)) if found.name == candidate.ROOT else Refused("no_cv")


def _telling(read: Read) -> Result:
    """A document of the right kind without a single word for a CV is none."""
    return read if read.took else Refused("no_cv")
