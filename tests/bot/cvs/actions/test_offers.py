"""What there is to tap: every offer of a flow answers, whatever was answered before."""

from __future__ import annotations

import pytest

from bot.cvs.actions.offers import ACTIONS
from bot.ports import Outcome, Turn
from bot.storage.engine import Database
from flows.events import JsonValue
from tests.bot.cvs.answers import AMINA
from tests.fakes.clock import FakeTime

TIME = FakeTime()


async def offered(database: Database, name: str, answers: dict[str, JsonValue], **args: JsonValue) -> Outcome:
    async with database.read() as db:
        return await ACTIONS[name](Turn(db, 1, "fr", TIME.now(), TIME.new_id), answers, args)


@pytest.mark.parametrize("name", sorted(ACTIONS))
@pytest.mark.parametrize("answers", [{}, dict.fromkeys(AMINA), AMINA, {**AMINA, "cv_language": "en"}])
async def test_each_gives_a_value_and_neither_says_nor_does_a_thing(
    database: Database, name: str, answers: dict[str, JsonValue]
) -> None:
    outcome = await offered(database, name, answers)
    assert outcome == Outcome(outcome.value)


@pytest.mark.parametrize(
    ("name", "answers", "args", "value"),
    [
        ("cvs.name", {"name": "amina k"}, {}, "Amina K."),
        ("cvs.no_letters", {"name": "0783 45 12 90"}, {}, "yes"),
        ("cvs.no_letters", {"name": "Li"}, {}, None),
        ("cvs.no_letters", {"name": "أمل"}, {}, None),
        ("cvs.place", {"job.employer": ["chez momo"]}, {}, "Chez Momo"),
        ("cvs.years", {}, {"from": TIME.now().year}, [{"id": "2026", "label": "2026"}]),
        ("cvs.form_taken", {"looking": {"code": "waiter", "label": "Serveuse"}}, {}, "Serveuse"),
        ("cvs.jobs", {}, {"sector": "nowhere"}, []),
        ("cvs.forms", {**AMINA, "cv_language": "en"}, {}, []),
    ],
)
async def test_some_of_them(
    database: Database, name: str, answers: dict[str, JsonValue], args: dict[str, JsonValue], value: JsonValue
) -> None:
    assert (await offered(database, name, answers, **args)).value == value
