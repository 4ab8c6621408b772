"""`python -m bot import` and `export`: real processes on a real file, also while the service runs on it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest
from icalendar import Calendar
from sqlalchemy import select

from bot.app import compose, serving
from bot.config import load
from bot.exchange import Towns, opened
from bot.kept import database_url
from bot.storage.tables.people import people
from bot.storage.tables.workshops import workshops
from bot.workshops.store.seats import Booked, book
from flows.events import Started
from tests.bot.commands import Desk, Ended
from tests.bot.service import person
from tests.fakes.clock import FakeTime

SHEET = (
    "Titre;Date;Horaires;Ville;Code postal;Places\n"
    "Mon CV;3 décembre 2099;14h-16h;Lyon;69003;12\n"
    "Oral;04/12/2027;9h-10h;Saint-Denis;97400;8\n"
    "Passé;04/12/2020;9h-10h;Paris;;8\n"
    "Doute;04/12/2027;9h-10h;Saint-Denis;;8\n"
)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    (tmp_path / "ateliers.csv").write_text(SHEET.replace("2099", "2027"))
    return Desk(tmp_path, {"data_dir": tmp_path / "data"})


def report(ended: Ended) -> Mapping[str, object]:
    assert (ended.code, ended.err) == (0, "")
    found: Mapping[str, object] = json.loads(ended.out)
    return found


def test_a_file_comes_in_once(desk: Desk) -> None:
    first = report(desk.run("import", "workshops", "ateliers.csv", "--json"))
    assert [first[name] for name in ("rows", "new", "updated", "unchanged", "cancelled")] == [4, 2, 0, 0, 0]
    assert first["refused"] == [
        {"row": 4, "reason": "déjà passé : le 04/12/2020"},
        {"row": 5, "reason": "ville à préciser : « Saint-Denis » peut être Saint-Denis (93), Saint-Denis (974), "
         "Saint-Denis (11) ; ajoutez le code postal"},
    ]  # fmt: skip
    assert first["mapping"] == [
        {"column": column, "field": field}
        for column, field in (
            ("Titre", "title"), ("Date", "date"), ("Horaires", "hours"), ("Ville", "town"),
            ("Code postal", "postcode"), ("Places", "seats"),
        )
    ]  # fmt: skip
    again = report(desk.run("import", "workshops", "ateliers.csv", "--json"))
    assert [again[name] for name in ("rows", "new", "updated", "unchanged", "cancelled")] == [4, 0, 0, 2, 0]


def test_in_words(desk: Desk) -> None:
    ended = desk.run("import", "workshops", "ateliers.csv")
    assert (ended.code, ended.err) == (0, "")
    assert "4 ligne(s) lue(s) (CSV) : 2 nouveau(x), 0 mis à jour, 0 inchangé(s), 0 annulé(s), 2 refusé(s)" in ended.out
    assert "Ligne 4 refusée : déjà passé" in ended.out


def test_what_can_not_be_read_at_all_ends_with_1(desk: Desk) -> None:
    (desk.folder / "photo.png").write_bytes(b"\x89PNG\r\n")
    ended = desk.run("import", "workshops", "photo.png", "--json")
    assert ended.code == 1
    assert json.loads(ended.out)["refused"] == [{"row": 0, "reason": "ce fichier est une image"}]
    assert desk.run("import", "workshops", "nowhere.csv").complaint == "nowhere.csv: No such file or directory"
    assert "cakes" in desk.run("import", "cakes", "ateliers.csv").complaint
    assert ".ics" in desk.run("export", "workshops", "x.docx").complaint


def test_a_gigabyte_is_refused_at_once(desk: Desk) -> None:
    with (desk.folder / "big.ics").open("wb") as file:
        file.truncate(1024**3)
    ended = desk.run("import", "workshops", "big.ics", "--json")
    assert (ended.code, json.loads(ended.out)["refused"]) == (1, [{"row": 0, "reason": "trop gros : 20 Mo au plus"}])


@pytest.mark.parametrize("form", ["ics", "csv", "json", "jsonld"])
def test_what_goes_out_comes_back_unchanged(desk: Desk, form: str) -> None:
    desk.run("import", "workshops", "ateliers.csv")
    assert desk.run("export", "workshops", f"out.{form}").out == f"out.{form}: 2\n"
    back = report(desk.run("import", "workshops", f"out.{form}", "--json"))
    assert (back["unchanged"], back["refused"]) == (2, [])


def test_the_feed_is_a_calendar(desk: Desk) -> None:
    desk.run("import", "workshops", "ateliers.csv")
    desk.run("export", "workshops", "out.ics", public_url="https://p.fr/")
    entries = Calendar.from_ical((desk.folder / "out.ics").read_bytes()).events
    assert [str(entry["SUMMARY"]) for entry in entries] == ["Mon CV", "Oral"]
    assert str(entries[0]["URL"]).startswith("https://p.fr/workshops/")


def test_another_process_writes_meanwhile(desk: Desk) -> None:
    desk.run("import", "workshops", "ateliers.csv")
    with sqlite3.connect(desk.folder / "data" / "passerelle.db", timeout=30) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("UPDATE workshops SET title = 'Autre' WHERE title = 'Oral'")
        other.commit()
        again = report(desk.run("import", "workshops", "ateliers.csv", "--json"))
    assert (again["updated"], again["unchanged"]) == (1, 1)


@pytest.mark.parametrize(
    ("written", "names"),
    [("69003 Lyon", ["Lyon 3e"]), ("Atlantis", []), ("Saint-Denis", ["Saint-Denis"] * 3), ("Bron", ["Bron"])],
)  # fmt: skip
def test_towns_are_those_of_the_chat(written: str, names: list[str]) -> None:
    assert [town.name for town in Towns().named(written)] == names


def test_a_town_by_its_code() -> None:
    town = Towns().coded("97411")
    assert town is not None
    assert (town.label, round(town.lat)) == ("Saint-Denis (974)", -21)
    assert Towns().coded("00000") is None
    assert Towns().coded("\n") is None


async def test_people_hear_of_it_while_the_service_runs(tmp_path: Path) -> None:
    """The service sleeps until something is due; what another connection imports wakes it."""
    clock, kept = FakeTime(datetime(2026, 11, 22, 12, tzinfo=UTC)).clock, {"data_dir": tmp_path, "port": 0}
    sheet = tmp_path / "ateliers.csv"
    sheet.write_text(SHEET.replace("2099", "2027"))
    async with compose(load(**kept), clock) as app, serving(app) as url, person(url) as she:
        await she.say(Started())
        async with opened(load(**kept), database_url(app.settings), clock) as exchange:
            await exchange.bring_in(sheet, "")
            async with app.database.write() as db:
                id = await db.scalar(select(workshops.c.id).where(workshops.c.title == "Mon CV"))
                someone = await db.scalar(select(people.c.id))
                assert isinstance(await book(db, clock.now(), int(someone or 0), int(id or 0), "seat"), Booked)
            sheet.write_text(sheet.read_text().replace("Titre;", "Statut;Titre;").replace("\nMon", "\nannulé;Mon")
                             .replace("\nOral", "\n;Oral"))  # fmt: skip
            report = await exchange.bring_in(sheet, "")
        assert (report.cancelled, report.unchanged, report.vanished) == (1, 1, 0)
        heard = await she.hear(lambda lines: "est annulé" in lines[-1].text, after=she.seq)
    assert "« Mon CV »" in heard[-1].text.replace("\u00a0", " ")
