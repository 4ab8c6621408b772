"""A human talks: the bot is silent, the relay hears everything but SOS, and its own buttons work at any time."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from sqlalchemy import select, update

from bot.channels.model import Said
from bot.conversation.human import hears, is_relayed, relay_of
from bot.conversation.words import safe
from bot.ports import RELAYED, Domain, Later, Line, Outcome, Turn
from bot.storage.engine import Database
from bot.storage.tables.later import events, parked
from bot.storage.tables.people import people
from flows.events import Adopted, Button, JsonValue, Received, Started, Tapped, Typed, Unsupported
from tests.bot.conversation.house import House, make_house

LEAVE, REPORT = "!m:leave", "!m:report.3"
SOS_LINE = safe("sos")("fr")[0].text


async def set_mode(turn: Turn, mode: str) -> None:
    await turn.db.execute(update(people).where(people.c.id == turn.person_id).values(mode=mode))


class Listener:
    """A relay that ends the talk when asked to, answers « cv » by sending them there, and says what else it heard."""

    def __init__(self) -> None:
        self.heard: list[tuple[str, int]] = []

    async def __call__(self, turn: Turn, said: Said, seq: int) -> Outcome:
        match said:
            case Tapped(id) if id == LEAVE:
                await set_mode(turn, "bot")
                return Outcome(lines=(Line("The talk is over."),), resume=True)
            case Tapped(id) if id == REPORT:
                return Outcome(lines=(Line(f"Reported, next is {turn.last_seq + 1}."),))
            case Typed("cv"):
                await set_mode(turn, "bot")
                return Outcome(lines=(Line("Off you go."),), adopt=Adopted("cv", {"name": "Amina"}))
            case Typed("crash"):
                raise ValueError("the relay is broken")
            case _:
                self.heard.append((type(said).__name__, seq))
                return Outcome()

    def label(self, locale: str, id: str) -> str | None:
        return "Leave" if id == LEAVE else "Report" if id.startswith("!m:report") else None

    def line(self, locale: str, said: Said) -> str | None:
        return f"edited: {said.meant.text}" if isinstance(said, Unsupported) and isinstance(said.meant, Typed) else None


async def taken(turn: Turn, payload: Mapping[str, JsonValue]) -> Outcome:
    await set_mode(turn, "human")
    return Outcome(lines=(Line("Lina is here."),), resume=True)


async def said(turn: Turn, payload: Mapping[str, JsonValue]) -> Outcome:
    """Looks at the mode in this very turn, as the room does."""
    if await turn.db.scalar(select(people.c.mode).where(people.c.id == turn.person_id)) != "human":
        return Outcome()
    return Outcome(lines=(Line(str(payload["text"]), author="mentor", controls=(Button(REPORT, "Report"),)),))


async def call(turn: Turn, answers: Mapping[str, JsonValue], args: Mapping[str, JsonValue]) -> Outcome:
    await set_mode(turn, "human")
    later = Later("t.said", {"text": "Hello, I am Lina."}, f"said/{turn.person_id}")
    return Outcome("called", events=(later,))


@pytest.fixture
def listener() -> Listener:
    return Listener()


@pytest.fixture
def house(database: Database, listener: Listener) -> House:
    room = Domain("t", {"call": call}, events={"t.taken": taken, "t.said": said}, relay=listener)
    return make_house(database, room)


async def begun(house: House, chat: str = "a") -> int:
    """Somebody who talks with a human; the first sentence of the human has been said."""
    await house.say(chat, Started(("fr",)))
    person_id = (await house.say(chat, "do call")).person_id
    await house.talk.work()
    return person_id


async def test_the_relay_hears_what_is_said_and_the_bot_is_silent(house: House, listener: Listener) -> None:
    person_id = await begun(house)
    before = len(await house.whole(person_id))
    answer = await house.say("a", "I need help with my CV")
    assert (answer.mode, answer.messages) == ("human", ())
    await house.say("a", Received("f1", "photo.jpg", "image/jpeg"))
    await house.say("a", Unsupported("sticker"))
    assert listener.heard == [("Typed", before + 1), ("Received", before + 2), ("Unsupported", before + 3)]
    assert [author for _, author, _ in (await house.whole(person_id))[before:]] == ["me"] * 3


async def test_a_line_holds_what_only_a_human_understands(house: House) -> None:
    voice = Unsupported("voice\0", Received("v\0", "v.ogg", "audio/ogg", "listen"))
    await house.say("a", voice)
    person_id = await begun(house)
    await house.say("a", voice)
    await house.say("a", Unsupported("edit", Typed("b\0ye")))
    lines = [line for line in await house.transcripts.read(person_id, 0) if line.author == "me"]
    assert lines[0].files == ()
    assert [file.id for file in lines[-2].files] == ["v"]
    assert lines[-1].text == "edited: bye"


async def test_who_waits_may_leave_a_voice_for_whoever_comes(house: House, listener: Listener) -> None:
    voice = Unsupported("voice", Received("v", "v.ogg", "audio/ogg"))
    person_id = (await house.say("a", Started(("fr",)))).person_id
    async with house.database.write() as db:
        await db.execute(update(people).values(mode="waiting"))
    said = [await house.say("a", one) for one in (voice, Typed("cv"), Unsupported("sticker"))]
    assert [kind for kind, _ in listener.heard] == ["Unsupported"]
    assert [bool(answer.messages) for answer in said] == [False, True, True], "the bot goes on with the rest"
    lines = [line for line in await house.transcripts.read(person_id, 0) if line.author == "me"]
    assert [[file.id for file in line.files] for line in lines] == [["v"], [], []]


async def test_sos_is_answered_before_the_relay_and_nothing_else_is_said(house: House, listener: Listener) -> None:
    await begun(house)
    assert await house.texts("a", "SOS") == [SOS_LINE]
    assert await house.texts("a", Tapped("!sos")) == [SOS_LINE]
    assert listener.heard == []


async def test_a_stale_button_of_a_flow_goes_to_the_relay_and_not_to_the_engine(
    house: House, listener: Listener
) -> None:
    await begun(house)
    assert await house.texts("a", Tapped("q7:yes")) == []
    assert [kind for kind, _ in listener.heard] == ["Tapped"]


async def test_opening_the_conversation_again_is_no_line_for_the_human(house: House, listener: Listener) -> None:
    person_id = await begun(house)
    before = await house.whole(person_id)
    assert await house.texts("a", Started(("fr",))) == []
    assert listener.heard == []
    assert await house.whole(person_id) == before


async def test_a_repeat_is_heard_once(house: House, listener: Listener) -> None:
    await begun(house)
    await house.say("a", "hello", id="same")
    await house.say("a", "hello", id="same")
    await house.many([house.incoming("a", "again", id="twice"), house.incoming("a", "again", id="twice")])
    assert len(listener.heard) == 2


async def test_back_with_the_bot_its_question_is_said_again(house: House) -> None:
    person_id = await begun(house)
    texts = await house.texts("a", Tapped(LEAVE))
    assert texts[0] == "The talk is over."
    assert texts[1].startswith("question")
    assert (await house.whole(person_id))[-3][2] == "Leave"
    assert (await house.say("a", "hi")).mode == "bot"


async def test_the_relay_can_send_them_into_a_flow(house: House) -> None:
    await begun(house)
    assert await house.texts("a", "cv") == ["Off you go.", "adopted name=Amina into cv"]


async def test_its_buttons_reach_it_while_the_bot_talks_too(house: House, listener: Listener) -> None:
    """« Signaler » stands under a mentor's line for ever."""
    await begun(house)
    await house.texts("a", Tapped(LEAVE))
    last = (await house.say("a", "hi")).messages[-1].seq
    assert await house.texts("a", Tapped(REPORT)) == [f"Reported, next is {last + 2}."]
    assert listener.heard == []


async def test_a_sentence_of_the_human_and_a_line_of_the_person_in_one_batch_are_both_there_once(house: House) -> None:
    person_id = await begun(house)
    async with house.database.write() as db:
        row = {"person_id": person_id, "kind": "t.said", "key": "s2", "payload": b'{"text":"And you?"}'}
        await db.execute(events.insert().values(row | {"due_at": house.time.now()}))
    asked = house.talk.work()
    await house.many([house.incoming("a", "I am fine"), house.incoming("a", "really")])
    await asked
    lines = [text for _, author, text in await house.whole(person_id) if author != "bot"]
    assert lines.count("And you?") == 1
    assert [text for text in lines if text in ("I am fine", "really")] == ["I am fine", "really"]
    seqs = [seq for seq, _, _ in await house.whole(person_id)]
    assert seqs == list(range(1, len(seqs) + 1))


async def test_a_sentence_that_comes_when_the_human_is_gone_is_never_said(house: House) -> None:
    person_id = await begun(house)
    async with house.database.write() as db:
        row = {"person_id": person_id, "kind": "t.said", "key": "late", "payload": b'{"text":"Too late"}'}
        await db.execute(events.insert().values(row | {"due_at": house.time.now()}))
    await house.many([house.incoming("a", Tapped(LEAVE))])
    await house.talk.work()
    assert "Too late" not in [text for _, _, text in await house.whole(person_id)]


async def test_when_the_human_comes_the_question_under_way_is_not_said_again(house: House) -> None:
    await house.say("a", Started(("fr",)))
    person_id = (await house.say("a", "hi")).person_id
    async with house.database.write() as db:
        row = {"person_id": person_id, "kind": "t.taken", "key": "t", "payload": b"{}", "due_at": house.time.now()}
        await db.execute(events.insert().values(row))
    before = len(await house.whole(person_id))
    await house.talk.work()
    assert [text for _, _, text in (await house.whole(person_id))[before:]] == ["Lina is here."]


async def test_a_broken_relay_parks_the_turn_and_keeps_the_words(house: House) -> None:
    person_id = await begun(house)
    assert await house.texts("a", "crash") == []
    assert (await house.whole(person_id))[-1][2] == "crash"
    assert await house.count(parked) == 1


def test_what_the_relay_hears() -> None:
    assert hears("human", Typed("hi"))
    assert not hears("human", Started())
    assert not hears("waiting", Typed("hi"))
    assert hears("bot", Tapped(f"{RELAYED}leave"))
    assert not is_relayed(Tapped("!more"))
    assert not is_relayed(Typed("!m:leave"))


def test_two_relays_are_a_mistake(listener: Listener) -> None:
    assert relay_of([Domain("a"), Domain("b", relay=listener)]) is listener
    assert relay_of([Domain("a")]) is None
    with pytest.raises(ValueError, match="more than one"):
        relay_of([Domain("a", relay=listener), Domain("b", relay=listener)])
