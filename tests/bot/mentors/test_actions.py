"""What the flows ask for."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from sqlalchemy import update

from bot.i18n import translator
from bot.mentors.actions import BAND_OF, Actions, one_read
from bot.mentors.model import BANDS
from bot.mentors.outlook import Outlook
from bot.mentors.store import people, talk
from bot.ports import Outcome, Turn
from bot.storage.tables.mentors import mentors
from flows.events import JsonValue
from tests.bot.mentors.house import PARIS, Room, talking
from tests.bot.mentors.rows import SEALER

ACTIONS = Actions(SEALER, translator, Outlook(translator, PARIS), PARIS).actions()


async def do(room: Room, name: str, **args: JsonValue) -> Outcome:
    async with room.database.write() as db:
        turn = Turn(db, room.person, "fr", room.now, room.house.time.new_id, "web", room.seen)
        return await ACTIONS[f"mentors.{name}"](turn, {}, args)


async def value(room: Room, name: str, **args: JsonValue) -> Mapping[str, JsonValue]:
    found = (await do(room, name, **args)).value
    assert isinstance(found, dict)
    return found


async def test_where_they_stand(room: Room) -> None:
    assert await value(room, "here") == {"any": "yes", "band": None, "agreed": None, "state": "none"}
    await do(room, "band", band="de_18_a_25")
    await room.ask()
    assert await value(room, "here") == {"any": "yes", "band": "18_25", "agreed": "yes", "state": "waiting"}


async def test_an_organisation_without_mentors_says_so(room: Room) -> None:
    async with room.database.write() as db:
        await db.execute(update(mentors).values(trained_at=None))
    assert (await value(room, "here"))["any"] is None
    assert (await do(room, "languages")).value is None


def test_every_band_has_its_answer() -> None:
    assert sorted(BAND_OF.values()) == sorted(BANDS)


@pytest.mark.parametrize("said", [None, "", "dontknow", "x"])
async def test_an_age_that_is_not_told_is_not_known(room: Room, said: JsonValue) -> None:
    assert (await do(room, "band", band=said)).value is None


async def test_their_own_language_comes_first(room: Room) -> None:
    found = (await do(room, "languages")).value
    assert found == [{"id": "fr", "label": "Français"}]


async def test_asking_tells_the_truth_and_changes_the_mode(room: Room) -> None:
    await do(room, "agree")
    asked = await do(room, "ask", topic="cv", languages=["fr"])
    assert asked.value == "waiting"
    assert asked.lines[0].text.startswith("C’est noté, tu attends une vraie personne. Quelqu’un est là.")
    assert await room.mode() == "waiting"
    there = await room.handoff()
    assert (there.topic, there.languages, there.needs, there.first_seq) == ("cv", ("fr",), "minors", room.seen + 1)
    assert there.told_seq == room.seen + 1


async def test_a_note_is_the_first_line_a_mentor_reads(room: Room) -> None:
    await do(room, "agree")
    await do(room, "ask", topic="x", languages="fr", word="yes")
    there = await room.handoff()
    assert (there.topic, there.first_seq) == ("other", room.seen)


async def test_nobody_is_asked_for_without_their_agreement_or_under_fifteen(room: Room) -> None:
    assert (await do(room, "ask", topic="cv", languages=["fr"])).value is None
    await do(room, "agree")
    await do(room, "band", band="moins_15")
    assert (await do(room, "ask", topic="cv", languages=["fr"])).value is None
    assert await room.mode() == "bot"


async def test_asking_while_a_human_talks_changes_nothing(room: Room) -> None:
    await talking(room)
    assert (await do(room, "ask", topic="cv", languages=["fr"])).value == "held"
    assert await room.mode() == "human"


async def test_the_truth_before_asking(room: Room) -> None:
    found = await value(room, "truth", topic="cv", languages=["fr"])
    assert str(found["text"]).startswith("Quelqu’un est là.")
    assert found["slots"] is None
    assert str((await value(room, "truth", topic="cv", languages=["ar"]))["text"]).startswith("Personne n’est là")


async def test_leaving_by_the_menu(room: Room) -> None:
    await room.ask()
    assert (await do(room, "leave")).value == "left"
    assert (await do(room, "leave")).value is None
    assert await room.mode() == "bot"


async def test_taking_back_the_agreement_ends_what_is_open(room: Room) -> None:
    await talking(room)
    assert (await do(room, "withdraw")).value == "yes"
    assert await room.mode() == "bot"
    assert (await room.handoff()).state == "left"
    async with room.database.read() as db:
        assert not (await people.known(db, room.person)).agreed


async def test_who_read_their_messages(room: Room) -> None:
    assert (await do(room, "readers")).lines[0].text.startswith("Personne n’a lu")
    async with room.database.write() as db:
        for what in ("conversation", "cv", "refused"):
            await talk.read(db, room.now, 1, room.person, "mentor", what)
        await talk.read(db, room.now, 900, room.person, "coordinator", "conversation")
        await talk.read(db, room.now, 2, room.person, "mentor", "refused")
    assert (await do(room, "readers")).lines[0].text.split("\n") == [
        "Voilà qui a ouvert tes messages\u00a0:",
        "• 21 novembre 2026\u00a0: quelqu’un de l’équipe, responsable",
        "• 21 novembre 2026\u00a0: Lina, mentor",
    ]


@pytest.mark.parametrize("role", ["mentor", "coordinator", "admin"])
def test_who_read(role: str) -> None:
    assert "Lina" in one_read("Lina", role, "21 novembre 2026", translator("fr"))
