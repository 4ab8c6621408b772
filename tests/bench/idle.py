"""`run` with everything we ship: from the start of the process to the first reply, and what it holds when idle."""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

from aiohttp import ClientConnectionError, ClientSession

from tests.bench.bots import ROOT, START_PATIENCE, at_rest, free_port
from tests.bench.town import Broken

LOOK = 0.005
"""Seconds between two tries to reach a starting server."""


@dataclass(frozen=True, slots=True)
class Start:
    """Medians over the starts, each with an empty database."""

    first_reply_s: float
    again_s: float
    """The same on the database made by the first start."""
    idle_mb: float
    """Before anybody comes."""
    after_mb: float
    """Once the first has come and all is read that they may be asked for: towns, jobs."""


def shipped(folder: Path, port: int) -> dict[str, str]:
    """The environment of `run` as a newcomer has it: nothing set but where to keep data and which port."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PASSERELLE_")}
    return kept | {"PASSERELLE_DATA_DIR": str(folder), "PASSERELLE_PORT": str(port), "PYTHONPATH": str(ROOT)}


async def hello(port: int, process: asyncio.subprocess.Process) -> Mapping[str, object]:
    """A new conversation on the web, as soon as somebody answers."""
    async with asyncio.timeout(START_PATIENCE), ClientSession() as session:
        while process.returncode is None:
            try:
                body = {"key": None, "id": "1", "text": "bonjour", "locale": "fr"}
                async with session.post(f"http://127.0.0.1:{port}/api/chat", json=body) as answer:
                    said: Mapping[str, object] = await answer.json()
                    if answer.status == 200 and said.get("messages"):
                        return said
                    raise Broken(f"the first message was answered {answer.status}: {said}")
            except ClientConnectionError:
                await asyncio.sleep(LOOK)
    raise Broken(f"run ended with {process.returncode}")


async def up(port: int, process: asyncio.subprocess.Process) -> None:
    """Returns when the service answers, with nobody there."""
    async with asyncio.timeout(START_PATIENCE), ClientSession() as session:
        while process.returncode is None:
            try:
                async with session.get(f"http://127.0.0.1:{port}/healthz") as answer:
                    if answer.status == 200:
                        return
            except ClientConnectionError:
                await asyncio.sleep(LOOK)
    raise Broken(f"run ended with {process.returncode}")


async def start(folder: Path, *, alone: bool = False) -> tuple[float, float]:
    """Seconds from the start of the process to the first reply (or until it is up), and megabytes at rest."""
    port = free_port()
    quiet = asyncio.subprocess.DEVNULL
    began = perf_counter()
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "run"), env=shipped(folder, port), cwd=folder, stdout=quiet, stderr=quiet
    )
    try:
        await (up(port, process) if alone else hello(port, process))
        took = perf_counter() - began
        return took, await at_rest(process.pid)
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()


async def measure(rounds: int) -> Start:
    first, again, idle, after = [], [], [], []
    for _ in range(rounds):
        with tempfile.TemporaryDirectory(prefix="passerelle-idle-") as folder:
            took, memory = await start(Path(folder))
            first.append(took)
            after.append(memory)
            again.append((await start(Path(folder)))[0])
            idle.append((await start(Path(folder), alone=True))[1])
    return Start(median(first), median(again), median(idle), median(after))
