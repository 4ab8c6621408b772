"""The coordinators' page: what it shows, and who is trusted until when."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot.mentors.pages.coordinator import BASE
from bot.mentors.store import handoffs
from bot.storage.tables import mentors as t
from bot.storage.tables.accounts import accounts, sign_ins
from tests.bot.mentors import rows
from tests.bot.mentors.pages.house import House, sign_in
from tests.bot.mentors.pages.office import conversation, held_line, news
from tests.bot.storage.rows import person
from tests.bot.web.rooms import Visitor

TESS = 700


async def tess(house: House, **columns: Any) -> int:
    async with house.database.write() as db:
        return await rows.mentor(db, TESS, alias="Tess", **columns)


async def test_an_empty_house_says_so(ana: Visitor) -> None:
    assert await ana.open(BASE) == 200
    assert "Rien n’attend votre décision" in ana.text
    assert "Aucun mentor pour l’instant" in ana.text
    assert "Promesses tenues à temps – –" in ana.text


async def test_how_it_goes(ana: Visitor, house: House) -> None:
    await tess(house, languages=("fr", "ar"))
    now = house.time.now()
    for n in (1, 2):
        await person(house.database, n)
    async with house.database.write() as db:
        await rows.handoff(db, 1, asked_at=now - timedelta(minutes=9), languages=("ar",))
        id = await rows.handoff(
            db, 2, asked_at=now - timedelta(hours=2), first_answer_at=now - timedelta(hours=2) + timedelta(minutes=4),
            state="closed", mentor_id=TESS, smile=2,
        )  # fmt: skip
        row = {"handoff_id": id, "person_id": 2, "account_id": TESS, "made_at": now, "due_at": now, "kept_at": now}
        await db.execute(t.promises.insert().values(row))
    await ana.open(BASE)
    assert "Attendent 1 · depuis 9 minutes au plus" in ana.text
    assert "العربية 1" in ana.text
    assert ana.text.count("100 % (1/1)".replace(" ", "\u202f")) + ana.text.count("100 % (1/1)") == 2
    assert "en moins de 4 minutes 4 minutes" in ana.text
    assert "🙂 1" in ana.text
    assert "Tess" in ana.text.split("De garde")[1].split("Comment")[0]


async def test_trusted_from_a_form_until_a_day(ana: Visitor, leo: Visitor, house: House) -> None:
    await ana.open(BASE)
    assert "accord à donner" in ana.text
    found = re.search(r'name="account" value="(\d+)"', ana.html)
    assert found
    form = {"give": "1", "account": found[1], "level": "minors", "until": "2027-06-30"}
    assert await ana.send(BASE, form) == 200
    assert "L’accord est donné" in ana.text
    assert "dès 15 ans, jusqu’au 30 juin 2027" in ana.text
    house.time.at = house.time.at.replace(year=2027, month=6, day=2)
    async with house.database.write() as db:
        await db.execute(sign_ins.update().values(expires_at=house.time.now() + timedelta(days=9)))
    await ana.open(BASE)
    assert "à renouveler" in ana.text
    assert await ana.send(BASE, {"withdraw": found[1]}) == 200
    assert "L’accord est retiré" in ana.text
    assert "accord à donner" in ana.text
    await ana.send(BASE, {"withdraw": found[1]})
    assert "rien n’a changé" in ana.text


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"until": "2030-01-01"}, "dans les trois ans"),
        ({"until": "2020-01-01"}, "un jour à venir"),
        ({"until": "x" * 999}, "un jour à venir"),
        ({"level": "everybody"}, "pour qui vaut"),
        ({"account": "99999"}, "rien n’a changé"),
        ({"account": "99999999999999999999"}, "rien n’a changé"),
        ({"account": "²"}, "rien n’a changé"),
    ],
)
async def test_what_gives_nothing(ana: Visitor, leo: Visitor, house: House, changed: dict[str, str], said: str) -> None:
    await ana.open(BASE)
    found = re.search(r'name="account" value="(\d+)"', ana.html)
    assert found
    form = {"give": "1", "account": found[1], "level": "minors", "until": "2027-06-30"} | changed
    await ana.send(BASE, form)
    assert said in ana.text
    async with house.database.read() as db:
        assert (await db.execute(select(t.vettings.c.id))).all() == []


async def test_withdrawn_sends_the_conversation_to_the_front(ana: Visitor, house: House) -> None:
    id = await conversation(house, TESS)
    await ana.open(BASE)
    await ana.send(BASE, {"withdraw": str(TESS)})
    async with house.database.read() as db:
        found = await handoffs.by_id(db, id)
    assert found is not None
    assert (found.state, found.front) == ("waiting", True)
    assert "mentors.requeued" in await news(house)
    assert house.looked == 1


async def test_nobody_decides_about_themselves(ana: Visitor, house: House) -> None:
    await sign_in(ana, house, "mentor", "Ana Ruiz")
    await ana.open(BASE)
    assert 'name="account"' not in ana.html
    async with house.database.read() as db:
        me = await db.scalar(select(accounts.c.id))
    await ana.send(BASE, {"give": "1", "account": str(me), "level": "minors", "until": "2027-06-30"})
    assert "quelqu’un d’autre" in ana.text
    async with house.database.read() as db:
        assert (await db.execute(select(t.vettings.c.id))).all() == []


async def test_nothing_of_a_person_but_the_alias(ana: Visitor, house: House) -> None:
    id = await conversation(house, TESS)
    await held_line(house, id, TESS, "Appelle-moi au 06 12 34 56 78")
    await ana.open(BASE)
    assert "message retenu" in ana.text
    assert "Mésange 5 · Tess" in ana.text
    assert "06 12" not in ana.html
    async with house.database.read() as db:
        assert (await db.execute(select(t.reads.c.id))).all() == [], "the list itself opens nothing"


async def test_only_coordinators_and_only_with_their_own_form(leo: Visitor, ana: Visitor, house: House) -> None:
    await tess(house)
    assert await leo.open(BASE) == 403
    await ana.open(BASE)
    assert await ana.send(BASE, {"withdraw": str(TESS)}, token="") == 403
    assert await ana.send(BASE, {"withdraw": str(TESS)}, origin="https://else.example") == 403
    async with house.database.read() as db:
        assert await db.scalar(select(t.vettings.c.withdrawn_at)) is None


async def test_work_with_a_company_ends_and_goes_on_by_a_button(ana: Visitor, house: House) -> None:
    await tess(house, company="Boulangeries <b>Réunies", company_key="boulangeries <b>réunies")
    await person(house.database, 1)
    async with house.database.write() as db:
        held = await rows.handoff(db, 1, state="held", mentor_id=TESS, claimed_at=house.time.now())
    await ana.open(BASE)
    assert "Boulangeries <b>Réunies Mentors : 1" in ana.text.replace("\u00a0", " ")
    looked = house.looked
    await ana.send(BASE, {"stop_company": "boulangeries <b>réunies"})
    assert "C’est arrêté avec cette structure" in ana.text
    assert "arrêtée" in ana.text
    assert house.looked > looked
    async with house.database.read() as db:
        one = await handoffs.by_id(db, held)
    assert one is not None
    assert (one.state, one.mentor_id) == ("waiting", None)
    await ana.send(BASE, {"stop_company": "boulangeries <b>réunies"})
    assert "C’était déjà décidé" in ana.text
    await ana.send(BASE, {"go_on_company": "boulangeries <b>réunies"})
    assert "Ses mentors peuvent reprendre" in ana.text
    await ana.send(BASE, {"go_on_company": ""})
    assert "C’était déjà décidé" in ana.text
