"""A host's workshops: made in one form, seen by nobody else, changed, cancelled, closed."""

from __future__ import annotations

import asyncio
import re
from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from bot.storage.tables.later import events
from bot.storage.tables.workshops import workshops
from bot.workshops.pages.host import BASE
from bot.workshops.store import edit
from bot.workshops.store.seats import of_workshop
from tests.bot.web.rooms import Visitor, visitor
from tests.bot.workshops.pages.house import FORM, XSS, Shelf, make, seated, stored


# -- making ---------------------------------------------------------------------------------------------------
async def test_the_first_workshop_waits_for_staff_the_next_opens_at_once(
    momo: Visitor, team: Visitor, shelf: Shelf
) -> None:
    await momo.open("/host")
    assert "relit votre premier atelier" in momo.text
    key = await make(momo)
    assert "L’équipe relit" in momo.text
    one = await stored(shelf, key)
    assert (one.state, one.draft.host, one.draft.spot.insee) == ("pending", "Boulangerie Momo", "93066")
    assert await team.open(f"/workshops/{key}") == 404
    await team.open("/staff/workshops")
    assert "à relire" in team.text
    await team.open(f"/staff/workshops/{key}")
    await team.send(f"/staff/workshops/{key}/approve")
    assert "Boulangerie Momo" in team.text
    assert await team.open(f"/workshops/{key}") == 200
    assert (await stored(shelf, await make(momo, title="Le suivant"))).state == "open"
    await team.open("/workshops?near=93200")
    assert "Le suivant" in team.text


async def test_what_is_wrong_is_said_beside_it_and_nothing_is_lost(momo: Visitor, shelf: Shelf) -> None:
    await momo.open("/host/new")
    wrong = {"title": "", "date": "2020-01-01", "end": "13:00", "seats": "-4", "near": "Trifouilly", "venue": XSS}
    assert await momo.send("/host/new", FORM | wrong) == 400
    for said in ("Donnez un titre", "déjà passé", "après celle du début", "entre 1 et 1000", "n’est pas trouvée"):
        assert said in momo.text
    assert momo.html.count('aria-invalid="true"') == 5
    assert 'value="4 rue du Port"' in momo.html
    assert "<script>alert" not in momo.html
    await momo.open("/host")
    assert "pas encore d’atelier" in momo.text


async def test_the_same_form_sent_twice_at_once_is_one_workshop(momo: Visitor, shelf: Shelf, base: str) -> None:
    await momo.open("/host/new")
    found = re.search(r'name="form" value="([^"]+)"', momo.html)
    assert found
    same = FORM | {"form": found[1]}
    twice = [Visitor(momo.session, base, momo.html) for _ in range(2)]
    assert await asyncio.gather(*(one.send("/host/new", same, follow=False) for one in twice)) == [303, 303]
    notes = sorted(one.location.rpartition("=")[2] for one in twice)
    assert notes == ["pending", "there"]
    assert len({one.location.partition("?")[0] for one in twice}) == 1
    await momo.open(next(one.location for one in twice if one.location.endswith("there")))
    assert "n’est pas fait deux fois" in momo.text
    async with shelf.database.read() as db:
        assert await db.scalar(select(func.count()).select_from(workshops)) == 1


async def test_the_form_with_something_changed_or_of_another_page_is_another_workshop(
    momo: Visitor, zoe: Visitor, shelf: Shelf
) -> None:
    keys = {await make(momo, form="f"), await make(momo, form="f", start="15:00", end="17:00"), await make(momo)}
    keys |= {await make(momo), await make(zoe, form="f")}
    assert len(keys) == 5


async def test_a_form_that_came_back_with_problems_is_still_the_same_form(momo: Visitor, shelf: Shelf) -> None:
    await momo.open("/host/new")
    assert await momo.send("/host/new", FORM | {"form": "f", "title": ""}) == 400
    assert 'name="form" value="f"' in momo.html


async def test_the_list_is_what_comes_next_with_its_seats_and_where(momo: Visitor, shelf: Shelf) -> None:
    late, soon = await make(momo, title="Plus tard", date="2026-12-24"), await make(momo, title="Bientôt", seats="2")
    async with shelf.database.write() as db:
        await db.execute(update(workshops).values(state="open"))
    await seated(shelf, soon, 3)
    await momo.open("/host")
    assert momo.html.index(f"/host/{soon}") < momo.html.index(f"/host/{late}")
    assert "4 rue du Port, Saint-Denis (93)" in momo.text.replace("\u00a0", " ")
    assert "2 prises sur 2 · en attente : 1" in momo.text
    assert "0 prises sur 8" in momo.text
    assert momo.text.count("Boulangerie Momo") <= 1, "who holds them they know"


async def test_several_towns_are_a_question_and_another_town_typed_later_counts(momo: Visitor, shelf: Shelf) -> None:
    await momo.open("/host/new")
    assert await momo.send("/host/new", FORM | {"near": "Saint-Denis"}) == 400
    assert "Choisissez la bonne" in momo.text
    assert "Saint-Denis (974)" in momo.text
    picked = FORM | {"near": "Saint-Denis", "was": "Saint-Denis", "insee": "97411"}
    assert await momo.send("/host/new", picked | {"near": "Mende"}, follow=False) == 303
    moved = await stored(shelf, momo.location.split("/")[2].partition("?")[0])
    assert moved.draft.spot.town == "Mende", "never a wrong town in silence"
    await momo.open("/host/new")
    assert await momo.send("/host/new", picked, follow=False) == 303
    assert (await stored(shelf, momo.location.split("/")[2].partition("?")[0])).draft.spot.insee == "97411"


async def test_online_and_as_many_as_come(momo: Visitor, shelf: Shelf) -> None:
    key = await make(momo, online="1", near="", venue="", address="", link="https://visio.example/x", seats="")
    one = await stored(shelf, key)
    assert (one.draft.spot.online, one.draft.seats, one.draft.spot.lat) == (True, None, None)
    assert "0 prises, sans limite" in momo.text


async def test_strange_words_stay_words(momo: Visitor, team: Visitor, shelf: Shelf) -> None:
    key = await make(momo, title=XSS, venue=XSS, summary=XSS, audience=XSS, edition=XSS, address=XSS, stop=XSS)
    assert (await stored(shelf, key)).draft.title == XSS
    await team.open(f"/staff/workshops/{key}")
    await team.send(f"/staff/workshops/{key}/approve")
    for path in ("/host", f"/host/{key}", f"/host/{key}/edit"):
        assert await momo.open(path) == 200
        assert "<script>alert" not in momo.html
    for path in ("/staff/workshops", f"/staff/workshops/{key}", "/workshops", f"/workshops/{key}"):
        assert await team.open(path) == 200
        assert "<script>alert" not in team.html
        assert XSS in team.text


# -- whose ----------------------------------------------------------------------------------------------------
async def test_a_workshop_of_another_host_is_not_there(momo: Visitor, zoe: Visitor, base: str, shelf: Shelf) -> None:
    key = await make(momo)
    await zoe.open("/host/new")
    token = zoe.token
    for path in (f"/host/{key}", f"/host/{key}/edit", f"/staff/workshops/{key}", "/host/nowhere"):
        assert await zoe.open(path) == (403 if "staff" in path else 404)
    for step in ("edit", "cancel", "attendance"):
        assert await zoe.send(f"/host/{key}/{step}", FORM | {"title": "Volé"}, token=token) == 404
    one = await stored(shelf, key)
    assert (one.draft.title, one.state) == ("Faire son CV", "pending")
    await zoe.open("/host")
    assert "Faire son CV" not in zoe.text
    async with visitor(base) as nobody:
        assert await nobody.open(f"/host/{key}", follow=False) == 303
        assert await nobody.send(f"/host/{key}/cancel", token="x") == 403


# -- changing -------------------------------------------------------------------------------------------------
async def test_the_form_comes_back_as_it_was_and_who_booked_hears_of_a_change(
    momo: Visitor, team: Visitor, shelf: Shelf
) -> None:
    key = await make(momo)
    await team.open(f"/staff/workshops/{key}")
    await team.send(f"/staff/workshops/{key}/approve")
    await seated(shelf, key, 3)
    before = await stored(shelf, key)
    await momo.open(f"/host/{key}/edit")
    fields = re.findall(r'<input[^>]* name="([a-z_]+)"[^>]* value="([^"]*)"', momo.html)
    texts = {name: value for name, value in fields if name not in ("token", "languages", "step_free", "online")}
    texts = {name: value for name, value in texts.items() if name not in ("childcare", "no_papers")}
    same = texts | {"languages": "fr", "step_free": "yes"}
    assert await momo.send(f"/host/{key}/edit", same) == 200
    assert (await stored(shelf, key)).draft == before.draft
    await momo.open(f"/host/{key}/edit")
    await momo.send(f"/host/{key}/edit", same | {"start": "15:00", "end": "17:00", "seats": "2"})
    assert "n’a pas été réduit" in momo.text
    after = await stored(shelf, key)
    assert (after.sequence, after.draft.seats) == (before.sequence + 1, 3)
    async with shelf.database.read() as db:
        assert (await db.execute(select(events.c.kind))).scalars().all() == [edit.CHANGED] * 3


async def test_cancelling_is_for_good(momo: Visitor, shelf: Shelf) -> None:
    key = await make(momo)
    await momo.send(f"/host/{key}/cancel")
    assert "est annulé" in momo.text
    assert (await stored(shelf, key)).state == "cancelled"
    assert await momo.open(f"/host/{key}/edit") == 409
    assert "ne change plus" in momo.text
    await momo.open("/host/new")
    assert await momo.send(f"/host/{key}/edit", FORM) == 409


# -- afterwards -----------------------------------------------------------------------------------------------
async def test_attendance_is_noted_by_number_and_closes_it(momo: Visitor, team: Visitor, shelf: Shelf) -> None:
    key = await make(momo, seats="2")
    await team.open(f"/staff/workshops/{key}")
    await team.send(f"/staff/workshops/{key}/approve")
    await seated(shelf, key, 3)
    await momo.open(f"/host/{key}")
    assert "2 prises sur 2" in momo.text
    assert "Liste d’attente 1" in momo.text
    assert "Personne n°" not in momo.text, "not before it begins"
    assert await momo.send(f"/host/{key}/attendance", {"seat-1": "came"}) == 404
    one = await stored(shelf, key)
    shelf.time.at = one.draft.ends_at + timedelta(minutes=1)
    await momo.open(f"/host/{key}")
    assert "Personne n° 41" in momo.text.replace("\u00a0", " ")
    await momo.send(f"/host/{key}/attendance", {"seat-1": "came", "seat-2": "?", "seat-999": "came"})
    assert (await stored(shelf, key)).state == "open", "somebody is left"
    await momo.send(f"/host/{key}/attendance", {"seat-1": "missed", "seat-2": "came"})
    assert (await stored(shelf, key)).state == "closed"
    async with shelf.database.read() as db:
        seats = await of_workshop(db, one.id, "came", "missed", "waiting")
    assert {seat.person_id: seat.state for seat in seats} == {41: "missed", 42: "came", 43: "waiting"}
    await momo.send(f"/host/{key}/attendance", {"seat-1": "came"})
    assert "sont notées" in momo.text


@pytest.mark.parametrize("lang", ["en", "ar"])
async def test_in_every_language(momo: Visitor, team: Visitor, shelf: Shelf, lang: str) -> None:
    key = await make(momo)
    for path in (BASE, "/host/new", f"/host/{key}", f"/host/{key}/edit"):
        assert await momo.open(path, lang) == 200
    for path in ("/staff/workshops", f"/staff/workshops/{key}", "/staff/workshops/new", "/staff/workshops/import"):
        assert await team.open(path, lang) == 200
    await momo.send(f"/host/{key}/cancel", lang=lang)
    assert await momo.open(f"/host/{key}/edit", lang) == 409
