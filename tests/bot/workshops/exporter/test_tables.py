"""CSV that nothing runs and that spreadsheets open."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest

from bot.workshops.exporter.tables import safe, sheet
from tests.bot.workshops.exporter.test_ical import DRAFT, WORKSHOP


@pytest.mark.parametrize(
    ("cell", "written"),
    [("=1+1", "'=1+1"), ("@SUM(A1)", "'@SUM(A1)"), ("+33 6", "'+33 6"), ("-3", "'-3"), ("'=1", "''=1"),
     ("\t=1", "'\t=1"), (" \n=1", "' \n=1"), ("l'été", "l'été"), ("a=b", "a=b"), (-61.5, -61.5), (None, None)],
)  # fmt: skip
def test_no_cell_is_run(cell: str | float | None, written: str | float | None) -> None:
    assert safe(cell) == written


def test_a_sheet() -> None:
    mean = replace(
        WORKSHOP, draft=replace(DRAFT, title='=HYPERLINK("http://x")', summary='a;b\n"c"'), state="cancelled"
    )
    data = sheet([mean])
    assert data.startswith(b"\xef\xbb\xbf")
    [row] = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";")
    assert row["Titre"] == '\'=HYPERLINK("http://x")'
    assert row["Description"] == 'a;b\n"c"'
    assert (row["Date"], row["Heure de début"], row["Heure de fin"]) == ("2026-10-24", "14:00", "16:00")
    assert (row["Statut"], row["Identifiant"]) == ("annulé", "cle@passerelle")
    assert "visio" not in data.decode()
