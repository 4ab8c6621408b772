"""Reads the helpline files; every problem of every file at once, as `file:line:col: sentence`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from bot.errors import Misconfigured
from bot.safety import marked
from bot.safety.marked import Marked
from bot.safety.model import Directory, Helpline

FOLDER = Path(__file__).parent / "helplines"
MAX_DAYS = 180
"""How long a number counts as checked: such services change theirs, or their hours, within a year or two."""


def read(path: Path) -> Marked[Directory]:
    """Parse and validate one file; never raises for what staff wrote."""
    found = marked.read(path, Directory)
    if found.value is None:
        return found
    problems = list(_twins(found, found.value))
    if found.value.country != path.stem:
        problems.append(found.at(("country",), f"the file of {found.value.country} is {found.value.country}.yaml"))
    return replace(found, problems=tuple(problems))


def load(folder: Path = FOLDER) -> tuple[Helpline, ...]:
    """All helplines of all countries; raises Misconfigured with every problem."""
    results = [read(path) for path in _files(folder)]
    problems = [problem for result in results for problem in result.problems]
    if problems or not results:
        raise Misconfigured(problems or [f"{folder.name}: no helpline file"])
    return tuple(line for result in results if result.value for line in result.value.helplines)


@cache
def shipped(folder: Path = FOLDER) -> Mapping[str, tuple[Helpline, ...]]:
    """Country → its helplines; read once. Raises Misconfigured with every problem of every file."""
    load(folder)
    found = {result.value.country: result.value.helplines for result in map(read, _files(folder)) if result.value}
    return found


def of(country: str, folder: Path = FOLDER) -> tuple[Helpline, ...]:
    """Those of one country (`fr`), none when it has no file; raises Misconfigured with every problem of every file."""
    load(folder)
    found = [result.value for result in map(read, _files(folder)) if result.value]
    return tuple(line for directory in found if directory.country == country for line in directory.helplines)


def reminders(today: date, folder: Path = FOLDER) -> Sequence[str]:
    """What staff should look at again, one sentence a file; nothing of a file that can't be read."""
    told = []
    for path in _files(folder):
        directory = read(path).value
        due = stale(directory.helplines, today, MAX_DAYS) if directory else ()
        told += [f"{path.name}: à vérifier : {', '.join(line.number for line in due)}"] if due else []
    return told


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
