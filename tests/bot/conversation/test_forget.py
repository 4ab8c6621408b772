"""An action that erased everything: nothing loaded before is written back, the next line is a first one."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import update

from bot.ports import Domain, Later, Line, Outcome, Turn
from bot.storage.engine import Database
from bot.storage.tables.conversation import sessions
from bot.storage.tables.later import effects
from flows.events import JsonValue
from tests.bot.conversation.house import make_house

Json = Mapping[str, JsonValue]


async def render(turn: Turn, answers: Json, args: Json) -> Outcome:
    return Outcome(effects=(Later("x.render", {}, "render"),))


async def erase(turn: Turn, answers: Json, args: Json) -> Outcome:
    await turn.db.execute(update(sessions).where(sessions.c.person_id == turn.person_id).values(state=None, shown=None))
    return Outcome(lines=(Line("gone"),), forget=True)


async def test_after_forgetting_the_conversation_is_new(database: Database) -> None:
    house = make_house(database, Domain("x", actions={"x.render": render, "x.erase": erase}))
    await house.say("a", "hi")
    await house.say("a", "secret")
    answer = await house.say("a", "do x.erase")
    assert [(line.text, line.clears) for line in answer.messages] == [("doing", False), ("gone", True)]
    assert [line.clears for line in await house.transcripts.read(answer.person_id, answer.seq - 1)] == [True], "kept so"
    (row,) = await house.rows(sessions)
    assert row["state"] is None
    assert row["shown"] is None
    assert await house.texts("a", "hello?") == ["hello fr", "question 0"], "greeted as somebody new"
    assert await house.texts("a", "again") == ["1: again"]


async def test_what_the_same_batch_planned_is_dropped_too(database: Database) -> None:
    house = make_house(database, Domain("x", actions={"x.render": render, "x.erase": erase}))
    await house.say("a", "hi")
    await house.many([house.incoming("a", "do x.render"), house.incoming("a", "do x.erase")])
    assert await house.count(effects) == 0
