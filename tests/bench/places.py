"""The list of towns, read by a new process: how long it takes and what it holds; then a town as people type it.

**Why** time of the processor: one thread that waits for nobody; a busy machine would be measured else.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from time import process_time

from bot.people.resolvers.communes import communes
from bot.people.resolvers.place import Places
from tests.bench.bots import ROOT
from tests.bench.town import Broken

MB = 1024 * 1024
ASKED = 2_000
SEED = 20261122
BIG = 10_000
"""Inhabitants of the towns that are asked for."""


@dataclass(frozen=True, slots=True)
class Read:
    """Medians over new processes. Of the towns that are asked for, half have lost a letter."""

    load_s: float
    """Until the first town is found."""
    load_mb: float
    """What the process grew by."""
    p50_ms: float
    p99_ms: float


def held_mb() -> float:
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / MB


def once() -> Read:
    """In a process that has read no list yet. Raises `Broken` where a wrong town is found."""
    before, began = held_mb(), process_time()
    places = Places()
    if "93066" not in str(places.resolve("j'habite à Saint-Denis 93", "fr")):
        raise Broken("Saint-Denis is not found")
    load_s, load_mb = process_time() - began, held_mb() - before
    times = []
    for typed in asked():
        began = process_time()
        places.resolve(typed, "fr")
        times.append(1000 * (process_time() - began))
    times.sort()
    return Read(load_s, load_mb, median(times), times[int(0.99 * len(times))])


def asked() -> list[str]:
    from_list = _big()
    chance = random.Random(SEED)
    typed = []
    for number in range(ASKED):
        name = chance.choice(from_list).lower()
        at = chance.randrange(len(name))
        typed.append(name if number % 2 else name[:at] + name[at + 1 :])
    return typed


def _big() -> list[str]:
    every = communes()
    return [every[row].name for row in range(len(every)) if every[row].population >= BIG]


async def measure(rounds: int = 3) -> Read:
    figures = []
    for _ in range(rounds):
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "tests.bench.places"), stdout=asyncio.subprocess.PIPE, cwd=ROOT
        )
        said, _ = await process.communicate()
        if process.returncode:
            raise Broken("the list of towns was not read")
        figures.append(Read(**json.loads(said)))
    return Read(
        median(one.load_s for one in figures),
        median(one.load_mb for one in figures),
        median(one.p50_ms for one in figures),
        median(one.p99_ms for one in figures),
    )


if __name__ == "__main__":
    print(json.dumps(asdict(once())))
