"""What staff do with workshops: make, approve, copy, see what was looked for in vain; numbers, never names."""

from __future__ import annotations

import asyncio
import re
from datetime import timedelta

import pytest
from aiohttp import FormData
from sqlalchemy import insert

from bot.storage.tables.workshops import demand
from bot.workshops.pages.site import Pages
from bot.workshops.pages.staff import BASE, PAGE
from bot.workshops.store import lists
from bot.workshops.store.wishes import SHOWN_FROM, month_of
from tests.bot.web.rooms import Visitor
from tests.bot.workshops.pages.house import XSS, Shelf, make, seated, stored


async def test_staff_make_one_for_an_organisation_and_it_is_open(team: Visitor, shelf: Shelf) -> None:
    await team.open(BASE)
    assert "pas encore d’atelier" in team.text
    key = await make(team, BASE, host="Mission locale", edition="Automne")
    one = await stored(shelf, key)
    assert (one.state, one.draft.host, one.draft.edition) == ("open", "Mission locale", "Automne")
    await seated(shelf, key, 10)
    await team.open(BASE)
    assert "8 prises sur 8 · en attente : 2" in team.text
    assert "Automne" in team.text


async def test_pages_of_staff_are_for_staff(momo: Visitor, she: Visitor, shelf: Shelf) -> None:
    one = await shelf.hold()
    for path in (BASE, f"{BASE}/new", f"{BASE}/{one.key}", f"{BASE}/{one.key}/edit"):
        assert await momo.open(path) == 403
        assert await she.open(path, follow=False) == 303
    await momo.open("/host/new")
    token = momo.token
    for step in ("approve", "clone", "cancel", "edit", "attendance"):
        assert await momo.send(f"{BASE}/{one.key}/{step}", {"date": "2026-12-01"}, token=token) == 403
        assert await she.send(f"{BASE}/{one.key}/{step}", {"date": "2026-12-01"}, token=token) == 403
    assert (await stored(shelf, one.key)).state == "open"


async def copied(team: Visitor, key: str, **fields: str) -> list[str]:
    """What is ticked in the preview is made; returns what was."""
    assert await team.send(f"{BASE}/{key}/clone", fields) == 200
    ticked = re.findall(r'name="take" value="([^"]+)" checked', team.html)
    sent = [*fields.items(), ("sure", "1"), *(("take", one) for one in ticked)]
    await team.send(f"{BASE}/{key}/clone", sent)
    assert "Les copies sont faites" in team.text
    return ticked


async def test_an_edition_is_copied_once_however_often_it_is_pressed(team: Visitor, shelf: Shelf) -> None:
    first = await shelf.hold("Un", edition="Automne")
    await shelf.hold("Deux", edition="Automne", days=5)
    await shelf.hold("Deux", edition="Automne", days=5)
    await shelf.hold("Annulé", edition="Automne", state="cancelled")
    await shelf.hold("Autre", edition="Printemps")
    await team.open(f"{BASE}/{first.key}")
    assert len(await copied(team, first.key, date="2026-12-01", edition="Hiver", whole="1")) == 3
    await team.open(f"{BASE}/{first.key}")
    assert await copied(team, first.key, date="2026-12-01", edition="Hiver", whole="1") == []
    async with shelf.database.read() as db:
        copies = await lists.of_edition(db, "Hiver", 9)
    assert [(one.draft.title, one.draft.starts_at, one.state, one.taken) for one in copies] == [
        ("Un", first.draft.starts_at + timedelta(days=7), "open", 0),
        ("Deux", first.draft.starts_at + timedelta(days=9), "open", 0),
        ("Deux", first.draft.starts_at + timedelta(days=9), "open", 0),
    ]
    await copied(team, first.key, date="2027-01-05")
    async with shelf.database.read() as db:
        assert len(await lists.of_edition(db, "Automne", 9)) == 4, "one alone, in the same edition"


async def test_dates_are_shown_first_with_holidays_left_out_unless_ticked(team: Visitor, shelf: Shelf) -> None:
    one = await shelf.hold("Un", edition="Automne", days=6)
    await shelf.hold("Deux", edition="Automne", days=5)
    await team.open(f"{BASE}/{one.key}")
    fields = {"date": "2026-12-24", "edition": "Noël", "whole": "1"}
    await team.send(f"{BASE}/{one.key}/clone", fields)
    assert "jour férié : Noël" in team.text.replace("\u00a0", " ").replace("\u202f", " ")
    async with shelf.database.read() as db:
        assert await lists.of_edition(db, "Noël", 9) == [], "nothing is made by looking"
    await team.send(f"{BASE}/{one.key}/clone", [*fields.items(), ("sure", "1"), ("take", one.key), ("take", "other")])
    async with shelf.database.read() as db:
        assert [copy.draft.title for copy in await lists.of_edition(db, "Noël", 9)] == ["Un"]


async def test_two_who_press_at_once_make_one_copy(team: Visitor, shelf: Shelf) -> None:
    one = await shelf.hold("Un", edition="Automne")
    await team.open(f"{BASE}/{one.key}")
    token = team.token
    both = [("date", "2026-12-01"), ("edition", "Hiver"), ("whole", "1"), ("sure", "1"), ("take", one.key)]
    await asyncio.gather(*(team.send(f"{BASE}/{one.key}/clone", both, token=token, follow=False) for _ in range(4)))
    async with shelf.database.read() as db:
        assert len(await lists.of_edition(db, "Hiver", 9)) == 1


@pytest.mark.parametrize("date", ["", "2026-11-21", "2020-01-01", "2031-01-01", "demain", "\x00"])
async def test_copies_are_for_days_to_come(team: Visitor, shelf: Shelf, date: str) -> None:
    one = await shelf.hold()
    await team.open(f"{BASE}/{one.key}")
    await team.send(f"{BASE}/{one.key}/clone", {"date": date})
    assert "Choisissez un jour à venir" in team.text
    async with shelf.database.read() as db:
        assert len(await lists.ahead(db, shelf.time.now(), 9)) == 1


async def test_what_is_looked_for_in_vain_is_shown_from_five_people_on(team: Visitor, shelf: Shelf) -> None:
    month = month_of(shelf.time.now())
    rows = [
        {"insee": "93066", "month": month, "language": "fr", "people": SHOWN_FROM - 1},
        {"insee": "93066", "month": month, "language": "ar", "people": 1},
        {"insee": "48095", "month": month, "language": "fr", "people": SHOWN_FROM - 1},
        {"insee": "97411", "month": month - 200, "language": "fr", "people": 90},
    ]
    async with shelf.database.write() as db:
        await db.execute(insert(demand), rows)
    await team.open(BASE)
    assert "Saint-Denis (93) 2026-11 5" in team.text
    assert "Mende" not in team.text
    assert "(974)" not in team.text


async def test_many_are_turned_page_by_page(team: Visitor, shelf: Shelf) -> None:
    for number in range(PAGE + 1):
        await shelf.hold(f"Atelier n° {number:02}", days=1 + number)
    await team.open(BASE)
    assert f"n° {PAGE:02}" not in team.text
    await team.open(f"{BASE}?page=1")
    assert f"n° {PAGE:02}" in team.text
    assert "Page d’avant" in team.text


def test_all_pages_come_together(shelf: Shelf) -> None:
    assert isinstance(shelf.pages(), Pages)


async def sent(team: Visitor, shelf: Shelf, data: bytes, name: str = "ateliers.csv", token: str | None = None) -> int:
    """The file as a browser sends it."""
    await team.open(f"{BASE}/import")
    form = FormData()
    form.add_field("token", team.token if token is None else token)
    form.add_field("file", data, filename=name, content_type="application/octet-stream")
    headers = {"Origin": team.base, "Accept-Language": "fr"}
    async with team.session.post(f"{BASE}/import", data=form, headers=headers) as response:
        team.html = await response.text()
        return response.status


CSV = (
    "Titre;Début;Fin;Ville;Places\n"
    "Faire son CV;24/11/2026 14:00;24/11/2026 16:00;93200;8\n"
    f'"{XSS}";25/11/2026 14:00;25/11/2026 16:00;93200;8\n'
    "Hier;20/11/2026 14:00;20/11/2026 16:00;93200;-8\n"
)


async def test_a_file_is_taken_in_and_each_row_is_answered_for(team: Visitor, shelf: Shelf) -> None:
    assert await sent(team, shelf, CSV.encode("cp1252")) == 200
    assert "3 ligne(s)" in team.text.replace("\u00a0", " ")
    assert "2 nouveau(x)" in team.text
    assert "Ligne 4 refusée" in team.text.replace("\u00a0", " ")
    assert "<script>alert" not in team.html
    assert await sent(team, shelf, CSV.encode()) == 200
    assert "0 nouveau(x)" in team.text
    assert "2 inchangé(s)" in team.text
    async with shelf.database.read() as db:
        assert len(await lists.ahead(db, shelf.time.now(), 9)) == 2


async def test_a_file_that_is_none_is_refused_and_one_is_needed(team: Visitor, shelf: Shelf) -> None:
    assert await sent(team, shelf, b"\x00\x01\x02", "x.bin") == 400
    assert "Fichier refusé" in team.text
    assert await sent(team, shelf, b"", "") == 400
    assert "Choisissez d’abord un fichier" in team.text
    assert await sent(team, shelf, CSV.encode(), token="x") == 403
    async with shelf.database.read() as db:
        assert await lists.ahead(db, shelf.time.now(), 9) == []


async def test_staff_read_all_that_people_will_read_before_they_approve(momo: Visitor, team: Visitor) -> None:
    key = await make(momo, summary="On pétrit le pain.", stop="métro Basilique", audience="16 à 25 ans", price="5")
    await team.open(f"{BASE}/{key}")
    for said in ("On pétrit le pain.", "métro Basilique", "16 à 25 ans", "5 €", "Approuver"):
        assert said in team.text.replace("\u00a0", " ")
