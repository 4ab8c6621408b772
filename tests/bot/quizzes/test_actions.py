from __future__ import annotations

from bot.ports import Turn
from bot.quizzes.actions import ACTIONS
from bot.storage.engine import Database
from flows.events import JsonValue
from tests.bot.quizzes.conftest import NOON
from tests.fakes.clock import FakeTime


async def act(house: Database, person: int, name: str, **args: JsonValue) -> JsonValue:
    async with house.write() as db:
        return (await ACTIONS[name](Turn(db, person, "fr", NOON, FakeTime().new_id), {}, args)).value


async def test_a_round_is_told_kept_and_put_on_the_cv(house: Database) -> None:
    assert await act(house, 1, "quizzes.mine") is None
    told = await act(house, 1, "quizzes.done", quiz="droits", title="Mes droits", score="7", of="8")
    assert told == {"quiz": "droits", "score": 7, "of": 8, "badge": "yes", "cv": "may"}
    assert await act(house, 1, "quizzes.result", round=told) == told
    assert await act(house, 1, "quizzes.to_cv", quiz="droits") == "yes"
    again = await act(house, 1, "quizzes.done", quiz="droits", title="Mes droits", score="1", of="8")
    assert again == {"quiz": "droits", "score": 1, "of": 8, "badge": "no", "cv": "there"}
    assert await act(house, 1, "quizzes.mine") == {"badges": 1}


async def test_who_has_agreed_to_nothing_hears_the_score_all_the_same(house: Database) -> None:
    told = await act(house, 2, "quizzes.done", quiz="droits", title="Mes droits", score="8", of="8")
    assert told == {"quiz": "droits", "score": 8, "of": 8, "badge": "yes", "cv": "no"}
    assert await act(house, 2, "quizzes.mine") is None
    assert await act(house, 2, "quizzes.to_cv", quiz="droits") is None
