"""The documents as a recruiter's programs show them: LibreOffice and poppler."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import TypeAlias
from xml.etree import ElementTree

import docx
import pytest
import typst
from pypdf import PageObject, PdfReader
from pypdf.generic import NameObject

from cv_builder.attached import resume_in_docx, resume_in_pdf
from cv_builder.design import DESIGNS, MARGIN_X, MARGIN_Y, PAGE_WIDTH
from cv_builder.docx import render_docx
from cv_builder.layout import Page, compose
from cv_builder.leaves import map_leaves
from cv_builder.letter import Wish, letter
from cv_builder.letter_page import letter_page
from cv_builder.model import CV, Job, Line
from cv_builder.pdf import render_pdf
from cv_builder.quiz import cv_from_answers
from cv_builder.readback import squeezed
from cv_builder.reading.resume import from_json_resume
from cv_builder.style import BULLET
from cv_builder.wording import LOCALES
from tests.cv_builder.conftest import Run
from tests.cv_builder.people import EVERYBODY, MAX

pytestmark = pytest.mark.office

Case: TypeAlias = tuple[str, str, str]
"""Person, locale, design."""
ALL = [(person, locale, design) for person in EVERYBODY for locale in LOCALES for design in DESIGNS]
"""Short (Li), normal, more than a page holds (Max); Arabic pages are mirrored."""
MIXED = tuple(
    Job(title=Line(title), start=year)
    for title, year in (("Team leader", "2023"), ("جزار", "2021"), ("Team leader مطعم", "2019"), ("نادلة CAP", "2017"))
)
"""Titles in either script and in both; beside each nothing but a year."""
CROWDED: tuple[tuple[str, str, str, Callable[[str, str], str], int], ...] = tuple(
    (f"crowded_{pages}_{number}_{locale}", locale, [*DESIGNS][(row + number) % len(DESIGNS)], said, pages)
    for row, locale in enumerate(LOCALES)
    for pages in (1, 2)
    for number, said in enumerate(
        (
            lambda where, text: text,
            lambda where, text: f"{text} {where}" * 3,
            lambda where, text: "W" * 90,
            lambda where, text: "مطعم الياسمين الكبير " * 8,
            lambda where, text: f"{text} — Команда кухні, відділ {where} " * 2,
            lambda where, text: "\u202eabc\u202c é́̈̊ Zalgơ̷̢ " + "iiii lllll " * 9,
        )
    )
)
"""(name, CV language, design, every text of it, pages): far too much to say, in words of every width and script."""
SIGN = rf'xMin="([\d.]+)" yMin="[\d.]+" xMax="([\d.]+)" yMax="[\d.]+">{BULLET}'
WRITTEN = date(2026, 11, 22)
ROUNDING = 0.6
"""Points: programs count in twentieths and hundredths."""
ROW = 6.0
"""Points: words whose tops are nearer than that stand in one row."""
LEFT_TO_RIGHT = [case for case in ALL if case[1] != "ar" and case[0] != "samira"]


@pytest.fixture(scope="session")
def printed(office: Run, compiler: typst.Compiler, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with NAME.pdf of ours and office/NAME.pdf as LibreOffice prints our DOCX, for everybody."""
    folder = tmp_path_factory.mktemp("office")
    pages = {"_".join(case): the_page(*case) for case in ALL}
    pages |= {
        f"mixed_{locale}_{design}": compose(CV(locale=locale, name="سميرة", work=MIXED, design=design))
        for locale in LOCALES
        for design in DESIGNS
    }
    pages |= {
        name: compose(replace(map_leaves(full(locale, design), said), pages=most))
        for name, locale, design, said, most in CROWDED
    }
    pages |= {f"letter_{'_'.join(case)}": the_letter(*case) for case in ALL}
    for name, page in pages.items():
        (folder / f"{name}.pdf").write_bytes(render_pdf(compiler, page))
        (folder / f"{name}.docx").write_bytes(render_docx(page))
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    documents = sorted(folder.glob("*.docx"))
    for kind in ("pdf", "txt:Text (encoded):UTF8"):
        office("soffice", profile, "--headless", "--convert-to", kind, "--outdir", folder / "office", *documents)
    return folder


def full(locale: str, design: str) -> CV:
    cv = cv_from_answers(MAX | {"design": design}, locale, updated="2026-11-21")
    return replace(cv, skills=cv.skills * 4, interests=cv.interests * 4, summary="Un mot")


def the_page(person: str, locale: str, design: str) -> Page:
    return compose(cv_from_answers(EVERYBODY[person] | {"design": design}, locale, updated="2026-11-21"))


def the_letter(person: str, locale: str, design: str) -> Page:
    cv = cv_from_answers(EVERYBODY[person] | {"design": design}, locale)
    return letter_page(letter(cv, Wish("pass", "near", "any", "Chez Momo"), WRITTEN), cv, WRITTEN)


@pytest.mark.parametrize("case", ALL, ids="-".join)
@pytest.mark.parametrize("folder", [".", "office"])
def test_a_letter_is_one_page_in_both(case: Case, folder: str, office: Run, printed: Path) -> None:
    assert "Pages:           1\n" in office("pdfinfo", printed / folder / f"letter_{'_'.join(case)}.pdf")


@pytest.mark.parametrize("case", ALL, ids="-".join)
def test_every_reader_finds_the_same_letter(case: Case, office: Run, printed: Path) -> None:
    for read in (*(PDF_READERS if case in LEFT_TO_RIGHT else ()), *DOCX_READERS):
        assert_in_order(the_letter(*case), read(office, printed / f"letter_{'_'.join(case)}"))


@pytest.mark.parametrize("case", ALL, ids="-".join)
@pytest.mark.parametrize("folder", [".", "office"])
def test_one_page_in_both(case: Case, folder: str, office: Run, printed: Path) -> None:
    assert "Pages:           1\n" in office("pdfinfo", printed / folder / f"{'_'.join(case)}.pdf")


@pytest.mark.parametrize(("name", "pages"), [(name, pages) for name, _, _, _, pages in CROWDED])
@pytest.mark.parametrize("folder", [".", "office"])
def test_however_much_there_is_to_say(name: str, pages: int, folder: str, office: Run, printed: Path) -> None:
    assert f"Pages:           {pages}\n" in office("pdfinfo", printed / folder / f"{name}.pdf")


TWO = [name for name, _, _, _, pages in CROWDED if pages == 2]


@pytest.mark.parametrize("name", TWO)
@pytest.mark.parametrize("folder", [".", "office"])
def test_the_second_page_says_which_it_is_and_the_first_does_not(
    name: str, folder: str, office: Run, printed: Path
) -> None:
    """In its first row, which begins and ends where the text does."""
    for page, counted in (("1", False), ("2", True)):
        boxes = office("pdftotext", "-f", page, "-l", page, "-bbox", printed / folder / f"{name}.pdf", "-")
        found = re.findall(r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)".*>\W*?([2/]+)\W*</word>', boxes)
        row = sorted(
            (float(left), float(right), said) for left, top, right, said in found if float(top) < MARGIN_Y - ROW
        )
        assert "".join(said for _, _, said in row) == ("2/2" if counted else "")
        if row:
            edge = row[0][0] if "_ar" in name else PAGE_WIDTH - row[-1][1]
            assert edge == pytest.approx(MARGIN_X, abs=ROUNDING)


@pytest.mark.parametrize("name", TWO)
def test_who_has_two_pages_read_aloud_hears_no_page_number(name: str, printed: Path) -> None:
    page = PdfReader(printed / f"{name}.pdf").pages[1]
    assert "2/2" in page.extract_text()
    assert "2/2" not in without_artifacts(page)


def by_pypdf(run: Run, stem: Path) -> str:
    return "".join(page.extract_text() for page in PdfReader(stem.with_suffix(".pdf")).pages)


def as_printed(run: Run, stem: Path) -> str:
    return run("pdftotext", "-layout", stem.with_suffix(".pdf"), "-")


def as_it_flows(run: Run, stem: Path) -> str:
    return run("pdftotext", "-raw", stem.with_suffix(".pdf"), "-")


def as_a_screen_reader_hears_it(run: Run, stem: Path) -> str:
    heard = run("pdfinfo", "-struct-text", stem.with_suffix(".pdf"))
    return "".join(re.findall(r'^ *"(.*)"$', heard, re.MULTILINE))


def without_artifacts(page: PageObject) -> str:
    """What of a page somebody hears who has it read aloud.

    **Why** not from `pdfinfo -struct-text`: it draws the page again for each piece of it, minutes for two full pages.
    """
    content = page.get_contents()
    assert content is not None
    kept, within = [], list[bool]()
    for operands, operator in content.operations:
        if operator in (b"BDC", b"BMC"):
            within.append(operands[0] == "/Artifact")
        if not any(within):
            kept.append((operands, operator))
        if operator == b"EMC":
            within.pop()
    content.operations = kept
    page[NameObject("/Contents")] = content
    return page.extract_text()


def of_the_office_print(run: Run, stem: Path) -> str:
    return as_printed(run, stem.parent / "office" / stem.name)


def by_python_docx(run: Run, stem: Path) -> str:
    return "".join(paragraph.text for paragraph in docx.Document(str(stem.with_suffix(".docx"))).paragraphs)


def by_the_office(run: Run, stem: Path) -> str:
    return (stem.parent / "office" / f"{stem.name}.txt").read_text("utf-8")


def by_nothing_but_xml(run: Run, stem: Path) -> str:
    with zipfile.ZipFile(stem.with_suffix(".docx")) as package:
        return "".join(ElementTree.fromstring(package.read("word/document.xml")).itertext())


PDF_READERS = (by_pypdf, as_printed, as_it_flows, as_a_screen_reader_hears_it, of_the_office_print)
DOCX_READERS = (by_python_docx, by_the_office, by_nothing_but_xml)


@pytest.mark.parametrize("case", LEFT_TO_RIGHT, ids="-".join)
@pytest.mark.parametrize("read", [*PDF_READERS, *DOCX_READERS])
def test_every_reader_finds_the_same_texts_in_the_same_order(
    case: Case, read: Callable[[Run, Path], str], office: Run, printed: Path
) -> None:
    assert_in_order(the_page(*case), read(office, printed / "_".join(case)))


@pytest.mark.parametrize("case", [case for case in ALL if case not in LEFT_TO_RIGHT], ids="-".join)
@pytest.mark.parametrize("read", DOCX_READERS)
def test_arabic_is_read_letter_by_letter_from_the_docx(
    case: Case, read: Callable[[Run, Path], str], office: Run, printed: Path
) -> None:
    assert_in_order(the_page(*case), read(office, printed / "_".join(case)))


@pytest.mark.parametrize("case", ALL, ids="-".join)
def test_every_letter_is_in_the_attachment(case: Case, printed: Path) -> None:
    page, stem = the_page(*case), printed / "_".join(case)
    for resume in (
        resume_in_pdf(stem.with_suffix(".pdf").read_bytes()),
        resume_in_docx(stem.with_suffix(".docx").read_bytes()),
    ):
        assert resume
        assert from_json_resume(resume) == page.cv


def assert_in_order(page: Page, read: str) -> None:
    text, at = squeezed(read), 0
    for block in page.blocks:
        for part in filter(None, map(squeezed, (block.text, block.note, block.side))):
            found = text.find(part, at)
            assert found >= 0, (part, text[at : at + 80])
            at = found + len(part)


@pytest.mark.parametrize("folder", [".", "office"])
@pytest.mark.parametrize("design", DESIGNS)
def test_a_phone_number_is_never_printed_reversed(design: str, folder: str, office: Run, printed: Path) -> None:
    """Where its groups really stand on an Arabic page, from left to right."""
    boxes = office("pdftotext", "-bbox", printed / folder / f"samira_ar_{design}.pdf", "-")
    words = re.findall(r'xMin="([\d.]+)".*>\W*(06|12|34|56|78)\W*</word>', boxes)
    assert [group for _, group in sorted(words, key=lambda word: float(word[0]))] == ["06", "12", "34", "56", "78"]


@pytest.mark.parametrize("folder", [".", "office"])
@pytest.mark.parametrize("design", DESIGNS)
@pytest.mark.parametrize(("locale", "far_side"), [("fr", "right"), ("ar", "left")])
def test_a_title_never_trades_places_with_its_date(
    design: str, locale: str, far_side: str, folder: str, office: Run, printed: Path
) -> None:
    """Whatever the script of the title: it stands where reading starts, the date at the far end."""
    boxes = office("pdftotext", "-bbox", printed / folder / f"mixed_{locale}_{design}.pdf", "-")
    found = re.findall(r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)".*>(.+)</word>', boxes)
    words = [((float(left) + float(right)) / 2, float(top), text) for left, top, right, text in found]
    for job in MIXED:
        (date_x, date_top), *others = ((x, top) for x, top, text in words if job.start in text)
        title = [x for x, top, text in words if abs(top - date_top) < ROW and job.start not in text]
        assert not others
        assert title
        sides = {(x > PAGE_WIDTH / 2) == (far_side == "right") for x in title}
        assert ((date_x > PAGE_WIDTH / 2) == (far_side == "right"), sides) == (True, {False}), job


@pytest.mark.parametrize("folder", [".", "office"])
@pytest.mark.parametrize("case", [case for case in ALL if case[0] != "li"], ids="-".join)
def test_signs_of_lists_stand_at_the_edge_of_the_text_and_never_in_the_margin(
    case: Case, folder: str, office: Run, printed: Path
) -> None:
    boxes = office("pdftotext", "-bbox", printed / folder / f"{'_'.join(case)}.pdf", "-")
    signs = [(float(left), float(right)) for left, right in re.findall(SIGN, boxes)]
    margin = the_page(*case).fit.margins[0]
    assert signs
    for left, right in signs:
        inside = PAGE_WIDTH - margin - right if case[1] == "ar" else left - margin
        assert -ROUNDING <= inside <= ROUNDING, inside


@pytest.mark.parametrize("folder", [".", "office"])
@pytest.mark.parametrize("design", DESIGNS)
def test_a_page_is_drawn(design: str, folder: str, office: Run, printed: Path, tmp_path: Path) -> None:
    office("pdftoppm", "-r", "40", "-png", printed / folder / f"samira_ar_{design}.pdf", tmp_path / "page")
    assert next(tmp_path.glob("page*.png")).stat().st_size > 2_000


@pytest.mark.parametrize("case", ALL, ids="-".join)
def test_a_screen_reader_hears_headings_paragraphs_and_lists(case: Case, office: Run, printed: Path) -> None:
    heard = re.findall(r"^  (\w+)", office("pdfinfo", "-struct", printed / f"{'_'.join(case)}.pdf"), re.MULTILINE)
    assert heard[0] == "H1"
    assert heard.count("H1") == 1
    assert set(heard) <= {"H1", "H2", "H3", "P", "L"}
    kinds = [block.kind for block in the_page(*case).blocks]
    lists = sum(kind == "bullet" and before != "bullet" for before, kind in pairwise(["", *kinds]))
    assert heard.count("L") == lists
