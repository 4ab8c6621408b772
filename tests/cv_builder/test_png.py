"""The picture for the chat."""

from __future__ import annotations

import struct
from dataclasses import replace

import typst

from cv_builder.layout import compose
from cv_builder.png import render_png
from cv_builder.quiz import cv_from_answers
from tests.cv_builder.people import AMINA, MAX, SAMIRA

LARGEST_SIDE = 1_300
"""Dots: what a messenger shows as it is."""


def test_a_picture_of_one_sheet(compiler: typst.Compiler) -> None:
    picture = render_png(compiler, compose(cv_from_answers(AMINA)))
    width, height = struct.unpack(">II", picture[16:24])
    assert 1.40 < height / width < 1.43, "A4"
    assert height <= LARGEST_SIDE
    assert len(picture) < 500_000


def test_another_person_gives_another_picture(compiler: typst.Compiler) -> None:
    amina, samira = (render_png(compiler, compose(cv_from_answers(person))) for person in (AMINA, SAMIRA))
    assert amina != samira


def test_a_second_page_stands_under_the_first(compiler: typst.Compiler) -> None:
    page = compose(replace(cv_from_answers(MAX), pages=2))
    assert len(page.starts) == 1
    width, height = struct.unpack(">II", render_png(compiler, page)[16:24])
    assert 2.80 < height / width < 2.87, "two of A4"
