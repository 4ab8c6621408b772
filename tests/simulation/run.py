"""Histories by the thousand, each from its own seed; a failure names the seed and tells the story."""

from __future__ import annotations

import random
import time
from dataclasses import dataclass
from pathlib import Path

from bot.storage.engine import Database
from tests.fakes.clock import FakeTime
from tests.simulation.checks import Checks
from tests.simulation.world import World

STEPS = 12
UNSETTLED = 0.25
"""So often several things happen before anybody hears of the first."""
AFTERWARDS_MINUTES = 20
"""At the end everybody leaves, and what had to wait is heard."""
A_DATABASE = 100
"""Histories in one database, so that it stays small."""


@dataclass
class Figures:
    histories: int = 0
    steps: int = 0
    lines: int = 0
    sentences: int = 0
    sent: int = 0
    shown: int = 0
    cpu_s: float = 0.0

    def __str__(self) -> str:
        return (
            f"{self.histories} histories, {self.steps} steps, {self.lines} lines, {self.sentences} of them mentors',"
            f" {self.sent} sent by a line that fails, {self.shown} shown by consoles,"
            f" 0 violations, {self.cpu_s:.0f} s of CPU"
        )


async def run(folder: Path, histories: int, first: int = 0) -> Figures:
    """Raises `AssertionError` with seed and story."""
    figures, began = Figures(), time.process_time()
    for start in range(first, first + histories, A_DATABASE):
        database = await Database.open(f"sqlite:///{folder}/{start}.db")
        clock = FakeTime()
        try:
            for seed in range(start, min(start + A_DATABASE, first + histories)):
                await history(database, clock, seed, figures)
        finally:
            await database.close()
    figures.cpu_s = time.process_time() - began
    return figures


async def history(database: Database, clock: FakeTime, seed: int, figures: Figures) -> None:
    world = World(database, clock, random.Random(seed), seed)
    checks = Checks(world)
    try:
        await world.begin()
        for _ in range(STEPS):
            await world.step()
            if world.chance.random() >= UNSETTLED:
                await world.settle()
                await checks.moment()
        await world.settle()
        await checks.moment()
        world.line_is_bad = False
        await world.everybody_leaves()
        clock.forward(minutes=AFTERWARDS_MINUTES)
        await world.settle()
        await checks.end()
        await world.end()
    except AssertionError as error:
        story = "\n".join(world.done)
        raise AssertionError(f"seed {seed}: {error}\n{story}") from error
    figures.histories += 1
    figures.steps += STEPS
    figures.lines += checks.lines
    figures.sentences += len(world.sentences)
    figures.sent += len(world.post.sent)
    figures.shown += checks.shown
