"""From answers to a message and a letter: the real renderer, both databases, and all that can come between."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import docx
import pytest
from sqlalchemy import func, select

from bot.cvs import store as cv_store
from bot.letters import store
from bot.letters.actions import Actions
from bot.letters.domain import domain
from bot.letters.model import RENDER, Stored
from bot.letters.papers import FORMATS, Letters, Printer, press
from bot.papers import Press
from bot.ports import Outcome, Turn
from bot.storage.engine import Database
from bot.storage.papers import VERSIONS
from bot.storage.sealed import Identity
from bot.storage.tables.files import files
from cv_builder.documents import Documents
from cv_builder.layout import Page
from cv_builder.notes import Note
from cv_builder.quiz import cv_from_answers
from cv_builder.renderer import Renderer
from flows.events import JsonValue
from tests.bot.cvs.answers import AMINA
from tests.bot.words import SourceWords
from tests.fakes.clock import FakeTime

SEALER = Identity()
Json = Mapping[str, JsonValue]
ANSWERS: Json = {
    "letter.place": "Chez Momo",
    "letter.how": "pass",
    "letter.why": "near",
    "letter.when": "morning",
    "letter.own": "none",
}


@dataclass
class Desk:
    """One person, one database."""

    database: Database
    time: FakeTime
    person: int

    async def cv(self, locale: str = "fr") -> None:
        async with self.database.write() as db:
            cv = cv_from_answers(AMINA, locale)
            await cv_store.save(db, SEALER, self.person, cv, self.time.now())

    async def write(self, answers: Json = ANSWERS) -> Outcome:
        async with self.database.write() as db:
            turn = Turn(db, self.person, "fr", self.time.now(), self.time.new_id)
            return await Actions(SEALER, SourceWords()).write(turn, answers, {})

    async def foreign(self, answers: Json) -> Outcome:
        async with self.database.write() as db:
            turn = Turn(db, self.person, "fr", self.time.now(), self.time.new_id)
            return await Actions(SEALER, SourceWords()).foreign(turn, answers, {})

    async def render(self, printer: Printer, version: int = 1) -> Json:
        return await self.press.make(Letters(printer, SourceWords()).kind(), self.person, {"version": version})

    async def hand(self, payload: Json, failed: bool = False) -> Outcome:
        async with self.database.write() as db:
            turn = Turn(db, self.person, "fr", self.time.now(), self.time.new_id)
            if failed:
                return await self.press.failed(turn, payload)
            return await self.press.hand(Letters(Renderer(), SourceWords()).kind(), turn, payload)

    @property
    def press(self) -> Press[Stored]:
        return press(self.database, SEALER, self.time.clock, SourceWords())

    async def bodies(self) -> dict[str, bytes]:
        async with self.database.read() as db:
            rows = await db.execute(select(files.c.type, files.c.body))
            return {row.type.rpartition(".")[2]: row.body for row in rows}

    async def count(self) -> int:
        async with self.database.read() as db:
            return int(await db.scalar(select(func.count()).select_from(files)) or 0)


@pytest.fixture
def desk(database: Database, time: FakeTime, person: int) -> Desk:
    return Desk(database, time, person)


@dataclass
class Meanwhile:
    """A renderer during whose work something else happens, or whose letters do not read back."""

    inner: Renderer
    then: Callable[[], object] | None = None
    problems: tuple[Note, ...] = ()

    async def print(self, page: Page, name: str, formats: Sequence[str] = FORMATS) -> Documents:
        made = await self.inner.print(page, name, formats)
        if self.then is not None:
            await self.then()  # type: ignore[misc]  # a coroutine function of the test
        return replace(made, files=tuple(replace(file, problems=self.problems) for file in made.files))


async def test_without_a_cv_there_is_nothing_to_write_from(desk: Desk) -> None:
    assert await desk.write() == Outcome()
    async with desk.database.write() as db:
        turn = Turn(db, desk.person, "fr", desk.time.now(), desk.time.new_id)
        assert await Actions(SEALER, SourceWords()).ready(turn, {}, {}) == Outcome()


@pytest.mark.parametrize(("locale", "hello"), [("fr", "Bonjour,"), ("en", "Hello,"), ("ar", "تحية طيبة،")])
async def test_a_message_at_once_then_a_letter_as_pdf_and_word(
    desk: Desk, renderer: Renderer, locale: str, hello: str
) -> None:
    await desk.cv(locale)
    asked = await desk.write()
    line, *meaning = asked.lines
    (work,) = asked.effects
    assert line.text.startswith(hello)
    assert ["\nBonjour," in one.text for one in meaning] == ([] if locale == "fr" else [True])
    assert (asked.value, work.kind, work.payload) == (1, RENDER, {"version": 1})
    said = await desk.hand(await desk.render(renderer))
    (line,) = said.lines
    assert said.resume
    assert [file.name.rpartition(".")[2] for file in line.files] == ["pdf", "docx"]
    found = await desk.bodies()
    assert found["application/pdf"].startswith(b"%PDF")
    word = next(body for kind, body in found.items() if kind != "application/pdf")
    assert "Chez Momo" in [text.text.strip("\u200e") for text in docx.Document(io.BytesIO(word)).paragraphs]


async def test_a_sentence_in_other_letters_is_named_and_left_out(desk: Desk) -> None:
    await desk.cv()
    message, told = (await desk.write({**ANSWERS, "letter.own": "أحب الخبز"})).lines
    assert "أحب" not in message.text
    assert told.text.startswith("Ta phrase")


PLACE = "مطعم النور"


async def test_a_place_in_other_letters_is_asked_about_and_never_guessed(desk: Desk, renderer: Renderer) -> None:
    await desk.cv()
    assert await desk.foreign({"letter.place": PLACE}) == Outcome(PLACE)
    assert await desk.foreign({"letter.place": "Chez Momo"}) == Outcome()
    silent = {**ANSWERS, "letter.place": PLACE}
    assert (await desk.write(silent)).lines[1].text.startswith("Le nom de l’endroit n’est pas sur la lettre")
    assert len((await desk.write({**silent, "letter.place_as": "hide"})).lines) == 1
    await desk.write({**silent, "letter.place_as": "latin", "letter.place_latin": "Restaurant Al Nour"})
    await desk.hand(await desk.render(renderer, 3))
    word = next(body for kind, body in (await desk.bodies()).items() if kind != "application/pdf")
    texts = [paragraph.text for paragraph in docx.Document(io.BytesIO(word)).paragraphs]
    assert "Restaurant Al Nour" in texts
    assert PLACE not in "".join(texts)


async def test_an_arabic_letter_is_addressed_in_arabic(desk: Desk) -> None:
    await desk.cv("ar")
    assert await desk.foreign({"letter.place": PLACE}) == Outcome()


async def test_a_second_try_after_a_crash_stores_nothing_new(desk: Desk, renderer: Renderer) -> None:
    await desk.cv()
    await desk.write()
    assert await desk.render(renderer) == await desk.render(renderer) == {"made": True, "version": 1}
    assert await desk.count() == len(FORMATS)


async def test_old_letters_go_and_erasing_leaves_nothing(desk: Desk, renderer: Renderer) -> None:
    await desk.cv()
    for version in range(1, VERSIONS + 3):
        await desk.write()
        await desk.render(renderer, version)
    assert await desk.count() == VERSIONS * len(FORMATS)
    async with desk.database.write() as db:
        await store.erase(db, SEALER, desk.person)
    assert await desk.count() == 0
    async with desk.database.read() as db:
        assert await store.load(db, SEALER, desk.person) is None


async def test_erased_or_written_anew_meanwhile_leaves_no_file(desk: Desk, renderer: Renderer) -> None:
    async def erase() -> None:
        async with desk.database.write() as db:
            await store.erase(db, SEALER, desk.person)

    async def anew() -> None:
        await desk.write()

    for version, then in ((1, anew), (2, erase)):
        await desk.cv()
        if version == 1:
            await desk.write()
        done = await desk.render(Meanwhile(renderer, then), version)
        assert done["made"] is False
        assert await desk.hand(done) == Outcome()
        assert await desk.count() == 0


async def test_a_cv_erased_meanwhile_takes_its_letter_along(desk: Desk, renderer: Renderer) -> None:
    await desk.cv()
    await desk.write()
    async with desk.database.write() as db:
        await cv_store.erase(db, SEALER, desk.person)
    assert await desk.render(renderer) == {"made": False}


@pytest.mark.parametrize(
    ("note", "said"),
    [
        (Note("unprintable", "name", "ᚠ"), "Il me manque des signes pour écrire «\u00a0ᚠ\u00a0»"),
        (Note("missing", "pdf", "x"), "La lettre est mal sortie"),
    ],
)
async def test_what_does_not_read_back_is_not_sent(desk: Desk, renderer: Renderer, note: Note, said: str) -> None:
    await desk.cv()
    await desk.write()
    (line,) = (await desk.hand(await desk.render(Meanwhile(renderer, problems=(note,))))).lines
    assert line.text.startswith(said)
    assert not line.files
    assert await desk.count() == 0


@pytest.mark.parametrize("payload", [{}, {"made": True}, {"made": True, "version": 7}, {"made": "yes", "version": 1}])
async def test_an_odd_event_says_nothing(desk: Desk, payload: Json) -> None:
    await desk.cv()
    await desk.write()
    assert await desk.hand(payload) == Outcome()
    assert await desk.hand({"made": True, "version": 1}) == Outcome(), "no file was made"


async def test_when_every_try_breaks_the_message_stays(desk: Desk) -> None:
    await desk.cv()
    await desk.write()
    (line,) = (await desk.hand({"version": 1}, failed=True)).lines
    assert "Le message au-dessus est bon" in line.text
    assert await desk.hand({"version": 9}, failed=True) == Outcome()


async def test_it_is_given_with_ones_data(desk: Desk, renderer: Renderer) -> None:
    room = domain(
        database=desk.database,
        sealer=SEALER,
        clock=desk.time.clock,
        renderer=renderer,
        translations=SourceWords(),
    )
    assert room.export
    assert room.erase
    await desk.cv()
    async with desk.database.read() as db:
        assert await room.export(db, desk.person) == {}
    await desk.write()
    await desk.render(renderer)
    async with desk.database.write() as db:
        given = await room.export(db, desk.person)
        assert isinstance(given["wish"], dict)
        assert given["wish"]["place"] == "Chez Momo"
