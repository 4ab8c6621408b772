"""Towns of rows: never a wrong one in silence."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from bot.workshops.importer.model import Fields, Parsed, Row
from bot.workshops.importer.places import Placed, placed
from tests.bot.workshops.importer.gazetteer import SmallCountry

FIELDS: Fields = {
    "title": "CV", "zone": "Europe/Paris", "starts_at": "2026-12-03T13:00:00+00:00",
    "ends_at": "2026-12-03T15:00:00+00:00",
}  # fmt: skip
ROW = Row(1, "a", FIELDS, local=True)


def put(row: Row) -> Placed:
    return placed(Parsed("CSV", (row,)), SmallCountry())


def test_a_town_gives_its_code_and_centre() -> None:
    [row] = put(replace(ROW, place="69003 Lyon")).rows
    assert (row.fields["town"], row.fields["insee"], row.centre) == ("Lyon", "69123", (45.76, 4.84))


def test_hours_are_those_of_the_clocks_there() -> None:
    [row] = put(replace(ROW, place="97400 Saint-Denis")).rows
    assert row.fields["zone"] == "Indian/Reunion"
    assert datetime.fromisoformat(str(row.fields["starts_at"])).isoformat() == "2026-12-03T10:00:00+00:00"
    [absolute] = put(replace(ROW, place="97400 Saint-Denis", local=False)).rows
    assert absolute.fields["starts_at"] == FIELDS["starts_at"]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (replace(ROW, place="Atlantis"), "ville inconnue : « Atlantis »"),
        (replace(ROW, place="Saint-Denis"), "Saint-Denis (93), Saint-Denis (974) ; ajoutez le code postal"),
        (replace(ROW, fields={**FIELDS, "insee": "00000"}), "code INSEE inconnu"),
        (replace(ROW, place="Lyon", fields={**FIELDS, "lat": 48.86, "lon": 2.35}), "km de Lyon (69)"),
    ],
)
def test_a_doubt_refuses_the_row(row: Row, reason: str) -> None:
    found = put(row)
    assert found.rows == ()
    assert reason in found.refused[0].reason


def test_coordinates_tell_namesakes_apart() -> None:
    [row] = put(replace(ROW, place="Saint-Denis", fields={**FIELDS, "lat": 48.93, "lon": 2.37})).rows
    assert row.fields["insee"] == "93066"


def test_a_code_is_a_code_and_no_postcode() -> None:
    [row] = put(replace(ROW, place="nulle part", fields={**FIELDS, "insee": "97411"})).rows
    assert row.fields["town"] == "Saint-Denis"


@pytest.mark.parametrize(
    ("line", "town"),
    [
        ("MJC, 3 rue du Parc, 69003 Lyon", "Lyon"),
        ("Salle des fêtes - Lyon", "Lyon"),
        ("Lyon, salle B", "Lyon"),
        ("Salle Paris", None),
        ("chez nous", None),
        ("Saint-Denis", None),
    ],
)
def test_a_line_of_free_words_holds_a_town_or_not(line: str, town: str | None) -> None:
    found = put(replace(ROW, place=line, loose=True))
    [row] = found.rows
    assert row.fields.get("town") == town
    assert [note.text for note in found.notes] == (
        [] if town else ["pas de ville reconnue : gardé comme brouillon, à compléter"]
    )


def test_the_same_town_is_looked_up_once() -> None:
    country = SmallCountry()
    placed(Parsed("CSV", tuple(replace(ROW, number=n, place="Lyon") for n in range(100))), country)
    assert country.asked == ["Lyon"]


def test_nothing_is_asked_for_what_is_online_or_cancelled() -> None:
    country = SmallCountry()
    online = replace(ROW, place="Atlantis", fields={**FIELDS, "online": True})
    found = placed(Parsed("CSV", (online, replace(online, fields=FIELDS, cancelled=True))), country)
    assert (len(found.rows), country.asked) == (2, [])
