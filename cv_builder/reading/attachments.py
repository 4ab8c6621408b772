"""The files attached to a PDF of whoever.

Only for the process that reads what others send: pypdf takes 7 MB.
"""

from __future__ import annotations

import io
import zlib

from pypdf import PdfReader
from pypdf.errors import DependencyError, PyPdfError

from cv_builder.reading.packages import PART_BYTES, Parts
from cv_builder.reading.report import Refused

BROKEN = (
    PyPdfError, zlib.error, ValueError, KeyError, TypeError, AttributeError, IndexError, OSError, AssertionError,
    NotImplementedError, OverflowError,
)  # fmt: skip
"""What pypdf raises for a PDF that is none."""
ATTACHMENTS = 20
"""Attachments of a PDF that are looked at."""


def attachments(data: bytes) -> Parts | Refused:
    """The files attached to a PDF, by name."""
    try:
        return _attachments(PdfReader(io.BytesIO(data)))
    except DependencyError:
        return Refused("encrypted")
    except BROKEN:
        return Refused("broken")


def title(data: bytes) -> str:
    """What a PDF is called; "" where that can't be read."""
    try:
        reader = PdfReader(io.BytesIO(data))
        found = reader.metadata.title if reader.metadata else None
    except (*BROKEN, DependencyError):
        return ""
    return found if isinstance(found, str) else ""


def _attachments(reader: PdfReader) -> Parts | Refused:
    if reader.is_encrypted and not reader.decrypt(""):
        return Refused("encrypted")
    found: Parts = []
    for name, contents in reader.attachments.items():
        found += [(name, body) for body in contents if len(body) <= PART_BYTES]
        if len(found) >= ATTACHMENTS:
            break
    return found
