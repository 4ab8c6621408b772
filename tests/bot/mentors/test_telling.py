"""A mentor hears of their appointments by e-mail, if they asked for it; nobody's name goes along."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from sqlalchemy import select, update

from bot.i18n import translator
from bot.mentors.telling import Telling, said
from bot.ports import Mail
from bot.storage.engine import Database
from bot.storage.tables import mentors as t
from bot.storage.tables.accounts import accounts
from bot.storage.types import micros
from flows.events import JsonValue
from tests.bot.mentors.rows import NOON, mentor
from tests.fakes.clock import FakeTime

NEWS: dict[str, JsonValue] = {"account": 1, "what": "booked", "at": micros(NOON), "key": "7/0/booked"}


@dataclass
class Post:
    """A mailer that takes everything, or nothing."""

    takes: bool = True
    sent: list[Mail] = field(default_factory=list)

    async def send(self, mail: Mail) -> bool:
        self.sent.append(mail)
        return self.takes


async def asked_for(database: Database, *languages: str) -> None:
    async with database.write() as db:
        await mentor(db, 1, languages=languages)
        row = {"account_id": 1, "channel": "email", "address": "lina@example.org", "since": NOON}
        await db.execute(t.mentor_addresses.insert().values(row))


def telling(database: Database, post: Post | None) -> Telling:
    return Telling(database, FakeTime().clock, translator, post, "https://passerelle.example")


async def test_told_in_their_language_by_their_clock_with_a_link_and_no_name(database: Database) -> None:
    await asked_for(database, "ar", "fr")
    post = Post()
    await telling(database, post)(5, NEWS)
    (mail,) = post.sent
    assert (mail.to, mail.locale, mail.key) == ("lina@example.org", "fr", "mentor/7/0/booked")
    assert mail.text == (
        "Un rendez-vous est réservé avec vous : samedi 21 novembre, 13:00.\n\nhttps://passerelle.example/mentor"
    )


async def test_who_speaks_no_french_is_told_in_a_language_of_theirs(database: Database) -> None:
    await asked_for(database, "en")
    post = Post()
    await telling(database, post)(5, NEWS)
    assert post.sent[0].locale == "en"


async def test_nobody_else_is_written_to(database: Database) -> None:
    post = Post()
    await telling(database, post)(5, NEWS)
    await asked_for(database, "fr")
    await telling(database, None)(5, NEWS)
    await telling(database, post)(5, {"account": "1"})
    async with database.write() as db:
        await db.execute(update(accounts).where(accounts.c.id == 1).values(disabled_at=NOON))
    await telling(database, post)(5, NEWS)
    assert post.sent == []


async def test_an_address_that_refuses_is_not_tried_again(database: Database) -> None:
    await asked_for(database, "fr")
    post = Post(takes=False)
    await telling(database, post)(5, NEWS)
    await telling(database, post)(5, NEWS)
    assert len(post.sent) == 1
    async with database.read() as db:
        assert await db.scalar(select(t.mentor_addresses.c.failed_at)) == NOON


@pytest.mark.parametrize("locale", ["fr", "ar", "en"])
def test_all_news_have_words(locale: str) -> None:
    words = translator(locale)
    assert len({said(what, "x", words) for what in ("booked", "moved", "cancelled", "soon", "now")}) == 5
