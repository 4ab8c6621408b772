from __future__ import annotations

from bot.quizzes import store
from bot.quizzes.domain import domain


def test_what_it_offers() -> None:
    """Under the names that the flows call."""
    room = domain()
    assert set(room.actions) == {"quizzes.mine", "quizzes.done", "quizzes.result", "quizzes.to_cv"}
    assert (room.name, room.export, room.erase) == ("quizzes", store.export, store.erase)
