"""The CV inside our own documents: DOCX carries it as custom XML, PDF as an attachment.

**Why** so little is imported here: a file that somebody sends back is read in a process that starts for it alone.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from cv_builder.reading import xml
from cv_builder.reading.packages import custom_xml, document
from cv_builder.reading.report import Refused
from cv_builder.reading.source import TEXT
from cv_builder.typeset_pdf import TypesetPdf

ATTACHMENT = "cv.json"
"""Name of the file attached to a PDF: the JSON Resume."""
NAMESPACE = "urn:passerelle:cv:1"
"""Of the one element of the custom XML part of a DOCX; its text is the JSON Resume."""

WORDS = "words"
"""Its attribute: the digest of the words of the document."""
_DIGEST = 8
"""Bytes: it only tells one text from another."""

Resume = Mapping[str, Any]


def resume_in_docx(data: bytes) -> Resume | None:
    """The JSON Resume in a DOCX of ours; None when it has none."""
    parts = custom_xml(data)
    for _, body in () if isinstance(parts, Refused) else parts:
        found = xml.tree(body)
        if not isinstance(found, Refused) and found.namespace == NAMESPACE:
            return _mapping(found.value[TEXT])
    return None


def resume_in_pdf(data: bytes) -> Resume | None:
    """The JSON Resume attached to a PDF of ours; None when there is none. Raises as `TypesetPdf` does."""
    found = TypesetPdf(data).attached(ATTACHMENT)
    return None if found is None else _mapping(found.decode("utf-8"))


def digest(text: str) -> str:
    """Of the words of a document, whatever the spaces: says whether somebody changed them since."""
    return hashlib.blake2b("".join(text.split()).encode("utf-8", "replace"), digest_size=_DIGEST).hexdigest()


def is_edited(data: bytes) -> bool:
    """Whether the words of a DOCX of ours were changed since it was made."""
    parts = custom_xml(data)
    found = [xml.tree(body) for _, body in (() if isinstance(parts, Refused) else parts)]
    made = [one.value.get(f"@{WORDS}") for one in found if not isinstance(one, Refused) and one.namespace == NAMESPACE]
    now = xml.texts(document(data), "t") if made and made[0] else ""
    return bool(made and made[0]) and (isinstance(now, Refused) or digest(now) != made[0])


def _mapping(text: str) -> Resume | None:
    value = json.loads(text)
    return value if isinstance(value, dict) else None
