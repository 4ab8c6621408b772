"""The room in the house: effects are run, their news handed over in the chat, others answered meanwhile."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from sqlalchemy import insert

from bot.cvs import store
from bot.cvs.domain import domain
from bot.cvs.model import RENDER
from bot.cvs.papers.documents import FORMATS
from bot.cvs.papers.press import Maker
from bot.effects import MOST_TRIES, Effects
from bot.ports import Domain
from bot.storage.engine import Database
from bot.storage.sealed import seal_json
from bot.storage.tables.cvs import cvs
from bot.storage.tables.later import effects
from cv_builder.documents import Documents
from cv_builder.model import CV
from cv_builder.renderer import Renderer
from tests.bot.conversation.house import House, make_house
from tests.bot.cvs.printing import SEALER
from tests.bot.words import SourceWords
from tests.fakes.clock import FakeTime
from tests.fakes.until import until


def room_of(database: Database, maker: Maker) -> Domain:
    return domain(database=database, sealer=SEALER, clock=FakeTime().clock, renderer=maker, translations=SourceWords())


async def planned(house: House, person: int) -> None:
    """A CV and its effect, as `cvs.make` leaves them."""
    async with house.database.write() as db:
        version = await store.save(db, SEALER, person, CV(name="Amina K."), house.time.now())
        row = {"kind": RENDER, "key": f"k{person}", "payload": seal_json(SEALER, person, {"version": version})}
        await db.execute(insert(effects).values(person_id=person, due_at=house.time.now(), **row))


async def test_through_the_conversation(database: Database, renderer: Renderer) -> None:
    """The effect is run, its result is a due event, the files land in the transcript."""
    room = room_of(database, renderer)
    house = make_house(database, room)
    person = (await house.say("a", "hi")).person_id
    await planned(house, person)
    assert await Effects(database, [room], conversation=house.talk, clock=house.time.clock).work() == 1
    await house.talk.work()
    lines = await house.transcripts.read(person, 0)
    shown = [ref for line in lines for ref in line.files]
    assert [ref.name for ref in shown] == ["CV_Amina_K.png", "CV_Amina_K.pdf", "CV_Amina_K.docx"]
    found = await house.transcripts.file(shown[1].id)
    assert found is not None
    assert found[1].startswith(b"%PDF")
    assert lines[-1].text.startswith("question"), "the question under way is said again"


class Counted:
    """A renderer that tells how many documents it was asked for."""

    def __init__(self, inner: Renderer) -> None:
        self.inner, self.asked = inner, 0

    async def make(self, cv: CV, formats: Sequence[str] = FORMATS) -> Documents:
        self.asked += 1
        return await self.inner.make(cv, formats)


async def test_whoever_writes_is_answered_while_documents_are_made(database: Database, renderer: Renderer) -> None:
    """Rendering stays off the event loop: ten CVs are under way, and somebody else's turn is done before they are."""
    counted = Counted(renderer)
    room = room_of(database, counted)
    house = make_house(database, room)
    for name in "abcdefghij":
        await planned(house, (await house.say(name, "hi")).person_id)
    worker = Effects(database, [room], conversation=house.talk, clock=house.time.clock)
    making = asyncio.create_task(worker.work())
    await until(lambda: counted.asked > 0)
    assert (await house.say("z", "hi")).messages
    assert not making.done()
    assert await making == 10


class Broken:
    """A renderer that always breaks."""

    async def make(self, cv: CV, formats: Sequence[str] = FORMATS) -> Documents:
        raise RuntimeError("typst")


async def test_when_every_try_breaks_the_person_is_told_and_the_draft_stays(database: Database) -> None:
    room = room_of(database, Broken())
    house = make_house(database, room)
    person = (await house.say("a", "hi")).person_id
    await planned(house, person)
    worker = Effects(database, [room], conversation=house.talk, clock=house.time.clock)
    for _ in range(MOST_TRIES):
        assert await worker.work() == 1
        house.time.forward(hours=1)
    assert await worker.work() == 0
    await house.talk.work()
    texts = [line.text for line in await house.transcripts.read(person, 0)]
    assert any(text.startswith("Le fichier est mal sorti") for text in texts)
    assert await house.count(cvs) == 1


async def test_make_without_answers_plans_nothing(database: Database, renderer: Renderer) -> None:
    house = make_house(database, room_of(database, renderer))
    await house.say("a", "hi")
    assert (await house.texts("a", "do cvs.make"))[-1] == "did None", "the small engine answers nothing about a CV"
    assert await house.count(effects) == 0
