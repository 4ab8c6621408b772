"""By the link of a workshop: its card, what there is to do about it, and nothing of one that was never public."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import update

from bot.channels.telegram.receive import PAYLOAD
from bot.clock import Clock
from bot.ports import Outcome, Turn
from bot.storage.engine import Database
from bot.storage.tables.people import people
from bot.workshops.actions.doors import FLOW, LINK, PREFIX, source_of
from bot.workshops.model import State
from bot.workshops.store.workshops import locked, rewrite
from flows.events import Adopted, Aside, JsonValue
from tests.bot.workshops.room import DAY, Room


@pytest.fixture
def room(database: Database) -> Room:
    return Room(database)


async def knock(room: Room, id: int, person: int = 1, locale: str = "fr") -> Outcome | None:
    key = (await room.load(id)).key
    async with room.database.write() as db:
        turn = Turn(db, person, locale, room.now, room.time.new_id, "telegram")
        return await room.domain.doors[PREFIX](turn, key)


async def put(room: Room, id: int, state: State, sequence: int = 0) -> None:
    async with room.database.write() as db:
        found = await locked(db, id)
        assert found
        await rewrite(db, replace(found, state=state, sequence=sequence), room.now)


async def test_the_card_and_a_question_aside_for_who_has_agreed(room: Room) -> None:
    await room.people(1)
    id = await room.workshop(room.now + 3 * DAY)
    found = await knock(room, id)
    assert found
    assert found.lines[0].text.startswith("Faire son CV\n")
    assert found.lines[0].location
    value: JsonValue = {"workshop": id, "title": "Faire son CV", "full": "no", "agreed": "yes"}
    assert found.aside == Aside(FLOW, str(id), value)
    assert found.adopt is None


async def test_who_has_not_agreed_is_asked_in_a_flow_that_keeps_the_answer(room: Room) -> None:
    await room.people(1)
    async with room.database.write() as db:
        await db.execute(update(people).values(consent_at=None))
    id = await room.workshop(room.now + 3 * DAY, seats=0)
    found = await knock(room, id)
    assert found
    value: JsonValue = {"workshop": id, "title": "Faire son CV", "full": "yes", "agreed": "no"}
    assert (found.adopt, found.aside) == (Adopted(FLOW, {LINK: value}), None)


async def test_who_has_a_seat_or_waits_is_told_so(room: Room) -> None:
    await room.people(3)
    id = await room.workshop(room.now + 3 * DAY, seats=1)
    for person, said in ((1, "Ta place est gardée."), (2, "Tu es sur la liste d’attente.")):
        await room.run("workshops.book", person, {"workshop": id})
        found = await knock(room, id, person)
        assert found
        assert [line.text for line in found.lines][1:] == [said]
        assert found.aside is None
    await room.run("workshops.give_up", 1, {"workshop": id})
    offered = await knock(room, id, 2)
    assert offered
    assert "Une place s’est libérée" in offered.lines[1].text
    again = await knock(room, id, 1)
    assert again
    assert again.aside


async def test_one_that_is_over_or_cancelled_says_so(room: Room) -> None:
    await room.people(1)
    id = await room.workshop(room.now + DAY)
    await put(room, id, "cancelled", 1)
    for locale, said in (("fr", "est annulé"), ("en", "is cancelled"), ("ar", "أُلغيت")):
        found = await knock(room, id, locale=locale)
        assert found
        assert said in found.lines[0].text
        assert found.aside is None
    await put(room, id, "open")
    room.time.at = room.now + 2 * DAY
    found = await knock(room, id)
    assert found
    assert "c’est passé" in found.lines[0].text


@pytest.mark.parametrize("state", ["pending", "draft", "cancelled"])
async def test_what_was_never_public_has_no_door(room: Room, state: State) -> None:
    await room.people(1)
    id = await room.workshop(room.now + DAY)
    await put(room, id, state)
    assert await knock(room, id) is None
    async with room.database.write() as db:
        turn = Turn(db, 1, "fr", room.now, room.time.new_id)
        for key in ("", "nowhere", "x" * 500, "'; --"):
            assert await room.domain.doors[PREFIX](turn, key) is None


async def test_telegram_carries_the_link(room: Room) -> None:
    one = await room.load(await room.workshop(room.now + DAY))
    source = source_of(replace(one, key=Clock().new_id()))
    assert PAYLOAD.fullmatch(source)
