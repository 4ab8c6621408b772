"""Files as people send them: ours come back whole, what is no CV is refused with its reason."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import date

import pytest
import typst
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from cv_builder.docx import render_docx
from cv_builder.json_resume import to_json_resume
from cv_builder.layout import compose
from cv_builder.letter import Wish, letter
from cv_builder.letter_page import letter_page
from cv_builder.model import CV
from cv_builder.pdf import render_pdf
from cv_builder.quiz import cv_from_answers
from cv_builder.reading.files import read_file
from cv_builder.reading.report import EDITED, MOST_BYTES, REFUSALS, Read, Refused
from cv_builder.reading.xml import MOST_DEEP
from cv_builder.wording import LOCALES
from tests.cv_builder.people import EVERYBODY
from tests.cv_builder.reading.samples import CANDIDATE, PASSPORT, docx, package, pdf

LAUGHS = (
    '<!DOCTYPE l [<!ENTITY a "lol">' + "".join(f'<!ENTITY a{i} "{"&a;" * 10}">' for i in range(9)) + "]><l>&a8;</l>"
).encode()
XXE = b'<!DOCTYPE r [<!ENTITY f SYSTEM "file:///etc/passwd">]><SkillsPassport>&f;</SkillsPassport>'
ZEROS = b"<cv>" + b" " * 20_000_000 + b"</cv>"
LETTER = letter_page(letter(CV(name="Zoé & Cie"), Wish(), date(2026, 11, 22)), CV(name="Zoé & Cie"), date(2026, 11, 22))
REFUSED = {
    "nothing": (b"", "kind"),
    "words": (b"Bonjour, voici mon CV", "kind"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "picture"),
    "a photo of a phone": (b"\0\0\0\x18ftypheic" + b"\0" * 100, "picture"),
    "too much": (b"%PDF-" + b"0" * MOST_BYTES, "too_big"),
    "half a PDF": (pdf()[: len(pdf()) // 2], "broken"),
    "a PDF of pictures": (pdf(), "no_cv"),
    "a PDF with another attachment": (pdf(("bill.xml", b"<bill/>")), "no_cv"),
    "a locked PDF": (pdf(("cv.json", b"{}"), password="x"), "encrypted"),
    "laughs in a PDF": (pdf(("cv.xml", LAUGHS)), "hostile"),
    "old Word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "kind"),
    "locked Word": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"),
        "encrypted",
    ),
    "half a ZIP": (docx()[:60], "broken"),
    "any ZIP": (package(a="b"), "kind"),
    "Word of others": (docx(), "no_cv"),
    "a letter of ours in Word": (render_docx(LETTER), "letter"),
    "Word with macros": (docx(word__vbaProject_dot_bin=b"x"), "macros"),
    "Word that says so": (
        package(**{"[Content_Types]_dot_xml": "application/vnd.ms-word.document.macroEnabled.main+xml"},
                word__document_dot_xml="<w/>"),
        "macros",
    ),
    "a bomb": (docx(customXml__item1_dot_xml=ZEROS), "hostile"),
    "laughs in Word": (docx(customXml__item1_dot_xml=LAUGHS), "hostile"),
    "laughs": (LAUGHS, "hostile"),
    "an entity from outside": (XXE, "hostile"),
    "deep XML": (b"<a>" * (MOST_DEEP + 2), "hostile"),
    "half XML": (PASSPORT.encode()[:700], "broken"),
    "XML of others": (b"<html><body>CV</body></html>", "no_cv"),
    "an empty Europass": (b"<SkillsPassport/>", "no_cv"),
    "half JSON": (b'{"basics": {"name": ', "broken"),
    "deep JSON": (b'{"a":' * 100_000, "hostile"),
    "JSON of others": (b'{"a": 1}', "no_cv"),
    "an empty resume": (b'{"basics": {}}', "no_cv"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_refused(name: str) -> None:
    data, code = REFUSED[name]
    assert read_file(data) == Refused(code)


def test_every_reason_has_its_case() -> None:
    assert {code for _, code in REFUSED.values()} | {"slow"} == set(REFUSALS)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("person", EVERYBODY)
def test_ours_come_back_whole(person: str, locale: str, compiler: typst.Compiler) -> None:
    """What stands on the page: what had no room is not in the file either."""
    page = compose(cv_from_answers(EVERYBODY[person], locale, "2026-11-21"))
    resume = json.dumps(to_json_resume(page.cv)).encode()
    for data in (render_pdf(compiler, page), render_docx(page), resume):
        assert read_file(data) == Read(page.cv, ours=True)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([PASSPORT.encode(), CANDIDATE.encode(), pdf(("cv.xml", PASSPORT.encode())), docx()]), st.data())
def test_a_broken_byte_is_survived(sample: bytes, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(sample) - 1))
    broken = sample[:at] + data.draw(st.binary(max_size=4)) + sample[at + data.draw(st.integers(0, 40)) :]
    assert isinstance(read_file(broken), Read | Refused)


def test_a_word_document_without_a_table_of_its_parts_is_broken() -> None:
    assert read_file(package(word__document_dot_xml="<w/>")) == Refused("broken")


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from([b"", b"%PDF-1.7\n", b"PK\x03\x04", b"{", b"<", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]), st.binary()
)
def test_any_bytes_are_survived(start: bytes, rest: bytes) -> None:
    assert isinstance(read_file(start + rest), Read | Refused)


def test_a_document_changed_in_word_says_so(compiler: typst.Compiler) -> None:
    """Its answers come back; the change does not, and that is named."""
    page = compose(cv_from_answers(EVERYBODY["amina"]))
    document = Document(io.BytesIO(render_docx(page)))
    out = io.BytesIO()
    document.save(out)
    assert read_file(out.getvalue()) == Read(page.cv, ours=True), "saved again, nothing changed"
    document.paragraphs[3].add_run(" et un chien")
    out = io.BytesIO()
    document.save(out)
    found = read_file(out.getvalue())
    assert isinstance(found, Read)
    assert (found.cv, [left.what for left in found.unused]) == (page.cv, [EDITED])


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("name", ["Amina (K.) & Cie", "سميرة", ""])
def test_a_letter_of_ours_is_no_cv_and_is_told_so(compiler: typst.Compiler, locale: str, name: str) -> None:
    cv = CV(locale=locale, name=name)
    page = letter_page(letter(cv, Wish(), date(2026, 11, 22)), cv, date(2026, 11, 22))
    for data in (render_pdf(compiler, page), render_docx(page)):
        assert read_file(data) == Refused("letter")
    other = replace(page, title="Rapport")
    assert read_file(render_pdf(compiler, other)) == read_file(render_docx(other)) == Refused("no_cv")
