"""The net at work in a turn: asked aside, or one line beside a human; commands and silence are nothing."""

from __future__ import annotations

import pytest
from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.channels.model import Said
from bot.channels.sos import calls_sos
from bot.ports import Turn
from bot.safety.net.notice import notice
from bot.safety.watch import FLOW, Watching, written
from bot.storage.engine import Database
from bot.storage.tables.people import people
from flows.events import Aside, Received, Started, Tapped, Typed, Unsupported
from tests.bot.safety.rows import NOW, person
from tests.bot.words import SourceWords

DARK = "je veux mourir"
WATCH = Watching(notice, SourceWords())


def turn(db: AsyncConnection) -> Turn:
    return Turn(db, 1, "fr", NOW, lambda: "id")


@pytest.mark.parametrize(
    ("said", "text"),
    [
        (Typed("salut"), "salut"),
        (Received("r", "a.jpg", "image/jpeg", "regarde"), "regarde"),
        (Received("r", "a.jpg", "image/jpeg"), ""),
        (Unsupported("edit", Typed("changé")), "changé"),
        (Unsupported("voice", Received("r", "a.ogg", "audio/ogg")), ""),
        (Unsupported("sticker"), ""),
        (Typed("/start suicide"), ""),
        (Tapped("x"), ""),
        (Started(), ""),
    ],
)
def test_words_are_what_was_written(said: Said, text: str) -> None:
    assert written(said) == text


@pytest.mark.parametrize("mode", ["bot", "waiting"])
async def test_it_is_asked_aside_about_that_line(database: Database, mode: str) -> None:
    async with database.write() as db:
        await person(db, mode=mode)
        outcome = await WATCH(turn(db), Typed(DARK), 7)
    assert outcome is not None
    assert outcome.aside == Aside(FLOW, "7", {"what": "suicide", "seq": 7})
    assert outcome.lines == ()


async def test_beside_a_human_it_asks_nothing(database: Database) -> None:
    async with database.write() as db:
        await person(db)
        await db.execute(update(people).values(mode="human"))
        outcome = await WATCH(turn(db), Typed(DARK), 7)
    assert outcome is not None
    assert outcome.aside is None
    (line,) = outcome.lines
    assert all(calls_sos(Tapped(button.id)) for button in (*line.choices, *line.controls))


async def test_everyday_words_are_left_alone(database: Database) -> None:
    async with database.write() as db:
        await person(db)
        assert await WATCH(turn(db), Typed("je veux un cv"), 7) is None
        assert await WATCH(turn(db), Tapped("x"), 7) is None
