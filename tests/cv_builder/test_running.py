"""Over a further page: whose it is and which, in both formats, and nothing of it in the text."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from xml.etree import ElementTree

import pypdf
import pytest
import typst

from cv_builder.anonymous import anonymous
from cv_builder.attached import is_edited
from cv_builder.blocks import Block
from cv_builder.design import DESIGNS, LINE_HEIGHT, RUNNING_TOP, ladder
from cv_builder.docx import render_docx
from cv_builder.docx_template import W
from cv_builder.layout import SIDE_GAP, compose, room
from cv_builder.measure import width
from cv_builder.model import CV
from cv_builder.pdf import render_pdf
from cv_builder.quiz import TWO_PAGES, cv_from_answers
from cv_builder.readback import read_back
from cv_builder.running import CUT, RUNNING, pages, running
from cv_builder.style import Design
from cv_builder.wording import LOCALES
from tests.cv_builder.people import AMINA, MAX

LONG = "Wilhelmina-Maximiliane Wagner-Wollmershäuser de Montmorency-Luxembourg von Hohenzollern"
NAMES = ["Amina Konaté", "سميرة الخطيب", "Олена Коваль", LONG, "", "ᚠᚢᚦ", 'A\\"#{}[]']


def two_pages(locale: str = "fr", design: str = "sober", name: object = "Amina Konaté") -> CV:
    return cv_from_answers(MAX | {"name": name, "design": design, "pages": TWO_PAGES}, locale, updated="2026-11-21")


def page_two(data: bytes) -> str:
    return pypdf.PdfReader(io.BytesIO(data)).pages[1].extract_text()


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def head(data: bytes) -> str:
    return "".join(ElementTree.fromstring(parts(data)["word/header1.xml"]).itertext())


def headed(said: str, locale: str) -> str:
    """From left to right, as office programs show it: in Arabic the name stands at the right, where lines begin."""
    return f"2/2{said}" if locale == "ar" else f"{said}2/2"


def test_it_says_whose_page_it_is_and_which() -> None:
    page = compose(two_pages())
    assert (pages(page), running(page, 2)) == (2, Block(RUNNING, "Amina Konaté", side="2/2"))


@pytest.mark.parametrize(("name", "letters"), [("Amina Konaté", "A. K."), ("سميرة الخطيب", "س. خ."), ("", "")])
@pytest.mark.parametrize("locale", ["fr", "ar"])
def test_an_anonymous_cv_has_initials_there_too(name: str, letters: str, locale: str, compiler: typst.Compiler) -> None:
    page = compose(anonymous(two_pages(locale, name=name)))
    said = running(page, 2).text
    assert said == (letters or page.title)
    document = render_docx(page)
    assert head(document) == headed(said, locale)
    for word in name.split():
        assert word not in page_two(render_pdf(compiler, page))
        assert not [part for part, body in parts(document).items() if word.encode() in body]


def test_a_name_longer_than_the_line_is_cut_and_whole_on_the_first_page() -> None:
    page = compose(two_pages(name=LONG * 2))
    line = running(page, 2)
    assert line.text.endswith(CUT)
    assert width(line.text) + width(line.side) + SIDE_GAP <= room(RUNNING, page.fit)
    assert running(compose(two_pages(name="W" * 500)), 2).text.startswith("WWW")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("design", DESIGNS)
@pytest.mark.parametrize("locale", LOCALES)
def test_both_formats_have_it_and_read_back(locale: str, design: str, name: str, compiler: typst.Compiler) -> None:
    page = compose(two_pages(locale, design, name))
    pdf, word = render_pdf(compiler, page), render_docx(page)
    missing = [] if name != "ᚠᚢᚦ" else ["unprintable"]
    assert [note.code for note in read_back("pdf", pdf, page)] == missing
    assert read_back("docx", word, page) == ()
    assert "2/2" in page_two(pdf)
    assert head(word) == headed(running(page, 2).text, locale)


def test_it_is_no_part_of_the_text(compiler: typst.Compiler) -> None:
    """An artifact of the PDF, a header of the DOCX; neither changes the words that somebody may have changed."""
    page = compose(two_pages())
    content = pypdf.PdfReader(io.BytesIO(render_pdf(compiler, page))).pages[1].get_contents()
    assert content is not None
    marked = re.findall(rb"/(\w+)\s*<<[^>]*?/Subtype\s*/Header", content.get_data())
    assert marked
    assert set(marked) == {b"Artifact"}
    word = render_docx(page)
    assert b"2/2" not in parts(word)["word/document.xml"]
    assert not is_edited(word)


def test_office_programs_count_the_pages_anew_and_leave_the_first_alone() -> None:
    word = parts(render_docx(compose(two_pages())))
    fields = ElementTree.fromstring(word["word/header1.xml"]).iter(f"{{{W}}}fldSimple")
    assert [field.get(f"{{{W}}}instr") for field in fields] == ["PAGE", "NUMPAGES"]
    section = ElementTree.fromstring(word["word/document.xml"]).find(f".//{{{W}}}sectPr")
    assert section is not None
    names = [child.tag.partition("}")[2] for child in section]
    assert names == ["headerReference", "pgSz", "pgMar", "titlePg"], "Word insists on the order"
    arabic = ElementTree.fromstring(parts(render_docx(compose(two_pages("ar"))))["word/document.xml"])
    assert [child.tag.partition("}")[2] for child in arabic.find(f".//{{{W}}}sectPr") or ()][-2:] == ["titlePg", "bidi"]


def test_one_page_has_none(compiler: typst.Compiler) -> None:
    page = compose(replace(cv_from_answers(AMINA), pages=2))
    assert page.starts == ()
    assert "word/header1.xml" not in parts(render_docx(page))
    assert b"titlePg" not in parts(render_docx(page))["word/document.xml"]
    text = "".join(one.extract_text() for one in pypdf.PdfReader(io.BytesIO(render_pdf(compiler, page))).pages)
    assert "1/1" not in text
    assert text.count("Amina Konaté") == 1


@pytest.mark.parametrize("format", ["pdf", "docx"])
def test_a_page_without_it_is_not_sent(format: str, compiler: typst.Compiler) -> None:
    page = compose(two_pages())
    data = render_pdf(compiler, page) if format == "pdf" else render_docx(page)
    other = replace(page, cv=replace(page.cv, name="Zoé Petit"))
    texts = {note.text for note in read_back(format, data, other) if note.code == "missing"}
    assert any("Zo" in text for text in texts)


@pytest.mark.parametrize("design", DESIGNS.values(), ids=DESIGNS)
@pytest.mark.parametrize("direction", LINE_HEIGHT)
def test_it_stays_in_the_margin(direction: str, design: Design) -> None:
    """Else office programs push the text down, and the page no longer holds it."""
    for step in ladder(design):
        fit = step.roomy
        line = (
            fit.size
            * design.styles[RUNNING].size
            * (fit.line_height(direction) + LINE_HEIGHT["rtl"] - LINE_HEIGHT["ltr"])
        )
        assert RUNNING_TOP + line <= fit.margins[1]
