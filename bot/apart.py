"""Work on files of others in a process of its own: with little memory and time, killed when they are used up.

The child calls `confine`, imports what it needs, calls `ready`, reads standard input and writes its answer, whose last
line is `DONE`. The parent (`run`) never waits longer than it said, nor reads more.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from bot.errors import Unavailable

if sys.platform != "win32":
    import resource

READY = b"r"
DONE = b"\n.\n"
"""Ends an answer that is whole."""
START_SECONDS = 20.0
"""Until the process is ready: 0.5 s, on a machine with nothing left to give much longer."""
CHUNK = 256 * 1024
KINDNESS = 10
"""Others are served first (`nice`)."""
ROOT = Path(__file__).parents[1]
"""Where our packages lie."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """Of one such process. `seconds` on the wall, from the whole file to its answer; `cpu_s` starting included."""

    memory_bytes: int
    cpu_s: int
    seconds: float
    answer_bytes: int


@dataclass(frozen=True, slots=True)
class Ended:
    """`answer`: what it said, when it said it whole; else `why` it did not."""

    answer: bytes = b""
    why: Literal["", "slow", "died", "too_long"] = ""


# -- in the child ---------------------------------------------------------------------------------------------
def confine(bounds: Bounds) -> None:
    """From here on: no more memory and time than that, no file written, no further process."""
    limits = {
        resource.RLIMIT_AS: bounds.memory_bytes, resource.RLIMIT_CPU: bounds.cpu_s, resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0, resource.RLIMIT_NPROC: 0,
    }  # fmt: skip
    for what, most in limits.items():
        resource.setrlimit(what, (most, most))
    os.nice(KINDNESS)


def ready() -> None:
    sys.stdout.buffer.write(READY)
    sys.stdout.buffer.flush()


# -- in the parent --------------------------------------------------------------------------------------------
async def run(module: str, arguments: Sequence[str], data: bytes, bounds: Bounds) -> Ended:
    """Starts `python -m module arguments`, feeds it `data`. Raises `Unavailable` when no process can be had now."""
    process = await _start(module, arguments)
    try:
        await _ready(process)
        async with asyncio.timeout(bounds.seconds):
            answer = await _answer(process, data, bounds.answer_bytes)
    except TimeoutError:
        return Ended(why="slow")
    finally:
        await _end(process)
    if answer is None:
        return Ended(why="too_long")
    # Killed by a limit of its own, or gone without its last word: what it was given did that.
    return Ended(answer.removesuffix(DONE)) if answer.endswith(DONE) else Ended(why="died")


async def _start(module: str, arguments: Sequence[str]) -> Process:
    """**Why** an environment of two words: what is read there has no business with our settings."""
    environment = {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    try:
        return await asyncio.create_subprocess_exec(
            sys.executable, "-s", "-B", "-m", module, *arguments,
            stdin=PIPE, stdout=PIPE, stderr=DEVNULL, cwd="/", env=environment, start_new_session=True,
        )  # fmt: skip
    except OSError as error:
        raise Unavailable(f"no process to read a file: {error.strerror}") from None


async def _ready(process: Process) -> None:
    if process.stdout is None:
        raise Unavailable("no pipe from the process that reads files")
    try:
        async with asyncio.timeout(START_SECONDS):
            said = await process.stdout.read(len(READY))
    except TimeoutError:
        said = b""
    if said != READY:
        raise Unavailable("the process that reads files does not start")


async def _answer(process: Process, data: bytes, most: int) -> bytes | None:
    """None: it does not stop talking."""
    if process.stdin is None or process.stdout is None:
        return b""
    feeding = asyncio.create_task(_feed(process.stdin, data))
    parts: list[bytes] = []
    length = 0
    try:
        while length <= most and (part := await process.stdout.read(CHUNK)):
            parts.append(part)
            length += len(part)
    finally:
        feeding.cancel()
    return b"".join(parts) if length <= most else None


async def _feed(stdin: asyncio.StreamWriter, data: bytes) -> None:
    """A process that ends before it has read all is no mistake of ours."""
    with suppress(BrokenPipeError, ConnectionResetError):
        stdin.write(data)
        await stdin.drain()
        stdin.close()


async def _end(process: Process) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    await process.wait()
