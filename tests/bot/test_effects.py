"""Effects run outside the turn, come back as events, survive failures and crashes."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field

import pytest
from sqlalchemy import select, update

from bot.effects import AT_ONCE, LEASE, MOST_TRIES, PATIENT_ONES, Effects
from bot.ports import Domain, Later, Line, Outcome, Turn
from bot.storage.engine import Database
from bot.storage.tables.later import effects, parked
from flows.events import JsonValue, Started
from tests.bot.conversation.house import House, make_house
from tests.fakes.until import until

Json = Mapping[str, JsonValue]


@dataclass
class Kitchen:
    """A domain whose effect cooks; it can fail, hang and count."""

    fails: int = 0
    cooked: list[str] = field(default_factory=list)
    at_once: int = 0
    most_at_once: int = 0
    gate: asyncio.Event = field(default_factory=asyncio.Event)

    async def order(self, turn: Turn, answers: Json, args: Json) -> Outcome:
        heard = answers["heard"]
        assert isinstance(heard, list)
        return Outcome("ordered", effects=(Later("food.cook", {"what": heard[-2]}, turn.new_id()),))

    async def cook(self, person_id: int, payload: Json) -> Json:
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        await self.gate.wait()
        self.at_once -= 1
        if self.fails:
            self.fails -= 1
            raise OSError("burnt")
        self.cooked.append(f"{person_id} {payload['what']}")
        return {"dish": f"warm {payload['what']}"}

    async def served(self, turn: Turn, payload: Json) -> Outcome:
        return Outcome(lines=(Line(str(payload["dish"])),), resume=True)

    async def sorry(self, turn: Turn, payload: Json) -> Outcome:
        return Outcome(lines=(Line(f"no {payload['what']}"),))

    @property
    def domain(self) -> Domain:
        return Domain(
            "food",
            actions={"food.order": self.order},
            effects={"food.cook": self.cook},
            events={"food.cook.done": self.served, "food.cook.failed": self.sorry},
        )


@dataclass
class Place:
    house: House
    kitchen: Kitchen
    effects: Effects

    async def order(self, chat: str, what: str) -> int:
        await self.house.say(chat, Started())
        await self.house.say(chat, what)
        return (await self.house.say(chat, "do food.order")).person_id

    async def last(self, person_id: int) -> str:
        return (await self.house.whole(person_id))[-1][2]


@pytest.fixture
def place(database: Database) -> Place:
    kitchen = Kitchen()
    kitchen.gate.set()
    house = make_house(database, kitchen.domain)
    return Place(house, kitchen, Effects(database, [kitchen.domain], clock=house.time.clock, conversation=house.talk))


async def test_the_result_of_an_effect_is_an_event(place: Place) -> None:
    person_id = await place.order("a", "soup")
    assert await place.effects.work() == 1
    assert await place.house.talk.work() == 1
    texts = [text for _, _, text in await place.house.whole(person_id)]
    assert texts[-3:] == ["did ordered", "warm soup", "question 2"]
    assert await place.effects.work() == 0
    assert (await place.house.rows(effects))[0]["payload"] is None


async def test_who_waits_is_told_when_the_work_begins(place: Place) -> None:
    begun: list[tuple[int, list[str]]] = []
    place.effects.on_start(lambda person_id, worded: begun.append((person_id, list(place.kitchen.cooked))))
    person_id = await place.order("a", "soup")
    await place.effects.work()
    assert begun == [(person_id, [])], "before it is done"


async def test_only_a_few_run_at_once(place: Place) -> None:
    await asyncio.gather(*(place.order(f"chat{n}", "soup") for n in range(AT_ONCE * 3)))
    assert await place.effects.work() == AT_ONCE * 3
    assert place.kitchen.most_at_once <= AT_ONCE
    assert len(set(place.kitchen.cooked)) == AT_ONCE * 3


async def test_a_slow_one_holds_up_nobody(place: Place) -> None:
    """One place is taken by an effect that does not end; all others go on through the other places."""
    slow = asyncio.Event()
    cook = place.kitchen.cook

    async def cooks(person_id: int, payload: Json) -> Json:
        if payload["what"] == "stew":
            await slow.wait()
        return await cook(person_id, payload)

    kitchen = Domain("food", effects={"food.cook": cooks})
    many = Effects(place.house.database, [kitchen], clock=place.house.time.clock, conversation=place.house.talk)
    await place.order("first", "stew")
    running = asyncio.create_task(many.run())
    await asyncio.gather(*(place.order(f"chat{n}", "soup") for n in range(AT_ONCE * 3)))
    await until(lambda: len(place.kitchen.cooked) == AT_ONCE * 3)
    assert not any("stew" in dish for dish in place.kitchen.cooked)
    slow.set()
    await until(lambda: len(place.kitchen.cooked) == AT_ONCE * 3 + 1)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


async def test_what_was_promised_waits_for_none_of_the_others(place: Place) -> None:
    """Files come slowly, as many as may at once; somebody's data is made all the same, and they see that it is."""
    hang, begun = asyncio.Event(), list[bool]()

    async def fetch(person_id: int, payload: Json) -> Json:
        await hang.wait()
        return {}

    fetching = Domain("files", effects={"files.fetch": fetch}, worded=frozenset({"files.fetch"}))
    kitchen = Domain("food", effects={"food.cook": place.kitchen.cook}, promised=frozenset({"food.cook"}))
    house = place.house
    many = Effects(house.database, [fetching, kitchen], clock=house.time.clock, conversation=house.talk)
    many.on_start(lambda person_id, worded: begun.append(worded))
    person_id = await place.order("a", "soup")
    async with house.database.write() as db:
        row = {"person_id": person_id, "kind": "files.fetch", "payload": b"{}", "due_at": house.time.now()}
        await db.execute(effects.insert(), [{**row, "key": f"slow {n}"} for n in range(AT_ONCE * 2)])
    running = asyncio.create_task(many.run())
    await until(lambda: len(begun) == AT_ONCE + 1)
    await until(lambda: bool(place.kitchen.cooked))
    assert not hang.is_set()
    assert sorted(begun) == [False, *[True] * AT_ONCE], "what ends in words is told apart"
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


async def test_those_that_wait_for_another_machine_take_no_place_of_others(place: Place) -> None:
    """Dead mail servers: as many e-mails as you like hang, and a CV is made all the same, without a sign of theirs."""
    hang, hanging, begun = asyncio.Event(), [0], list[int]()

    async def post(person_id: int, payload: Json) -> Json:
        hanging[0] += 1
        await hang.wait()
        return {}

    rooms = [place.kitchen.domain, Domain("mail", effects={"mail.post": post}, patient=frozenset({"mail.post"}))]
    many = Effects(place.house.database, rooms, clock=place.house.time.clock, conversation=place.house.talk)
    many.on_start(lambda person_id, worded: begun.append(person_id))
    person = await place.order("a", "soup")
    async with place.house.database.write() as db:
        first = {"person_id": person, "kind": "mail.post", "payload": b"{}", "due_at": place.house.time.now()}
        await db.execute(effects.insert(), [first | {"key": f"mail {n}"} for n in range(3 * AT_ONCE)])
    running = asyncio.create_task(many.run())
    await until(lambda: bool(place.kitchen.cooked) and hanging[0] == PATIENT_ONES)
    assert begun == [person]
    hang.set()
    await until(lambda: hanging[0] == 3 * AT_ONCE)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


async def test_what_tells_of_danger_does_not_wait_behind_the_e_mails(place: Place) -> None:
    hang, hanging, told = asyncio.Event(), [0], list[int]()

    async def post(person_id: int, payload: Json) -> Json:
        hanging[0] += 1
        await hang.wait()
        return {}

    async def tell(person_id: int, payload: Json) -> Json:
        told.append(person_id)
        return {}

    both = frozenset({"mail.post", "net.tell"})
    net = Domain("net", effects={"mail.post": post, "net.tell": tell}, patient=both, urgent=frozenset({"net.tell"}))
    many = Effects(place.house.database, [net], clock=place.house.time.clock, conversation=place.house.talk)
    person = (await place.house.say("a", Started())).person_id
    later = {"person_id": person, "payload": b"{}", "due_at": place.house.time.now()}
    async with place.house.database.write() as db:
        mails = [later | {"kind": "mail.post", "key": f"mail {n}"} for n in range(2 * PATIENT_ONES)]
        await db.execute(effects.insert(), [*mails, later | {"kind": "net.tell", "key": "tell"}])
    running = asyncio.create_task(many.run())
    await until(lambda: hanging[0] == PATIENT_ONES and bool(told))
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    assert (told, hanging[0]) == ([person], PATIENT_ONES)


async def test_what_is_under_way_at_the_end_is_run_again(place: Place) -> None:
    await place.order("a", "soup")
    place.kitchen.gate.clear()
    running = asyncio.create_task(place.effects.run())
    await until(lambda: place.kitchen.at_once == 1)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    place.kitchen.gate.set()
    place.house.time.forward(seconds=LEASE.total_seconds() + 1)
    assert await place.effects.work() == 1
    assert len(place.kitchen.cooked) == 1


async def test_one_that_can_not_be_read_is_parked_and_the_others_go_on(place: Place) -> None:
    await place.order("odd", "soup")
    async with place.house.database.write() as db:
        await db.execute(update(effects).values(payload=b"not ours"))
    person_id = await place.order("b", "tea")
    for _ in range(MOST_TRIES):
        await place.effects.work()
        place.house.time.forward(minutes=5)
    assert place.kitchen.cooked == [f"{person_id} tea"]
    async with place.house.database.read() as db:
        row = (await db.execute(select(parked))).mappings().one()
    assert (row["what"], row["kind"]) == ("effect", "food.cook")


async def test_a_failing_effect_is_tried_again_later(place: Place) -> None:
    person_id = await place.order("a", "soup")
    place.kitchen.fails = 2
    for _ in range(3):
        assert await place.effects.work() == 1
        assert await place.effects.work() == 0
        place.house.time.forward(minutes=2)
    await place.house.talk.work()
    assert place.kitchen.cooked == [f"{person_id} soup"]


async def test_an_effect_that_never_works_is_parked_and_told(place: Place) -> None:
    person_id = await place.order("a", "soup")
    place.kitchen.fails = 99
    for _ in range(MOST_TRIES):
        assert await place.effects.work() == 1
        place.house.time.forward(minutes=5)
    assert await place.effects.work() == 0
    await place.house.talk.work()
    assert await place.last(person_id) == "no soup"
    async with place.house.database.read() as db:
        row = (await db.execute(select(parked))).mappings().one()
    assert (row["what"], row["kind"]) == ("effect", "food.cook")


async def test_what_a_dead_process_had_is_run_again_and_told_once(place: Place) -> None:
    person_id = await place.order("a", "soup")
    place.kitchen.gate.clear()
    slow = asyncio.ensure_future(place.effects.work())
    await until(lambda: place.kitchen.at_once == 1)
    kitchen = Kitchen()
    kitchen.gate.set()
    other = Effects(place.house.database, [kitchen.domain], clock=place.house.time.clock, conversation=place.house.talk)
    assert await other.work() == 0
    place.house.time.forward(seconds=LEASE.total_seconds() + 1)
    assert await other.work() == 1
    place.kitchen.gate.set()
    await slow
    await place.house.talk.work()
    texts = [text for _, _, text in await place.house.whole(person_id)]
    assert texts.count("warm soup") == 1


async def test_at_start_sqlite_takes_back_what_was_leased(place: Place) -> None:
    if place.house.database.dialect != "sqlite":
        return
    await place.order("a", "soup")
    leased = await place.effects._lease(["food.cook"], AT_ONCE)
    assert len(leased) == 1
    other = Effects(
        place.house.database, [place.kitchen.domain], clock=place.house.time.clock, conversation=place.house.talk
    )
    assert await other.work() == 0
    await other.start()
    assert await other.work() == 1
