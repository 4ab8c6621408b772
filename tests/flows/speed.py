"""How many turns a second the engine alone takes, every state through JSON as in the database."""

from __future__ import annotations

from time import perf_counter

from flows.engine import advance, start
from flows.events import Say, Started, Tapped, Typed
from flows.session import Session
from tests.flows.talk import NOON, library

QUESTIONS = 10
FLOW = "flow: welcome\ntitle: Dix questions\nsteps:\n" + "".join(
    f"  - id: q{number}\n    ask: Question {number}, {{s0}} ?\n    "
    + ("choices: {a: Un, b: Deux, c: Trois}\n" if number % 2 else f"type: text\n    save: s{number}\n")
    for number in range(QUESTIONS)
)


def engine_turns_per_second(seconds: float) -> float:
    """Typed and tapped answers in turn on a flow of ten questions, begun again at its end."""
    flows = library(FLOW + "  - id: fin\n    say: Fini, {s0}.\n    go: welcome\n")
    session, out = advance(flows, start(flows), Started(), NOON)
    state = session.to_json()
    turns, began = 0, perf_counter()
    while (spent := perf_counter() - began) < seconds:
        last = out[-1]
        tapped = isinstance(last, Say) and last.choices
        event = Tapped(last.choices[turns % 3].id) if isinstance(last, Say) and tapped else Typed("Amina")
        session, out = advance(flows, Session.from_json(state), event, NOON)
        state = session.to_json()
        turns += 1
    return turns / spent


if __name__ == "__main__":
    print(f"{engine_turns_per_second(3):.0f} turns/s")
