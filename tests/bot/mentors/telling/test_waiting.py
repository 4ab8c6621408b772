"""A mentor hears that somebody waits: a number and languages, a link, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.errors import Unavailable
from bot.i18n import translator
from bot.mentors.store.calls import Call
from bot.mentors.telling.waiting import Calling, said
from bot.storage import team
from bot.storage.engine import Database
from bot.storage.tables.mentors import mentors
from bot.storage.team import EMAIL
from tests.bot.mentors.rows import NOON, handoff, mentor
from tests.bot.storage.rows import person
from tests.fakes.clock import FakeTime
from tests.fakes.team import FakeTeller

ONE = Call(1, ZoneInfo("Europe/Paris"), True, 1, ("ar", "fr"), None)


@dataclass
class Waiting:
    """Mentor 1 wants to be told, person 1 waits."""

    database: Database
    time: FakeTime = field(default_factory=FakeTime)
    teller: FakeTeller = field(default_factory=FakeTeller)

    async def call(self) -> None:
        await Calling(self.database, self.time.clock, self.teller, translator)(1, {"handoff": 1})


@pytest.fixture
async def waiting(database: Database) -> Waiting:
    await person(database, 1)
    async with database.write() as db:
        await mentor(db, 1, on_duty_until=NOON + timedelta(hours=1))
        await handoff(db, 1)
        await team.want(db, NOON, 1, EMAIL, "Europe/Paris", "lina@example.org")
    return Waiting(database)


async def test_told_once(waiting: Waiting) -> None:
    for _ in range(2):
        await waiting.call()
    [(account, notice)] = waiting.teller.told
    assert (account, notice.text, notice.subject) == (1, "1 personne attend, français.", "1 personne attend, français.")
    assert (notice.page, notice.stop, notice.urgent) == ("/mentor", "/mentor/profile", True)


async def test_out_of_reach_is_tried_again(waiting: Waiting) -> None:
    waiting.teller.answer = None
    with pytest.raises(Unavailable):
        await waiting.call()
    waiting.teller.answer = True
    await waiting.call()
    assert len(waiting.teller.told) == 1


@pytest.mark.parametrize(("on_duty", "told"), [(False, 0), (True, 1)])
async def test_nobody_is_called_at_night_but_who_is_on_duty(waiting: Waiting, on_duty: bool, told: int) -> None:
    waiting.time.forward(hours=12)
    if on_duty:
        async with waiting.database.write() as db:
            await db.execute(mentors.update().values(on_duty_until=NOON + timedelta(hours=13)))
    await waiting.call()
    assert len(waiting.teller.told) == told
    waiting.time.forward(hours=12)
    await waiting.call()
    assert len(waiting.teller.told) == told + 1


async def test_nothing_strange_is_told(waiting: Waiting) -> None:
    assert await Calling(waiting.database, waiting.time.clock, waiting.teller, translator)(1, {}) == {}
    assert waiting.teller.told == []


@pytest.mark.parametrize(
    ("waiting", "reads", "text"),
    [
        (1, "fr", "1 personne attend, arabe/français."),
        (3, "fr", "3 personnes attendent, arabe/français."),
        (3, "en", "3 people are waiting, Arabic/French."),
    ],
)
def test_how_many_in_which_languages(waiting: int, reads: str, text: str) -> None:
    assert said(replace(ONE, waiting=waiting), translator(reads)) == text
