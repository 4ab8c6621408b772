"""A link that leads to one thing: greeted if new, asked about that thing, and nothing under way is lost."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.channels.model import Incoming, Said
from bot.conversation.doors import behind
from bot.ports import Domain, Line, Outcome, Turn
from bot.storage.engine import Database
from flows.events import Started, Typed
from tests.bot.conversation.house import House, make_house


async def shop(turn: Turn, about: str) -> Outcome | None:
    return Outcome(lines=(Line(f"{about} in {turn.locale}"),)) if about == "bread" else None


@pytest.fixture
def house(database: Database) -> House:
    return make_house(database, Domain("shop", doors={"shop_": shop}))


async def heard(house: House, said: Said, source: str | None, chat: str = "a") -> list[str]:
    answer = await house.talk.take(replace(house.incoming(chat, said), source=source))
    return [message.text for message in answer.messages]


async def test_who_is_new_is_greeted_and_stands_before_it(house: House) -> None:
    plain = await heard(house, Started(("fr",)), "poster", "b")
    by_door = await heard(house, Started(("fr",)), "shop_bread")
    assert "bread in fr" in by_door
    assert [text for text in by_door if text != "bread in fr"] == plain, "the question comes once, behind it"
    assert by_door[-1] == plain[-1]


async def test_who_was_here_before_finds_the_same_question(house: House) -> None:
    begun = await heard(house, Started(("fr",)), None)
    assert await heard(house, Started(("fr",)), "shop_bread") == ["bread in fr", begun[-1]]


async def test_what_no_door_knows_is_a_campaign(house: House) -> None:
    plain = await heard(house, Started(("fr",)), None, "b")
    for number, source in enumerate(("shop_gold", "shop", "shop_", "poster", "")):
        assert await heard(house, Started(("fr",)), source, f"c{number}") == plain


def test_only_an_opened_conversation_comes_by_a_door(house: House) -> None:
    def coming(said: Said, source: str | None) -> Incoming:
        return replace(house.incoming("a", said), source=source)

    doors = {"shop_": shop}
    assert behind(doors, coming(Started(), "shop_a_b")) == (shop, "a_b")
    assert behind(doors, coming(Typed("hello"), "shop_bread")) is None
    assert behind(doors, coming(Started(), None)) is None
    assert behind({}, coming(Started(), "shop_bread")) is None
