"""A file read by a process of its own (`reader`): killed with its whole group when its time is over."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from bot.errors import Unavailable
from bot.received import reader
from cv_builder.reading.report import Read, Refused
from cv_builder.reading.resume import from_json_resume
from cv_builder.reading.source import Left

SECONDS = 1.5
"""On the wall, from the whole file to its result: with the start it stays under 2 s."""
START_SECONDS = 20.0
"""Until the process is ready: 0.3 s, on a machine with nothing left to give much longer."""
RESULT_BYTES = 4 * 1024 * 1024
"""A result is some kB; more is not read."""
ROOT = Path(reader.__file__).parents[2]
"""Where our packages lie."""


async def read(data: bytes, seconds: float = SECONDS) -> Read | Refused:
    """What is in these bytes. Raises `Unavailable` when no process can be had now."""
    process = await _start()
    try:
        await _ready(process)
        async with asyncio.timeout(seconds):
            answer = await _answer(process, data)
    except TimeoutError:
        return Refused("slow")
    finally:
        await _end(process)
    # Killed by a limit of its own, or gone without a word: what it was given did that.
    return await asyncio.to_thread(_parsed, answer) if answer else Refused("hostile")


async def _start() -> Process:
    """**Why** an environment of two words: what is read there has no business with our tokens."""
    environment = {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    try:
        return await asyncio.create_subprocess_exec(
            sys.executable, "-s", "-B", "-m", reader.__name__,
            stdin=PIPE, stdout=PIPE, stderr=DEVNULL, cwd="/", env=environment, start_new_session=True,
        )  # fmt: skip
    except OSError as error:
        raise Unavailable(f"no process to read a file: {error.strerror}") from None


async def _ready(process: Process) -> None:
    if process.stdout is None:
        raise Unavailable("no pipe from the process that reads files")
    try:
        async with asyncio.timeout(START_SECONDS):
            said = await process.stdout.read(len(reader.READY))
    except TimeoutError:
        said = b""
    if said != reader.READY:
        raise Unavailable("the process that reads files does not start")


async def _answer(process: Process, data: bytes) -> bytes:
    if process.stdin is None or process.stdout is None:
        return b""
    feeding = asyncio.create_task(_feed(process.stdin, data))
    answer = b""
    try:
        while (chunk := await process.stdout.read(RESULT_BYTES)) and len(answer) <= RESULT_BYTES:
            answer += chunk
    finally:
        feeding.cancel()
    return answer if len(answer) <= RESULT_BYTES else b""


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


def _parsed(answer: bytes) -> Read | Refused:
    try:
        value = json.loads(answer)
    except (ValueError, RecursionError):
        return Refused("hostile")
    return understood(value) if isinstance(value, dict) else Refused("hostile")


def understood(value: Mapping[str, object]) -> Read | Refused:
    """A result from its plain data (`reader.described`), trusted no more than the file it was read from."""
    cv, code = value.get("cv"), value.get("refused")
    if isinstance(cv, dict):
        return Read(from_json_resume(cv), _left(value.get("unused")), ours=value.get("ours") is True)
    return Refused(code if isinstance(code, str) else "hostile")


def _left(value: object) -> tuple[Left, ...]:
    entries = value if isinstance(value, list) else []
    pairs = (entry for entry in entries if isinstance(entry, list) and len(entry) == len(Left._fields))
    return tuple(Left(str(what), str(text)) for what, text in pairs)
