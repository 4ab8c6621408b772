"""A word of their own is taken for SOS before it is written anywhere, also in a turn that fails."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import update

from bot.channels.model import Said
from bot.conversation.human import secret_of
from bot.conversation.words import safe
from bot.ports import Domain, Turn
from bot.storage.engine import Database
from bot.storage.tables.conversation import sessions
from bot.storage.tables.later import parked
from bot.storage.tables.people import people
from flows.events import Started, Tapped, Typed
from tests.bot.conversation.house import House, make_house

SOS_LINE = safe("sos")("fr")[0].text


class Kept:
    """« banana » calls; what answers its question is kept, and hidden; « broken » fails."""

    asked_in = "small/secret"

    async def __call__(self, turn: Turn, said: Typed, *, chosen: bool, asked: bool) -> Said:
        if "broken" in said.text:
            raise RuntimeError("the word can't be opened")
        if chosen and "banana" in said.text:
            return Tapped("!sos")
        return Typed("•••") if asked else said


@pytest.fixture
def house(database: Database) -> House:
    return make_house(database, Domain("safety", secret=Kept()))


async def with_a_word(house: House, **values: Any) -> None:
    await house.say("a", Started(("fr",)))
    async with house.database.write() as db:
        await db.execute(update(people).values(safe_word_at=house.time.now(), **values))


async def mine(house: House) -> list[str]:
    return [text for _, author, text in await house.whole(1) if author == "me"]


@pytest.mark.parametrize("values", [{}, {"mode": "human"}, {"mode": "waiting"}])
async def test_it_calls_and_is_not_written_down(house: House, values: dict[str, str]) -> None:
    await with_a_word(house, **values)
    assert (await house.texts("a", "banana"))[0] == SOS_LINE
    assert await mine(house) == ["<!sos>"]


async def test_whoever_is_banned_calls_too(house: House) -> None:
    await with_a_word(house, banned_at=house.time.now())
    assert await house.texts("a", "banana") == [SOS_LINE]


async def test_who_chose_none_is_heard_as_ever(house: House) -> None:
    await house.say("a", Started(("fr",)))
    assert SOS_LINE not in await house.texts("a", "banana")
    assert await mine(house) == ["banana"]


async def test_the_answer_to_its_question_is_written_nowhere(house: House) -> None:
    await house.say("a", Started(("fr",)))
    await house.say("a", "secret")
    await house.say("a", "banana")
    assert await mine(house) == ["secret", "•••"]


async def test_sos_is_sos_even_there(house: House) -> None:
    await house.say("a", Started(("fr",)))
    await house.say("a", "secret")
    assert (await house.texts("a", "sos"))[0] == SOS_LINE


async def test_it_calls_where_they_are_can_not_be_read(house: House) -> None:
    await with_a_word(house)
    async with house.database.write() as db:
        await db.execute(update(sessions).values(state=b"junk"))
    assert await house.texts("a", "banana") == [SOS_LINE]
    assert await mine(house) == ["…"]


async def test_one_that_can_not_be_opened_leaves_the_words_as_they_are(house: House) -> None:
    await with_a_word(house)
    said = await house.texts("a", "broken")
    assert SOS_LINE not in said
    assert await mine(house) == ["broken"]
    assert await house.count(parked) == 0


async def test_a_turn_that_fails_answers_it_all_the_same(house: House) -> None:
    await house.say("a", Started(("fr",)))
    await house.say("a", "secret")
    async with house.database.write() as db:
        await db.execute(update(people).values(safe_word_at=house.time.now()))
    await house.say("a", "crash")
    assert (await mine(house))[-1] == "•••", "what was crashed with is hidden by the question"
    assert (await house.texts("a", "banana"))[0] == SOS_LINE


def test_two_who_know_words_are_a_mistake_of_ours() -> None:
    kept = Kept()
    assert secret_of([Domain("a"), Domain("b", secret=kept)]) is kept
    assert secret_of([]) is None
    with pytest.raises(ValueError, match="more than one room has a secret"):
        secret_of([Domain("a", secret=kept), Domain("b", secret=kept)])
