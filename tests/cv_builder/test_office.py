"""The documents as a recruiter's programs show them: LibreOffice and poppler."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
import typst

from cv_builder.design import PAGE_WIDTH
from cv_builder.docx import render_docx
from cv_builder.layout import Page, compose
from cv_builder.leaves import map_leaves
from cv_builder.model import CV, Job, Line
from cv_builder.pdf import render_pdf
from cv_builder.quiz import cv_from_answers
from cv_builder.readback import squeezed
from cv_builder.wording import LOCALES
from tests.cv_builder.conftest import Run
from tests.cv_builder.people import EVERYBODY, MAX

pytestmark = pytest.mark.office

ALL = [(person, locale) for person in EVERYBODY for locale in LOCALES]
MIXED = tuple(
    Job(title=Line(title), start=year)
    for title, year in (("Team leader", "2023"), ("جزار", "2021"), ("Team leader مطعم", "2019"), ("نادلة CAP", "2017"))
)
"""Titles in either script and in both; beside each nothing but a year."""
CROWDED: tuple[tuple[str, str, Callable[[str, str], str], int], ...] = tuple(
    (f"crowded_{pages}_{number}_{locale}", locale, said, pages)
    for locale in LOCALES
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
"""(name, CV language, every text of it, pages): far too much to say, in words of every width and script."""
ROW = 6.0
"""Points: words whose tops are nearer than that stand in one row."""
LEFT_TO_RIGHT = [(person, locale) for person, locale in ALL if locale != "ar" and person != "samira"]


@pytest.fixture(scope="session")
def printed(office: Run, compiler: typst.Compiler, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with NAME.pdf of ours and office/NAME.pdf as LibreOffice prints our DOCX, for everybody."""
    folder = tmp_path_factory.mktemp("office")
    pages = {f"{person}_{locale}": the_page(person, locale) for person, locale in ALL}
    pages |= {name: compose(map_leaves(full(locale), said), pages=pages) for name, locale, said, pages in CROWDED}
    pages |= {f"mixed_{locale}": compose(CV(locale=locale, name="سميرة", work=MIXED)) for locale in LOCALES}
    for name, page in pages.items():
        (folder / f"{name}.pdf").write_bytes(render_pdf(compiler, page))
        (folder / f"{name}.docx").write_bytes(render_docx(page))
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    documents = sorted(folder.glob("*.docx"))
    office("soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder / "office", *documents)
    return folder


def full(locale: str) -> CV:
    cv = cv_from_answers(MAX, locale, updated="2026-11-21")
    return replace(cv, skills=cv.skills * 4, interests=cv.interests * 4, summary="Un mot")


def the_page(person: str, locale: str) -> Page:
    return compose(cv_from_answers(EVERYBODY[person], locale, updated="2026-11-21"))


@pytest.mark.parametrize(("person", "locale"), ALL)
@pytest.mark.parametrize("folder", [".", "office"])
def test_one_page_in_both(person: str, locale: str, folder: str, office: Run, printed: Path) -> None:
    assert "Pages:           1\n" in office("pdfinfo", printed / folder / f"{person}_{locale}.pdf")


@pytest.mark.parametrize(("name", "pages"), [(name, pages) for name, _, _, pages in CROWDED])
@pytest.mark.parametrize("folder", [".", "office"])
def test_however_much_there_is_to_say(name: str, pages: int, folder: str, office: Run, printed: Path) -> None:
    assert f"Pages:           {pages}\n" in office("pdfinfo", printed / folder / f"{name}.pdf")


@pytest.mark.parametrize(("person", "locale"), LEFT_TO_RIGHT)
@pytest.mark.parametrize("folder", [".", "office"])
def test_the_same_texts_in_the_same_order_in_both(
    person: str, locale: str, folder: str, office: Run, printed: Path
) -> None:
    text = squeezed(office("pdftotext", "-layout", printed / folder / f"{person}_{locale}.pdf", "-"))
    at = 0
    for block in the_page(person, locale).blocks:
        at = text.find(squeezed(block.text), at)
        assert at >= 0, block


@pytest.mark.parametrize("folder", [".", "office"])
def test_a_phone_number_is_never_printed_reversed(folder: str, office: Run, printed: Path) -> None:
    """Where its groups really stand on an Arabic page, from left to right."""
    boxes = office("pdftotext", "-bbox", printed / folder / "samira_ar.pdf", "-")
    words = re.findall(r'xMin="([\d.]+)".*>\W*(06|12|34|56|78)\W*</word>', boxes)
    assert [group for _, group in sorted(words, key=lambda word: float(word[0]))] == ["06", "12", "34", "56", "78"]


@pytest.mark.parametrize("folder", [".", "office"])
@pytest.mark.parametrize(("locale", "far_side"), [("fr", "right"), ("ar", "left")])
def test_a_title_never_trades_places_with_its_date(
    locale: str, far_side: str, folder: str, office: Run, printed: Path
) -> None:
    """Whatever the script of the title: it stands where reading starts, the date at the far end."""
    boxes = office("pdftotext", "-bbox", printed / folder / f"mixed_{locale}.pdf", "-")
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
def test_a_page_is_drawn(folder: str, office: Run, printed: Path, tmp_path: Path) -> None:
    office("pdftoppm", "-r", "40", "-png", printed / folder / "samira_ar.pdf", tmp_path / "page")
    assert next(tmp_path.glob("page*.png")).stat().st_size > 2_000


@pytest.mark.parametrize(("person", "locale"), ALL)
def test_a_screen_reader_hears_headings_paragraphs_and_lists(
    person: str, locale: str, office: Run, printed: Path
) -> None:
    heard = re.findall(r"^  (\w+)", office("pdfinfo", "-struct", printed / f"{person}_{locale}.pdf"), re.MULTILINE)
    assert heard[0] == "H1"
    assert heard.count("H1") == 1
    assert set(heard) <= {"H1", "H2", "H3", "P", "L"}
    kinds = [block.kind for block in the_page(person, locale).blocks]
    lists = sum(kind == "bullet" and before != "bullet" for before, kind in pairwise(["", *kinds]))
    assert heard.count("L") == lists
