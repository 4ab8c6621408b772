"""The sheet: the same rounded numbers, and no cell that a spreadsheet runs."""

from __future__ import annotations

import csv
import io

import pytest

from bot.studio.rules.stop_sheet import HEAD, MARK, safe, sheet
from bot.studio.rules.stops import Cell, Filter, Group, blocks
from tests.bot.studio.rules.test_stop_rows import counts, library


def cell(people: int, *, locale: str = "fr", campaign: str = "", step: str = "nom") -> Cell:
    group = Group(202611, locale, "web", campaign)
    return Cell(step, group, counts(people=people, arrived=people, answered=people, in_15_s=people))


def read(body: bytes) -> list[list[str]]:
    text = body.decode()
    assert text.startswith(MARK)
    return list(csv.reader(io.StringIO(text.removeprefix(MARK)), delimiter=";"))


def test_all_and_then_by_language_channel_and_campaign() -> None:
    shown = blocks([cell(12), cell(7, locale="ar", campaign="affiche"), cell(2, locale="uk")])
    head, *lines = read(sheet(library(), "cv", shown, Filter()))
    assert head == list(HEAD)
    assert [(line[2], line[3], line[4]) for line in lines] == [
        ("", "", "20"),
        ("langue", "ar", "5"),
        ("canal", "web", "5"),
        ("campagne", "affiche", "5"),
    ], "the two are counted with the twelve, so that neither is seen apart"
    assert lines[0][-1] == "5-15 s"


def test_what_was_chosen_is_not_told_apart_again() -> None:
    shown = blocks([cell(12), cell(7, locale="ar")])
    _, *lines = read(sheet(library(), "cv", shown, Filter(locale="ar")))
    assert {line[2] for line in lines} == {"", "canal", "campagne"}
    assert {line[4] for line in lines} == {"5"}


@pytest.mark.parametrize("text", ["=1+1", "+33", "-2", "@x", "\t=1", "\r\n=1", "'=1", " =1"])
def test_no_cell_is_a_formula(text: str) -> None:
    assert safe(text) == f"'{text}"
    shown = blocks([cell(12, campaign=text)])
    assert all(
        not value.lstrip().startswith("=") for line in read(sheet(library(), "cv", shown, Filter())) for value in line
    )


def test_numbers_stay_numbers() -> None:
    assert (safe(5), safe(None), safe("5 à 15 s")) == (5, None, "5 à 15 s")
