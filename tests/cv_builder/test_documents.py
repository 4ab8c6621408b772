"""Every format under one contract: rendered, read back without a problem; planted faults are found."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace

import docx
import pypdf
import pytest
import typst
from docx.oxml.ns import qn

from cv_builder.attached import resume_in_docx, resume_in_pdf
from cv_builder.blocks import Block
from cv_builder.chars import LRM, NBSP
from cv_builder.design import DESIGNS
from cv_builder.docx import render_docx
from cv_builder.formats import FORMATS
from cv_builder.glyphs import uncovered
from cv_builder.json_resume import to_json_resume
from cv_builder.layout import compose
from cv_builder.model import CV, Contact, Job, Line
from cv_builder.notes import SENTENCES, Note
from cv_builder.pdf import render_pdf
from cv_builder.press import Press
from cv_builder.quiz import cv_from_answers
from cv_builder.readback import read_back
from cv_builder.reading.resume import from_json_resume
from cv_builder.typst_source import printable
from cv_builder.wording import LOCALES
from tests.cv_builder.people import AMINA, EVERYBODY, SAMIRA


@pytest.mark.parametrize("design", DESIGNS)
@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("person", EVERYBODY)
def test_every_document_reads_back(
    person: str, locale: str, format: str, design: str, compiler: typst.Compiler
) -> None:
    answers = EVERYBODY[person] | {"design": design}
    made = Press(compiler).make(cv_from_answers(answers, locale, updated="2026-11-21"), [format])
    assert made.problems == ()
    assert made.files[0].data
    assert made.files[0].name.endswith(f".{format}")


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_cv_gives_the_same_bytes(format: str, compiler: typst.Compiler) -> None:
    cv = cv_from_answers(AMINA, updated="2026-11-21")
    one, two = (Press(compiler).make(cv, [format]).files[0].data for _ in range(2))
    if format == "docx":  # the zip says when it was written
        assert contents(one) == contents(two)
    else:
        assert one == two


def contents(docx: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        return {name: package.read(name) for name in package.namelist()}


# -- what a reader of the file finds --------------------------------------------------------------------------
def test_pdf_is_tagged_archivable_and_carries_the_cv(compiler: typst.Compiler) -> None:
    cv = cv_from_answers(AMINA, updated="2026-11-21")
    data = render_pdf(compiler, compose(cv))
    reader = pypdf.PdfReader(io.BytesIO(data))
    xmp = reader.xmp_metadata
    assert xmp is not None
    stream = xmp.stream.get_data().decode()
    assert "<pdfaid:part>3</pdfaid:part>" in stream
    assert "<pdfuaid:part>1</pdfuaid:part>" in stream
    assert "/StructTreeRoot" in reader.root_object
    assert reader.metadata is not None
    assert reader.metadata.title == "CV – Amina Konaté"
    assert resume_in_pdf(data) == to_json_resume(cv)
    assert from_json_resume(json.loads(json.dumps(resume_in_pdf(data)))) == cv


def test_docx_has_real_headings_its_language_and_the_cv() -> None:
    cv = cv_from_answers(AMINA, updated="2026-11-21")
    data = render_docx(compose(cv))
    document = docx.Document(io.BytesIO(data))
    styles = [paragraph.style.name for paragraph in document.paragraphs if paragraph.style]
    assert styles[0] == "Heading 1"
    assert styles.count("Heading 2") == 7
    assert document.core_properties.title == "CV – Amina Konaté"
    assert document.core_properties.language == "fr"
    assert resume_in_docx(data) == to_json_resume(cv)
    assert len(data) < 10_000


def test_a_tap_on_number_or_address_reaches_them(compiler: typst.Compiler) -> None:
    page = compose(cv_from_answers(AMINA))
    targets = ["tel:+33612345678", "mailto:amina.konate@example.org"]
    (sheet,) = pypdf.PdfReader(io.BytesIO(render_pdf(compiler, page))).pages
    assert sheet.annotations
    assert [note.get_object()["/A"]["/URI"] for note in sheet.annotations] == targets
    document = docx.Document(io.BytesIO(render_docx(page)))
    links = [link for paragraph in document.paragraphs for link in paragraph.hyperlinks]
    assert [link.address for link in links] == targets
    assert [link.text.replace(NBSP, " ") for link in links] == ["06 12 34 56 78", "amina.konate@example.org"]


@pytest.mark.parametrize(
    ("contact", "targets"),
    [
        (Contact(phone="appelle ma mère", email="rien"), []),
        (Contact(phone="+33 6", email="a b@c.de"), []),
        (Contact(email='x"?&subject=1@example.org'), ["mailto:x%22%3F%26subject%3D1@example.org"]),
    ],
)
def test_only_what_can_be_reached_is_a_link(contact: Contact, targets: list[str]) -> None:
    assert [target for block in compose(CV(contact=contact)).blocks for _, target in block.links] == targets


def test_docx_in_arabic_says_so_wherever_word_looks() -> None:
    document = docx.Document(io.BytesIO(render_docx(compose(cv_from_answers(SAMIRA, "ar")))))
    styles = document.styles.element.xml
    assert styles.count("<w:bidi/>") == len([style for style in document.styles if style.type == 1]) - 1
    assert "<w:bCs/>" in styles
    assert "<w:szCs " in styles
    assert 'w:cs="Arial"' in styles
    assert document.sections[0]._sectPr.find(qn("w:bidi")) is not None
    for paragraph in document.paragraphs:
        for run in paragraph.runs:
            arabic = any("\u0600" <= char <= "\u06ff" for char in run.text)
            latin = any(char.isascii() and char.isalpha() for char in run.text)
            assert not (arabic and latin)
            if arabic:
                assert run._r.find(f"{qn('w:rPr')}/{qn('w:rtl')}") is not None


def test_phone_number_keeps_its_order_on_a_right_to_left_page() -> None:
    contact = next(block for block in compose(cv_from_answers(AMINA, "ar")).blocks if block.kind == "contact")
    assert contact.text.startswith(LRM + "06 12 34 56 78".replace(" ", NBSP) + LRM)


# -- planted faults -------------------------------------------------------------------------------------------
@pytest.mark.parametrize("format", ["pdf", "docx"])
@pytest.mark.parametrize("locale", ["fr", "ar"])
def test_a_missing_text_is_found(format: str, locale: str, compiler: typst.Compiler) -> None:
    cv = cv_from_answers(AMINA, locale)
    data = FORMATS[format].render(compiler, compose(replace(cv, interests=cv.interests[:-1])))
    assert "missing" in {note.code for note in read_back(format, data, compose(cv))}


@pytest.mark.parametrize("format", ["pdf", "docx"])
def test_a_text_in_the_wrong_place_is_found(format: str, compiler: typst.Compiler) -> None:
    page = compose(cv_from_answers(AMINA))
    turned = replace(page, blocks=tuple(reversed(page.blocks)))
    data = FORMATS[format].render(compiler, replace(page, blocks=(Block("name", "A"), *turned.blocks)))
    assert "order" in {note.code for note in read_back(format, data, page)}


@pytest.mark.parametrize("format", ["pdf", "docx"])
def test_wrong_title_and_language_are_found(format: str, compiler: typst.Compiler) -> None:
    page = compose(cv_from_answers(AMINA))
    wrong = replace(page, title="CV", cv=replace(page.cv, locale="en"))
    codes = {note.code for note in read_back(format, FORMATS[format].render(compiler, page), wrong)}
    assert {"title", "language"} <= codes


def test_a_second_page_is_found(compiler: typst.Compiler) -> None:
    page = compose(CV(skills=tuple(Line(f"Ligne {i}") for i in range(20))))
    long = replace(page, blocks=page.blocks * 5)
    assert "pages" in {note.code for note in read_back("pdf", render_pdf(compiler, long), long)}


@pytest.mark.parametrize("format", ["pdf", "docx", "png"])
def test_a_broken_file_is_found(format: str) -> None:
    assert [note.code for note in read_back(format, b"not a document", compose(CV()))] == ["broken"]


def test_what_no_font_has_is_told_before_sending_and_never_a_box(compiler: typst.Compiler) -> None:
    cv = CV(name="Amina 🙂 K", work=(Job(title=Line("店员")),))
    assert uncovered(cv) == (Note("unprintable", "name", "🙂"), Note("unprintable", "work 1 title", "店员"))
    assert printable("Amina 🙂 K") == "Amina  K"
    made = Press(compiler).make(cv, ["pdf", "png", "docx"])
    assert made.files[0].problems == uncovered(cv)
    assert made.files[1].problems == uncovered(cv)
    assert made.files[2].problems == (), "office programs have other fonts to fall back on"


@pytest.mark.parametrize(
    "name",
    ["Nguyễn Thị Hồng", "Ngọc Hân", "Bẹlo Ọlámidé", "Chidiẹbere Ụzọma", "Ṣọla Ǹgozi", "Ḿma ḿ", "ṅkọ ǹgà aṣọ"],
)
def test_every_letter_of_a_name_is_read_once_and_leaves_other_words_alone(compiler: typst.Compiler, name: str) -> None:
    """**Why:** a font may draw "ẹ" as two glyphs, and a PDF then says it twice, and says it for "e" everywhere."""
    made = Press(compiler).make(CV(name=name, skills=(Line("Compétences en menuiserie"),)), ["pdf"])
    assert made.problems == ()
    read = pypdf.PdfReader(io.BytesIO(made.files[0].data)).pages[0].extract_text()
    assert name in read
    assert "Compétences en menuiserie" in read


def test_a_mark_that_the_font_of_its_letter_lacks_is_told_and_left_out(compiler: typst.Compiler) -> None:
    """An Arabic vowel sign behind a Cyrillic letter, as a slip of the keyboard makes it."""
    cv = CV(name="\u1dca\u08d92a", work=(Job(title=Line("Каса\u0651")),))
    assert uncovered(cv) == (Note("unprintable", "name", "\u08d9"), Note("unprintable", "work 1 title", "\u0651"))
    assert printable("Каса\u0651") == "Каса"
    assert {note.code for note in Press(compiler).make(cv, ["pdf"]).problems} == {"unprintable"}


def test_an_accent_typed_apart_is_still_one_letter(compiler: typst.Compiler) -> None:
    assert Press(compiler).make(CV(name="Ame\u0301lie", contact=Contact(town="Orle\u0301ans")), ["pdf"]).problems == ()


def test_brackets_in_arabic_do_not_spoil_those_in_french(compiler: typst.Compiler) -> None:
    cv = CV(name="Samira", headline=Line("نادلة (مطعم)"), work=(Job(Line("Vente (été)"), "Lidl"),))
    assert Press(compiler).make(cv, ["pdf"]).problems == ()


def test_files_of_others_have_no_cv_of_ours(compiler: typst.Compiler) -> None:
    plain = io.BytesIO()
    docx.Document().save(plain)
    assert resume_in_docx(plain.getvalue()) is None
    assert resume_in_pdf(typst.compile(b"= Bonjour")) is None


def test_every_note_has_a_sentence() -> None:
    for code in SENTENCES:
        assert "name" in str(Note(code, "name", "x"))


@pytest.mark.parametrize("design", DESIGNS)
@pytest.mark.parametrize("name", ["ሰላም ተስፋይ", "கவிதா", "王小明", "ពិសាល", "မောင်မောင်"])
def test_a_name_in_letters_we_do_not_have_is_told_in_every_design(
    name: str, design: str, compiler: typst.Compiler
) -> None:
    made = Press(compiler).make(CV(name=name, headline=Line("Vente"), design=design), ["pdf", "png"])
    (problem,) = made.problems
    assert (problem.code, problem.where) == ("unprintable", "name")
    assert set(problem.text) == set(name) - {" "}
