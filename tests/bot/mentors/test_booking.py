"""A half hour with a mentor in the chat: shown, booked, moved, given back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.i18n import translator
from bot.mentors import dates
from bot.mentors.model import TOPICS
from bot.mentors.store import slots
from bot.storage.engine import Database
from tests.bot.mentors.room import LINK, Room
from tests.bot.mentors.rows import NOON, agreed, mentor
from tests.bot.storage.rows import person

HOUR = timedelta(hours=1)


@pytest.fixture
async def room(database: Database) -> Room:
    """Two people of age; a mentor with four half hours tomorrow and two the day after."""
    found = Room(database)
    await person(database, 1, age_band="18_25")
    await person(database, 2, age_band="18_25")
    async with database.write() as db:
        await agreed(db, 1, 2)
        await mentor(db, 1, level="adults", languages=("fr", "ar"))
        for number, hours in enumerate((24, 25, 26, 27, 48, 49)):
            await slots.give(db, 1, NOON + hours * HOUR, 30, f"s{number}", NOON)
    return found


async def test_five_times_spread_over_the_days_and_then_the_others(room: Room) -> None:
    shown = (await room.run("mentors.free", topic="cv", languages=["fr"])).value
    assert isinstance(shown, list)
    assert [one["id"] for one in shown if isinstance(one, dict)] == ["s0", "s1", "s2", "s4", "s5", "plus"]
    assert shown[0] == {"id": "s0", "label": "dim. 22, 13:00"}
    rest = (await room.run("mentors.free", topic="cv", languages=["fr"], skip=5)).value
    assert rest == [{"id": "s3", "label": "dim. 22, 16:00"}]
    arabic = (await room.run("mentors.free", topic="cv", languages=["ar"], locale="ar")).value
    assert arabic
    assert (await room.run("mentors.free", topic="cv", languages=["uk"])).value == []


async def test_a_minor_who_did_not_tell_or_not_agree_sees_only_whom_they_may_talk_to(
    room: Room, database: Database
) -> None:
    await person(database, 3, age_band="15_17")
    await person(database, 4)
    await person(database, 5, age_band="under15")
    await person(database, 6, age_band="18_25")
    async with database.write() as db:
        await agreed(db, 3, 4, 5)
    for id in (3, 4, 5, 6):
        assert (await room.run("mentors.free", id, topic="cv", languages=["fr"])).value == []
        assert (await room.run("mentors.book", id, slot="s0", topic="cv", languages=["fr"])).value == {"state": "gone"}


async def test_booked_with_a_file_a_promise_and_news_for_the_mentor(room: Room) -> None:
    made = await room.run("mentors.book", slot="s4", topic="interview", languages=["fr"])
    assert made.value == {"state": "booked"}
    assert made.lines[0].text == "C’est réservé\u00a0: lundi 23 novembre, 13:00, avec Mentor 1, ici même dans le chat."
    assert made.lines[1].text == ("Je t’écris avant, pour y penser\u00a0: demain à 13:00 et lundi 23 novembre, 12:00.")
    body = await room.body(made)
    assert "UID:id-000001@passerelle" in body
    assert "DTSTART;TZID=Europe/Paris:20261123T130000" in body
    assert "Discuter avec Mentor 1" in body
    assert [one.payload["what"] for one in room.told] == ["booked"]
    assert all("alias" not in str(one.payload) for one in room.told)


async def test_the_slower_one_hears_the_truth(room: Room) -> None:
    await room.run("mentors.book", 2, slot="s0", topic="cv", languages=["fr"])
    late = await room.run("mentors.book", slot="s0", topic="cv", languages=["fr"])
    assert (late.value, late.events, late.effects) == ({"state": "gone"}, (), ())
    assert "vient d’être prise" in late.lines[0].text


async def test_moved_in_two_taps_the_entry_keeps_its_name(room: Room) -> None:
    await room.run("mentors.book", slot="s0", topic="cv", languages=["fr"])
    moved = await room.run("mentors.book", slot="s4")
    assert "C’est changé" in moved.lines[0].text
    body = await room.body(moved)
    assert "UID:id-000001@passerelle" in body
    assert "SEQUENCE:1" in body
    assert [one.payload["what"] for one in room.told] == ["booked", "moved"]
    mine = await room.run("mentors.appointment")
    assert mine.value == {"state": "booked", "topic": "cv", "language": "fr"}
    assert "lundi 23 novembre" in mine.lines[0].text


async def test_given_back_the_entry_goes_and_others_may_have_the_time(room: Room) -> None:
    await room.run("mentors.book", slot="s0", topic="cv", languages=["fr"])
    gone = await room.run("mentors.cancel")
    assert gone.value == "yes"
    body = await room.body(gone)
    assert "METHOD:CANCEL" in body
    assert "SEQUENCE:1" in body
    assert [one.payload["what"] for one in room.told] == ["booked", "cancelled"]
    again = await room.run("mentors.cancel")
    assert (again.value, again.effects) == (None, ())
    assert (await room.run("mentors.appointment")).value is None
    assert (await room.run("mentors.book", 2, slot="s0", topic="cv", languages=["fr"])).value == {"state": "booked"}


async def test_whose_page_may_be_closed_hears_what_to_do(room: Room) -> None:
    made = await room.run("mentors.book", slot="s0", topic="cv", languages=["fr"], channel="web")
    assert "rouvre cette page" in made.lines[1].text
    assert LINK in made.lines[2].text


async def test_the_file_once_more(room: Room) -> None:
    assert (await room.run("mentors.calendar")).value is None
    await room.run("mentors.book", slot="s0", topic="cv", languages=["fr"])
    assert "BEGIN:VEVENT" in await room.body(await room.run("mentors.calendar"))


@pytest.mark.parametrize("args", [{}, {"slot": 3}, {"slot": "nothing"}, {"slot": "s0", "topic": 7, "languages": "fr"}])
async def test_odd_arguments_book_nothing_wrong(room: Room, args: dict[str, object]) -> None:
    made = await room.run("mentors.book", **args)  # type: ignore[arg-type]  # whatever a flow may hand over
    assert made.value in ({"state": "gone"}, {"state": "booked"})


@pytest.mark.parametrize("locale", ["fr", "ar", "en"])
def test_every_topic_has_words(locale: str) -> None:
    words = translator(locale)
    assert len({dates.about(topic, words) for topic in TOPICS}) == len(TOPICS)
