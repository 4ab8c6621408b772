"""The net at work in a turn: asked aside, or one line beside a human; commands and silence are nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import Table, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.channels.model import Said
from bot.channels.sos import calls_sos
from bot.ports import Outcome, Turn
from bot.safety.net.notice import notice
from bot.safety.net.windows import WHOLE
from bot.safety.safe_word import FLOW as OWN_WORD
from bot.safety.watch import FLOW, Watching, written
from bot.safety.words import offered
from bot.storage.engine import Database
from bot.storage.tables.later import effects
from bot.storage.tables.safety import alerts, signs
from flows.events import Aside, Received, Started, Tapped, Typed, Unsupported
from tests.bot.safety.net.test_windows import LONGEST
from tests.bot.safety.rows import NOW, SEALER, coordinator, handoff, person
from tests.bot.words import SourceWords

DARK = "je veux mourir"
WATCH = Watching(notice, SourceWords(), SEALER)


def turn(db: AsyncConnection, last_seq: int = 7, **after: float) -> Turn:
    return Turn(db, 1, "fr", NOW + timedelta(**after), lambda: "id", last_seq=last_seq)


async def hears(db: AsyncConnection, text: str, seq: int, **after: float) -> Outcome:
    outcome = await WATCH(turn(db, seq, **after), Typed(text), seq)
    assert outcome is not None
    return outcome


async def count(db: AsyncConnection, table: Table) -> int:
    return int(await db.scalar(select(func.count()).select_from(table)) or 0)


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


@pytest.mark.parametrize("before", [0, WHOLE - 3, WHOLE - 2, 10_001, LONGEST - len(DARK)])
async def test_distress_in_the_middle_of_a_long_text_is_asked_about(database: Database, before: int) -> None:
    filler = "ab " * LONGEST
    text = f"{filler[:before]} {DARK} {filler}"[: LONGEST + 2]
    async with database.write() as db:
        await person(db)
        outcome = await WATCH(turn(db), Typed(text), 7)
    assert outcome is not None
    assert outcome.aside is not None


@pytest.mark.parametrize("mode", ["bot", "waiting"])
async def test_it_is_asked_aside_about_that_line(database: Database, mode: str) -> None:
    async with database.write() as db:
        await person(db, mode=mode)
        outcome = await WATCH(turn(db), Typed(DARK), 7)
    assert outcome is not None
    assert outcome.aside == Aside(FLOW, "7", {"what": "suicide", "seq": 7})
    assert outcome.lines == ()


@pytest.mark.parametrize("mode", ["bot", "waiting", "human"])
async def test_the_buttons_under_the_numbers_lead_there_but_not_away_from_a_human(
    database: Database, mode: str
) -> None:
    async with database.write() as db:
        await person(db, mode=mode)
        led = [await WATCH(turn(db), Tapped(button.id), 7) for button in offered(SourceWords()("fr"))]
    if mode == "human":
        assert led == [None, None, None]
    else:
        assert led[1] is None, "that one is heard before"
        assert [one.aside.flow for one in led if one and isinstance(one.aside, Aside)] == [FLOW, OWN_WORD]


async def test_beside_a_human_it_asks_nothing(database: Database) -> None:
    async with database.write() as db:
        await person(db, mode="human")
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


# -- what is kept, who is told --------------------------------------------------------------------------------
async def test_of_whoever_agreed_to_nothing_nothing_is_kept(database: Database) -> None:
    async with database.write() as db:
        await person(db)
        await coordinator(db)
        for seq in (3, 5, 7):
            outcome = await hears(db, DARK, seq)
            assert outcome.lines == ()
            assert outcome.aside is not None
        assert [await count(db, table) for table in (signs, alerts, effects)] == [0, 0, 0]


async def test_the_second_time_in_a_day_the_team_is_told_and_the_person_knows(database: Database) -> None:
    async with database.write() as db:
        await person(db, consent_at=NOW)
        await coordinator(db)
        assert (await hears(db, DARK, 3)).lines == ()
        (told,) = (await hears(db, "mon père me frappe", 5, hours=23)).lines
        assert "préviens quelqu’un de l’équipe" in told.text
        assert (await hears(db, DARK, 7, hours=23)).lines == (), "one alert at a time"
        assert await count(db, alerts) == 1
        keys = list(await db.scalars(select(effects.c.key).order_by(effects.c.due_at)))
    assert keys == ["safety.tell/1/0/300", "safety.tell/1/1/300", "safety.tell/1/2/300"]


@pytest.mark.parametrize("apart", [25, 48])
async def test_two_days_apart_is_not_twice_in_a_day(database: Database, apart: int) -> None:
    async with database.write() as db:
        await person(db, consent_at=NOW)
        await coordinator(db)
        await hears(db, DARK, 3)
        assert (await hears(db, DARK, 5, hours=apart)).lines == ()
        assert await count(db, alerts) == 0


async def test_where_nobody_asked_to_be_told_the_truth_is_said(database: Database) -> None:
    async with database.write() as db:
        await person(db, consent_at=NOW)
        await hears(db, DARK, 3)
        (told,) = (await hears(db, DARK, 5)).lines
    assert "peut-être pas tout de suite" in told.text


async def test_beside_a_human_it_speaks_once_an_hour_and_says_who_can_read(database: Database) -> None:
    async with database.write() as db:
        await person(db, mode="human", consent_at=NOW)
        await coordinator(db)
        await handoff(db, state="held", mentor_id=300)
        assert len((await hears(db, DARK, 3)).lines) == 1
        (told,) = (await hears(db, DARK, 5, minutes=1)).lines
        assert "lire cette discussion" in told.text
        assert (await hears(db, DARK, 7, minutes=2)).lines == ()
        assert len((await hears(db, DARK, 9, hours=2)).lines) == 1
        assert await db.scalar(select(alerts.c.handoff_id)) == 1


async def test_the_same_line_twice_is_one_sign(database: Database) -> None:
    async with database.write() as db:
        await person(db, consent_at=NOW)
        await hears(db, DARK, 3)
        await hears(db, DARK, 3)
        assert [await count(db, table) for table in (signs, alerts)] == [1, 0]
