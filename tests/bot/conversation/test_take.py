"""One incoming thing after the other: what is answered, what is kept."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.channels.model import Address, Said
from bot.conversation import Offset
from bot.storage.channels import offset_of
from bot.storage.engine import Database
from bot.storage.tables.channels import channel_state
from bot.storage.tables.conversation import messages, seen, sessions
from bot.storage.tables.people import addresses, people
from flows.events import Located, Picked, Received, Started, Tapped, Unsupported
from tests.bot.conversation.house import House, make_house

WEEK = timedelta(days=7)


async def test_who_is_new_is_greeted_whatever_they_send(house: House) -> None:
    answer = await house.say("a", Started(("en", "fr")))
    assert [m.text for m in answer.messages] == ["hello en", "question 0"]
    assert (answer.seq, answer.locale, answer.mode) == (2, "en", "bot")
    things: list[Said | str] = ["je veux un cv", Tapped("zz.old"), Located(48.8, 2.3), Unsupported("sticker")]
    for number, said in enumerate(things):
        assert await house.texts(f"new{number}", said) == ["hello fr", "question 0"]


async def test_the_transcript_holds_both_sides_in_order(house: House) -> None:
    await house.say("a", Started(("fr",)))
    answer = await house.say("a", "salut")
    assert [m.seq for m in answer.messages] == [4]
    assert await house.whole(answer.person_id) == [
        (1, "bot", "hello fr"),
        (2, "bot", "question 0"),
        (3, "me", "salut"),
        (4, "bot", "1: salut"),
    ]
    state = await house.transcripts.state(Address("web", "bot", "a"))
    assert state is not None
    assert (state.person_id, state.seq, state.mode) == (answer.person_id, 4, "bot")


async def test_the_line_of_a_tap_is_its_label(house: House) -> None:
    answer = await house.say("a", Started())
    await house.say("a", Tapped("0.b"))
    await house.say("a", Picked(("0.a", "0.b")))
    await house.say("a", Located(1.0, 2.0))
    mine = [text for _, author, text in await house.whole(answer.person_id) if author == "me"]
    assert mine == ["<0.b>", "0.a, 0.b", "Located"]


async def test_other_things_have_a_line_too(house: House) -> None:
    answer = await house.say("a", Started())
    ref = await house.files.put(answer.person_id, "cv.pdf", "application/pdf", b"%PDF")
    answer = await house.say("a", Received(ref.id, ref.name, ref.type))
    assert [m.text for m in answer.messages] == ["received cv.pdf"]
    mine = [line for line in await house.transcripts.read(answer.person_id, 0) if line.author == "me"]
    assert mine[0].files == (ref,)
    assert await house.transcripts.file(ref.id) == (ref, b"%PDF")
    assert await house.transcripts.file("unknown") is None


async def test_a_changed_message_names_the_one_it_replaces(house: House) -> None:
    first = await house.say("a", Started())
    again = await house.say("a", Tapped("edit"))
    assert again.messages[0].replaces == first.messages[1].seq


async def test_the_same_thing_twice_gets_the_same_answer_once(house: House) -> None:
    await house.say("a", Started())
    first = await house.say("a", "un", id="x")
    await house.say("a", "deux")
    again = await house.say("a", "un", id="x")
    assert again.messages == first.messages
    assert again.seq == 6
    assert await house.count(messages) == 6
    other = await house.say("b", "un", id="x")
    assert other.person_id != first.person_id
    assert [m.text for m in other.messages] == ["hello fr", "question 0"]


async def test_the_same_thing_twice_in_one_batch(house: House) -> None:
    one = house.incoming("a", "un", id="x")
    first, second = await house.many([one, one])
    assert first == second
    assert await house.count(seen) == 1


async def test_two_first_messages_in_the_same_millisecond_are_one_person(house: House) -> None:
    first, second = await asyncio.gather(house.say("a", "un"), house.say("a", "deux"))
    assert first.person_id == second.person_id
    assert await house.count(people) == await house.count(addresses) == await house.count(sessions) == 1
    assert [text for _, _, text in await house.whole(first.person_id)] == [
        "un", "hello fr", "question 0", "deux", "1: deux",
    ]  # fmt: skip


async def test_a_hundred_people_at_once_keep_their_own_order(house: House) -> None:
    waiting = [house.say(f"chat{chat}", f"{number}") for number in range(4) for chat in range(100)]
    answers = await asyncio.gather(*waiting)
    assert len({answer.person_id for answer in answers}) == 100
    for answer in answers[:100]:
        texts = [text for _, author, text in await house.whole(answer.person_id) if author == "bot"]
        assert texts == ["hello fr", "question 0", "1: 1", "2: 2", "3: 3"]


async def test_the_session_is_kept_between_batches_and_languages_follow(house: House) -> None:
    await house.say("a", Started())
    for number in range(1, 4):
        assert await house.texts("a", "encore") == [f"{number}: encore"]
    answer = await house.say("a", "locale ar")
    assert answer.locale == "ar"
    state = await house.transcripts.state(Address("web", "bot", "a"))
    assert state is not None
    assert state.locale == "ar"


async def test_a_polled_batch_stores_its_offset_in_the_same_transaction(house: House) -> None:
    batch = [house.incoming("a", "un", channel="telegram"), house.incoming("b", "deux", channel="telegram")]
    await house.many(batch, Offset("bot", 42))
    assert await house.rows(channel_state) == [{"channel": "telegram", "account": "bot", "offset": 42}]
    await house.many([], Offset("bot", 43))
    assert await offset_of(house.database, "bot", house.time.now() - WEEK) == 43
    assert await offset_of(house.database, "other", house.time.now() - WEEK) is None
    assert (await house.rows(channel_state))[0]["offset"] == 43


async def test_lines_for_a_channel_that_must_be_sent_to_wait_in_the_database(house: House) -> None:
    await house.say("a", "un", channel="telegram")
    await house.say("b", "un", channel="web")
    found = {(row["person_id"], row["direction"]): row["state"] for row in await house.rows(messages)}
    assert found == {(1, "in"): "kept", (1, "out"): "due", (2, "in"): "kept", (2, "out"): "kept"}
    assert [row["out_seq"] for row in await house.rows(people)] == [3, 0]


async def test_nobody_is_shown_what_another_one_was_told(house: House) -> None:
    await house.say("a", "secret-a", id="same")
    answer = await house.say("b", "rien", id="same")
    assert "secret-a" not in str(await house.whole(answer.person_id))
    assert await house.transcripts.state(Address("web", "other", "a")) is None
    assert await house.transcripts.read(999, 0) == []


@pytest.mark.parametrize(
    "text", ["\0", "a\0b", "\ud800", "x\udfff", "\u202e\u200f", "<b>", "=1+1", "👩‍👩‍👧", "é" * 10_000, "", " \n"]
)
async def test_nasty_words_are_kept_and_answered(house: House, text: str) -> None:
    await house.say("a", Started())
    answer = await house.say("a", text, id="id" + text)
    assert len(answer.messages) == 1
    again = await house.say("a", text, id="id" + text)
    assert again.messages == answer.messages
    incoming = house.incoming(text, text, id=text * 3)
    answer = await house.talk.take(replace(incoming, source=text, locales=(text,)))
    assert len(answer.messages) == 2


deliveries = st.lists(st.lists(st.tuples(st.sampled_from("abc"), st.booleans()), max_size=6), min_size=1, max_size=6)


@settings(max_examples=20, deadline=None)
@given(batches=deliveries)
def test_however_it_is_grouped_and_repeated_each_word_is_heard_once_in_order(
    batches: list[list[tuple[str, bool]]],
) -> None:
    """`batches` of (chat, delivered twice); an update of chat c carries the next number of c."""

    async def deliver() -> None:
        with TemporaryDirectory() as folder:
            database = await Database.open(f"sqlite:///{folder}/a.db")
            house = make_house(database)
            said: dict[str, list[str]] = {chat: [] for chat in "abc"}
            for batch in batches:
                incomings = []
                for chat, twice in batch:
                    said[chat].append(str(len(said[chat])))
                    incoming = house.incoming(chat, said[chat][-1])
                    incomings += [incoming] * (2 if twice else 1)
                answers = await house.many(incomings)
                answers += await house.many(incomings)
                assert answers[: len(incomings)] != [] or not incomings
            for chat, words in said.items():
                state = await house.transcripts.state(Address("web", "bot", chat))
                lines = await house.whole(state.person_id) if state else []
                assert [text for _, author, text in lines if author == "me"] == words
                assert [seq for seq, _, _ in lines] == list(range(1, len(lines) + 1))
            await database.close()

    asyncio.run(deliver())
