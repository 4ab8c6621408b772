"""A conversation begun on the page goes on in Telegram: nothing is lost, nobody gets somebody else's."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import get_args

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.channels.handover import LIVES
from bot.channels.model import Address
from bot.conversation.handover import Arrival, has_own, told
from bot.conversation.model import Person
from bot.i18n import translator
from bot.ports import Answer, Domain, Later, Line, Outcome, Turn
from bot.storage.engine import Database
from bot.storage.handovers import StoredHandovers
from bot.storage.tables.conversation import messages, sessions
from bot.storage.tables.handovers import handovers
from bot.storage.tables.people import addresses, people
from flows.events import JsonValue, Started
from tests.bot.conversation.house import House, make_house
from tests.bot.outbox.house import make_service
from tests.fakes.clock import FakeTime

HERE = "On continue ici, sur Telegram. La page du site reste ouverte, tu peux y revenir."
GONE = "Ce que tu avais commencé ici avant est effacé."
THEIRS = "Ici, tu as déjà tes réponses. Je les garde, on continue avec."
NO_GOOD = "Ce lien ne sert plus"

Json = Mapping[str, JsonValue]


async def agree(turn: Turn, answers: Json, args: Json) -> Outcome:
    await turn.db.execute(update(people).where(people.c.id == turn.person_id).values(consent_at=turn.now))
    return Outcome("agreed")


async def call_human(turn: Turn, answers: Json, args: Json) -> Outcome:
    await turn.db.execute(update(people).where(people.c.id == turn.person_id).values(mode="human"))
    return Outcome("called")


async def remind(turn: Turn, answers: Json, args: Json) -> Outcome:
    return Outcome("later", events=(Later("x.reminder", {}, turn.new_id()),))


async def reminder(turn: Turn, payload: Json) -> Outcome:
    return Outcome(lines=(Line("reminded"),))


DOMAIN = Domain(
    "x", actions={"x.agree": agree, "x.human": call_human, "x.remind": remind}, events={"x.reminder": reminder}
)


@dataclass
class Here:
    """A house where `key` is a page, and other names are chats in Telegram."""

    house: House
    codes: StoredHandovers

    async def page(self, text: str, key: str = "key") -> Answer:
        return await self.house.say(key, text)

    async def code(self, key: str = "key") -> str:
        state = await self.house.transcripts.state(Address("web", "bot", key))
        assert state is not None
        return await self.codes.offer(state.person_id)

    async def start(self, chat: str, code: str | None, id: str | None = None) -> list[str]:
        incoming = self.house.incoming(chat, Started(("fr",)), id, "telegram")
        answer = await self.house.talk.take(replace(incoming, code=code, source=None))
        return [line.text for line in answer.messages]

    async def telegram(self, chat: str, text: str) -> list[str]:
        return [line.text for line in (await self.house.say(chat, text, channel="telegram")).messages]

    async def owner(self, chat: str, channel: str = "telegram") -> int | None:
        state = await self.house.transcripts.state(Address(channel, "bot", chat))
        return state.person_id if state else None

    async def sources(self) -> list[object]:
        return [row["source"] for row in await self.house.rows(people)]


@pytest.fixture
async def here(database: Database) -> Here:
    house = make_house(database, DOMAIN)
    await house.say("key", Started(("fr",)))
    await house.say("key", "un")
    return Here(house, StoredHandovers(database, house.time.clock))


async def test_the_whole_conversation_goes_on_in_telegram(here: Here) -> None:
    assert await here.start("7", await here.code()) == [HERE, "question 1"]
    assert await here.telegram("7", "deux") == ["2: deux"]
    assert await here.owner("7") == await here.owner("key", "web") == 1
    assert [row["id"] for row in await here.house.rows(people)] == [1], "nobody is left over"
    texts = [text for _, _, text in await here.house.whole(1)]
    assert texts[-4:] == [HERE, "question 1", "deux", "2: deux"], "the page shows it all"
    assert [line.text for line in (await here.page("trois")).messages] == ["3: trois"]
    assert await here.telegram("7", "quatre") == ["4: quatre"]


async def test_lines_go_where_they_last_wrote(here: Here) -> None:
    await here.page("do x.remind")
    await here.start("7", await here.code())
    await here.house.talk.work()
    rows = await here.house.rows(messages)
    last = rows[-1]
    assert last["state"] == "due", "said unasked, it is sent to Telegram"
    await here.page("back on the page")
    await here.telegram("7", "do x.remind")
    await here.page("and on the page again")
    await here.house.talk.work()
    assert (await here.house.rows(messages))[-1]["state"] == "kept", "now the page is where they are"


async def test_a_repeat_from_the_page_does_not_call_lines_back_to_it(here: Here) -> None:
    await here.house.say("key", "do x.remind", id="again")
    await here.start("7", await here.code())
    repeat = here.house.incoming("key", "do x.remind", id="again")
    await asyncio.gather(here.house.talk.work(), here.house.talk.take(repeat))
    await here.house.talk.work()
    reminded = (await here.house.rows(messages))[-1]
    assert reminded["state"] == "due"
    assert (await here.house.rows(people))[0]["address_id"] == reminded["address_id"]


async def test_a_delivery_repeated_by_telegram_changes_nothing(here: Here) -> None:
    code = await here.code()
    first = await here.start("7", code, id="m1")
    again = await here.start("7", code, id="m1")
    assert first == again == [HERE, "question 1"]
    assert await here.house.count(messages) == 6


async def test_the_link_touched_twice_by_the_same_hand_is_kind(here: Here) -> None:
    code = await here.code()
    await here.start("7", code)
    assert await here.start("7", code) == [HERE, "question 1"]
    assert await here.start("7", await here.code()) == [HERE, "question 1"], "another link to the same conversation"


@pytest.mark.parametrize("code", ["reprise_", "reprise_" + "x" * 24, "reprise_--", "reprise_\0\ud800"])
async def test_an_invented_code_is_an_ordinary_start(here: Here, code: str) -> None:
    texts = await here.start("7", code)
    assert texts[0].startswith(NO_GOOD)
    assert texts[1:] == ["hello fr", "question 0"]
    assert await here.owner("7") != await here.owner("key", "web")
    assert (await here.sources())[1] is None


async def test_an_expired_code_is_an_ordinary_start(here: Here) -> None:
    code = await here.code()
    here.house.time.forward(seconds=LIVES.total_seconds())
    assert (await here.start("7", code))[0].startswith(NO_GOOD)
    assert await here.sources() == ["poster", None]


async def test_a_forwarded_link_works_for_one_of_them_only(here: Here) -> None:
    code = await here.code()
    answers = await asyncio.gather(here.start("7", code), here.start("8", code), here.start("9", code))
    assert sorted(texts[0].startswith(NO_GOOD) for texts in answers) == [False, True, True]
    owners = [await here.owner(chat) for chat in "789"]
    assert sorted(owner == 1 for owner in owners) == [False, False, True]
    assert len(set(owners)) == 3
    assert await here.sources() == ["poster", None, None]


async def test_the_code_of_an_erased_person_leads_nowhere(here: Here) -> None:
    code = await here.code()
    async with here.house.database.write() as db:
        await db.execute(delete(handovers).where(handovers.c.person_id == 1))
    assert (await here.start("7", code))[0].startswith(NO_GOOD)
    code = await here.code()
    async with here.house.database.write() as db:
        await db.execute(delete(people).where(people.c.id == 1))
    assert (await here.start("8", code))[0].startswith(NO_GOOD)
    assert await here.owner("8") is not None


async def test_who_has_answers_here_keeps_them_and_is_told(here: Here) -> None:
    await here.telegram("7", "hi")
    await here.telegram("7", "do x.agree")
    mine, code = await here.owner("7"), await here.code()
    texts = await here.start("7", code)
    assert texts[0] == THEIRS
    assert "effacer" in texts[1]
    assert await here.owner("7") == mine != 1
    assert await here.start("8", code) == [HERE, "question 1"], "the code was not used up"
    assert (await here.start("7", code))[0].startswith(NO_GOOD)


async def test_what_was_only_begun_here_goes_and_that_is_said(here: Here) -> None:
    await here.telegram("7", "hello")
    old = await here.owner("7")
    assert await here.start("7", await here.code()) == [HERE, GONE, "question 1"]
    assert old not in [row["id"] for row in await here.house.rows(people)]


async def test_what_the_place_heard_before_is_not_said_again_to_its_new_person(here: Here) -> None:
    """Another chat keeps the old person, so the place's first delivery is still known when it is repeated."""
    hello = replace(here.house.incoming("7", "hello", "m1", "telegram"), source=None)
    assert (await here.house.talk.take(hello)).messages
    old = await here.owner("7")
    async with here.house.database.write() as db:
        row = {"person_id": old, "channel": "web", "account": "bot", "chat": "p", "created_at": here.house.time.now()}
        await db.execute(addresses.insert(), [row])
    await here.start("7", await here.code())
    answer = await here.house.talk.take(hello)
    assert (answer.person_id, answer.messages) == (await here.owner("7"), ())


async def test_who_only_opened_the_chat_has_begun_nothing(here: Here) -> None:
    await here.start("7", None)
    assert await here.start("7", await here.code()) == [HERE, "question 1"]


async def test_start_and_code_in_one_batch(here: Here) -> None:
    plain = replace(here.house.incoming("7", Started(("fr",)), channel="telegram"), source=None)
    coded = replace(plain, external_id="coded", code=await here.code())
    word = here.house.incoming("7", "deux", channel="telegram")
    answers = await here.house.many([plain, coded, word])
    assert [[line.text for line in answer.messages] for answer in answers[1:]] == [[HERE, "question 1"], ["2: deux"]]
    assert [row["id"] for row in await here.house.rows(people)] == [1]


async def test_an_old_person_with_another_address_stays(here: Here) -> None:
    """Somebody of no consent with two chats: one goes on elsewhere, the other keeps them, and nothing goes astray."""
    await here.page("hello", "other key")
    await here.start("7", await here.code("other key"))
    two = await here.owner("7")
    assert await here.start("7", await here.code()) == [HERE, GONE, "question 1"]
    assert await here.owner("7") == 1
    assert await here.owner("other key", "web") == two
    left = next(row for row in await here.house.rows(people) if row["id"] == two)
    assert left["address_id"] is None
    assert [line.text for line in (await here.page("still here", "other key")).messages] == ["1: still here"]


async def test_while_a_human_talks_the_bot_asks_nothing(here: Here) -> None:
    await here.page("do x.human")
    assert await here.start("7", await here.code()) == [HERE]
    assert await here.telegram("7", "bonjour") == []


async def test_both_channels_writing_at_the_same_time(here: Here) -> None:
    await here.start("7", await here.code())
    said = [f"w{n}" for n in range(10)], [f"t{n}" for n in range(10)]
    answers = await asyncio.gather(
        *(here.house.say("key", word) for word in said[0]),
        *(here.house.say("7", word, channel="telegram") for word in said[1]),
    )
    assert {answer.person_id for answer in answers} == {1}
    lines = await here.house.whole(1)
    assert [seq for seq, _, _ in lines] == list(range(1, len(lines) + 1))
    for words in said:
        assert [text for _, author, text in lines if author == "me" and text in words] == words
    states = {(row["address_id"], row["state"]) for row in await here.house.rows(messages) if row["direction"] == "out"}
    places = {row["chat"]: row["id"] for row in await here.house.rows(addresses)}
    assert states == {(places["key"], "kept"), (places["7"], "due")}


async def test_a_turn_that_breaks_uses_no_code(here: Here) -> None:
    """The transaction takes it back, and the parked turn does not ask again."""
    code = await here.code()
    async with here.house.database.write() as db:
        await db.execute(update(sessions).where(sessions.c.person_id == 1).values(state=b"not JSON"))
    assert "C’est gardé" in (await here.start("7", code))[0]
    assert await here.owner("7") not in (None, 1)
    assert (await here.house.rows(handovers))[0]["used_at"] is None


async def test_each_chat_gets_its_own_answers(database: Database) -> None:
    """Two Telegram accounts, one conversation, one batch: no line goes to the other chat, no edit hits its messages."""
    service = make_service(database)
    codes = StoredHandovers(database, service.time.clock)
    person_id = await service.say("a", "hi")
    await service.outbox.idle()
    await service.talk.take(replace(service.incoming("b", "hi"), code=await codes.offer(person_id)))
    await service.outbox.idle()
    service.post.sent.clear()
    await service.talk.take_many([service.incoming("a", "from a"), service.incoming("b", "from b")])
    await service.outbox.sweep()
    await service.outbox.idle()
    assert sorted(service.post.sent) == [("a", "1: from a"), ("b", "2: from b")]
    await service.say("a", "ask")
    await service.outbox.idle()
    await service.say("b", "two")
    await service.outbox.idle()
    assert service.post.previous[-1] is None
    await service.outbox.close()


async def test_two_processes_one_code(postgres_address: str) -> None:
    databases = [await Database.open(postgres_address) for _ in range(2)]
    houses = [make_house(database, DOMAIN) for database in databases]
    await houses[0].say("key", "hi")
    for round in range(10):
        heres = [Here(house, StoredHandovers(house.database, house.time.clock)) for house in houses]
        heres[1].house.time.ids = heres[0].house.time.ids
        code = await heres[0].code()
        page = asyncio.create_task(heres[0].page(f"page {round}"))
        first, second = await asyncio.gather(
            heres[0].start(f"a{round}", code, f"a{round}"), heres[1].start(f"b{round}", code, f"b{round}")
        )
        await page
        assert sorted(texts[0] == HERE for texts in (first, second)) == [False, True]
    async with databases[0].read() as db:
        joined = (await db.execute(select(addresses.c.chat).where(addresses.c.person_id == 1))).scalars().all()
        assert len(joined) == 11
    lines = await houses[0].whole(1)
    assert [seq for seq, _, _ in lines] == list(range(1, len(lines) + 1))
    for database in databases:
        await database.close()


async def somebody_waits(db: AsyncConnection) -> None:
    """Until another connection waits for a row that this one holds."""
    for _ in range(10_000):
        if (await db.exec_driver_sql("SELECT count(*) FROM pg_locks WHERE NOT granted")).scalar():
            return
    raise AssertionError("nobody waits")


async def test_an_address_that_moved_while_we_waited_is_taken_with_its_new_person(postgres_address: str) -> None:
    databases = [await Database.open(postgres_address) for _ in range(2)]
    houses = [make_house(database, DOMAIN) for database in databases]
    await houses[0].say("key", "hi")
    await houses[0].say("7", Started(("fr",)), channel="telegram")
    async with databases[0].write() as db:
        await db.execute(select(people.c.id).with_for_update())
        late = asyncio.create_task(houses[1].say("7", "late", channel="telegram"))
        await somebody_waits(db)
        await db.execute(update(addresses).values(person_id=1))
        await db.execute(delete(people).where(people.c.id == 2))
    answer = await late
    assert answer.person_id == 1
    assert [line.text for line in answer.messages] == ["1: late"]
    for database in databases:
        await database.close()


def somebody(mode: str = "bot", consent_at: datetime | None = None) -> Person:
    now = FakeTime().now()
    return Person(1, "fr", mode, consent_at, 0, 0, 0, None, None, None, None, None, None, now)


def test_what_is_their_own() -> None:
    assert not has_own(somebody())
    assert has_own(somebody(consent_at=FakeTime().now()))
    assert has_own(somebody(mode="waiting"))
    assert has_own(somebody(mode="human"))


@pytest.mark.parametrize("locale", ["fr", "en", "ar"])
def test_every_arrival_has_words_in_every_language(locale: str) -> None:
    for arrival in get_args(Arrival):
        assert all(line.text for line in told(arrival, translator, locale))
