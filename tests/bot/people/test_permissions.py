"""Each permission by itself: shown as it stands, turned round by a tap, and what hung on it goes with it."""

from __future__ import annotations

import pytest
from sqlalchemy import insert, select

from bot.people.permissions import Permissions
from bot.ports import Outcome, Turn
from bot.storage import consents
from bot.storage.engine import Database
from bot.storage.tables.mentors import aliases
from bot.storage.tables.workshops import wishes
from tests.bot.storage.rows import NOON, person, put
from tests.bot.words import SourceWords
from tests.fakes.clock import FakeTime

ROOM = Permissions(SourceWords())


async def act(database: Database, name: str, **args: str) -> Outcome:
    async with database.write() as db:
        return await ROOM.actions()[name](Turn(db, 1, "fr", NOON, FakeTime().new_id), {}, args)


async def labels(database: Database) -> list[str]:
    shown = (await act(database, "people.permissions")).value
    assert isinstance(shown, list)
    return [str(one["label"]) for one in shown if isinstance(one, dict)]


async def test_each_is_shown_as_it_stands_and_a_tap_turns_it_round(database: Database) -> None:
    await person(database)
    assert await labels(database) == ["Me lire : non", "Voir mon CV : non", "M’écrire : non"]
    await act(database, "people.permit", choice="sharing_on")
    async with database.write() as db:
        await db.execute(insert(aliases).values(person_id=1, alias="Mésange 1", agreed_at=NOON))
    assert await labels(database) == ["Me lire : oui", "Voir mon CV : oui", "M’écrire : non"]
    await act(database, "people.permit", choice="sharing_off")
    assert (await labels(database))[1] == "Voir mon CV : non"


async def test_who_wants_no_messages_waits_for_none(database: Database) -> None:
    await person(database)
    around = {"person_id": 1, "insee": "93066", "lat": 48.9, "lon": 2.4, "language": "fr", "wants_news": True}
    await put(database, wishes, around | {"created_at": NOON})
    await act(database, "people.permit", choice="follow_up_off")
    async with database.read() as db:
        assert not await db.scalar(select(wishes.c.wants_news))


async def test_asked_once_is_known(database: Database) -> None:
    await person(database)
    assert (await act(database, "people.permitted", kind="follow_up")).value is None
    for choice, said in (("follow_up_off", "no"), ("follow_up_on", "yes")):
        assert (await act(database, "people.permit", choice=choice)).value == said
        assert (await act(database, "people.permitted", kind="follow_up")).value == said


@pytest.mark.parametrize("choice", ["", "non", "sharing", "everything_on", "mentors_on"])
async def test_what_is_no_permission_changes_nothing(database: Database, choice: str) -> None:
    await person(database)
    assert (await act(database, "people.permit", choice=choice)).value is None
    async with database.read() as db:
        assert await consents.decided(db, 1) == {}
