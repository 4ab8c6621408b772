"""The CV inside our own documents: DOCX carries it as custom XML, PDF as an attachment."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from typing import Any

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.parser import parse_xml
from pypdf import PdfReader

from cv_builder.docx import NAMESPACE
from cv_builder.typst_source import ATTACHMENT

Resume = Mapping[str, Any]


def resume_in_docx(data: bytes) -> Resume | None:
    """The JSON Resume in a DOCX of ours; None when it has none. Raises what python-docx raises when it is no DOCX."""
    part = Document(io.BytesIO(data)).part
    for relation in part.rels.values():
        if relation.reltype == RELATIONSHIP_TYPE.CUSTOM_XML and not relation.is_external:
            found = _element_text(relation.target_part.blob)
            if found is not None:
                return _mapping(found)
    return None


def resume_in_pdf(data: bytes) -> Resume | None:
    """The JSON Resume attached to a PDF of ours; None when there is none. Raises `PyPdfError` when it is no PDF."""
    for name, contents in PdfReader(io.BytesIO(data)).attachments.items():
        if name == ATTACHMENT and contents:
            return _mapping(contents[0].decode("utf-8"))
    return None


def _element_text(xml: bytes) -> str | None:
    root = parse_xml(xml)  # python-docx's parser: no entities, no network
    return root.text if root.tag == f"{{{NAMESPACE}}}cv" else None


def _mapping(text: str) -> Resume | None:
    value = json.loads(text)
    return value if isinstance(value, dict) else None
