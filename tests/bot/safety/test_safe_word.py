"""A word of their own: what can be one, what it is heard in, and that it stands nowhere in the open."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.channels import sos
from bot.channels.model import Address, Said
from bot.ports import Turn
from bot.safety import safe_words as store
from bot.safety.net.notice import notice
from bot.safety.safe_word import ASKED_IN, BESIDE, LONGEST, MASK, Choosing, Heard, SafeWord, calls, parts, trouble
from bot.storage.engine import Database
from bot.storage.tables.people import addresses
from bot.storage.tables.safety import safe_words
from flows.events import JsonValue, Tapped, Typed
from tests.bot.safety.rows import NOW, SEALER, person

WORD = "Banane Bleue"


def called(locale: str, text: str) -> str:
    return "menu" if text == "menu principal" else ""


SECRET = SafeWord(SEALER, called, notice)


def turn(db: AsyncConnection) -> Turn:
    return Turn(db, 1, "fr", NOW, lambda: "id")


async def hears(db: AsyncConnection, text: str, *, chosen: bool = False, asked: bool = False) -> Said:
    return await SECRET(turn(db), Typed(text), chosen=chosen, asked=asked)


async def did(db: AsyncConnection, name: str, word: str = "") -> JsonValue:
    return (await Choosing().actions()[f"safety.{name}"](turn(db), {}, {"word": word})).value


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (WORD, ""),
        ("citron", ""),
        ("mon citron", ""),
        ("برتقالة زرقاء", ""),
        ("синій лимон", ""),
        ("kiwi 42", ""),
        ("abc", "length"),
        ("", "length"),
        ("🍌🍌🍌🍌", "length"),
        (MASK, "length"),
        ("citron " * 9, "length"),
        ("c" * 20_000, "length"),
        ("merci", "usual"),
        ("Bonjour, ça va ?", "usual"),
        ("aide moi vite", "usual"),
        ("s’il te plaît merci", "usual"),
        ("0612345678", "usual"),
        ("شكرا", "usual"),
    ],
)
def test_what_can_be_a_word(text: str, why: str) -> None:
    assert trouble(text) == why


@pytest.mark.parametrize(
    ("text", "hears"),
    [
        (WORD, True),
        ("BANANE  BLEUE!!", True),
        ("bananè, bleue", True),
        ("banane bleue vite svp", True),
        ("banane", False),
        ("une banane bleue et une pomme", False),
        ("", False),
        ("!!!", False),
    ],
)
def test_it_is_heard_however_it_is_typed_and_not_in_other_words(text: str, *, hears: bool) -> None:
    assert calls(text, " ".join(parts(WORD))) is hears
    assert not calls(text, "")


async def test_it_is_kept_sealed_and_calls_from_then_on(database: Database) -> None:
    async with database.write() as db:
        await person(db, consent_at=NOW)
        assert await hears(db, "banane bleue") == Typed("banane bleue"), "nobody asked for a word"
        assert await hears(db, WORD, asked=True) == Typed(MASK)
        assert await did(db, "word_kept", MASK) == "kept"
        assert await did(db, "word") == "yes"
        assert await hears(db, "banane bleue !", chosen=True) == Tapped(sos.BUTTON)
        assert await hears(db, "une pomme", chosen=True) == Typed("une pomme")
        assert await hears(db, "banane bleue" + " " * 60, chosen=True) == Typed("banane bleue" + " " * 60)


async def test_another_takes_its_place_and_none_is_left_when_they_say_so(database: Database) -> None:
    async with database.write() as db:
        await person(db, consent_at=NOW)
        await hears(db, WORD, asked=True)
        assert await hears(db, "citron vert", chosen=True, asked=True) == Typed(MASK)
        assert await hears(db, WORD, chosen=True) == Typed(WORD)
        assert await hears(db, "citron vert", chosen=True, asked=True) == Tapped(sos.BUTTON), "a call even there"
        await did(db, "word_off")
        assert await did(db, "word") is None
        assert (await db.execute(select(safe_words))).all() == []
        assert await hears(db, "citron vert", chosen=True) == Typed("citron vert")


@pytest.mark.parametrize(
    ("text", "value"), [("abc", "length"), ("bonjour", "usual"), ("menu principal", "usual"), (MASK, "length")]
)
async def test_what_is_no_word_is_heard_as_ever(database: Database, text: str, value: str) -> None:
    async with database.write() as db:
        await person(db, consent_at=NOW)
        assert await hears(db, text, asked=True) == Typed(text)
        assert await did(db, "word_kept", text) == value
        assert await did(db, "word") is None


async def test_words_of_distress_are_heard_as_distress(database: Database) -> None:
    async with database.write() as db:
        await person(db, consent_at=NOW)
        assert await hears(db, "je veux mourir", asked=True) == Typed("je veux mourir")
        assert await did(db, "word") is None


async def test_of_who_agreed_to_nothing_it_is_not_kept_and_yet_not_shown(database: Database) -> None:
    async with database.write() as db:
        await person(db)
        assert await hears(db, WORD, asked=True) == Typed(MASK)
        assert await did(db, "word") is None
        assert await did(db, "word_kept", MASK) == "length"


async def test_who_writes_too_fast_is_heard_by_their_word_alone(database: Database) -> None:
    heard = Heard(database, SEALER)
    async with database.write() as db:
        for id, chat in ((1, "a"), (2, "b")):
            await person(db, id, consent_at=NOW)
            at = {"person_id": id, "channel": "web", "account": "web", "chat": chat, "created_at": NOW}
            await db.execute(addresses.insert().values(at))
        await store.choose(db, SEALER, NOW, 1, "banane bleue")
    assert await heard(Address("web", "web", "a"), "Banane bleue")
    assert not await heard(Address("web", "web", "a"), "banane")
    assert not await heard(Address("web", "web", "a"), "banane bleue " * 20)
    assert not await heard(Address("web", "web", "b"), "banane bleue")
    assert not await heard(Address("web", "web", "nobody"), "banane bleue")


def test_a_call_is_what_it_is_everywhere() -> None:
    """This room may not ask the channels what a call is."""
    assert set(parts(" ".join(sos.BESIDE))) == BESIDE
    assert LONGEST == sos.LONGEST


def test_the_question_that_it_answers_is_one_of_ours() -> None:
    assert SECRET.asked_in == ASKED_IN == "mot_secret/mot"
