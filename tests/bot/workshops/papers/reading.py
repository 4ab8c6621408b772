"""A paper printed and read again, by programs other than those that wrote it."""

from __future__ import annotations

import io

import typst
from docx import Document
from pypdf import PdfReader

from cv_builder.docx import render_docx
from cv_builder.fonts import covered
from cv_builder.layout import Page
from cv_builder.pdf import render_pdf
from cv_builder.readback import read_back, squeezed
from cv_builder.running import running


def check_paper(compiler: typst.Compiler, page: Page, most: int) -> str:
    """Both files open, hold every text of the page in the same order on as many pages; their text without spaces."""
    pdf, docx = render_pdf(compiler, page), render_docx(page)
    assert read_back("pdf", pdf, page) == ()
    assert read_back("docx", docx, page) == ()
    assert all(covered(part) for block in page.blocks for part in (block.text, block.note, block.side))
    reader = PdfReader(io.BytesIO(pdf))
    assert len(reader.pages) == 1 + len(page.starts) <= most
    printed = "".join(_own(page, number, sheet.extract_text()) for number, sheet in enumerate(reader.pages, 1))
    written = squeezed("".join(paragraph.text for paragraph in Document(io.BytesIO(docx)).paragraphs))
    assert _without_signs(printed) == _without_signs(written)
    return written


def _without_signs(text: str) -> str:
    """The sign of a list is in the text of a PDF, and in the numbering of a DOCX."""
    return text.replace("•", "")


def _own(page: Page, number: int, text: str) -> str:
    """The text of a sheet without the line that says which sheet it is, which Word keeps apart."""
    if number == 1:
        return squeezed(text)
    head = running(page, number)
    assert squeezed(head.text + head.side) in squeezed(text)
    return squeezed(text).replace(squeezed(head.text + head.side), "", 1)
