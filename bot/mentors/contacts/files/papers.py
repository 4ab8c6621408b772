"""PDF and DOCX without their author, their history and what is attached; the pages stay as they are.

Big libraries on foreign bytes: run in a process of its own (`reader`).
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import DictionaryObject, NameObject

from bot.mentors.contacts.files import pictures
from bot.mentors.contacts.files.model import DOCX, Refused, Scrubbed

_MOST_PARTS = 2_000
_MOST_UNPACKED = 100 * 1024 * 1024
"""Bytes of all parts of a DOCX; a CV with photos has a twentieth of it."""

_CATALOG = ("/Metadata", "/PieceInfo", "/AF", "/OpenAction", "/AA", "/URI")
_PAGE = ("/Metadata", "/PieceInfo", "/AA", "/AF", "/LastModified")
_NAMES = ("/EmbeddedFiles", "/JavaScript")
_KEPT_INFO = frozenset({"/Producer"})
"""Written by the library itself."""

_CORE = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    b'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>'
)
_APP = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>'
)
_CUSTOM = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>'
)
_EMPTY = {"docProps/core.xml": _CORE, "docProps/app.xml": _APP, "docProps/custom.xml": _CUSTOM}
_WHO = re.compile(rb'((?:w|w15):(?:author|initials|userId|providerId)=)(?:"[^"]+"|\'[^\']+\')')
_WORDS = re.compile(r"word/[^/]+\.xml")
_PICTURE = re.compile(r"(?:word/media|docProps)/[^/]+\.(jpe?g|png|webp)", re.IGNORECASE)


def scrubbed(body: bytes) -> Scrubbed | Refused:
    """The paper without what it gives away; whatever `is_light` is no paper."""
    if body.lstrip()[:5].startswith(b"%PDF"):
        return pdf(body)
    return docx(body) if body.startswith(b"PK") and b"word/" in body else Refused("unsupported")


def pdf(body: bytes) -> Scrubbed | Refused:
    try:
        reader = PdfReader(io.BytesIO(body))
        if reader.is_encrypted and not reader.decrypt(""):
            return Refused("locked")
        removed = _pdf_says(reader)
        # Before the copy: only what can still be reached from the pages is copied.
        _forget(reader)
        writer = PdfWriter(clone_from=reader)
        writer.metadata = None
        out = io.BytesIO()
        writer.write(out)
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, AssertionError):
        return Refused("broken")
    return Scrubbed(out.getvalue(), "application/pdf", tuple(removed))


def _pdf_says(reader: PdfReader) -> list[str]:
    root = reader.root_object
    names = root.get("/Names", DictionaryObject()).get_object()
    said = {
        "author": any(key not in _KEPT_INFO for key in reader.metadata or ()),
        "xmp": "/Metadata" in root,
        "attachments": "/AF" in root or (isinstance(names, DictionaryObject) and "/EmbeddedFiles" in names),
    }
    return [word for word, there in said.items() if there]


def _forget(reader: PdfReader) -> None:
    root = reader.root_object
    for key in _CATALOG:
        root.pop(NameObject(key), None)
    names = root.get("/Names")
    inner = names.get_object() if names is not None else None
    if isinstance(inner, DictionaryObject):
        for key in _NAMES:
            inner.pop(NameObject(key), None)
    for page in reader.pages:
        for key in _PAGE:
            page.pop(NameObject(key), None)


def docx(body: bytes) -> Scrubbed | Refused:
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as package:
            parts = package.infolist()
            if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_UNPACKED:
                return Refused("hostile")
            if any(part.flag_bits & 1 for part in parts):
                return Refused("locked")
            read = [(part.filename, package.read(part)) for part in parts if not part.is_dir()]
    except (zipfile.BadZipFile, ValueError, KeyError, EOFError, OSError, NotImplementedError, zlib.error):
        return Refused("broken")
    removed: list[str] = []
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in read:
            package.writestr(zipfile.ZipInfo(name), _part(name, data, removed), zipfile.ZIP_DEFLATED)
    return Scrubbed(out.getvalue(), DOCX, tuple(dict.fromkeys(removed)))


def _part(name: str, data: bytes, removed: list[str]) -> bytes:
    if name in _EMPTY:
        if data != _EMPTY[name]:
            removed.append("author")
        return _EMPTY[name]
    if _WORDS.fullmatch(name) and _WHO.search(data):
        removed.append("author")
        return _WHO.sub(rb'\1""', data)
    if kind := _PICTURE.fullmatch(name):
        clean = {"png": pictures.png, "webp": pictures.webp}.get(kind[1].lower(), pictures.jpeg)(data)
        if isinstance(clean, Scrubbed):
            removed += clean.removed
            return clean.body
    return data
