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
from bot.storage.tables.later import parked
from bot.storage.tables.people import people
from flows.events import Aside, JsonValue, Received, Started, Typed, Unsupported
from tests.bot.conversation.house import House, make_house

SOS_LINE, BANNED = safe("sos")("fr")[0].text, safe("banned")("fr")[0].text


def words(said: Said) -> str:
    meant = said.meant if isinstance(said, Unsupported) else said
    return meant.text if isinstance(meant, Typed) else meant.caption if isinstance(meant, Received) else ""


class Net:
    """Notices « dark »; keeping « broken » fails, and so does reading « unreadable »."""

    async def __call__(self, turn: Turn, said: Said, seq: int) -> Outcome | None:
        if not self.hits(said, turn.locale):
            return None
        if "broken" in words(said):
            raise RuntimeError("what was noticed before can't be opened")
        return Outcome(
            lines=(Line(f"noticed in {seq}"),), aside=Aside("filet", "1", {}) if "aside" in words(said) else None
        )

    def hits(self, said: Said, locale: str) -> bool:
        if "unreadable" in words(said):
            raise ValueError("the words of the net are damaged")
        return "dark" in words(said)


class Refused(Net):
    """What it writes breaks a rule of the database."""

    async def __call__(self, turn: Turn, said: Said, seq: int) -> Outcome | None:
        if self.hits(said, turn.locale):
            await turn.db.execute(people.insert().values(id=turn.person_id, locale="fr"))
        return None


watch = Net()


async def fine(turn: Turn, answers: Mapping[str, JsonValue], args: Mapping[str, JsonValue]) -> Outcome:
    return Outcome("words", lines=(Line("fine"),), heard=Typed("the same words"))


class Ear:
    """A relay that only listens."""

    def __init__(self) -> None:
        self.heard: list[str] = []

    async def __call__(self, turn: Turn, said: Said, seq: int) -> Outcome:
        if "deaf" in words(said):
            raise RuntimeError("who should hear it can't")
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


@pytest.mark.parametrize("mode", ["bot", "waiting", "human"])
async def test_a_turn_that_fails_answers_them_all_the_same(house: House, mode: str) -> None:
    await house.say("a", Started(("fr",)))
    await set_to(house, mode=mode)
    assert await house.texts("a", "it is dark and broken") == [SOS_LINE]


async def test_what_is_noticed_in_a_turn_that_fails_is_noted_as_ever(house: House) -> None:
    await house.say("a", Started(("fr",)))
    await set_to(house, mode="human")
    assert await house.texts("a", "it is dark, and deaf") == [SOS_LINE, "noticed in 3"]
    assert await house.texts("a", "deaf") == []


async def test_a_note_that_the_database_refuses_does_not_take_the_answer_with_it(database: Database) -> None:
    house = make_house(database, Domain("net", watch=Refused()))
    await house.say("a", Started(("fr",)))
    assert await house.texts("a", "it is dark") == [SOS_LINE]
    assert await house.count(parked) == 1


async def test_a_net_that_fails_itself_leaves_the_kind_word(house: House) -> None:
    await house.say("a", Started(("fr",)))
    assert await house.texts("a", "it is unreadable") == [safe("failed")("fr")[0].text]


async def test_what_is_written_under_a_recording_is_asked_about_while_they_wait(house: House, ear: Ear) -> None:
    await house.say("a", Started(("fr",)))
    await set_to(house, mode="waiting")
    film = Unsupported("video", Received("r", "a.mp4", "video/mp4", "dark, aside"))
    noticed, asked = await house.texts("a", film)
    assert noticed.startswith("noticed in")
    assert asked == "filet 1: {}?"
    assert ear.heard == ["Unsupported"], "whoever comes has it, too"
    await set_to(house, mode="human")
    assert len(await house.texts("a", film)) == 1, "two voices at once are none"


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
