"""What a mentor sees of a CV: numbered lines and their picture, never whose it is."""

from __future__ import annotations

from collections.abc import Mapping

from bot.cvs import store
from bot.cvs.actions.making import cv_of
from bot.cvs.papers.sheets import Sheets
from bot.ports import Turn
from bot.storage import consents
from bot.storage.engine import Database
from bot.storage.sealed import Identity
from bot.storage.tables.conversation import sessions
from cv_builder.renderer import Renderer
from flows.events import JsonValue
from tests.bot.cvs.answers import AMINA
from tests.fakes.clock import FakeTime

SEALER = Identity()


def told(state: bytes) -> Mapping[str, JsonValue]:
    return {"cv": {"nom": state.decode()}, "cv_nom": None}


async def test_numbered_lines_without_whose_they_are(
    database: Database, time: FakeTime, person: int, renderer: Renderer
) -> None:
    sheets = Sheets(database, SEALER, renderer, told)
    async with database.write() as db:
        assert await sheets.sheet(db, person) is None
        cv = cv_of(AMINA, Turn(db, person, "fr", time.now(), time.new_id))
        version = await store.save(db, SEALER, person, cv, time.now())
        for shows in (False, True):
            assert await sheets.sheet(db, person) is None
            await consents.decide(db, time.now(), person, "sharing", agreed=shows)
        sheet = await sheets.sheet(db, person)
        assert sheet is not None
        assert (sheet.version, sheet.locale) == (version, "fr")
        assert [line.number for line in sheet.lines] == [*range(1, len(sheet.lines) + 1)]
        page = " ".join(line.text for line in sheet.lines)
        assert cv.name.split()[-1] not in page
        assert not any(part in page for part in (cv.contact.phone, cv.contact.email) if part)
        assert await sheets.names(db, person) == [cv.name]
    picture = await sheets.picture(person)
    assert picture is not None
    assert picture.startswith(b"\x89PNG")
    async with database.write() as db:
        await consents.decide(db, time.now(), person, "sharing", agreed=False)
    assert await sheets.picture(person) is None, "taken back"


async def test_a_name_that_was_only_told_is_known(
    database: Database, time: FakeTime, person: int, renderer: Renderer
) -> None:
    sheets = Sheets(database, SEALER, renderer, told)
    assert await sheets.picture(person) is None
    async with database.write() as db:
        assert await sheets.names(db, person) == []
        await db.execute(sessions.delete())
        await db.execute(sessions.insert().values(person_id=person, state=b"Amina Kaba"))
        assert await sheets.names(db, person) == ["Amina Kaba"]
