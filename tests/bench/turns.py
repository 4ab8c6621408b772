"""Turns per second, CPU per turn and latency of each bot, in interleaved rounds."""

from __future__ import annotations

from contextlib import AsyncExitStack
from dataclasses import dataclass
from statistics import median

from tests.bench.bots import CONTENDERS, OURS, PEER_PYTHON, Contender, Running, importable
from tests.bench.town import Round

PEOPLE = 16


@dataclass(frozen=True, slots=True)
class Measured:
    """One bot's medians over the rounds."""

    name: str
    rounds: int
    turns: int
    per_second: float
    cpu_us: float
    p50_ms: float
    p99_ms: float
    calls_per_turn: float
    start_s: float
    idle_mb: float


@dataclass(frozen=True, slots=True)
class OneRound:
    round: Round
    cpu: float


def percentile(values: list[float], share: float) -> float:
    """The nearest-rank percentile: the smallest value that `share` of all do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, -(-int(len(ordered) * share * 1000) // 1000) - 1)]


def summary(running: Running, idle: float, rounds: list[OneRound]) -> Measured:
    return Measured(
        name=running.contender.name,
        rounds=len(rounds),
        turns=sum(one.round.turns for one in rounds),
        per_second=median(one.round.turns / one.round.seconds for one in rounds),
        cpu_us=median(one.cpu / one.round.turns * 1e6 for one in rounds),
        p50_ms=median(percentile(one.round.latencies, 0.50) for one in rounds) * 1000,
        p99_ms=median(percentile(one.round.latencies, 0.99) for one in rounds) * 1000,
        calls_per_turn=median(sum(one.round.calls.values()) / one.round.turns for one in rounds),
        start_s=running.started,
        idle_mb=idle,
    )


async def one_round(running: Running, people: int, seconds: float) -> OneRound:
    before = running.cpu()
    result = await running.town.round(people, seconds)
    return OneRound(result, running.cpu() - before)


async def measure(
    rounds: int, seconds: float, people: int = PEOPLE, contenders: tuple[Contender, ...] = CONTENDERS
) -> dict[str, Measured | None]:
    """All contenders, each round one after the other; None where one can't be started here."""
    results: dict[str, Measured | None] = {contender.name: None for contender in contenders}
    async with AsyncExitStack() as stack:
        bots = [
            await stack.enter_async_context(Running(contender))
            for contender in contenders
            if contender is OURS or await importable(PEER_PYTHON, contender.needs)
        ]
        idle = [await bot.memory() for bot in bots]
        for bot in bots:
            await bot.town.round(people, seconds=0)  # warm
        kept: list[list[OneRound]] = [[] for _ in bots]
        for _ in range(rounds):
            for bot, own in zip(bots, kept, strict=True):
                own.append(await one_round(bot, people, seconds))
        for bot, memory, own in zip(bots, idle, kept, strict=True):
            results[bot.contender.name] = summary(bot, memory, own)
    return results
