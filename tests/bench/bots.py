"""Starts each bot of the comparison as a process of its own and reads what it costs from /proc."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import socket
import sys
import tempfile
from asyncio.subprocess import Process
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from tests.bench.town import TEXTS, Broken, Town

ROOT = Path(__file__).parents[2]
PEERS = Path(__file__).parent / "peers"
PEER_PYTHON = str(ROOT / ".venv-bench/bin/python")
TICK = os.sysconf("SC_CLK_TCK")
START_PATIENCE = 20.0
"""Seconds until a started bot must have set its webhook."""
LOG_CHARACTERS = 3000
"""How much of a bot's log is shown when it fails."""
LOOK = 0.25
"""Seconds between two looks at a process that comes to rest."""
REST = 1.5
"""Seconds without work that count as rest."""
REST_TICKS = 1
"""Ticks of processor time in one look that are still rest: timers."""
REST_PATIENCE = 60.0
STOP_PATIENCE = 5.0
"""Seconds between asking a bot to stop and killing it."""


@dataclass(frozen=True, slots=True)
class Contender:
    """One bot of the comparison. `needs` is what its Python must be able to import, else it is not measured."""

    name: str
    script: str | None
    needs: tuple[str, ...] = ()
    python: str = PEER_PYTHON


OURS = Contender("passerelle", None)
PTB = Contender("python-telegram-bot + pickle", "ptb.py", ("telegram", "aiohttp"))
AIOGRAM = Contender("aiogram + SQLite", "aiogram_bot.py", ("aiogram", "aiogram_sqlite_storage"))
CONTENDERS = (OURS, PTB, AIOGRAM)


async def importable(python: str, modules: tuple[str, ...]) -> bool:
    if not shutil.which(python):
        return False
    quiet = asyncio.subprocess.DEVNULL
    check = await asyncio.create_subprocess_exec(
        python, "-c", f"import {', '.join(modules or ('sys',))}", stdout=quiet, stderr=quiet
    )
    return await check.wait() == 0


def flow() -> str:
    """The ten questions as a flow file of ours."""
    steps = "".join(
        f"  - id: q{n}\n    ask: |-\n      {text}\n    type: text\n" for n, text in enumerate(TEXTS[:-1], 1)
    )
    return f"flow: welcome\ntitle: Dix questions\nsteps:\n{steps}  - id: fin\n    say: |-\n      {TEXTS[-1]}\n"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(api: str, folder: Path) -> dict[str, str]:
    """Settings of our bot for a round: own flow, webhook, no pacing; nothing else from the caller's settings."""
    (folder / "flows").mkdir(exist_ok=True)
    (folder / "flows/welcome.yaml").write_text(flow(), "utf-8")
    port = free_port()
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PASSERELLE_")}
    ours = {
        "DATA_DIR": str(folder / "data"),
        "FLOWS_DIR": str(folder / "flows"),
        "PORT": str(port),
        "PUBLIC_URL": f"http://127.0.0.1:{port}",
        "TELEGRAM_API_URL": api,
        "TELEGRAM_RATE": "0",
        "TELEGRAM_TOKEN": "1:bench",
        "TELEGRAM_WEBHOOK_SECRET": "bench-secret",
    }
    return kept | {f"PASSERELLE_{name}": value for name, value in ours.items()} | {"PYTHONPATH": str(ROOT)}


class Running:
    """One contender under way, with its town. Use as `async with`."""

    def __init__(self, contender: Contender, command: tuple[str, ...] = ()) -> None:
        self.contender = contender
        self.command = command
        self.started = 0.0
        self._folder = tempfile.TemporaryDirectory(prefix="passerelle-bench-")

    @property
    def folder(self) -> Path:
        return Path(self._folder.name)

    async def __aenter__(self) -> Running:
        self.town = await Town().open()
        start = perf_counter()
        self.log = (self.folder / "log").open("wb")
        self.process = await self._start()
        try:
            await self._ready()
        except BaseException:
            await self.__aexit__()
            raise
        self.started = perf_counter() - start
        return self

    async def _start(self) -> Process:
        if self.contender.script is None:
            arguments: tuple[str, ...] = (sys.executable, "-m", "bot", "run")
            env: Mapping[str, str] = environment(self.town.url, self.folder)
        else:
            script = str(PEERS / self.contender.script)
            arguments = (self.contender.python, script, self.town.url, str(self.folder), json.dumps(TEXTS))
            env = dict(os.environ)
        return await asyncio.create_subprocess_exec(
            *self.command, *arguments, env=env, cwd=self.folder, stdout=self.log, stderr=self.log
        )

    async def _ready(self) -> None:
        """The first question has been asked."""
        waits = asyncio.ensure_future(self.town.webhook(START_PATIENCE))
        ends = asyncio.ensure_future(self.process.wait())
        done, _ = await asyncio.wait({waits, ends}, return_when=asyncio.FIRST_COMPLETED)
        ends.cancel()
        if waits not in done or waits.exception():
            waits.cancel()
            raise Broken(f"{self.contender.name} did not start:\n{self.last_words()}")
        try:
            await self.town.first_reply()
        except Broken as silent:
            raise Broken(f"{self.contender.name}: {silent}\n{self.last_words()}") from silent

    def last_words(self) -> str:
        """The end of what the bot wrote to its log."""
        return (self.folder / "log").read_text("utf-8", errors="replace")[-LOG_CHARACTERS:]

    async def __aexit__(self, *error: object) -> None:
        if self.process.returncode is None:
            self.process.terminate()
            try:
                async with asyncio.timeout(STOP_PATIENCE):
                    await self.process.wait()
            except TimeoutError:
                self.process.kill()
                await self.process.wait()
        self.town.close()
        self.log.close()
        self._folder.cleanup()

    def cpu(self) -> float:
        """Seconds of processor used so far by the bot and its children, in user and kernel mode."""
        return ticks(self.process.pid) / TICK

    async def memory(self) -> float:
        return await at_rest(self.process.pid)


def resident(pid: int) -> float:
    """Resident megabytes of a process and its children."""
    pages = sum(int(Path(f"/proc/{member}/statm").read_text().split()[1]) for member in family(pid))
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


async def at_rest(pid: int) -> float:
    """Resident megabytes once the process has used no processor for a while: what it warms up after the start, too."""
    quiet, before = 0.0, ticks(pid)
    async with asyncio.timeout(REST_PATIENCE):
        while quiet < REST:
            await asyncio.sleep(LOOK)
            now = ticks(pid)
            quiet = quiet + LOOK if now - before <= REST_TICKS else 0.0
            before = now
    return resident(pid)


def ticks(pid: int) -> int:
    return sum(_ticks(member) for member in family(pid))


def family(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(member for child in children for member in family(int(child)))]


def _ticks(pid: int) -> int:
    """utime, stime and those of ended children (fields 14 to 17 of /proc/<pid>/stat)."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return sum(int(value) for value in fields[11:15])
