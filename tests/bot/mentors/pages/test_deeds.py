"""Beside answering: notes, subjects, a colleague, back to the bot, the end and what was promised."""

from __future__ import annotations

import asyncio
import re
from datetime import timedelta

from sqlalchemy import func, select, update

from bot.mentors.store import talk
from bot.storage.sealed import open_json
from bot.storage.tables import mentors as t
from bot.storage.tables.later import events
from tests.bot.mentors.pages.house import SEALER, House, mentor
from tests.bot.mentors.pages.test_conversation import PHONE, said, taken
from tests.bot.mentors.pages.test_feed import says
from tests.bot.web.rooms import Visitor
from tests.fakes.until import PATIENCE_S


async def test_notes_and_subjects_stay_for_the_next_mentor(lina: Visitor, house: House) -> None:
    path = await taken(lina, house)
    await lina.send(f"{path}/note", {"text": "Cherche un stage\nà Lyon"})
    assert "La note est gardée" in lina.text
    assert "Cherche un stage" in lina.text
    await lina.send(f"{path}/tag", [("tag", "housing"), ("tag", "nonsense"), ("tag", "papers")])
    assert re.findall(r'value="(\w+)" checked', lina.html) == ["housing", "papers"]
    await lina.send(f"{path}/tag", [])
    assert re.findall(r'value="(\w+)" checked', lina.html) == []
    await lina.send(f"{path}/note", {"text": "  "})
    async with house.database.read() as db:
        assert await db.scalar(select(func.count()).select_from(t.notes)) == 1


async def test_offered_declined_offered_and_taken_back(lina: Visitor, omar: Visitor, house: House) -> None:
    path = await taken(lina, house)
    await lina.open(path)
    assert "Aucun collègue qui convient" in lina.text
    other = await mentor(omar, house, "Omar")
    await lina.open(path)
    await lina.send(f"{path}/hand", {"to": str(other), "text": "Il connaît la plomberie"})
    assert "Proposée à Omar" in lina.text
    await lina.send(f"{path}/hand", {"to": str(other), "text": "encore"})
    assert "déjà proposée" in lina.text
    offer = re.search(r'name="take_back" value="(\d+)"', lina.html)
    assert offer
    await lina.send(f"{path}/hand", {"take_back": offer[1]})
    assert "proposition reprise" in lina.text
    await lina.send(f"{path}/hand", {"take_back": offer[1]})
    assert "rien n’a changé" in lina.text
    await lina.send(f"{path}/hand", {"to": "x"})
    assert "ne peut pas la prendre" in lina.text


async def state(house: House) -> tuple[str, str | None]:
    async with house.database.read() as db:
        row = (await db.execute(select(t.handoffs.c.state, t.handoffs.c.outcome))).one()
    return row.state, row.outcome


async def test_closed_once_with_its_outcome(lina: Visitor, house: House) -> None:
    path = await taken(lina, house)
    token = lina.token
    await lina.send(f"{path}/close", {"outcome": "done"})
    assert "La conversation est terminée" in lina.text
    assert await state(house) == ("closed", "done")
    assert await lina.send(f"{path}/close", {"outcome": "no_answer"}, token=token) == 404
    assert await lina.send(path, {"text": "Encore"}, token=token) == 404
    assert await state(house) == ("closed", "done")


async def test_given_back_to_the_bot(lina: Visitor, house: House) -> None:
    path = await taken(lina, house)
    await lina.send(f"{path}/back", {"step": "cv"})
    assert "Le robot reprend" in lina.text
    assert await state(house) == ("closed", "bot")
    async with house.database.read() as db:
        payload = await db.scalar(select(events.c.payload).where(events.c.kind == "mentors.back"))
    assert open_json(SEALER, 1, payload or b"")["step"] == "cv"


async def test_what_is_under_way_is_said_before_the_end(lina: Visitor, house: House) -> None:
    """Nobody says it here: the mentor is asked to try again, and nothing is lost."""
    path = await taken(lina, house)
    async with house.database.write() as db:
        id = await db.scalar(select(t.handoffs.c.mentor_id))
        await talk.say(db, SEALER, house.time.now(), id or 0, int(path.rpartition("/")[2]), "x", "Au revoir")
    await lina.send(f"{path}/close", {"outcome": "done"})
    assert "encore en route" in lina.text
    assert await state(house) == ("held", None)
    async with house.database.write() as db:
        await db.execute(update(events).values(done_at=house.time.now()))
    await lina.send(f"{path}/close", {"outcome": "done"})
    assert await state(house) == ("closed", "done")


async def test_the_end_comes_as_soon_as_it_is_said(lina: Visitor, house: House) -> None:
    path = await taken(lina, house)
    async with house.database.write() as db:
        id = await db.scalar(select(t.handoffs.c.mentor_id))
        await talk.say(db, SEALER, house.time.now(), id or 0, int(path.rpartition("/")[2]), "x", "Au revoir")
    async with asyncio.timeout(PATIENCE_S), asyncio.TaskGroup() as group:
        group.create_task(lina.send(f"{path}/close", {"outcome": "done"}))
        async with house.database.write() as db:
            await db.execute(update(events).values(done_at=house.time.now()))
        await says(house, 1, "Au revoir")
    assert await state(house) == ("closed", "done")


async def test_a_promise_is_said_and_tracked_once(lina: Visitor, house: House) -> None:
    path = await taken(lina, house)
    day = (house.time.now() + timedelta(days=3)).date().isoformat()
    promise = {"id": "p1", "outcome": "to_be_continued", "promise": "Je relis ta lettre", "day": day, "time": "18:00"}
    for bad in ({"day": ""}, {"day": "2020-01-01"}, {"time": "25:99"}):
        await lina.send(f"{path}/close", promise | bad)
        assert "dites quoi, le jour et l’heure" in lina.text
    await lina.send(f"{path}/close", promise | {"promise": PHONE})
    assert "sans contact ni lien" in lina.text
    assert await said(house) == []
    for _ in range(2):
        await lina.send(f"{path}/close", promise)
    assert await said(house) == ["Je relis ta lettre (mardi 24 novembre, 18:00)"]
    async with house.database.read() as db:
        [due] = (await db.scalars(select(t.promises.c.due_at))).all()
    assert f"{due:%d.%m %H:%M}" == "24.11 17:00"
