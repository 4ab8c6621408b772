"""Our own PDFs, read: what a library for all PDFs finds in them, and nothing in what is broken."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace

import pytest
import typst
from pypdf import PdfReader

from cv_builder.design import DESIGNS
from cv_builder.json_resume import to_json_resume
from cv_builder.layout import compose
from cv_builder.model import CV
from cv_builder.pdf import render_pdf
from cv_builder.quiz import cv_from_answers
from cv_builder.typeset_pdf import TypesetPdf
from tests.cv_builder.people import AMINA

NAMES = ["Amina Diallo", "Zoé (dite « Zo ») \\ Œuvre", "Олена Шевченко", "Ελένη)(", "Nguyễn Thị Phượng", "fi ffi ﬁ"]


def squeezed(text: str) -> str:
    return "".join(text.split()).replace("\u200b", "")


AMINE = cv_from_answers(AMINA)


def pdf(compiler: typst.Compiler, cv: CV) -> bytes:
    return render_pdf(compiler, compose(cv))


@pytest.mark.parametrize("design", DESIGNS)
@pytest.mark.parametrize("name", NAMES)
def test_it_reads_what_a_library_reads(compiler: typst.Compiler, design: str, name: str) -> None:
    data = pdf(compiler, replace(AMINE, name=name, design=design))
    ours, theirs = TypesetPdf(data), PdfReader(io.BytesIO(data))
    assert squeezed(ours.text()) == squeezed("".join(page.extract_text() for page in theirs.pages))
    assert theirs.metadata
    assert (ours.pages, ours.title) == (len(theirs.pages), theirs.metadata.title)
    assert ours.language == str(theirs.root_object["/Lang"])
    attached = ours.attached("cv.json")
    assert attached == theirs.attachments["cv.json"][0]
    assert json.loads(attached or b"") == to_json_resume(replace(AMINE, name=name, design=design))


def test_two_pages_are_read_in_a_row(compiler: typst.Compiler) -> None:
    data = compiler.compile(input=b"#set page(height: 3cm)\nUn\n#pagebreak()\nDeux", format="pdf")
    assert isinstance(data, bytes)
    document = TypesetPdf(data)
    assert (document.pages, document.text()) == (2, "UnDeux")
    assert (document.title, document.attached("cv.json")) == ("", None)


def test_a_page_without_words_says_nothing(compiler: typst.Compiler) -> None:
    data = compiler.compile(input=b"#rect()", format="pdf")
    assert isinstance(data, bytes)
    assert TypesetPdf(data).text() == ""


@pytest.mark.parametrize(
    "data",
    [b"", b"%PDF-1.7", b"startxref\n0\n%%EOF", b"%PDF-1.7\nstartxref\n99999\n%%EOF", b"xref\n0 0\nstartxref\n0\n%%EOF"],
    ids=["nothing", "a head", "no table", "beyond the end", "no trailer"],
)
def test_what_is_no_document_of_ours_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r".+"):
        TypesetPdf(data)


def test_a_document_cut_short_or_damaged_is_never_read_as_whole(compiler: typst.Compiler) -> None:
    data = pdf(compiler, AMINE)
    with pytest.raises(ValueError, match="no table of objects"):
        TypesetPdf(data[: len(data) // 2])
    start = data.rindex(b"xref", 0, data.rindex(b"startxref"))
    moved = re.sub(rb"/Contents \d", b"/Contents 9", data[:start]) + data[start:]
    with pytest.raises(ValueError, match="no object"):
        TypesetPdf(moved).text()


def test_pages_that_lead_to_themselves_end() -> None:
    objects = [b"", b"1 0 obj<</Pages 2 0 R>>endobj\n", b"2 0 obj<</Type/Pages/Kids[2 0 R]>>endobj\n"]
    where = [0, len(b"%PDF\n"), len(b"%PDF\n") + len(objects[1])]
    body = b"%PDF\n" + b"".join(objects)
    table = b"xref\n0 3\n" + b"".join(b"%010d 00000 n\r\n" % at for at in where)
    end = b"trailer\n<</Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(body)
    with pytest.raises(ValueError, match="within pages"):
        TypesetPdf(body + table + end)
