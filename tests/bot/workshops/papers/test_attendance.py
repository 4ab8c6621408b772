"""A line a seat, no name on it, and nothing that a host writes breaks the page."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
import typst

from bot.workshops.model import Draft, Spot
from bot.workshops.papers.attendance import MOST_ROWS, OPEN_ROWS, attendance, attendance_name, place
from cv_builder.docx import render_docx
from cv_builder.pdf import render_pdf
from cv_builder.readback import read_back
from tests.bot.workshops.papers.reading import check_paper

TODAY = date(2026, 11, 22)
START = datetime(2026, 11, 24, 13, tzinfo=UTC)
SPOT = Spot("Le Pont", "4 rue du Port", "Saint-Denis", "93066")
TALK = Draft("Faire son CV", START, START + timedelta(minutes=90), spot=SPOT, host="Atelier du Pont", seats=8)


@pytest.mark.parametrize(
    ("seats", "lines", "pages"),
    [(1, 1, 1), (8, 8, 1), (22, 22, 1), (23, 23, 2), (None, OPEN_ROWS, 1), (60, 60, 3), (5_000, MOST_ROWS, 10)],
)
def test_a_line_a_seat(seats: int | None, lines: int, pages: int, compiler: typst.Compiler) -> None:
    read = check_paper(compiler, attendance(replace(TALK, seats=seats), TODAY), pages)
    assert read.count("Numéroouprénom:") == read.count("Signature:") == lines
    assert f"{lines}.Numéroouprénom:" in read


def test_what_when_where_by_the_clock_of_the_place(compiler: typst.Compiler) -> None:
    read = check_paper(compiler, attendance(TALK, TODAY), 1)
    assert "FairesonCVmardi24novembre2026,14:00–15:30LePont,4rueduPort,Saint-DenisAtelierduPontUneligne" in read


def test_where_nothing_is_known(compiler: typst.Compiler) -> None:
    bare = replace(TALK, spot=Spot(), host="")
    assert "15:30Uneligne" in check_paper(compiler, attendance(bare, TODAY), 1)
    assert place(Spot(online=True, venue="Le Pont")) == "En ligne"


@pytest.mark.parametrize("title", ['#panic("x") \\ $', "<b>CV</b>\x00\u202e", "CV " * 400, "atelier " * 60])
def test_whatever_a_host_writes(title: str, compiler: typst.Compiler) -> None:
    assert check_paper(compiler, attendance(replace(TALK, title=title), TODAY), 3)


NO_LETTERS = (
    ("Mon CV 🎉👩🏽‍🍳", "MonCV"),
    ("工作坊", "Atelier"),
    ("CV 工作坊", "CV"),
    (" ", "Atelier"),
    ("", "Atelier"),
)
"""A title, and what stands on the sheet."""


@pytest.mark.parametrize(("title", "shown"), NO_LETTERS)
def test_what_no_font_has_costs_nobody_the_sheet(title: str, shown: str, compiler: typst.Compiler) -> None:
    assert f"présence{shown}mardi" in check_paper(compiler, attendance(replace(TALK, title=title), TODAY), 1)


def test_an_arabic_title(compiler: typst.Compiler) -> None:
    """The text layer of Arabic never comes back from a PDF as it went in: reading back vouches for it."""
    page = attendance(replace(TALK, title="ورشة السيرة الذاتية"), TODAY)
    assert page.blocks[1].text == "ورشة السيرة الذاتية"
    assert read_back("pdf", render_pdf(compiler, page), page) == ()
    assert read_back("docx", render_docx(page), page) == ()


def test_the_name_of_the_file() -> None:
    assert attendance_name(replace(TALK, title="../É l'heure ?")) == "Presence_E_l_heure"
