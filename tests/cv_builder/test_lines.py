"""The numbers beside the lines: one for each thing a person would point at, the same in the list and on the picture."""

from __future__ import annotations

from dataclasses import replace

import pytest
import typst

from cv_builder.design import DESIGNS
from cv_builder.layout import compose
from cv_builder.lines import lines_of, marks
from cv_builder.model import CV
from cv_builder.png import LIGHT_BYTES, render_light, render_numbered, render_png
from cv_builder.quiz import cv_from_answers
from cv_builder.typst_source import source
from cv_builder.wording import LOCALES
from tests.cv_builder.people import AMINA, EVERYBODY, LI, MAX, YANIS

SOMEBODY = [AMINA, EVERYBODY, LI, MAX, YANIS]


def test_each_thing_has_its_number_in_the_order_of_the_page() -> None:
    lines = lines_of(compose(cv_from_answers(AMINA)))
    assert [(line.number, line.field, line.at) for line in lines[:9]] == [
        (1, "name", 0),
        (2, "headline", 0),
        (3, "seeking", 0),
        (4, "contact", 0),
        (5, "work", 0),
        (6, "tasks", 0),
        (7, "work", 1),
        (8, "tasks", 1),
        (9, "education", 0),
    ]
    assert [line.text for line in lines[4:8:2]] == ["Serveuse", "Baby-sitter"]


@pytest.mark.parametrize("design", DESIGNS)
@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("answers", SOMEBODY, ids=lambda answers: str(answers.get("name")))
def test_all_that_the_cv_has_can_be_pointed_at(answers: dict[str, object], locale: str, design: str) -> None:
    page = compose(replace(cv_from_answers(answers, locale), design=design))
    lines = lines_of(page)
    assert [line.number for line in lines] == list(range(1, len(lines) + 1))
    assert [line.block for line in lines] == sorted({line.block for line in lines})
    for field in ("work", "education"):
        assert sorted(line.at for line in lines if line.field == field) == list(range(len(getattr(page.cv, field))))
    for field in ("skills", "languages", "licences", "qualities", "interests"):
        assert sum(line.field == field for line in lines) == bool(getattr(page.cv, field))
    assert {line.at for line in lines if line.field == "tasks"} == {at for at, j in enumerate(page.cv.work) if j.tasks}


def test_the_numbers_stand_on_the_picture_only(compiler: typst.Compiler) -> None:
    page = compose(cv_from_answers(AMINA))
    assert source(page, marks(page)).count(b", mark: ") == source(page).count(b", mark: ") + len(lines_of(page))
    assert render_numbered(compiler, page) != render_png(compiler, page)


def test_nothing_to_point_at_but_a_heading(compiler: typst.Compiler) -> None:
    assert [line.field for line in lines_of(compose(CV()))] == ["name"]


@pytest.mark.parametrize("design", DESIGNS)
@pytest.mark.parametrize("answers", SOMEBODY, ids=lambda answers: str(answers.get("name")))
def test_a_light_picture_is_light(compiler: typst.Compiler, answers: dict[str, object], design: str) -> None:
    page = compose(replace(cv_from_answers(answers), design=design))
    assert len(render_light(compiler, page)) <= LIGHT_BYTES
