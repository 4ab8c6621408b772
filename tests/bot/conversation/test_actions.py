"""Actions, consent, failures: what holds when something of ours goes wrong."""

import asyncio
from collections.abc import Mapping
from datetime import timedelta

import pytest
from sqlalchemy import delete, insert, text, update

from bot.conversation import Offset
from bot.errors import Unavailable
from bot.ports import Domain, Later, Line, Outcome, Turn
from bot.storage.engine import Database
from bot.storage.purge import purge
from bot.storage.tables.channels import channel_state
from bot.storage.tables.conversation import messages, seen, sessions
from bot.storage.tables.later import effects, events, parked
from bot.storage.tables.people import people
from flows.events import Adopted, Aside, JsonValue, Received, Started, Tapped
from tests.bot.conversation.house import House, make_house
from tests.fakes.until import PATIENCE_S

Json = Mapping[str, JsonValue]


async def consent(turn: Turn, answers: Json, args: Json) -> Outcome:
    await turn.db.execute(update(people).where(people.c.id == turn.person_id).values(consent_at=turn.now))
    return Outcome("thanks", (Line("It is kept."),))


async def hand_off(turn: Turn, answers: Json, args: Json) -> Outcome:
    await turn.db.execute(update(people).where(people.c.id == turn.person_id).values(mode="human"))
    return Outcome()


async def clash(turn: Turn, answers: Json, args: Json) -> Outcome:
    """A constraint that fails in the middle of a batch."""
    row = {"id": "same", "person_id": turn.person_id, "kind": "x", "key": "same", "due_at": turn.now}
    await turn.db.execute(insert(events), [row | {"id": 1}, row | {"id": 2}])
    return Outcome()


async def broken(turn: Turn, answers: Json, args: Json) -> Outcome:
    raise FileNotFoundError("not the database's fault")


async def plan(turn: Turn, answers: Json, args: Json) -> Outcome:
    return Outcome(
        len(answers),
        effects=(Later("cv.render", {"heard": answers["heard"]}, f"render:{turn.person_id}"),),
        events=(Later("demo.tick", {"n": 1}, f"tick:{turn.person_id}", turn.now + timedelta(hours=1)),),
    )


async def tick(turn: Turn, payload: Json) -> Outcome:
    if payload.get("boom"):
        raise ValueError("boom")
    return Outcome(lines=(Line(f"tick {payload['n']}"),), resume=True)


async def tock(turn: Turn, payload: Json) -> Outcome:
    return Outcome(events=(Later("demo.tick", {"n": 2}, "tock-tick"),))


async def forget(turn: Turn, answers: Json, args: Json) -> Outcome:
    await turn.db.execute(delete(messages).where(messages.c.person_id == turn.person_id))
    await turn.db.execute(update(sessions).where(sessions.c.person_id == turn.person_id).values(state=None))
    await turn.db.execute(update(people).where(people.c.id == turn.person_id).values(consent_at=None))
    return Outcome(lines=(Line("All gone."),), forget=True)


async def restore(turn: Turn, answers: Json, args: Json) -> Outcome:
    return Outcome("lost", (Line("I read it."),), adopt=Adopted("cv", {"name": "Amina"}))


async def reminded(turn: Turn, payload: Json) -> Outcome:
    return Outcome(lines=(Line("Tomorrow."),), aside=Aside("come", "7", "you"), resume=True)


async def in_time(turn: Turn, payload: Json) -> Outcome:
    return Outcome(lines=(Line("At noon."),), aside=Aside("come", "7", "you"), until=turn.now + timedelta(hours=1))


async def restored(turn: Turn, payload: Json) -> Outcome:
    return Outcome(lines=(Line("I read your file."),), adopt=Adopted("cv", {"name": "Fatou"}), resume=True)


DEMO = Domain(
    "demo",
    actions={
        "d.consent": consent,
        "d.hand": hand_off,
        "d.clash": clash,
        "d.broken": broken,
        "d.plan": plan,
        "d.forget": forget,
        "d.restore": restore,
    },
    events={
        "demo.reminded": reminded,
        "demo.in_time": in_time,
        "demo.restored": restored,
        "demo.tick": tick,
        "demo.tock": tock,
    },
)


@pytest.fixture
def house(database: Database) -> House:
    return make_house(database, DEMO)


async def test_an_action_says_its_lines_and_its_value_goes_back_into_the_flow(house: House) -> None:
    await house.say("a", Started())
    assert await house.texts("a", "do d.consent") == ["doing", "It is kept.", "did thanks"]


async def test_answers_that_an_action_adopts_go_into_the_flow_within_the_turn(house: House) -> None:
    await house.say("a", Started())
    assert await house.texts("a", "do d.restore") == ["doing", "I read it.", "adopted name=Amina into cv"]
    assert await house.texts("a", "hello") == ["2: hello"]


async def restores(house: House) -> None:
    await add_event(house, 1, "demo.restored", "r")
    assert await house.talk.work() == 1


async def test_answers_that_an_event_adopts(house: House) -> None:
    await house.say("a", Started())
    await restores(house)
    assert [text for _, _, text in await house.whole(1)][-2:] == ["I read your file.", "adopted name=Fatou into cv"]


async def test_answers_are_adopted_without_a_word_while_a_human_holds_the_conversation(house: House) -> None:
    await house.say("a", Started())
    await house.say("a", "do d.hand")
    await restores(house)
    assert [text for _, _, text in await house.whole(1)][-1] == "I read your file."
    assert b"adopted" in bytes(str((await house.rows(sessions))[0]["state"]), "utf-8")


async def test_an_event_may_ask_something_aside(house: House) -> None:
    await house.say("a", Started())
    await add_event(house, 1, "demo.reminded", "r")
    assert await house.talk.work() == 1
    assert [text for _, _, text in await house.whole(1)][-2:] == ["Tomorrow.", "come 7: you?"]


async def test_nothing_is_asked_aside_while_a_human_talks_or_of_somebody_erased(house: House) -> None:
    await house.say("a", Started())
    await house.say("a", "do d.hand")
    await house.say("b", Started())
    async with house.database.write() as db:
        await db.execute(update(sessions).where(sessions.c.person_id == 2).values(state=None))
    for person in (1, 2):
        await add_event(house, person, "demo.reminded", f"r{person}")
        await house.talk.work()
        assert [text for _, _, text in await house.whole(person)][-1] == "Tomorrow."
    assert not any("aside" in str(row["state"]) for row in await house.rows(sessions))


async def test_what_was_to_be_asked_aside_is_asked_once_the_human_has_gone(house: House) -> None:
    await house.say("a", Started())
    await house.say("a", "do d.hand")
    await add_event(house, 1, "demo.reminded", "r1")
    for _ in range(3):
        house.time.forward(minutes=2)
        await house.talk.work()
    assert [text for _, _, text in await house.whole(1)][-1] == "Tomorrow."
    async with house.database.write() as db:
        await db.execute(update(people).values(mode="bot"))
    for _ in range(2):
        house.time.forward(minutes=2)
        await house.talk.work()
    assert [text for _, _, text in await house.whole(1)][-2:] == ["Tomorrow.", "come 7: you?"]


@pytest.mark.parametrize(("minutes", "last"), [(50, "come 7: you?"), (61, "At noon.")])
async def test_what_was_to_be_asked_aside_is_not_asked_once_it_is_late(house: House, minutes: int, last: str) -> None:
    await house.say("a", Started())
    await house.say("a", "do d.hand")
    await add_event(house, 1, "demo.in_time", "r1")
    for _ in range(3):
        await house.talk.work()
        house.time.forward(minutes=2)
    async with house.database.write() as db:
        await db.execute(update(people).values(mode="bot"))
    house.time.forward(minutes=minutes - 6)
    await house.talk.work()
    assert [text for _, _, text in await house.whole(1)][-1] == last


async def test_answers_adopted_by_somebody_who_said_nothing_yet(house: House) -> None:
    await house.say("a", Started())
    async with house.database.write() as db:
        await db.execute(update(sessions).values(state=None))
    await restores(house)
    assert [text for _, _, text in await house.whole(1)][-1] == "adopted name=Fatou into cv"


async def test_lines_before_consent_are_purged_a_day_later_and_those_after_it_kept(house: House) -> None:
    for chat in ("agrees", "leaves"):
        await house.say(chat, Started())
        await house.say(chat, "mes mots")
    await house.say("agrees", "do d.consent")
    await house.say("sent", "mots", channel="telegram")
    house.time.forward(hours=23)
    assert await purge(house.database, house.time.now()) == 0
    house.time.forward(hours=2)
    await house.say("agrees", "encore")
    assert await purge(house.database, house.time.now()) == 4 + 6 + 1  # not what is still due
    left = {(row["person_id"], row["seq"]) for row in await house.rows(messages)}
    assert left == {(1, 7), (1, 8), (1, 9), (1, 10), (3, 2), (3, 3)}


async def test_after_forgetting_the_conversation_is_new(house: House) -> None:
    await house.say("a", Started())
    await house.say("a", "do d.consent")
    first, last, new = await house.many(
        [house.incoming("a", "my secret"), house.incoming("a", "do d.forget"), house.incoming("a", "hello")]
    )
    assert [m.text for m in last.messages] == ["doing", "All gone."]
    assert [m.text for m in new.messages] == ["hello fr", "question 0"]
    assert first.person_id == new.person_id
    await house.say("a", "do d.forget")
    assert (await house.rows(sessions))[0]["state"] is None
    house.time.forward(hours=25)
    await purge(house.database, house.time.now())
    assert await house.count(messages) == 0
    assert await house.texts("a", "again") == ["hello fr", "question 0"]


async def test_a_repeat_of_a_purged_answer_is_still_a_repeat(house: House) -> None:
    await house.say("a", "un", id="x")
    house.time.forward(hours=25)
    await purge(house.database, house.time.now())
    again = await house.say("a", "un", id="x")
    assert again.messages == ()
    assert await house.count(messages) == 0
    house.time.forward(days=30)
    await purge(house.database, house.time.now())
    assert await house.count(seen) == 0


async def test_while_a_human_holds_the_conversation_the_bot_is_silent_but_for_sos(house: House) -> None:
    answer = await house.say("a", Started())
    assert await house.texts("a", "do d.hand") == ["doing", "did None"]
    answer = await house.say("a", "bonjour")
    assert (answer.messages, answer.mode) == ((), "human")
    answer = await house.say("a", Tapped("!sos"))
    assert len(answer.messages) == 1
    assert "112" in answer.messages[0].text


@pytest.mark.parametrize("word", ["sos", "/SOS", " Sos !", "🆘"])
async def test_sos_is_answered_first_then_the_question_again(house: House, word: str) -> None:
    assert "112" in (await house.texts("new", word))[0]
    await house.say("a", Started())
    texts = await house.texts("a", word)
    assert "112" in texts[0]
    assert texts[1:] == ["question 0"]


async def test_a_human_wanted_where_nobody_is(house: House) -> None:
    await house.say("a", Started())
    assert "menu" in (await house.texts("a", "human"))[0]


@pytest.mark.parametrize("bad", ["crash on my words", "do d.clash", "do d.broken", "do d.unknown"])
async def test_the_turn_that_fails_is_parked_and_the_others_hold(
    house: House, bad: str, caplog: pytest.LogCaptureFixture
) -> None:
    for chat in "abc":
        await house.say(chat, Started())
    answers = await house.many(
        [house.incoming("a", "un"), house.incoming("b", bad), house.incoming("c", "trois")],
        Offset("bot", 9),
    )
    assert [answer.messages[0].text for answer in answers[::2]] == ["1: un", "1: trois"]
    assert [m.text for m in answers[1].messages] == [
        "Là, c’est moi qui bloque, pas toi. C’est gardé, l’équipe va regarder. Tu peux réessayer."
    ]
    assert await house.texts("b", "deux") == ["1: deux"]
    assert (await house.rows(channel_state))[0]["offset"] == 9
    found = await house.rows(parked)
    assert [(row["what"], row["kind"]) for row in found] == [("turn", "Typed")]
    assert "my words" not in str(found[0]["error"]) + caplog.text
    assert "parked" in caplog.text
    assert await house.count(events) == 0


async def test_a_parked_turn_is_not_run_again_by_a_repeat(house: House) -> None:
    await house.say("a", Started())
    first = await house.say("a", "crash", id="x")
    again = await house.say("a", "crash", id="x")
    assert first.messages == again.messages
    assert await house.count(parked) == 1


async def test_effects_and_events_of_an_action_are_stored_once(house: House) -> None:
    await house.say("a", Started())
    for _ in range(2):
        assert await house.texts("a", "do d.plan") == ["doing", "did 1"]
    assert [row["key"] for row in await house.rows(effects)] == ["render:1"]
    assert [row["key"] for row in await house.rows(events)] == ["tick:1"]


async def test_a_turn_that_takes_a_shared_row_commits_alone_on_postgresql(database: Database) -> None:
    together: list[str] = []

    async def seat(turn: Turn, answers: Json, args: Json) -> Outcome:
        query = "SELECT CAST(pg_current_xact_id() AS text)" if database.dialect == "postgresql" else "SELECT 'one'"
        together.append((await turn.db.exec_driver_sql(query)).scalar_one())
        return Outcome("seated")

    house = make_house(database, Domain("hall", actions={"hall.seat": seat}, shared=frozenset({"hall.seat"})))
    chats = [f"chat{n}" for n in range(6)]
    await house.many([house.incoming(chat, Started()) for chat in chats])
    answers = await house.many([house.incoming(chat, "do hall.seat") for chat in chats])
    assert [[m.text for m in answer.messages] for answer in answers] == [["doing", "did seated"]] * 6
    assert len(set(together)) == (6 if database.dialect == "postgresql" else 1)


async def test_a_file_that_no_question_waits_for_is_taken_by_its_action(database: Database) -> None:
    taken: list[Json] = []

    async def take(turn: Turn, answers: Json, args: Json) -> Outcome:
        taken.append(args)
        adopt = Adopted("cv", {"name": "A"}) if args["ref"] == "known" else None
        return Outcome("dropped", lines=(Line("I look at it"),), adopt=adopt, resume=args["ref"] == "again")

    house = make_house(database, Domain("received", actions={"received.file": take}))
    await house.say("a", Started())

    async def sent(ref: str) -> list[str]:
        answer = await house.say("a", Received(ref, "loose.pdf", "application/pdf"))
        return [message.text for message in answer.messages]

    assert await sent("new") == ["I look at it"], "the question above still stands"
    assert await sent("again") == ["I look at it", "question 0"]
    assert await sent("known") == ["I look at it", "adopted name=A into cv"]
    assert taken[0] == {"ref": "new", "name": "loose.pdf", "type": "application/pdf"}


async def test_a_file_that_nobody_takes_is_answered_truly(house: House) -> None:
    await house.say("a", Started())
    answer = await house.say("a", Received("x", "loose.pdf", "application/pdf"))
    assert [message.text for message in answer.messages] == ["Unsupported"]


async def test_who_is_new_and_begins_with_a_file_is_greeted_and_the_file_is_heard(house: House) -> None:
    answer = await house.say("new", Received("x", "cv.pdf", "application/pdf"))
    assert [message.text for message in answer.messages] == ["hello fr", "question 0", "received cv.pdf"]


async def test_an_event_is_said_when_it_is_due_once(house: House) -> None:
    answer = await house.say("a", Started())
    await house.say("a", "do d.plan")
    assert await house.talk.work() == 0
    house.time.forward(hours=2)
    assert await house.talk.work() == 1
    assert await house.talk.work() == 0
    lines = await house.whole(answer.person_id)
    assert [text for _, _, text in lines[-2:]] == ["tick 1", "question 1"]
    assert (await house.rows(events))[0]["payload"] is None


async def add_event(house: House, person_id: int, kind: str, key: str, payload: bytes = b'{"n": 1}') -> None:
    async with house.database.write() as db:
        row = {"person_id": person_id, "kind": kind, "key": key, "payload": payload, "due_at": house.time.now()}
        await db.execute(insert(events), [row])


async def test_who_never_wrote_here_can_have_news(house: House) -> None:
    """Somebody without a row of `sessions`: told, and not looked for again and again."""
    now = house.time.now()
    async with house.database.write() as db:
        await db.execute(insert(people).values(id=77, locale="fr", created_at=now, last_seen_at=now))
    await add_event(house, 77, "demo.tick", "1")
    async with asyncio.timeout(PATIENCE_S):
        assert await house.talk.work() == 1
        assert await house.talk.work() == 0
    assert [text for _, _, text in await house.whole(77)] == ["tick 1"]


async def test_events_that_cannot_be_taken_now_are_left_for_later(house: House, database: Database) -> None:
    """Its person's row is away for a moment: nothing is done, and nobody spins."""
    answer = await house.say("a", Started())
    await add_event(house, answer.person_id, "demo.tick", "1")
    async with database.write() as db:
        await db.execute(text("ALTER TABLE parked RENAME TO away"))
        await db.execute(text("ALTER TABLE messages RENAME TO gone"))
    async with asyncio.timeout(PATIENCE_S):
        assert await house.talk.work() == 0
    async with database.write() as db:
        await db.execute(text("ALTER TABLE away RENAME TO parked"))
        await db.execute(text("ALTER TABLE gone RENAME TO messages"))
    assert await house.talk.work() == 1


async def test_an_event_may_bring_another_one(house: House) -> None:
    answer = await house.say("a", Started())
    await add_event(house, answer.person_id, "demo.tock", "t")
    assert await house.talk.work() == 2
    assert [text for _, _, text in await house.whole(answer.person_id)][-2:] == ["tick 2", "question 0"]


async def test_an_event_that_fails_is_parked_and_the_others_are_said(house: House) -> None:
    people_ids = [(await house.say(chat, Started())).person_id for chat in "abc"]
    await add_event(house, people_ids[0], "demo.tick", "1")
    await add_event(house, people_ids[1], "demo.tick", "2", b'{"n": 2, "boom": true}')
    await add_event(house, people_ids[1], "nobody.knows", "3")
    await add_event(house, people_ids[1], "effect.done", "4")
    await add_event(house, people_ids[2], "demo.unreadable", "5", b"not ours")
    await add_event(house, people_ids[2], "demo.tick", "6")
    assert await house.talk.work() == 6
    for person_id in (people_ids[0], people_ids[2]):
        assert [text for _, _, text in await house.whole(person_id)][-2:] == ["tick 1", "question 0"]
    assert {(row["what"], row["kind"]) for row in await house.rows(parked)} == {
        ("event", "demo.tick"),
        ("event", "nobody.knows"),
        ("event", "demo.unreadable"),
    }
    assert await house.talk.work() == 0


async def test_feeds_tell_of_new_lines(house: House) -> None:
    answer = await house.say("a", Started())
    changes = house.transcripts.changes(answer.person_id)
    assert await anext(changes) == 2
    waiting = asyncio.ensure_future(anext(changes))
    await house.say("b", Started())
    await house.say("a", "un")
    assert await waiting == 4


async def full_disk(database: Database, full: bool) -> None:
    """SQLite: no more pages. PostgreSQL: a server that only reads, as after a failover."""
    async with database.read() as db:
        if database.dialect == "sqlite":
            pages = (await db.exec_driver_sql("PRAGMA page_count")).scalar_one()
        else:
            name = (await db.exec_driver_sql("SELECT current_database()")).scalar_one()
            await db.exec_driver_sql("SET default_transaction_read_only = off")
            await db.exec_driver_sql(f'ALTER DATABASE "{name}" SET default_transaction_read_only = {full}')
            await db.exec_driver_sql(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
    if database.dialect == "sqlite":
        async with database.write() as db:
            await db.exec_driver_sql(f"PRAGMA max_page_count = {pages if full else 1_000_000}")


async def test_a_database_that_can_not_be_written_is_unavailable_and_nothing_is_lost(house: House) -> None:
    answer = await house.say("a", Started())
    long = "é" * 10_000
    await full_disk(house.database, True)
    with pytest.raises(Unavailable):
        await house.say("a", long, id="x")
    assert len(await house.whole(answer.person_id)) == 2
    await full_disk(house.database, False)
    assert await house.texts("a", long, id="x") == [f"1: {long}"]
    assert await house.count(parked) == 0
