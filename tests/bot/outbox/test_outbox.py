"""What is committed is delivered: in order, once, whatever the channel answers."""

import asyncio
import logging
from collections.abc import Mapping
from datetime import timedelta

import pytest
from sqlalchemy import insert, select, update

from bot.channels.model import Address, Incoming, Message
from bot.channels.sending import Outcome, Parked, RetryAfter, Sent, Unreachable
from bot.errors import Unavailable
from bot.outbox import store
from bot.outbox.service import LEASE, MOST_TRIES
from bot.outbox.store import CLEARED, MOST_CLEARED
from bot.ports import Domain, Line, Turn
from bot.ports import Outcome as Done
from bot.storage.engine import Database
from bot.storage.tables.conversation import messages
from bot.storage.tables.later import events, parked
from bot.storage.tables.people import addresses, people
from flows.events import Aside, JsonValue, Tapped
from tests.bot.outbox.house import Service, make_service
from tests.fakes.until import until


async def states(database: Database, chat: str = "a") -> list[str]:
    async with database.read() as db:
        rows = await db.execute(
            select(messages.c.state)
            .join(addresses, addresses.c.person_id == messages.c.person_id)
            .where(addresses.c.chat == chat, messages.c.direction == "out")
            .order_by(messages.c.seq)
        )
        return [row.state for row in rows]


async def settled(database: Database) -> bool:
    """Nobody is leased and nothing waits."""
    async with database.read() as db:
        rows = (await db.execute(select(people.c.lease_owner, people.c.out_seq, people.c.done_seq))).all()
    return all(row.lease_owner is None and row.out_seq == row.done_seq for row in rows)


async def test_replies_are_sent_after_the_commit_in_order(service: Service) -> None:
    for text in ("un", "deux", "two"):
        await service.say("a", text)
    await service.outbox.idle()
    assert service.post.texts("a") == ["hello fr", "question 0", "1: deux", "one", "two"]
    assert await states(service.database) == ["sent"] * 5
    assert await settled(service.database)


async def test_many_people_at_once(service: Service) -> None:
    await asyncio.gather(*(service.say(f"chat{chat}", f"{n}") for n in range(4) for chat in range(50)))
    await service.outbox.idle()
    for chat in range(50):
        assert service.post.texts(f"chat{chat}") == ["hello fr", "question 0", "1: 1", "2: 2", "3: 3"]
    assert await settled(service.database)


async def test_words_that_come_while_a_reply_is_under_way_are_sent_behind_it(service: Service) -> None:
    service.post.gate.clear()
    await service.say("a", "un")
    await asyncio.gather(service.say("a", "deux"), service.say("a", "trois"))
    service.post.gate.set()
    await service.outbox.idle()
    assert service.post.texts("a") == ["hello fr", "question 0", "1: deux", "2: trois"]
    assert await settled(service.database)


async def test_the_next_line_waits_until_the_one_before_is_marked(service: Service) -> None:
    found: list[list[str]] = []

    async def look() -> None:
        found.append(await states(service.database))

    service.post.before = look
    await service.say("a", "un")
    await service.say("a", "two")
    await service.outbox.idle()
    assert [state.count("sent") for state in found] == [0, 1, 2, 3]


async def test_a_changed_message_carries_the_ref_of_the_one_before(service: Service) -> None:
    await service.say("a", "un")
    await service.talk.take(service.incoming("a", "ask"))
    await service.outbox.idle()
    await service.talk.take(Incoming(Address("telegram", "bot", "a"), "tap", Tapped("edit"), service.time.now()))
    await service.outbox.idle()
    assert service.post.previous[-1] == "ref-a-5"


async def test_an_emptied_screen_names_what_stands_there(service: Service) -> None:
    await service.say("a", "un")
    await service.outbox.idle()
    await service.talk.take(Incoming(Address("telegram", "bot", "a"), "tap", Tapped("!sos:clear"), service.time.now()))
    await service.outbox.idle()
    assert "ref-a-2 ref-a-3" in service.post.previous


async def test_an_emptied_screen_names_the_newest_that_may_still_be_taken_back_and_nobody_elses(
    service: Service,
) -> None:
    person_id = await service.say("a", "un")
    await service.say("b", "un")
    await service.outbox.idle()
    here, now = Address("telegram", "bot", "a"), service.time.now()

    async def named(before: int, address: Address = here, later: timedelta = timedelta(0)) -> list[str]:
        async with service.database.read() as db:
            return (await store.refs_of(db, person_id, before, address, now + later) or "").split()

    assert await named(99) == ["ref-a-2", "ref-a-3"]
    assert await named(3) == ["ref-a-2"]
    assert await named(99, Address("telegram", "bot", "b")) == []
    assert await named(99, later=CLEARED - timedelta(seconds=1)) == ["ref-a-2", "ref-a-3"]
    assert await named(99, later=CLEARED) == []
    async with service.database.write() as db:
        found = (await db.execute(select(messages).where(messages.c.person_id == person_id))).mappings().all()
        sent = next(dict(row) for row in found if row["ref"])
        more = [{**sent, "seq": seq, "ref": f"ref-a-{seq}"} for seq in range(10, 10 + MOST_CLEARED)]
        await db.execute(messages.insert(), more)
    assert await named(999) == [row["ref"] for row in more], "as many as one call takes, the newest"


async def test_retry_after_holds_that_chat_only_and_loses_nothing(service: Service) -> None:
    def slow(address: Address, message: Message) -> Outcome | None:
        return RetryAfter(30) if address.chat == "slow" else None

    service.post.answers = slow
    await asyncio.gather(service.say("slow", "un"), service.say("b", "un"))
    await service.outbox.idle()
    assert service.post.sent == [("b", "hello fr"), ("b", "question 0")]
    service.post.answers = lambda address, message: None
    await service.say("slow", "two")
    assert await service.outbox.sweep() == 0
    service.time.forward(seconds=31)
    assert await service.outbox.sweep() == 1
    await service.outbox.idle()
    assert service.post.texts("slow") == ["hello fr", "question 0", "one", "two"]
    assert await settled(service.database)


async def test_who_left_gets_nothing_until_they_write_then_everything(service: Service) -> None:
    await service.say("a", "un")
    await service.outbox.idle()
    service.post.answers = lambda address, message: Unreachable()
    await service.say("a", "two")
    await service.outbox.idle()
    assert await states(service.database) == ["sent", "sent", "unreachable", "unreachable"]
    assert await settled(service.database)
    service.post.answers = lambda address, message: None
    assert await service.outbox.sweep() == 0
    await service.say("a", "back")
    await service.outbox.sweep()
    await service.outbox.idle()
    assert service.post.texts("a")[2:] == ["one", "two", "2: back"]
    assert await settled(service.database)


async def test_who_is_back_while_a_line_is_under_way_still_gets_all_that_waited(service: Service) -> None:
    await service.say("a", "un")
    await service.outbox.idle()
    service.post.answers = lambda address, message: Unreachable()
    await service.say("a", "two")
    await service.outbox.idle()
    service.post.answers = lambda address, message: None
    person_id = await service.say("a", "back")
    service.post.gate.clear()
    await service.outbox.sweep()
    await until(lambda: service.post.under_way == 1)
    async with service.database.write() as db:
        await db.execute(update(addresses).values(unreachable_at=service.time.now()))
        missed = update(messages).where(messages.c.person_id == person_id, messages.c.seq == 2)
        await db.execute(missed.values(state="unreachable"))
    await service.say("a", "still here")
    service.post.gate.set()
    for _ in range(3):
        await service.outbox.idle()
        await service.outbox.sweep()
    assert await states(service.database) == ["sent"] * 6
    assert service.post.texts("a")[-2:] == ["hello fr", "3: still here"]
    assert await settled(service.database)


async def test_a_refused_line_is_parked_and_the_next_one_goes(service: Service) -> None:
    service.post.answers = lambda address, message: Parked("too odd") if message.text == "one" else None
    await service.say("a", "un")
    await service.say("a", "two")
    await service.outbox.idle()
    assert service.post.texts("a") == ["hello fr", "question 0", "two"]
    async with service.database.read() as db:
        row = (await db.execute(select(parked))).mappings().one()
    assert (row["what"], row["kind"]) == ("message", "telegram")
    assert await settled(service.database)


async def test_a_channel_that_breaks_is_tried_again_then_parked(
    service: Service, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(address: Address, message: Message) -> Outcome | None:
        if message.text == "one":
            raise KeyError("ours")
        return None

    service.post.answers = broken
    await service.say("a", "un")
    await service.say("a", "two")
    with caplog.at_level(logging.CRITICAL):
        for _ in range(MOST_TRIES + 1):
            await service.outbox.sweep()
            await service.outbox.idle()
            service.time.forward(minutes=2)
    assert await states(service.database) == ["sent", "sent", "parked", "sent"]


async def test_sos_overtakes_and_waits_for_no_pace(database: Database) -> None:
    service = make_service(database, rate=30)
    service.sleeps.open.clear()
    await service.say("a", "un")
    await until(lambda: service.sleeps.asked != [])
    assert service.post.texts("a") == ["hello fr"]
    await service.say("a", "sos")
    await until(lambda: len(service.post.sent) == 2)
    assert "112" in service.post.texts("a")[1]
    service.sleeps.open.set()
    await service.outbox.idle()
    assert service.post.texts("a")[2:] == ["question 0", "question 0"]
    assert await settled(database)
    await service.talk.idle()


async def away(turn: Turn, answers: Mapping[str, JsonValue], args: Mapping[str, JsonValue]) -> Done:
    raise Unavailable("away")


async def test_marks_stored_before_the_database_went_away_are_not_written_again(database: Database) -> None:
    service = make_service(database, Domain("demo", actions={"away": away}))
    for chat in ("b", "c"):
        await service.say(chat, "un")
    await service.outbox.idle()
    together: list[asyncio.Task[object]] = []

    async def with_the_mark() -> None:
        if not together:
            both = [service.incoming("b", "crash"), service.incoming("c", "do away")]
            together.append(asyncio.create_task(service.talk.take_many(both)))

    await service.say("a", "un")
    service.post.before = with_the_mark
    await service.outbox.idle()
    with pytest.raises(Unavailable):
        await together[0]
    await service.say("a", "two")
    await service.outbox.idle()
    assert service.post.texts("a") == ["hello fr", "question 0", "one", "two"]
    assert await states(database) == ["sent"] * 4


async def test_a_line_that_can_not_be_read_is_parked_and_the_next_one_goes(service: Service) -> None:
    service.post.answers = lambda address, message: RetryAfter(1)
    await asyncio.gather(service.say("odd", "un"), service.say("b", "un"))
    await service.outbox.idle()
    person_id = await service.say("odd", "two")
    async with service.database.write() as db:
        odd = update(messages).where(messages.c.person_id == person_id, messages.c.seq == 2)
        await db.execute(odd.values(body=b"not ours"))
    service.post.answers = lambda address, message: None
    service.time.forward(seconds=2)
    assert await service.outbox.sweep() == 2
    await service.outbox.idle()
    assert (service.post.texts("odd"), service.post.texts("b")) == (
        ["question 0", "one", "two"],
        ["hello fr", "question 0"],
    )
    async with service.database.read() as db:
        assert [row.what for row in await db.execute(select(parked))] == ["message"]
    assert await settled(service.database)


async def test_a_mark_that_can_not_be_written_holds_up_nobody_else(
    service: Service, caplog: pytest.LogCaptureFixture
) -> None:
    service.post.answers = lambda address, message: Sent("\ud800") if address.chat == "odd" else None
    await asyncio.gather(service.say("odd", "un"), service.say("b", "un"))
    await service.outbox.idle()
    assert service.post.texts("b") == ["hello fr", "question 0"]
    assert "what became of a line could not be written" in caplog.text
    service.post.answers = lambda address, message: None
    assert await service.outbox.sweep() == 0
    service.time.forward(seconds=LEASE.total_seconds() + 1)
    assert await service.outbox.sweep() == 1
    await service.outbox.idle()
    assert await states(service.database, "odd") == ["sent"] * 2
    assert await settled(service.database)


async def remind(turn: Turn, payload: Mapping[str, JsonValue]) -> Done:
    return Done(lines=(Line("reminder"),))


async def seat(turn: Turn, payload: Mapping[str, JsonValue]) -> Done:
    aside = Aside("demo", "1", {})
    return Done(lines=(Line("a seat for an hour"),), aside=aside, until=turn.now + timedelta(hours=1))


@pytest.mark.parametrize(
    ("away", "sent"),
    [
        (timedelta(minutes=59), ["1: deux", "a seat for an hour", "demo 1: {}?", "reminder"]),
        (timedelta(hours=1), ["1: deux", "reminder"]),
        (timedelta(days=2), ["1: deux", "reminder"]),
    ],
)
async def test_what_a_dead_channel_makes_late_is_dropped_and_the_rest_goes_in_order(
    database: Database, away: timedelta, sent: list[str]
) -> None:
    service = make_service(database, Domain("demo", events={"seat": seat, "remind": remind}))
    person_id = await service.say("a", "un")
    await service.outbox.idle()
    service.post.answers = lambda address, message: RetryAfter(2)
    begins = service.time.now()
    async with database.write() as db:
        row = {"person_id": person_id, "payload": b"{}", "due_at": begins}
        await db.execute(insert(events), [row | {"kind": kind, "key": kind} for kind in ("seat", "remind")])
    await service.talk.work()
    await service.say("a", "deux")
    await service.outbox.idle()
    service.time.forward(minutes=30)
    assert await service.outbox.sweep() == 1
    await service.outbox.idle()
    assert service.post.texts("a")[2:] == []
    service.post.answers = lambda address, message: None
    service.time.at = begins + away
    await service.outbox.sweep()
    await service.outbox.idle()
    assert service.post.texts("a")[2:] == sent
    assert (await states(database)).count("dropped") == 4 - len(sent)
    assert await settled(database)
    async with database.read() as db:
        assert (await db.execute(select(parked))).all() == [], "nothing for staff to do"


async def test_a_reply_goes_before_a_reminder(database: Database) -> None:
    service = make_service(database, Domain("demo", events={"remind": remind}))
    person_id = await service.say("a", "un")
    await service.outbox.idle()
    service.post.answers = lambda address, message: RetryAfter(5)
    async with database.write() as db:
        row = {"person_id": person_id, "kind": "remind", "key": "r", "payload": b"{}", "due_at": service.time.now()}
        await db.execute(insert(events), [row])
    await service.talk.work()
    await service.say("a", "deux")
    await service.outbox.idle()
    service.post.answers = lambda address, message: None
    service.time.forward(seconds=6)
    await service.outbox.sweep()
    await service.outbox.idle()
    assert service.post.texts("a")[2:] == ["1: deux", "reminder"]


async def test_what_a_dead_process_left_is_delivered_by_the_next_one(database: Database) -> None:
    dead = make_service(database)
    dead.post.gate.clear()
    await asyncio.gather(*(dead.say(f"chat{chat}", "un") for chat in range(30)))
    living = make_service(database, time=dead.time)
    await living.outbox.start()
    if database.dialect == "postgresql":
        assert await living.outbox.sweep() == 0  # the lease still runs: it might be alive
        dead.time.forward(seconds=LEASE.total_seconds() + 1)
    assert await living.outbox.sweep() == 30
    await living.outbox.idle()
    for chat in range(30):
        assert living.post.texts(f"chat{chat}") == ["hello fr", "question 0"]
    for task in dead.outbox._tasks:
        task.cancel()
    await living.talk.idle()


async def test_a_lease_that_is_renewed_is_not_taken_over(database: Database) -> None:
    slow, other = make_service(database), make_service(database)
    other.time = slow.time
    slow.post.gate.clear()
    await slow.say("a", "un")
    slow.time.forward(seconds=50)
    await slow.outbox.renew()
    slow.time.forward(seconds=50)
    assert await other.outbox.sweep() == 0
    async with database.write() as db:
        await db.execute(update(people).values(lease_owner="somebody else"))
    await slow.outbox.renew()
    slow.post.gate.set()
    await slow.outbox.idle()
    assert slow.post.texts("a") == ["hello fr"]
    await slow.talk.idle()


async def test_closing_ends_what_is_under_way_and_leaves_the_rest_for_later(database: Database) -> None:
    service = make_service(database)
    service.post.gate.clear()
    await service.say("a", "un")
    await until(lambda: service.post.under_way == 1)
    closing = asyncio.ensure_future(service.outbox.close())
    await asyncio.sleep(0)
    service.post.gate.set()
    await closing
    assert service.post.texts("a") == ["hello fr"]
    assert await states(database) == ["sent", "due"]
    later = make_service(database, time=service.time)
    await later.outbox.start()
    await later.outbox.sweep()
    await later.outbox.idle()
    assert later.post.texts("a") == ["question 0"]
    await later.talk.idle()
