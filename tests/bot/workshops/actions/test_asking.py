"""A place our list does not know: asked of nobody without a geocoder, and found only as a question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pytest

from bot.errors import Unavailable
from bot.storage.engine import Database
from bot.workshops.actions.asking import FLOW, LOCATE, OFFERED
from flows.events import Aside, JsonValue
from tests.bot.workshops.room import Room, told

TOWN: Mapping[str, JsonValue] = {"insee": "93006", "name": "Bagnolet", "dep": "93"}
UNKNOWN: Mapping[str, JsonValue] = {"workshop.place": {"name": "la noue"}}


@dataclass
class Atlas:
    name: str = "la carte"
    towns: Sequence[Mapping[str, JsonValue]] = (TOWN,)
    dead: bool = False
    asked: list[str] = field(default_factory=list)

    async def find(self, text: str) -> Sequence[Mapping[str, JsonValue]]:
        if self.dead:
            raise Unavailable("dead")
        self.asked.append(text)
        return self.towns


@pytest.fixture
def atlas() -> Atlas:
    return Atlas()


@pytest.fixture
async def room(database: Database, atlas: Atlas) -> Room:
    room = Room(database, geocoder=atlas)
    await room.people(1)
    return room


async def test_the_turn_asks_nobody_the_effect_does_and_the_answer_is_a_question(room: Room, atlas: Atlas) -> None:
    assert (await room.run("workshops.maps", 1, answers=UNKNOWN)).value == "la carte"
    [effect] = (await room.run("workshops.locate", 1, answers=UNKNOWN)).effects
    assert (effect.kind, effect.payload, atlas.asked) == (LOCATE, {"text": "la noue"}, [])
    found = await room.domain.effects[LOCATE](1, effect.payload)
    assert (found["state"], atlas.asked) == ("found", ["la noue"])
    outcome = await room.happen(1, f"{LOCATE}.done", found)
    assert isinstance(outcome.aside, Aside)
    assert outcome.aside.flow == FLOW
    assert outcome.aside.value == [{"id": "i93006", "label": "Bagnolet (93)", "value": TOWN}]
    assert outcome.lines == ()


async def test_at_most_three_are_offered(room: Room, atlas: Atlas) -> None:
    atlas.towns = [{**TOWN, "insee": f"9300{n}"} for n in range(6)]
    found = await room.domain.effects[LOCATE](1, {"text": "la noue"})
    assert isinstance(found["towns"], list)
    assert len(found["towns"]) == OFFERED


@pytest.mark.parametrize("dead", [True, False])
async def test_nothing_found_or_nobody_there_is_said_and_they_go_on(room: Room, atlas: Atlas, dead: bool) -> None:
    atlas.dead, atlas.towns = dead, ()
    found = await room.domain.effects[LOCATE](1, {"text": "la noue"})
    outcome = await room.happen(1, f"{LOCATE}.done", found)
    assert ("ne répond pas" if dead else "ne connaît pas") in told(outcome)[0]
    assert isinstance(outcome.aside, Aside)
    assert outcome.aside.value == []


@pytest.mark.parametrize("typed", ["06 12 34 56 78", "amina@exemple.fr", ""])
async def test_what_is_no_place_goes_nowhere(room: Room, typed: str) -> None:
    answers: Mapping[str, JsonValue] = {"workshop.place": {"name": typed}}
    assert (await room.run("workshops.maps", 1, answers=answers)).value is None
    assert not (await room.run("workshops.locate", 1, answers=answers)).effects


async def test_without_a_geocoder_nobody_is_asked(database: Database) -> None:
    room = Room(database)
    await room.people(1)
    assert (await room.run("workshops.maps", 1, answers=UNKNOWN)).value is None
    assert not (await room.run("workshops.locate", 1, answers=UNKNOWN)).effects
    assert LOCATE not in room.domain.effects
