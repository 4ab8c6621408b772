"""Whole imports into a database: twice is once, changes and cancellations reach people, nothing else does."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, insert, select, update

from bot.i18n import translator
from bot.storage.engine import Database
from bot.storage.sealed import Identity
from bot.storage.tables.later import events
from bot.storage.tables.people import people
from bot.storage.tables.workshops import spots, workshops
from bot.workshops.exporter import ical, inclusion, json_ld, tables
from bot.workshops.importer.report import Report
from bot.workshops.importer.service import Importer
from bot.workshops.store import edit, seats
from bot.workshops.store.export import upcoming
from tests.bot.workshops.importer.calendars import calendar, event
from tests.bot.workshops.importer.gazetteer import SmallCountry
from tests.fakes.clock import FakeTime

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
HEAD = "Titre;Date;Heure;Fin;Ville;Places\n"
CV, ORAL = "Mon CV;03/12/2026;14h;16h;Lyon;2\n", "Oral;04/12/2026;9h;10h;Paris;8\n"


@pytest.fixture
def time() -> FakeTime:
    return FakeTime(NOW)


@pytest.fixture
def importer(database: Database, time: FakeTime) -> Importer:
    return Importer(database, Identity(), time.clock, SmallCountry(), ZoneInfo("Europe/Paris"))


async def bring(importer: Importer, data: str | bytes, name: str = "ateliers.csv", source: str = "") -> Report:
    report = await importer.run(data.encode() if isinstance(data, str) else data, name, source)
    assert report.rows == sum((report.new, report.updated, report.unchanged, report.cancelled, len(report.refused)))
    return report


def counts(report: Report) -> tuple[int, int, int, int, int]:
    return report.new, report.updated, report.unchanged, report.cancelled, len(report.refused)


async def booked(importer: Importer, title: str) -> None:
    """Person 1 has a seat in it."""
    async with importer.database.write() as db:
        at = {"locale": "fr", "created_at": NOW, "last_seen_at": NOW}
        await db.execute(insert(people), [at | {"id": 1}])
        id = await db.scalar(select(workshops.c.id).where(workshops.c.title == title))
        assert isinstance(await seats.book(db, NOW, 1, int(id or 0), "seat"), seats.Booked)


async def told(importer: Importer) -> list[str]:
    async with importer.database.read() as db:
        return [row.kind for row in await db.execute(select(events.c.kind).order_by(events.c.id))]


async def states(importer: Importer) -> dict[str, str]:
    async with importer.database.read() as db:
        return {row.title: row.state for row in await db.execute(select(workshops.c.title, workshops.c.state))}


async def rows(importer: Importer) -> list[tuple[object, ...]]:
    async with importer.database.read() as db:
        return [tuple(row) for row in await db.execute(select(workshops).order_by(workshops.c.id))]


async def test_twice_is_once(importer: Importer, time: FakeTime) -> None:
    assert counts(await bring(importer, HEAD + CV + ORAL)) == (2, 0, 0, 0, 0)
    before = await rows(importer)
    time.forward(minutes=5)
    assert counts(await bring(importer, HEAD + ORAL + CV, "ateliers (1).csv")) == (0, 0, 2, 0, 0)
    assert await rows(importer) == before
    async with importer.database.read() as db:
        assert len((await db.execute(select(spots))).all()) == 2


async def test_a_row_that_changed_is_changed_and_told(importer: Importer) -> None:
    await bring(importer, HEAD + CV + ORAL)
    await booked(importer, "Mon CV")
    moved = CV.replace("14h;16h", "15h;17h")
    report = await bring(importer, HEAD + moved + ORAL)
    assert counts(report) == (0, 1, 1, 0, 0)
    assert "reconnu" in report.notes[0].text
    assert await told(importer) == [edit.CHANGED]
    assert counts(await bring(importer, HEAD + moved + ORAL)) == (0, 0, 2, 0, 0)


async def test_fewer_seats_than_are_taken_stay_unchanged_afterwards(importer: Importer) -> None:
    await bring(importer, HEAD + CV)
    await booked(importer, "Mon CV")
    async with importer.database.write() as db:
        await db.execute(update(workshops).values(taken=2))
    fewer = CV.replace(";2\n", ";1\n")
    assert counts(await bring(importer, HEAD + fewer)) == (0, 0, 1, 0, 0)
    assert await told(importer) == []


async def test_a_vanished_one_is_cancelled_and_told(importer: Importer) -> None:
    await bring(importer, HEAD + CV + ORAL)
    await booked(importer, "Mon CV")
    report = await bring(importer, HEAD + ORAL)
    assert (counts(report), report.vanished) == ((0, 0, 1, 1, 0), 1)
    assert await told(importer) == [edit.CANCELLED]
    assert await states(importer) == {"Mon CV": "cancelled", "Oral": "open"}
    assert counts(await bring(importer, HEAD + ORAL)) == (0, 0, 1, 0, 0)
    back = await bring(importer, HEAD + CV + ORAL)
    assert counts(back) == (0, 0, 1, 0, 1)
    assert "annulé ici" in back.refused[0].reason


async def test_a_cancelled_one_is_cancelled_and_told(importer: Importer) -> None:
    first = calendar(event("a", "20261203T140000", title="Mon CV"), event("b", "20261204T140000"))
    await bring(importer, first, "a.ics")
    await booked(importer, "Mon CV")
    second = calendar(event("a", "20261203T140000", "STATUS:CANCELLED", title="Mon CV"), event("b", "20261204T140000"))
    report = await bring(importer, second, "b.ics")
    assert (counts(report), report.vanished) == ((0, 0, 1, 1, 0), 0)
    assert await told(importer) == [edit.CANCELLED]
    assert counts(await bring(importer, second, "c.ics")) == (0, 0, 2, 0, 0)
    unknown = calendar(event("z", "20261203T140000", "STATUS:CANCELLED"), event("b", "20261204T140000"))
    assert counts(await bring(importer, unknown, "d.ics")) == (0, 0, 2, 0, 0)


async def test_a_row_that_is_refused_now_has_not_vanished(importer: Importer) -> None:
    await bring(importer, HEAD + CV + ORAL)
    report = await bring(importer, HEAD + CV.replace("03/12/2026", "bientôt") + ORAL)
    assert (counts(report), report.vanished) == ((0, 0, 1, 0, 1), 0)
    assert set((await states(importer)).values()) == {"open"}


@pytest.mark.parametrize(
    "unread", ['"jamais fermé;05/12/2026;9h;10h;Paris;8\n', "Mon CV;03/12/2026;14h;16h;Lyon;2;de trop\n"]
)
async def test_what_a_row_that_nobody_can_read_may_be_has_not_vanished(importer: Importer, unread: str) -> None:
    await bring(importer, HEAD + CV + ORAL)
    report = await bring(importer, HEAD + unread + ORAL)
    assert (counts(report), report.vanished) == ((0, 0, 1, 0, 1), 0)
    assert set((await states(importer)).values()) == {"open"}


async def test_an_event_that_can_not_be_read_may_be_any(importer: Importer) -> None:
    await bring(importer, calendar(event("a", "20261203T140000"), event("b", "20261204T140000")), "a.ics")
    broken = event("a", "DTSTART;TZID=Europe:20261203T140000")
    report = await bring(importer, calendar(broken, event("b", "20261204T140000")), "a.ics")
    assert (counts(report), report.vanished) == ((0, 0, 1, 0, 1), 0)
    assert "Fichier : une partie n’a pas pu être lue" in "\n".join(report.words(translator("fr")))


async def test_a_file_without_a_good_row_cancels_nothing(importer: Importer) -> None:
    await bring(importer, HEAD + CV + ORAL)
    for data in (HEAD, HEAD + ";;;;;\n", "", "abc", calendar().decode()):
        assert (await bring(importer, data, source="csv:ateliers")).cancelled == 0
    assert set((await states(importer)).values()) == {"open"}


async def test_files_of_others_are_left_alone(importer: Importer) -> None:
    await bring(importer, HEAD + CV)
    other = await bring(importer, HEAD + ORAL)
    assert (counts(other), other.source) == ((1, 0, 0, 0, 0), "csv:ateliers 2")
    named = await bring(importer, HEAD + ORAL.replace("Oral", "Autre"), source="csv:ateliers 2")
    assert (counts(named), named.vanished) == ((1, 0, 0, 1, 0), 1)
    assert await states(importer) == {"Mon CV": "open", "Oral": "cancelled", "Autre": "open"}


async def test_the_same_number_in_two_tables_is_not_the_same_workshop(importer: Importer) -> None:
    await bring(importer, "id;titre;date;heure;fin;ville\n1;CV;03/12/2026;14h;16h;Lyon\n", "a.csv")
    second = await bring(importer, "id;titre;date;heure;fin;ville\n1;Oral;04/12/2026;10h;11h;Paris\n", "b.csv")
    assert counts(second) == (1, 0, 0, 0, 0)
    moved = await bring(importer, "id;titre;date;heure;fin;ville\n1;CV;05/12/2026;14h;16h;Lyon\n", "a.csv")
    assert (counts(moved), moved.vanished) == ((0, 1, 0, 0, 0), 0)


async def test_a_series_moved_shortened_and_continued(importer: Importer) -> None:
    weekly = event("s", "20261201T140000", "RRULE:FREQ=WEEKLY;COUNT=4")
    assert (await bring(importer, calendar(weekly), "s.ics")).new == 4
    moved = event("s", "20261209T100000", "RECURRENCE-ID;TZID=Europe/Paris:20261208T140000")
    shorter = weekly.replace("COUNT=4", "COUNT=3")
    report = await bring(importer, calendar(shorter, moved), "s.ics")
    assert (counts(report), report.vanished) == ((0, 1, 2, 1, 0), 1)


async def test_what_the_file_does_not_say_stays_as_staff_set_it(importer: Importer) -> None:
    await bring(importer, HEAD + CV)
    async with importer.database.write() as db:
        await db.execute(update(workshops).values(stop="Métro D", lat=45.70, lon=4.80, childcare=True))
    assert counts(await bring(importer, HEAD + CV)) == (0, 0, 1, 0, 0)


async def test_without_a_town_it_is_a_draft_until_somebody_says_where(importer: Importer) -> None:
    nowhere = calendar(event("a", "20261203T140000", where="chez nous"))
    await bring(importer, nowhere, "a.ics")
    assert await states(importer) == {"Atelier": "draft"}
    assert counts(await bring(importer, nowhere, "a.ics")) == (0, 0, 1, 0, 0)
    assert counts(await bring(importer, calendar(event("a", "20261203T140000")), "a.ics")) == (0, 1, 0, 0, 0)
    assert await states(importer) == {"Atelier": "open"}


async def test_a_host_is_named_and_changed(importer: Importer) -> None:
    head = "titre;date;heure;fin;ville;organisateur;contact\n"
    line = "CV;03/12/2026;14h;16h;Lyon;{};x@y.fr\n"
    await bring(importer, head + line.format("Asso"))
    assert counts(await bring(importer, head + line.format("Asso"))) == (0, 0, 1, 0, 0)
    assert counts(await bring(importer, head + line.format("Mairie"))) == (0, 1, 0, 0, 0)
    async with importer.database.read() as db:
        [one] = await upcoming(db, NOW)
    assert one.draft.host == "Mairie"


RICH = (
    "titre;date;heure;fin;lieu;adresse;ville;places;prix;langues;public;pmr;sans papiers;description;acces;organisateur"
    '\n"\'=CV; ""rapide""";03/12/2026;14h;16h30;"MJC, salle 2";3 rue X;Lyon;12;5,50;fr, ar;16-25 ans;oui;non;'
    '"Un\nDeux";Métro D;Asso\nOral;04/12/2026;9h;10h;;;97400 Saint-Denis;;;;;;;;;\n'
)


@pytest.mark.parametrize("form", ["ics", "csv", "json", "jsonld"])
async def test_our_own_export_comes_back_unchanged(importer: Importer, form: str) -> None:
    assert counts(await bring(importer, RICH)) == (2, 0, 0, 0, 0)
    before = await rows(importer)
    async with importer.database.read() as db:
        found = await upcoming(db, NOW)
    data = {
        "ics": lambda: ical.feed(found, "Ateliers", NOW),
        "csv": lambda: tables.sheet(found),
        "json": lambda: inclusion.document(found, "Passerelle", NOW.date()),
        "jsonld": lambda: json_ld.document(found),
    }[form]()
    report = await bring(importer, data, f"export.{form}")
    assert (counts(report), report.refused) == ((0, 0, 2, 0, 0), [])
    assert await rows(importer) == before


@pytest.mark.parametrize("form", ["ics", "csv"])
async def test_our_export_fills_another_database_just_as_it_is(importer: Importer, form: str) -> None:
    await bring(importer, RICH)
    async with importer.database.write() as db:
        found = await upcoming(db, NOW)
        await db.execute(workshops.delete())
    data = ical.feed(found, "", NOW) if form == "ics" else tables.sheet(found)
    assert counts(await bring(importer, data)) == (2, 0, 0, 0, 0)
    async with importer.database.read() as db:
        again = await upcoming(db, NOW)
    plain = [replace(one.draft, source="", source_key="", contact="") for one in found]
    assert [replace(one.draft, source="", source_key="", contact="") for one in again] == plain
    assert counts(await bring(importer, data)) == (0, 0, 2, 0, 0)


async def test_others_write_meanwhile(importer: Importer) -> None:
    """Who chats while a large file comes in gets through between its small steps, and not only before and after."""
    lines = "".join(f"Atelier {n};{1 + n % 28}/01/2027;14h;16h;Lyon;12\n" for n in range(1_500))
    coming = asyncio.create_task(bring(importer, HEAD + lines))
    stages: set[int] = set()
    while not coming.done():
        async with importer.database.write() as db:
            await db.execute(update(people).values(last_seen_at=NOW))
            stages.add(int(await db.scalar(select(func.count()).select_from(workshops)) or 0))
        await asyncio.sleep(0)
    assert (await coming).new == 1_500
    assert len(stages - {0, 1_500}) >= 5


async def test_ten_thousand_rows(importer: Importer) -> None:
    lines = [f"Atelier {n};{1 + n % 28}/01/2027;14h;16h;Lyon;{-1 if n % 200 == 0 else 12}\n" for n in range(10_000)]
    report = await bring(importer, HEAD + "".join(lines))
    assert counts(report) == (9_950, 0, 0, 0, 50)
    assert sorted(one.number for one in report.refused) == [n + 2 for n in range(0, 10_000, 200)]
