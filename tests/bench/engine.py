"""The engine alone: each turn reads the session from JSON, advances, and writes it back, as a turn of the bot does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from statistics import median
from time import perf_counter, process_time

from flows.engine import advance, start
from flows.events import Event, Say, Started, Typed
from flows.loader import load
from flows.model import Library
from flows.session import Session
from tests.bench.bots import flow
from tests.bench.town import QUESTIONS, TEXTS, Broken

NOW = datetime(2026, 11, 21, 20, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Engine:
    """Medians over the rounds; `state_bytes` is the longest session of the ten questions."""

    per_second: float
    cpu_us: float
    state_bytes: int


def library() -> Library:
    loaded = load({"welcome.yaml": flow()})
    if loaded.library is None:
        raise Broken("\n".join(map(str, loaded.problems)))
    return loaded.library


def talk(flows: Library) -> list[int]:
    """One person through the ten questions; gives the size of the state after each turn."""
    state = start(flows, ("fr",)).to_json()
    sizes = []
    events: list[Event] = [Started(("fr",)), *(Typed(f"réponse {n}") for n in range(1, QUESTIONS + 1))]
    for event, text in zip(events, TEXTS, strict=True):
        session, said = advance(flows, Session.from_json(state), event, NOW)
        state = session.to_json()
        sizes.append(len(state.encode()))
        if not any(isinstance(out, Say) and text.partition(" sur ")[0] in out.text for out in said):
            raise Broken(f"after {event} the engine said {said}, not {text!r}")
    return sizes


def measure(rounds: int, seconds: float) -> Engine:
    flows = library()
    biggest = max(talk(flows))
    rates, cpu = [], []
    for _ in range(rounds):
        turns = 0
        began, used = perf_counter(), process_time()
        while not turns or perf_counter() - began < seconds:
            turns += len(talk(flows))
        rates.append(turns / (perf_counter() - began))
        cpu.append((process_time() - used) / turns * 1e6)
    return Engine(median(rates), median(cpu), biggest)
