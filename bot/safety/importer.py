"""Reads the helpline files; every problem of every file at once, as `file:line:col: sentence`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from bot.errors import Misconfigured
from bot.safety import marked
from bot.safety.marked import Marked
from bot.safety.model import Directory, Helpline

FOLDER = Path(__file__).parent / "helplines"


def read(path: Path) -> Marked[Directory]:
    """Parse and validate one file; never raises for what staff wrote."""
    found = marked.read(path, Directory)
    return found if found.value is None else replace(found, problems=_twins(found, found.value))


def load(folder: Path = FOLDER) -> tuple[Helpline, ...]:
    """All helplines of all countries; raises Misconfigured with every problem."""
    results = [read(path) for path in _files(folder)]
    problems = [problem for result in results for problem in result.problems]
    if problems or not results:
        raise Misconfigured(problems or [f"{folder.name}: no helpline file"])
    return tuple(line for result in results if result.value for line in result.value.helplines)


def stale(lines: Sequence[Helpline], today: date, max_days: int) -> Sequence[Helpline]:
    """Helplines nobody has checked for `max_days` days, or ever."""
    return [line for line in lines if line.checked_on is None or (today - line.checked_on).days > max_days]


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.yaml"))


def _twins(file: Marked[Directory], directory: Directory) -> tuple[str, ...]:
    """The same id or number twice in one file."""
    found: list[str] = []
    seen: set[str] = set()
    for index, line in enumerate(directory.helplines):
        for key, value in (("id", line.id), ("number", line.number.replace(" ", ""))):
            mark = f"{key} {value}"
            if mark in seen:
                found.append(file.at(("helplines", index, key), f"{mark} stands twice"))
            seen.add(mark)
    return tuple(found)
