"""A mentor hears that somebody waits, by e-mail and in Telegram: a number and languages, a link, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.errors import Unavailable
from bot.i18n import translator
from bot.mentors.calling import Calling, said
from bot.mentors.store import calls
from bot.mentors.store.calls import Call
from bot.storage.engine import Database
from bot.storage.tables.accounts import account_chats
from bot.storage.tables.mentors import mentors
from tests.bot.mentors.rows import NOON, handoff, mentor
from tests.bot.mentors.test_telling import Post
from tests.bot.storage.rows import address, person, put
from tests.fakes.clock import FakeTime

ORIGIN = "https://passerelle.example"
ONE = Call(1, ZoneInfo("Europe/Paris"), True, "fr", 1, ("ar", "fr"), "", "", None)


@dataclass
class Phone:
    """A messenger that takes everything, or nothing, or is out of reach."""

    takes: bool = True
    down: bool = False
    told: list[tuple[str, str, str, str]] = field(default_factory=list)

    async def tell(self, chat: str, text: str, label: str, url: str) -> bool:
        if self.down:
            raise Unavailable("no line")
        self.told.append((chat, text, label, url))
        return self.takes


@dataclass
class Both:
    database: Database
    time: FakeTime = field(default_factory=FakeTime)
    post: Post = field(default_factory=Post)
    phone: Phone = field(default_factory=Phone)

    async def call(self) -> None:
        calling = Calling(self.database, self.time.clock, translator, self.post, lambda: self.phone, ORIGIN)
        await calling(1, {"handoff": 1})

    async def wants(self) -> set[str]:
        async with self.database.read() as db:
            return set(await calls.wants(db, 1))


@pytest.fixture
async def both(database: Database) -> Both:
    """Mentor 1 wants both, person 1 waits, chat 77 is the mentor's."""
    await person(database, 1)
    await person(database, 2)
    await address(database, 2, "77", channel="telegram", account="bot")
    async with database.write() as db:
        await mentor(db, 1, on_duty_until=NOON + timedelta(hours=1))
        await handoff(db, 1)
        await calls.want(db, NOON, 1, "email", "lina@example.org")
        await calls.want(db, NOON, 1, "telegram")
    await put(database, account_chats, {"account_id": 1, "person_id": 2, "since": NOON})
    return Both(database)


async def test_told_once_by_both(both: Both) -> None:
    for _ in range(2):
        await both.call()
    assert both.phone.told == [("77", "1 personne attend, français.", "Ouvrir", f"{ORIGIN}/mentor")]
    [mail] = both.post.sent
    assert (mail.to, mail.subject) == ("lina@example.org", "1 personne attend, français.")
    assert f"{ORIGIN}/mentor\n" in mail.text
    assert f"{ORIGIN}/mentor/profile" in mail.text


async def test_who_takes_nothing_any_more_is_left_alone(both: Both) -> None:
    both.phone.takes = both.post.takes = False
    await both.call()
    assert await both.wants() == set()


async def test_out_of_reach_is_tried_again(both: Both) -> None:
    both.phone.down = True
    with pytest.raises(Unavailable):
        await both.call()
    both.phone.down = False
    await both.call()
    assert len(both.phone.told) == 1


@pytest.mark.parametrize(("on_duty", "told"), [(False, 0), (True, 1)])
async def test_nobody_is_called_at_night_but_who_is_on_duty(both: Both, on_duty: bool, told: int) -> None:
    both.time.forward(hours=12)
    if on_duty:
        async with both.database.write() as db:
            await db.execute(mentors.update().values(on_duty_until=NOON + timedelta(hours=13)))
    await both.call()
    assert len(both.phone.told) == told
    both.time.forward(hours=12)
    await both.call()
    assert len(both.phone.told) == told + 1


async def test_where_nothing_is_set_up_nothing_breaks(both: Both) -> None:
    calling = Calling(both.database, both.time.clock, translator, None, lambda: None, ORIGIN)
    assert await calling(1, {"handoff": 1}) == await calling(1, {}) == {}


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
