"""What a person writes is read before anybody answers it: asked aside, beside a human, or where they are banned."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from sqlalchemy import update

from bot.channels.model import Said
from bot.conversation.human import watch_of
from bot.conversation.words import safe
from bot.ports import Domain, Line, Outcome, Turn
from bot.storage.engine import Database
from bot.storage.tables.people import people
from flows.events import JsonValue, Started, Typed
from tests.bot.conversation.house import House, make_house

SOS_LINE, BANNED = safe("sos")("fr")[0].text, safe("banned")("fr")[0].text


async def watch(turn: Turn, said: Said, seq: int) -> Outcome | None:
    """Notices « dark »."""
    if not isinstance(said, Typed) or "dark" not in said.text:
        return None
    return Outcome(lines=(Line(f"noticed in {seq}"),))


async def fine(turn: Turn, answers: Mapping[str, JsonValue], args: Mapping[str, JsonValue]) -> Outcome:
    return Outcome("words", lines=(Line("fine"),), heard=Typed("the same words"))


class Ear:
    """A relay that only listens."""

    def __init__(self) -> None:
        self.heard: list[str] = []

    async def __call__(self, turn: Turn, said: Said, seq: int) -> Outcome:
        self.heard.append(said.text if isinstance(said, Typed) else type(said).__name__)
        return Outcome()

    def label(self, locale: str, id: str) -> str | None:
        return None

    def line(self, locale: str, said: Said) -> str | None:
        return None


@pytest.fixture
def ear() -> Ear:
    return Ear()


@pytest.fixture
def house(database: Database, ear: Ear) -> House:
    return make_house(database, Domain("net", watch=watch, actions={"fine": fine}), Domain("mentors", relay=ear))


async def set_to(house: House, **values: object) -> None:
    async with house.database.write() as db:
        await db.execute(update(people).values(**values))


async def test_the_engine_does_not_hear_what_was_noticed_and_the_question_stays(house: House) -> None:
    begun = await house.texts("a", Started(("fr",)))
    assert await house.texts("a", "it is dark") == ["noticed in 3", begun[-1]]


async def test_whoever_is_new_is_not_greeted_first(house: House) -> None:
    assert await house.texts("a", "it is dark") == ["noticed in 1", "question 0"]


async def test_the_call_for_help_itself_is_not_read(house: House) -> None:
    await house.texts("a", Started(("fr",)))
    assert (await house.texts("a", "sos"))[0] == SOS_LINE


async def test_a_human_hears_it_as_always_and_the_line_comes_after(house: House, ear: Ear) -> None:
    await house.say("a", Started(("fr",)))
    await set_to(house, mode="human")
    assert await house.texts("a", "it is dark") == ["noticed in 3"]
    assert await house.texts("a", "good night") == []
    assert ear.heard == ["it is dark", "good night"]


async def test_whoever_is_banned_gets_the_numbers_all_the_same(house: House) -> None:
    await house.say("a", Started(("fr",)))
    await set_to(house, banned_at=house.time.now())
    assert await house.texts("a", "good night") == [BANNED]
    assert await house.texts("a", "it is dark") == [SOS_LINE, BANNED]


async def test_words_are_heard_where_the_flow_leads_after_an_action(house: House) -> None:
    await house.say("a", Started(("fr",)))
    said = await house.texts("a", "do fine")
    assert said[:2] == ["doing", "fine"]
    assert "the same words" in said[-1]


def test_two_watches_are_a_mistake_of_ours() -> None:
    assert watch_of([Domain("a"), Domain("b", watch=watch)]) is watch
    assert watch_of([]) is None
    with pytest.raises(ValueError, match="more than one room has a watch"):
        watch_of([Domain("a", watch=watch), Domain("b", watch=watch)])
