"""What lies inside a DOCX: its custom XML parts, and its text."""

from __future__ import annotations

import html
import io
import re
import zipfile
import zlib

from cv_builder.reading.report import Refused

MOST_PARTS = 2_000
"""Parts of a package; a long Word document has some thirty."""
PART_BYTES = 4 * 1024 * 1024
"""Of one part that is read; our own is a few kB."""
BROKEN = (
    zipfile.BadZipFile, zlib.error, EOFError, KeyError, OSError, ValueError, NotImplementedError, RuntimeError,
)  # fmt: skip
"""What reading raises for a package that is none."""
CUSTOM_XML = "customXml/"
WORD = "word/document.xml"
ABOUT = "docProps/core.xml"
ABOUT_BYTES = 64 * 1024
"""Of what is said about the document; ours is 1 kB."""
_TITLE = re.compile(r"<dc:title>([^<]*)</dc:title>")
MACROS = ("vbaproject.bin", "vbadata.xml")
_ENCRYPTED = 0x1
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")

Parts = list[tuple[str, bytes]]


def is_ole(data: bytes) -> bool:
    """Word before 2007, or a document locked with a password."""
    return data.startswith(_OLE)


def ole(data: bytes) -> Refused:
    return Refused("encrypted" if _OLE_ENCRYPTED in data else "kind")


def custom_xml(data: bytes) -> Parts | Refused:
    """The custom XML parts of a Word document, by name."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return _custom_xml(package)
    except BROKEN:
        return Refused("broken")


def _custom_xml(package: zipfile.ZipFile) -> Parts | Refused:
    entries = package.infolist()
    names = {entry.filename for entry in entries}
    if len(entries) > MOST_PARTS:
        return Refused("hostile")
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        return Refused("encrypted")
    if WORD not in names:
        return Refused("kind")
    if any(name.lower().endswith(MACROS) for name in names) or _has_macros(package):
        return Refused("macros")
    found: Parts = []
    for name in sorted(name for name in names if name.startswith(CUSTOM_XML) and name.endswith(".xml")):
        with package.open(name) as part:
            body = part.read(PART_BYTES + 1)
        if len(body) > PART_BYTES:
            return Refused("hostile")
        found.append((name, body))
    return found


def document(data: bytes) -> bytes:
    """The text of a Word document, as XML; only for what `custom_xml` found to be one."""
    with zipfile.ZipFile(io.BytesIO(data)) as package, package.open(WORD) as part:
        return part.read(PART_BYTES)


def title(data: bytes) -> str:
    """What a Word document is called; "" where that can't be read."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package, package.open(ABOUT) as part:
            found = _TITLE.search(part.read(ABOUT_BYTES).decode("utf-8", "replace"))
    except BROKEN:
        return ""
    return html.unescape(found[1]) if found else ""


def _has_macros(package: zipfile.ZipFile) -> bool:
    """A document that says it is one with macros, whatever it is called."""
    with package.open("[Content_Types].xml") as part:
        return b"macroenabled" in part.read(PART_BYTES).lower()
