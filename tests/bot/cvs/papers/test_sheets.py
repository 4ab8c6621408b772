"""What a mentor sees of a CV: numbered lines and their picture, never whose it is."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import delete

from bot.cvs import store
from bot.cvs.actions.making import cv_of
from bot.cvs.papers.sheets import Sheets
from bot.ports import Turn
from bot.storage import consents
from bot.storage.engine import Database
from bot.storage.sealed import Identity
from bot.storage.tables.conversation import sessions
from cv_builder.quiz import cv_from_answers
from cv_builder.renderer import Renderer
from flows.events import JsonValue
from tests.bot.cvs.answers import AMINA
from tests.bot.cvs.taken import suggested
from tests.fakes.clock import FakeTime

SEALER = Identity()


def told(state: bytes) -> Mapping[str, JsonValue]:
    return {"cv": {"nom": state.decode()}, "cv_nom": None}


def saved(state: bytes) -> Mapping[str, JsonValue]:
    found: Mapping[str, JsonValue] = json.loads(state) if state.startswith(b"{") else {}
    return found


class One(NamedTuple):
    flow: str
    step: str
    name: str
    value: str


def last(state: bytes, locale: str, flows: Collection[str], most: int) -> Sequence[One]:
    """Eight answers and the name among them, in a session of that content."""
    assert set(flows) == {"cv", "forces", "lettre"}
    every = [One("cv", "nom", "Nom", "Zoé"), *(One("cv", f"s{at}", f"Q{at} {locale}", f"A{at}") for at in range(8))]
    return every[:most] if state == b"answered" else ()


async def test_numbered_lines_without_whose_they_are(
    database: Database, time: FakeTime, person: int, renderer: Renderer
) -> None:
    sheets = Sheets(database, SEALER, renderer, told, saved, last)
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
    sheets = Sheets(database, SEALER, renderer, told, saved, last)
    assert await sheets.picture(person) is None
    async with database.write() as db:
        assert await sheets.names(db, person) == []
        await db.execute(sessions.delete())
        await db.execute(sessions.insert().values(person_id=person, state=b"Amina Kaba"))
        assert await sheets.names(db, person) == ["Amina Kaba"]


async def test_what_may_be_said_otherwise_and_nothing_that_tells_who_it_is(
    database: Database, time: FakeTime, person: int, renderer: Renderer
) -> None:
    sheets = Sheets(database, SEALER, renderer, told, saved, last)
    async with database.write() as db:
        await store.save(db, SEALER, person, cv_from_answers(AMINA, "fr"), time.now())
        await consents.decide(db, time.now(), person, "sharing", agreed=True)
        sheet = await sheets.sheet(db, person)
    assert sheet is not None
    texts = {text.line: text.text for line in sheet.lines for text in line.texts}
    assert texts["work 2 task 1"] == "Prendre les commandes et les transmettre en cuisine"
    assert "headline" not in texts, "it names her as a woman, which a mentor is not told"
    assert sheet.unread == ()
    assert sheets.can_say("Couture", "fr")
    assert not sheets.can_say("خياطة", "fr")


async def test_what_is_left_to_translate_and_what_is_no_longer(
    database: Database, time: FakeTime, person: int, renderer: Renderer
) -> None:
    sheets = Sheets(database, SEALER, renderer, told, saved, last)
    given: dict[str, JsonValue] = {
        **AMINA, "looking": {"label": "selling phones in the street"}, "school.level": ["cap"],
        "school.subject": ["خياطة"],
    }  # fmt: skip
    async with database.write() as db:
        await store.save(db, SEALER, person, cv_from_answers(given, "fr"), time.now())
        await consents.decide(db, time.now(), person, "sharing", agreed=True)
        await db.execute(sessions.delete())
        await db.execute(sessions.insert().values(person_id=person, state=json.dumps(given).encode()))
        sheet = await sheets.sheet(db, person)
        assert sheet is not None
        [sought] = [text for line in sheet.lines for text in line.texts if text.foreign]
        assert (sought.line, sought.before) == ("looking:0", "selling phones in the street")
        assert sought.text == "Selling phones in the street"
        assert [(one.line, one.text) for one in sheet.unread] == [("school.subject:0", "خياطة")]
        await suggested(db, person, "school.subject:0", "خياطة", "Couture")
        sheet = await sheets.sheet(db, person)
        assert sheet is not None
        assert sheet.unread == ()


async def test_before_it_is_made_the_answers_so_far_without_whose_they_are(
    database: Database, time: FakeTime, person: int, renderer: Renderer
) -> None:
    sheets = Sheets(database, SEALER, renderer, told, saved, last)

    async def answered(**answers: JsonValue) -> None:
        async with database.write() as db:
            await db.execute(delete(sessions))
            state = json.dumps(answers).encode()
            await db.execute(sessions.insert().values(person_id=person, state=state))

    async def lines() -> tuple[str, ...]:
        async with database.read() as db:
            found = await sheets.draft(db, person)
        return found.lines if found else ()

    await answered(name="Amina Kaba", looking={"label": "vente"}, phone="+33612345678", qualities=["punctual"])
    assert await lines() == (), "they did not say that it may be shown"
    async with database.write() as db:
        await consents.decide(db, time.now(), person, "sharing", agreed=True)
    assert "Vente" in await lines()
    assert not any("Amina" in line or "Kaba" in line or "61" in line for line in await lines())
    await answered(name="Amina Kaba", phone="+33612345678", email="amina@example.org")
    assert await lines() == (), "only who they are"
    await answered(looking={"label": "vente"})
    async with database.write() as db:
        cv = cv_of(AMINA, Turn(db, person, "fr", time.now(), time.new_id))
        await store.save(db, SEALER, person, cv, time.now())
    assert await lines() == (), "it is made: the page shows that one"


async def test_the_last_answers_only_of_who_shows_their_cv(
    database: Database, time: FakeTime, person: int, renderer: Renderer
) -> None:
    sheets = Sheets(database, SEALER, renderer, told, saved, last)
    async with database.write() as db:
        assert await sheets.lately(db, person, "ar") == ()
        await db.execute(sessions.insert().values(person_id=person, state=b"answered"))
        assert await sheets.lately(db, person, "ar") == ()
        await consents.decide(db, time.now(), person, "sharing", agreed=True)
        assert await sheets.lately(db, person, "ar") == [(f"Q{at} ar", f"A{at}") for at in range(6)]
        await consents.decide(db, time.now(), person, "sharing", agreed=False)
        assert await sheets.lately(db, person, "ar") == ()
