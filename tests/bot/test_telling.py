"""Somebody of the team is told where they asked for it: once, quietly at night, and never where it was refused."""

from __future__ import annotations

from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import update

from bot.errors import Unavailable
from bot.i18n import translator
from bot.notices import Notice
from bot.storage import team
from bot.storage.engine import Database
from bot.storage.tables.accounts import account_chats, accounts
from bot.storage.team import EMAIL, TELEGRAM, Asked
from bot.telling import Telling
from tests.bot.mentors.rows import NOON, mentor
from tests.bot.storage.rows import address, person, put
from tests.fakes.clock import FakeTime
from tests.fakes.team import FakePhone, FakePost, Rung

ORIGIN = "https://passerelle.example"


def write(reads: str, zone: ZoneInfo) -> Notice:
    return Notice(f"About ({reads})", f"Text ({zone.key})", "/mentor", "/mentor/profile", "key/1")


def urgent(reads: str, zone: ZoneInfo) -> Notice:
    return Notice("About", "Text", "/mentor", "/mentor/profile", "key/1", urgent=True)


@dataclass
class Both:
    """Mentor 1 wants both; chat 77 is theirs."""

    database: Database
    time: FakeTime = field(default_factory=FakeTime)
    post: FakePost = field(default_factory=FakePost)
    phone: FakePhone = field(default_factory=FakePhone)

    def telling(self) -> Telling:
        return Telling(self.database, self.time.clock, translator, self.post, lambda: self.phone, ORIGIN)

    async def asked(self) -> Asked:
        async with self.database.read() as db:
            return await team.asked(db, 1)


@pytest.fixture
async def both(database: Database) -> Both:
    await person(database, 2)
    await address(database, 2, "77", channel="telegram", account="bot")
    async with database.write() as db:
        await mentor(db, 1, languages=("ar", "en"))
        await team.want(db, NOON, 1, EMAIL, "Europe/Paris", "lina@example.org")
        await team.want(db, NOON, 1, TELEGRAM, "Europe/Paris")
    await put(database, account_chats, {"account_id": 1, "person_id": 2, "since": NOON})
    return Both(database)


async def test_by_both_in_a_language_of_theirs_with_a_link(both: Both) -> None:
    assert await both.telling()(1, write)
    assert both.phone.told == [Rung("77", "Text (Europe/Paris)", "فتح", f"{ORIGIN}/mentor", quiet=False)]
    [mail] = both.post.sent
    assert (mail.to, mail.subject, mail.key, mail.locale) == ("lina@example.org", "About (ar)", "key/1", "ar")
    assert mail.text.startswith(f"Text (Europe/Paris)\n\n{ORIGIN}/mentor\n\n")
    assert mail.text.endswith(f"{ORIGIN}/mentor/profile\n")


async def test_nobody_else_is_written_to(both: Both) -> None:
    assert not await both.telling()(404, write)
    async with both.database.write() as db:
        await db.execute(update(accounts).where(accounts.c.id == 1).values(disabled_at=NOON))
    assert not await both.telling()(1, write)
    assert both.post.sent == []
    assert both.phone.told == []


@pytest.mark.parametrize(("post", "phone"), [(False, True), (True, False)])
async def test_what_refuses_is_not_tried_again(both: Both, post: bool, phone: bool) -> None:
    both.post.answer, both.phone.answer = post, phone
    for _ in range(2):
        assert await both.telling()(1, write)
    assert (len(both.post.sent), len(both.phone.told)) == (2 if post else 1, 2 if phone else 1)
    found = await both.asked()
    assert (found.failing, found.telegram) == (not post, phone)


async def test_who_takes_nothing_any_more_is_not_reached(both: Both) -> None:
    both.post.answer = both.phone.answer = False
    assert not await both.telling()(1, write)
    assert not await both.telling()(1, write)
    assert (len(both.post.sent), len(both.phone.told)) == (1, 1)


@pytest.mark.parametrize(("post", "phone"), [(None, True), (True, None)])
async def test_one_way_is_enough(both: Both, post: bool | None, phone: bool | None) -> None:
    """Else who was reached by Telegram would hear it again as long as a mail server is away."""
    both.post.answer, both.phone.answer = post, phone
    assert await both.telling()(1, write)
    assert len(both.post.sent) + len(both.phone.told) == 1


@pytest.mark.parametrize("other", [None, False])
async def test_out_of_reach_is_tried_again(both: Both, other: bool | None) -> None:
    both.post.answer, both.phone.answer = other, None
    with pytest.raises(Unavailable):
        await both.telling()(1, write)
    both.phone.answer = True
    assert await both.telling()(1, write)
    assert len(both.phone.told) == 1


async def test_at_night_without_a_sound_unless_it_is_urgent(both: Both) -> None:
    both.time.forward(hours=12)
    await both.telling()(1, write)
    await both.telling()(1, urgent)
    assert [rung.quiet for rung in both.phone.told] == [True, False]


async def test_where_nothing_is_set_up_nothing_breaks(both: Both) -> None:
    telling = Telling(both.database, both.time.clock, translator, None, lambda: None, ORIGIN)
    assert not await telling(1, write)
