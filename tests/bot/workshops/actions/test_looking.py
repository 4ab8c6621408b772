"""Where somebody is decides what they see; a place we can't find is never another one in silence."""

from __future__ import annotations

import pytest
from sqlalchemy import update

from bot.storage.engine import Database
from bot.storage.tables.people import people
from bot.storage.tables.workshops import workshops
from bot.workshops.actions.looking import LOOKED_AT
from bot.workshops.rules.suggest import MOST
from bot.workshops.store import wishes
from flows.events import JsonValue
from tests.bot.workshops.room import DAY, Room, told

SAINT_DENIS: JsonValue = {"insee": "93066", "name": "Saint-Denis", "dep": "93"}
MENDE: JsonValue = {"insee": "48095", "name": "Mende", "dep": "48"}


@pytest.fixture
def room(database: Database) -> Room:
    return Room(database)


async def test_a_card_a_message_and_a_list_of_days(room: Room) -> None:
    await room.people(1)
    id = await room.workshop(room.now + 3 * DAY)
    found = await room.run("workshops.find", 1, answers={"town": SAINT_DENIS})
    intro, card = told(found)
    assert intro == "Voilà ce qu’il y a autour de Saint-Denis."
    assert card.splitlines()[:3] == [
        "1. Faire son CV",
        "mardi 24 novembre, 13:00 – 14:00",
        "Tout près\u00a0: Le Pont, 4 rue du Port, Saint-Denis",
    ]
    assert "Pour venir\u00a0: métro Basilique" in card
    assert "https://osm.org/go/" in card
    assert found.value == [{"id": f"w{id}", "label": "1 · mar. 24, 13:00", "value": id}]
    assert [line.location for line in found.lines] == [None, None], "three pins between three cards are a wall"


async def test_an_age_that_was_said_is_looked_at_also_far_down_the_list(room: Room) -> None:
    await room.people(2)
    async with room.database.write() as db:
        await db.execute(update(people).where(people.c.id == 1).values(age_band="15_17"))
    for _ in range(LOOKED_AT + 3):
        await room.workshop(room.now + 3 * DAY)
    async with room.database.write() as db:
        await db.execute(update(workshops).values(audience="26 ans et plus"))
    last = await room.workshop(room.now + 9 * DAY)
    found = (await room.run("workshops.find", 1, answers={"town": SAINT_DENIS})).value
    assert isinstance(found, list)
    assert [one["value"] for one in found if isinstance(one, dict)] == [last]
    anybody = (await room.run("workshops.find", 2, answers={"town": SAINT_DENIS})).value
    assert isinstance(anybody, list)
    assert len(anybody) == MOST, "who did not say their age sees all"


@pytest.mark.parametrize(
    ("kit", "said", "reason"),
    [
        ("company_visit", {"looking_kind": ["internship", "job"]}, "ça aide à trouver un stage ou une alternance"),
        ("mock_interview", {"looking_kind": ["internship", "job"]}, "tu cherches un emploi, on s’y prépare là-bas"),
        ("one_minute", {"looking_kind": ["civic"]}, "ça aide à se présenter pour un service civique"),
        ("company_visit", {"looking_kind": ["any"]}, "tu vois de vrais métiers avant de choisir"),
        ("workplace_codes", {"had_job": "none"}, "tu vois comment ça se passe avant ton premier boulot"),
        ("", {"looking": {"code": "secretary", "label": "secrétaire"}}, "on y parle du métier que tu cherches"),
    ],
)
async def test_what_they_said_they_look_for_is_the_reason(
    room: Room, kit: str, said: dict[str, JsonValue], reason: str
) -> None:
    await room.people(1)
    await room.workshop(room.now + 3 * DAY)
    async with room.database.write() as db:
        await db.execute(update(workshops).values(kit=kit, summary="Une journée avec une secrétaire."))
    line = f"Pourquoi lui\u00a0: {reason}."
    assert line in told(await room.run("workshops.find", 1, answers={"town": SAINT_DENIS, **said}))[1].splitlines()
    assert line not in told(await room.run("workshops.find", 1, answers={"town": SAINT_DENIS}))[1].splitlines()


async def test_a_seat_they_have_is_said_on_its_card(room: Room) -> None:
    await room.people(2)
    id = await room.workshop(room.now + 3 * DAY, seats=1)
    for person in (1, 2):
        await room.run("workshops.book", person, {"workshop": id})
    first, second = [
        told(await room.run("workshops.find", person, answers={"town": SAINT_DENIS}))[1].splitlines()[-1]
        for person in (1, 2)
    ]
    assert first == "Ta place est gardée."
    assert second == "Tu es sur la liste d’attente."
    await room.run("workshops.give_up", 1, {"workshop": id})
    again = told(await room.run("workshops.find", 1, answers={"town": SAINT_DENIS}))[1]
    assert "Ta place est gardée" not in again


async def test_details_show_the_way_there_and_the_pin(room: Room) -> None:
    await room.people(1)
    await room.workshop(room.now + 3 * DAY)
    shown = await room.run("workshops.details", 1, answers={"town": SAINT_DENIS})
    assert shown.value == "yes"
    [line] = shown.lines
    assert line.text.splitlines()[0] == "1. Faire son CV"
    assert "https://osm.org/go/" in line.text
    assert line.location is not None
    assert (line.location.lat, line.location.name) == (48.9362, "Le Pont")
    assert not (await room.run("workshops.details", 1, answers={"town": MENDE})).lines


async def test_the_place_looked_around_is_there_for_the_cv(room: Room) -> None:
    await room.people(1)
    assert (await room.run("workshops.town", 1, answers={"workshop.place": MENDE})).value == MENDE
    assert (await room.run("workshops.town", 1)).value is None


async def test_the_place_asked_for_counts_and_not_the_town_of_the_cv(room: Room) -> None:
    await room.people(1)
    await room.workshop(room.now + 3 * DAY)
    asked: dict[str, JsonValue] = {"town": SAINT_DENIS, "workshop.place": MENDE}
    where = await room.run("workshops.where", 1, answers=asked)
    assert where.value == {"name": "Mende", "circle": "none"}
    assert told(await room.run("workshops.find", 1, answers=asked)) == ["Il n’y a rien près de Mende pour l’instant."]
    near = await room.run("workshops.where", 1, answers={"town": SAINT_DENIS})
    assert near.value == {"name": "Saint-Denis", "circle": "near"}


@pytest.mark.parametrize("place", [{"name": "Trifouillis"}, {"name": "Ailleurs", "insee": "99999"}])
async def test_a_place_that_is_on_no_map(room: Room, place: dict[str, str]) -> None:
    await room.people(1)
    answers: dict[str, JsonValue] = {"town": SAINT_DENIS, "workshop.place": {**place}}
    where = await room.run("workshops.where", 1, answers=answers)
    assert where.value == {"name": place["name"], "circle": "unknown"}
    assert (await room.run("workshops.wish", 1, answers=answers)).value is None


async def test_who_does_not_say_where_sees_what_is_online(room: Room) -> None:
    await room.people(1)
    await room.workshop(room.now + 3 * DAY)
    assert (await room.run("workshops.where", 1)).value == {"name": "", "circle": "none"}
    assert (await room.run("workshops.unmet", 1)).value is None
    assert told(await room.run("workshops.find", 1)) == ["Il n’y a rien en ligne pour l’instant."]


async def test_looking_in_vain_is_counted_and_a_wish_kept(room: Room) -> None:
    await room.people(wishes.SHOWN_FROM)
    for person in range(1, wishes.SHOWN_FROM + 1):
        for _ in range(2):
            await room.run("workshops.unmet", person, answers={"town": MENDE})
    assert (await room.run("workshops.wish", 1, answers={"town": MENDE})).value == "yes"
    async with room.database.read() as db:
        assert [(one.insee, one.people) for one in await wishes.demanded(db, 202611)] == [("48095", 5)]
        assert await wishes.still_wants(db, 1, "48095")
        assert not await wishes.still_wants(db, 2, "48095")


async def test_languages_of_the_cv_count(room: Room) -> None:
    await room.people(1)
    await room.workshop(room.now + 3 * DAY)
    said: tuple[JsonValue, ...] = (["uk"], None, "x")
    for locale, languages in zip(("ar", "fr", "fr_FR"), said, strict=True):
        answers = {"town": SAINT_DENIS, "languages": languages}
        assert len(told(await room.run("workshops.find", 1, answers=answers, locale=locale))) == 2
