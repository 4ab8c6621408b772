"""Whole files, as people and programs make them: each row is taken, or refused with its number and its reason."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest
from openpyxl import Workbook

from bot.workshops.importer.formats import parse as parsed
from bot.workshops.importer.model import MOST_BYTES, Parsed, Row

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
PARIS = ZoneInfo("Europe/Paris")

SHEET = """\
Titre;Date;Heure de début;Heure de fin;Ville;Code postal;Places
Mon CV;03/12/2026;14h;16h;Lyon;69003;12
L’été à l’œuvre;04/12/2026;9h30;12h;Vénissieux;69200;8
"""


def parse(data: bytes | str) -> Parsed:
    return parsed(data.encode() if isinstance(data, str) else data, PARIS, NOW)


def titles(found: Parsed) -> list[object]:
    return [row.fields["title"] for row in found.rows]


def refusals(found: Parsed) -> dict[int, str]:
    return {one.number: one.reason for one in found.refused}


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_tables_of_every_program(codec: str, separator: str, end: str) -> None:
    found = parse(SHEET.replace(";", separator).replace("\n", end).encode(codec))
    assert found.kind == "CSV"
    assert titles(found) == ["Mon CV", "L’été à l’œuvre"]
    assert found.refused == ()
    first = found.drafts[0]
    assert first.starts_at == datetime(2026, 12, 3, 14, tzinfo=PARIS)
    assert (first.seats, found.rows[0].place) == (12, "69003 Lyon")


def test_the_mapping_is_shown_also_what_is_not_read() -> None:
    found = parse("Ville,Remarques,Nom,Quand\nLyon,interne,CV,3/12/2026 14h-16h\n")
    assert found.mapping == (("Ville", "town"), ("Remarques", None), ("Nom", "title"), ("Quand", "start"))
    assert len(found.rows) == 1


def test_lines_above_the_header_and_empty_rows_do_not_shift_numbers() -> None:
    found = parse("Association X;;\n;;\nTitre;Date;Heure\n;;\nCV;3/12/2026;14h\n;3/12/2026;14h\n")
    assert [row.number for row in found.rows] == [5]
    assert refusals(found) == {6: "pas de titre"}


def test_quotes_in_all_their_shapes() -> None:
    found = parse(
        'titre;date;horaires;description\n"CV ; ""le mien""";3/12/2026;14h-16h;"deux\nlignes"\n'
        'Écran 12" plat;3/12/2026;14h-16h;x\n"jamais fermé;3/12/2026;14h-16h;x\nEncore;4/12/2026;14h-16h;x\n'
    )
    assert titles(found) == ['CV ; "le mien"', 'Écran 12" plat', "Encore"]
    assert found.rows[0].fields["summary"] == "deux\nlignes"
    assert refusals(found) == {4: "un guillemet n’est jamais fermé"}


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (";03/12/2026;14h;16h;Lyon;69003;12", "pas de titre"),
        ("CV;03/12/2024;14h;16h;Lyon;69003;12", "déjà passé : le 03/12/2024"),
        ("CV;03/12/2026;16h;14h;Lyon;69003;12", "finit avant de commencer"),
        ("CV;03/12/2026;16h;16h;Lyon;69003;12", "finit avant de commencer"),
        ("CV;03/12/2026;14h;16h;Lyon;69003;-3", "-3 places"),
        ("CV;03/12/2026;14h;16h;Lyon;69003;0", "0 place"),
        ("CV;31/02/2026;14h;16h;Lyon;69003;12", "date incomprise : « 31/02/2026 »"),
        ("CV;;14h;16h;Lyon;69003;12", "pas de date"),
        ("CV;03/12/2026;;;Lyon;69003;12", "pas d’heure"),
        ("CV;03/12/2206;14h;16h;Lyon;69003;12", "trop loin"),
        ("=CMD();03/12/2026;14h;16h;Lyon;69003;12", "formule"),
        ("CV;03/12/2026;14h;16h;Lyon;69003;12;de trop", "plus de cellules que de colonnes"),
        ("CV;28/03/2027;2h30;4h;Lyon;69003;12", "n’existe pas"),
        (";03/12/2024;14h;16h;Lyon;69003;-1", "pas de titre ; déjà passé : le 03/12/2024 ; -1 place"),
    ],
)
def test_a_bad_row_is_refused_with_its_reason(row: str, reason: str) -> None:
    found = parse(SHEET + row + "\n")
    assert len(found.rows) == 2
    assert list(refusals(found)) == [4]
    assert reason in refusals(found)[4]


@pytest.mark.parametrize(
    ("cell", "title"), [("'=1+1", "=1+1"), ("''=1+1", "'=1+1"), ("'-3", "-3"), ("'tu", "'tu"), ("l'été", "l'été")]
)
def test_an_apostrophe_before_a_formula_is_taken_off(cell: str, title: str) -> None:
    found = parse(f"titre;date;horaires\n{cell};3/12/2026;14h-16h\n@SUM(A1);3/12/2026;14h-16h\n")
    assert titles(found) == [title]
    assert "formule" in refusals(found)[3]


def test_ten_thousand_rows_of_which_fifty_are_bad() -> None:
    rows = [f"Atelier {n};{1 + n % 28}/01/2027;14h;16h;Lyon;69003;12" for n in range(10_000)]
    for n in range(0, 10_000, 200):
        rows[n] = rows[n].replace(";12", ";-1")
    found = parse("Titre;Date;Heure de début;Heure de fin;Ville;Code postal;Places\n" + "\n".join(rows))
    assert len(found.rows) == 9_950
    assert sorted(refusals(found)) == [n + 2 for n in range(0, 10_000, 200)]


def test_what_is_taken_otherwise_is_noted() -> None:
    found = parse("titre;date;heure;latitude;longitude\nCV;mardi 3 décembre 2026;14h;4,85;45,75\n")
    assert [note.text for note in found.notes] == [
        "le 03/12/2026 est un jeudi, pas un mardi",
        "pas d’heure de fin : deux heures sont comptées",
        "latitude et longitude étaient inversées : 45.75, 4.85",
    ]
    assert (found.rows[0].fields["lat"], found.rows[0].fields["lon"]) == (45.75, 4.85)


@pytest.mark.parametrize(
    ("line", "venue", "address", "place"),
    [
        ("titre;quand;lieu;ville\nCV;3/12/2026 14h-16h;MJC, salle 2;Lyon", "MJC, salle 2", "", "Lyon"),
        ("titre;quand;lieu\nCV;3/12/2026 14h-16h;MJC, 3 rue X, 69003 Lyon", "MJC", "3 rue X, 69003 Lyon", "69003 Lyon"),
        ("titre;quand;lieu\nCV;3/12/2026 14h-16h;3 rue X, Lyon", "", "3 rue X, Lyon", "3 rue X, Lyon"),
        (
            "titre;quand;adresse\nCV;3/12/2026 14h-16h;3 rue X 69003 Lyon",
            "",
            "3 rue X 69003 Lyon",
            "3 rue X 69003 Lyon",
        ),
        ("titre;quand;salle;cp;ville\nCV;3/12/2026 14h-16h;MJC;69003;Lyon", "MJC", "", "69003 Lyon"),
    ],
)
def test_where(line: str, venue: str, address: str, place: str) -> None:
    found = parse(line + "\n")
    [row], [draft] = found.rows, found.drafts
    assert (draft.spot.venue, draft.spot.address, row.place) == (venue, address, place)


def test_dates_written_month_first_are_never_read_as_other_days() -> None:
    days = ("12/03/2026", "12/13/2026", "12/21/2026", "12/04/2026")
    found = parse("Subject,Start Date,Start Time\n" + "".join(f"CV {day},{day},2:00 PM\n" for day in days))
    assert found.failed
    assert "mois/jour" in found.refused[0].reason
    one_slip = parse(SHEET + "CV;12/13/2026;14h;16h;Lyon;69003;1\n" + SHEET.partition("\n")[2].replace("14h;", "13h;"))
    assert (len(one_slip.rows), len(one_slip.refused)) == (3, 2)


def test_an_address_on_the_web_as_a_place_is_online() -> None:
    found = parse("titre;quand;lieu\nCV;3/12/2026 14h-16h;https://meet.example.org/abc\n")
    spot = found.drafts[0].spot
    assert (spot.online, spot.link, spot.venue) == (True, "https://meet.example.org/abc", "")


def test_the_same_row_twice_is_refused_once() -> None:
    found = parse(SHEET + "Mon CV;03/12/2026;14h;16h;Lyon;69003;12\nMon CV;03/12/2026;17h;18h;Lyon;69003;12\n")
    assert refusals(found) == {4: "en double avec la ligne 2"}
    assert len(found.rows) == 3


@pytest.mark.parametrize(
    ("status", "cancelled"), [("annulé", True), ("Annulée", True), ("reporté", True), ("confirmé", False), ("", False)]
)
def test_a_cancelled_row(status: str, cancelled: bool) -> None:
    found = parse(f"titre;date;heure;fin;ville;statut\nCV;3/12/2026;14h;16h;Lyon;{status}\n")
    assert [row.cancelled for row in found.rows] == [cancelled]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "vide"),
        (b"\xef\xbb\xbf \r\n", "vide"),
        (b"%PDF-1.7", "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ".xls"),
        (b"\x89PNG\r\n", "image"),
        (b"juste une phrase\n", "en-têtes"),
        (b"Ville;Places\nLyon;3\n", "en-têtes"),
        (b"PK\x03\x04rien", "abîmé"),
        (b"{", "JSON abîmé"),
        (b"[" * 100_000, "JSON abîmé"),
        (b"{}", "pas connu"),
        (b"[1, 2]", "pas connu"),
        (b"<html><p>Rien</p></html>", "JSON-LD"),
        (b'{"@context": "https://schema.org", "@type": "Person"}', "aucun événement"),
        (b"x" * (MOST_BYTES + 1), "trop gros"),
    ],
)
def test_a_file_that_is_none_of_these(data: bytes, reason: str) -> None:
    found = parse(data)
    assert found.failed
    assert reason in found.refused[0].reason


# -- Excel ----------------------------------------------------------------------------------------------------
HEADERS = ("Titre", "Date", "Début", "Durée", "Ville", "Places")


def workbook(*rows: tuple[object, ...], headers: tuple[str, ...] = HEADERS) -> bytes:
    book = Workbook()
    book.active.append(("Notes",))  # type: ignore[union-attr]  # a new book has a sheet
    sheet = book.create_sheet("Ateliers")
    for row in (headers, *rows):
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_excel_with_its_own_dates_and_hours() -> None:
    found = parse(
        workbook(
            ("CV", datetime(2026, 12, 3), time(14, 30), "1h30", "Lyon", 12),
            ("Oral", 46359, 0.5, 90, "Lyon", 8.0),
            ("Formule", "=A2", "14h", "2h", "Lyon", 1),
            (None, None, None, None, None, None),
            ("Passé", datetime(2020, 1, 1), time(14), "1h", "Lyon", 1),
        )
    )
    assert found.kind == "Excel"
    assert [draft.starts_at for draft in found.drafts] == [
        datetime(2026, 12, 3, 14, 30, tzinfo=PARIS),
        datetime(2026, 12, 3, 12, tzinfo=PARIS),
    ]
    assert [(draft.ends_at - draft.starts_at).seconds for draft in found.drafts] == [5400, 5400]
    assert refusals(found) == {
        4: "une cellule est une formule : copiez les valeurs",
        6: "déjà passé : le 01/01/2020",
    }


def packed(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, body in parts.items():
            package.writestr(name.replace("__", "/").replace("_xml", ".xml"), body)
    return out.getvalue()


LAUGHS = b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (packed(big_xml=b"0" * 60_000_000), "trop gros"),
        (packed(one_xml=b"0" * 50_000_000, two_xml=b"0" * 50_000_000), "trop gros"),
        (packed(xl__sharedStrings_xml=LAUGHS), "piégé"),
        (packed(readme_xml=b"<a/>"), "pas un classeur"),
        (workbook(("CV",))[:-200], "abîmé"),
    ],
)
def test_a_workbook_that_does_harm(data: bytes, reason: str) -> None:
    found = parse(data)
    assert found.failed
    assert reason in found.refused[0].reason


# -- JSON -----------------------------------------------------------------------------------------------------
def test_a_plain_list_of_objects_is_a_table() -> None:
    found = parse(json.dumps([{"titre": "CV", "date": "3/12/2026 14h-16h", "ville": "Lyon"}, {"titre": "x"}]))
    assert (titles(found), refusals(found)) == (["CV"], {2: "pas de date"})
    assert isinstance(found.rows[0], Row)
