"""`python -m bot …` as a process of its own: only the environment it is given, in a folder of its own."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.conversations.talk import parse, plain

ROOT = Path(__file__).parents[2]
CHATS = ROOT / "tests" / "conversations" / "chats"
LIMIT = 120.0
"""Seconds for a machine that does much else beside."""
TOLD = re.compile(r"\[([^\]]*)\]")


def environment(**settings: object) -> dict[str, str]:
    """`PASSERELLE_…` of these settings, and what a program needs to start."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "SYSTEMROOT") if name in os.environ}
    ours = {f"PASSERELLE_{name.upper()}": str(value) for name, value in settings.items()}
    return {**kept, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error", **ours}


@dataclass(frozen=True)
class Ended:
    """What a command wrote and how it ended."""

    code: int
    out: str
    err: str

    @property
    def complaint(self) -> str:
        """The one line of a command that could not do its work."""
        assert self.code == 1, self
        [line] = self.err.splitlines()
        return line


@dataclass(frozen=True)
class Desk:
    """A folder to run commands in."""

    folder: Path
    settings: Mapping[str, object] = field(default_factory=dict)

    def run(self, *arguments: object, typed: bytes | str = b"", **settings: object) -> Ended:
        done = subprocess.run(
            [sys.executable, "-m", "bot", *map(str, arguments)],
            input=typed.encode() if isinstance(typed, str) else typed,
            capture_output=True,
            cwd=self.folder,
            env=environment(**{**self.settings, **settings}),
            timeout=LIMIT,
            check=False,
        )
        return Ended(done.returncode, plain(done.stdout.decode()), done.stderr.decode())


def by_keyboard(talk: str) -> str:
    """The person's side of a talk, typed: labels instead of buttons."""
    acts = [act.line.removeprefix("> ") for act in parse(CHATS / f"{talk}.talk").acts if act.line != "> (start)"]
    return "".join(f"{', '.join(TOLD.findall(act)) or act.strip('()')}\n" for act in acts)
