"""What a quiz asks for. Each touches the database only."""

from __future__ import annotations

from collections.abc import Mapping

from bot.ports import Action, Outcome, Turn
from bot.quizzes import store
from bot.quizzes.rules import name, round_of
from flows.events import JsonValue

Answers = Mapping[str, JsonValue]


async def mine(turn: Turn, answers: Answers, args: Answers) -> Outcome:
    """Value: their badges, `{"badges": 2}`; None without any."""
    badges = await store.badges(turn.db, turn.person_id)
    return Outcome({"badges": badges} if badges else None)


async def done(turn: Turn, answers: Answers, args: Answers) -> Outcome:
    """A round is over. `args`: `quiz`, `title`, `score`, `of`. Value: as in `result`.

    Kept if they agreed to that: the best round, and a badge once won.
    """
    round = round_of(args)
    on_cv = await store.note(turn.db, turn.now, turn.person_id, round)
    value: dict[str, JsonValue] = {
        "quiz": round.quiz,
        "score": round.score,
        "of": round.questions,
        "badge": "yes" if round.won else "no",
        "cv": "no" if on_cv is None else "there" if on_cv else "may",
    }
    return Outcome(value)


async def result(turn: Turn, answers: Answers, args: Answers) -> Outcome:
    """Value: `args["round"]`, what `done` said in the flow that called: `quiz`, `score`, `of`, `badge` ("yes", "no")
    and `cv` ("may": can be added, "there", "no": nothing is kept of them)."""
    return Outcome(args.get("round"))


async def to_cv(turn: Turn, answers: Answers, args: Answers) -> Outcome:
    """`args`: `quiz`. Value: "yes" when it is on the CV from now on."""
    return Outcome("yes" if await store.to_cv(turn.db, turn.person_id, name(args.get("quiz"))) else None)


ACTIONS: Mapping[str, Action] = {
    "quizzes.mine": mine,
    "quizzes.done": done,
    "quizzes.result": result,
    "quizzes.to_cv": to_cv,
}
