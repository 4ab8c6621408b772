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

ATTACHMENTS = 20
"""Attachments of a PDF that are looked at."""


def attachments(data: bytes) -> Parts | Refused:
    """The files attached to a PDF, by name."""
    try:
        return _attachments(PdfReader(io.BytesIO(data)))
    except DependencyError:
        return Refused("encrypted")
    except (PyPdfError, zlib.error, ValueError, KeyError, TypeError, AttributeError, IndexError, OSError,
            AssertionError, NotImplementedError, OverflowError):  # fmt: skip
        return Refused("broken")


def _attachments(reader: PdfReader) -> Parts | Refused:
    if reader.is_encrypted and not reader.decrypt(""):
        return Refused("encrypted")
    found: Parts = []
    for name, contents in reader.attachments.items():
        found += [(name, body) for body in contents if len(body) <= PART_BYTES]
        if len(found) >= ATTACHMENTS:
            break
    return found
