"""Erased is erased: on the disk, after a crash, out of an old copy; and nobody else is touched."""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete, func, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.app import App, compose
from bot.channels.model import Address, Incoming
from bot.config import Settings, load
from bot.erasing import Forget
from bot.errors import Misconfigured
from bot.exchange import Exchange
from bot.mentors.store import handoffs as handoffs_of
from bot.mentors.store.talk import say as say_as
from bot.people.holdings import held
from bot.people.retention import retain
from bot.people.store import erase_later, erased_at
from bot.ports import Domain
from bot.storage.engine import Database
from bot.storage.keeping import DEFAULTS, NOTICE
from bot.storage.tables.accounts import account_chats
from bot.storage.tables.keys import person_keys
from bot.storage.tables.mentors import handoffs
from bot.storage.tables.people import addresses, departures, people
from bot.storage.tables.workshops import workshops
from bot.storage.tombstones import Tombstones
from flows.events import Started, Tapped, Typed
from tests.bot.commands import Desk
from tests.bot.storage.test_cleaning import on_disk
from tests.bot.test_rooms import ME, OTHER, SEALER, TIME, WORD, fill, rooms, rows_of, whole
from tests.conversations.engine_chat import START
from tests.conversations.talk import Run, parse
from tests.conversations.village import Village
from tests.conversations.whole_chat import WholeChat
from tests.fakes.clock import FakeTime
from tests.fakes.smtp import FakeSmtp
from tests.fixtures.postgres import Server, server

__all__ = ["rooms"]
KEY = bytes(32)


@pytest.fixture
def forget(database: Database, rooms: Sequence[Domain], tmp_path: Path) -> Forget:
    return Forget(database, TIME.clock, rooms, Tombstones(tmp_path, KEY))


async def test_nothing_is_left_in_any_table_nor_on_the_disk(database: Database, forget: Forget, tmp_path: Path) -> None:
    await fill(database, ME, WORD)
    await fill(database, OTHER, "Bintou")
    others = await rows_of(database, OTHER)
    async with database.read() as db:
        taken = await db.scalar(select(workshops.c.taken).where(workshops.c.id == ME))
    assert await forget.now(ME)
    assert await rows_of(database, ME) == {}
    assert await rows_of(database, OTHER) == others
    left = await whole(database)
    assert WORD not in left
    assert f"chat {ME}" not in left
    async with database.read() as db:
        assert await db.scalar(select(workshops.c.taken).where(workshops.c.id == ME)) == (taken or 0) - 1, "freed"
        (row,) = (await db.execute(select(departures))).mappings().all()
    assert (row["department"], row["cvs"], row["seats"], row["outcome"]) == ("93", 1, 1, "mentor")
    if database.dialect == "sqlite":
        assert WORD.encode() not in on_disk(tmp_path)
    assert not await forget.now(ME), "once"


async def test_who_changes_their_mind_or_has_time_left_stays(database: Database, forget: Forget) -> None:
    now = TIME.now()
    for id in (ME, OTHER):
        await fill(database, id, f"word {id}")
    async with database.write() as db:
        await db.execute(update(people).where(people.c.id == ME).values(erase_at=now + timedelta(seconds=1)))
    assert await forget.due() == 0
    async with database.write() as db:
        await db.execute(update(people).where(people.c.id == OTHER).values(erase_at=now))
    assert await forget.due() == 1
    assert await rows_of(database, OTHER) == {}
    assert not await forget.now(ME, people.c.erase_at <= now), "looked at again in the transaction"
    assert await rows_of(database, ME) != {}


async def test_one_word_in_the_last_minute_keeps_who_was_silent(
    database: Database, forget: Forget, rooms: Sequence[Domain]
) -> None:
    now = TIME.now()
    told, silent_since = now - NOTICE, now - DEFAULTS.cv
    asked = 3
    for id in (ME, OTHER, asked):
        await fill(database, id, f"word {id}")
    async with database.write() as db:
        await db.execute(delete(account_chats))  # nobody of the team: their chats stay
        await db.execute(update(people).values(last_seen_at=silent_since, end_notice_at=told))
        await erase_later(db, asked, now, now - timedelta(hours=24))
        await retain(db, SEALER, now, DEFAULTS)
        assert (await db.scalars(select(people.c.erase_at))).all() == [now] * 3
        await db.execute(update(people).where(people.c.id != OTHER).values(last_seen_at=now))
        assert await erased_at(db, ME, now) is None, "nothing of theirs is about to go"
        assert await erased_at(db, asked, now) == now
    assert await forget.due() == 2
    assert await rows_of(database, ME) != {}
    assert [await rows_of(database, id) for id in (OTHER, asked)] == [{}, {}], "they wanted it, and had their day"
    async with database.read() as db:
        assert (await db.scalars(select(people.c.erase_at))).all() == [None]
    assert await forget.due() == 0


async def test_a_crash_after_the_tombstone_and_an_old_copy_erase_again(database: Database, forget: Forget) -> None:
    await fill(database, ME, WORD)
    await fill(database, OTHER, "Bintou")
    async with database.read() as db:
        at = await db.scalar(select(people.c.created_at).where(people.c.id == ME))
    assert at is not None
    forget.tombstones.add(forget.tombstones.of(ME, at))
    assert await forget.again() == 1
    assert WORD not in await whole(database)
    assert await rows_of(database, OTHER) != {}
    assert await forget.again() == 0
    # Another database, whose first person has the same number: not them.
    async with database.write() as db:
        came = at + timedelta(seconds=1)
        await db.execute(people.insert().values(id=ME, locale="fr", created_at=came, last_seen_at=came))
    assert await forget.again() == 0


async def test_one_who_cannot_be_erased_holds_up_no_other(
    database: Database, rooms: Sequence[Domain], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async def broken(db: AsyncConnection, person_id: int) -> None:
        if person_id == ME:
            raise ZeroDivisionError(WORD)

    stones = Tombstones(tmp_path, KEY)
    forget = Forget(database, TIME.clock, [*rooms, Domain("broken", erase=broken)], stones)
    for id in (ME, OTHER):
        await fill(database, id, WORD)
    async with database.write() as db:
        await db.execute(update(people).values(erase_at=TIME.now()))
    assert await forget.due() == 1
    assert await rows_of(database, OTHER) == {}
    assert await rows_of(database, ME) != {}, "all of it or nothing"
    assert await Forget(database, TIME.clock, rooms, stones).again() == 1, "the tombstone remembers"
    assert "person 1 could not be erased" in caplog.text
    assert WORD not in caplog.text


async def test_people_are_found_by_number_and_by_chat(database: Database, forget: Forget) -> None:
    for id in (ME, OTHER):
        await fill(database, id, f"word {id}")
    async with database.write() as db:
        await db.execute(update(addresses).where(addresses.c.person_id == ME).values(channel="telegram", chat="777"))
    assert [await forget.found(who) for who in ("1", "777", "telegram:777", "web:777", "99", "")] == [
        [ME], [ME], [ME], [], [], [],
    ]  # fmt: skip
    with pytest.raises(Misconfigured, match="nobody here"):
        await forget.told("web:777")
    assert await forget.told("telegram:777") == ME
    assert await rows_of(database, ME) == {}


def settings_of(address: str, folder: Path, **more: str) -> Settings:
    url = None if address.startswith("sqlite") else address
    return load(data_dir=folder, database_url=url, **more)


async def say(app: App, time: FakeTime, n: int, said: Started | Typed | Tapped) -> Sequence[str]:
    incoming = Incoming(Address("web", "web", "chat"), f"n{n}", said, time.now(), ("fr",))
    return [line.text for line in (await app.conversation.take(incoming)).messages]


async def test_a_whole_talk_lies_sealed_and_goes_with_its_key(
    address: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    time = FakeTime()
    async with compose(settings_of(address, tmp_path), time.clock) as app:
        words = ("CV", "oui", "Zoubeida Secretova", "06 98 76 54 32", "zz@secret.org")
        await say(app, time, 99, Started())
        for n, text in enumerate(words):
            await say(app, time, n, Typed(text))
        lines = await app.transcripts.read(1, 0)
        assert any("Zoubeida" in line.text for line in lines)
        seeded = (b"Zoubeida", b"Secretova", b"98 76 54 32", b"zz@secret", b"698765432")
        async with app.database.read() as db:
            wrapped = await db.scalar(select(person_keys.c.wrapped))
        lying = (await whole(app.database)).encode() + on_disk(tmp_path)
        assert not [word for word in seeded if word in lying]
        assert await app.forget.now(1)
        assert wrapped is not None
        assert wrapped not in on_disk(tmp_path), "nor the key"
        async with app.database.read() as db:
            assert await db.scalar(select(func.count()).select_from(people)) == 0
        assert (await say(app, time, 100, Typed("coucou")))[0].startswith("Salut"), "somebody new"
    assert not [word for word in seeded if word.decode() in caplog.text]


async def test_two_taps_then_a_day_to_change_ones_mind(address: str, tmp_path: Path) -> None:
    time = FakeTime()
    async with compose(settings_of(address, tmp_path), time.clock) as app:
        talk = iter(range(100))
        for said in (Started(), Typed("effacer"), Typed("Tout effacer")):
            told = await say(app, time, next(talk), said)
        assert "24 h" in told[-1]
        time.forward(seconds=23 * 3600)
        assert await app.forget.due() == 0
        assert "Dans 1 h" in (await say(app, time, next(talk), Typed("effacer")))[-1].replace("\u00a0", " ")
        assert any("annulé" in text for text in await say(app, time, next(talk), Typed("Annuler l'effacement")))
        time.forward(seconds=2 * 3600)
        assert await app.forget.due() == 0
        for said in (Typed("effacer"), Typed("Tout effacer")):
            await say(app, time, next(talk), said)
        time.forward(seconds=24 * 3600)
        assert await app.forget.due() == 1


def test_from_the_command_line(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    nobody = desk.run("forget", "web:nobody")
    assert nobody.code == 1
    assert nobody.err.strip() == "web:nobody: nobody here has this number or this chat"


LIFE = """
! mentor Lina fr
! workshops cv
> (start)
> [Atelier près de moi]
> 93200
> [1 · mar. 24, 14:00]
> [D’accord]
> [Par mail]
> zoubeida@secret.org
> [Menu]
> [Mon CV]
> Zoubeida Secretova
> 06 98 76 54 32
> cv@grimaud.org
> [Oui]
> + [Un emploi]
> cuisine
> [Commis de cuisine]
> [Pas encore]
> [Pas d’école]
> + [À la maison]
> + [Cuisiner 🍲]
> [6 personnes]
> [Tous les jours]
> + [Préparer les repas]
> [Mon CV maintenant]
> lettre
> Boulangerie Grimaudet
> [Je passe devant]
> [C’est près d’ici]
> [Le matin]
> j'adore les secrets du fournil
> mes données
> [Menu]
> [Parler à quelqu’un]
> [18 à 25 ans]
> [Autre chose]
> + [Français]
> [D’accord]
> [J’attends]
! Lina takes
> je vis chez Madame Grimaud
! Lina promises 2
"""
"""A seat with an e-mail, a CV, a letter, a file of all data, and a mentor in the middle of it."""
HERS = "hers-4711"
"""The name of her conversation."""
SEEDED = (
    "Zoubeida", "Secretova", "98 76 54 32", "698765432", "zoubeida@", "cv@grimaud", "Grimaudet", "du fournil", "Madame",
)  # fmt: skip


@asynccontextmanager
async def lived(address: str, folder: Path) -> AsyncIterator[WholeChat]:
    """A whole bot, and somebody who has done all that `LIFE` tells."""
    time = FakeTime(START)
    (folder / "life.talk").write_text(LIFE.strip(), "utf-8")
    talk = parse(folder / "life.talk")
    (folder / "life.talk").unlink()
    async with FakeSmtp().listening() as post:
        settings = settings_of(
            address, folder, smtp_url=f"smtp://127.0.0.1:{post.port}", public_url="https://x.example"
        )
        async with compose(settings, time.clock) as app:
            village = Village(app.database, app.keys)
            chat = WholeChat(app, time, "fr", village, Address("web", "web", HERS), post=post)
            await Run(talk, chat).play()
            async with app.database.write() as db:
                lina = village.mentors.made["Lina"]
                (open_one,) = await handoffs_of.held_by(db, lina, chat.now)
                await say_as(db, app.keys, chat.now, lina, open_one.id, "her", "Bonjour Zoubeida")
            await chat.rest()
            yield chat


async def given_out(app: App, folder: Path) -> bytes:
    """All that leaves the service by a file or a page of figures: calendars, tables, the public lists, the metrics."""
    files = [folder / f"out.{ending}" for ending in ("csv", "ics", "json", "jsonld")]
    exchange = Exchange(app.settings, app.database, app.clock, app.keys)
    for file in files:
        assert await exchange.take_out(file)
    async with app.database.read() as db:
        figures = await held(db)
    bodies = [file.read_bytes() for file in files]
    assert all(bodies)
    return b"".join([*bodies, repr(figures).encode(), await app.metrics.text()])


def everywhere_on(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


async def test_a_whole_life_here_leaves_no_word_anywhere_even_in_the_middle_of_a_talk(
    address: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "bot")
    async with lived(address, tmp_path) as chat:
        app, id = chat.app, chat.person
        told = [line.text for line in await app.transcripts.read(id, 0)]
        assert any("Bonjour Zoubeida" in text for text in told)
        assert (await rows_of(app.database, id)).keys() >= {
            "cvs",
            "letters",
            "seats",
            "mailboxes",
            "handoffs",
            "promises",
        }
        for _ in range(2):
            lying = (await whole(app.database)).encode() + everywhere_on(tmp_path) + await given_out(app, tmp_path)
            assert [word for word in SEEDED if word.encode() in lying] == [], "sealed, then gone"
            gone = await app.forget.now(id)
        assert not gone, "the second time there is nobody"
        assert await rows_of(app.database, id) == {}
        async with app.database.read() as db:
            assert await db.scalar(select(func.sum(workshops.c.taken))) == 0, "their seat is free"
            assert await db.scalar(select(func.count()).select_from(handoffs)) == 0
        await chat.passes(timedelta(days=5))
        assert (await whole(app.database)).count(HERS) == 0
    assert [word for word in SEEDED if word in caplog.text] == []


@pytest.mark.postgres
async def test_in_the_files_of_postgresql_no_word_ever_lies_open_and_the_key_is_in_no_table(
    postgres_server: Server, tmp_path: Path
) -> None:
    """Not in the write-ahead log nor in what the server says of itself either: there lies only what was sealed.

    On a server of its own: other tests write unsealed.
    """
    with server(postgres_server.folder) as own:
        assert await left_of_a_life(own, tmp_path) == [], "nor in what is kept to plan queries"


async def left_of_a_life(postgres: Server, folder: Path) -> list[bytes]:
    """What of her key and the name of her chat stands in the tables once she is erased."""
    async with lived(postgres.empty(), folder) as chat:
        app, id = chat.app, chat.person
        await others(app.database, 60)
        async with app.database.read() as db:
            wrapped = await db.scalar(select(person_keys.c.wrapped).where(person_keys.c.person_id == id))
            chats = await db.scalar(select(func.count()).select_from(addresses).where(addresses.c.chat == HERS))
            await db.execute(text("ANALYZE"))
        assert (chats, wrapped is None) == (1, False)
        await at_rest(app.database)
        lying = await asyncio.to_thread(postgres.written)
        assert wrapped is not None
        assert [one in lying for one in (HERS.encode(), wrapped)] == [True, True], "what is not sealed is seen here"
        assert [word for word in SEEDED if word.encode() in lying] == []
        assert await app.forget.now(id)
        await at_rest(app.database)
        assert [word for word in SEEDED if word.encode() in postgres.written()] == []
        left = await asyncio.to_thread(postgres.tables)
        return [one for one in (wrapped, HERS.encode()) if one in left]


async def others(database: Database, many: int) -> None:
    """Enough people for the server to draw samples of what stands in the tables."""
    came = FakeTime().now()
    numbers = range(5_000, 5_000 + many)
    async with database.write() as db:
        await db.execute(
            people.insert(), [{"id": n, "locale": "fr", "created_at": came, "last_seen_at": came} for n in numbers]
        )
        await db.execute(person_keys.insert(), [{"person_id": n, "wrapped": os.urandom(60)} for n in numbers])
        await db.execute(
            addresses.insert(),
            [
                {"person_id": n, "channel": "web", "account": "web", "chat": f"other-{n}", "created_at": came}
                for n in numbers
            ],
        )


async def at_rest(database: Database) -> None:
    """All that was written is in its file, and files that nothing uses are gone."""
    async with database.read() as db:
        await db.execute(text("CHECKPOINT"))
