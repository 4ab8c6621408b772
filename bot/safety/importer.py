"""Reads the helpline files; every problem of every file at once, as `file:line:col: sentence`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pydantic import ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from bot.errors import Misconfigured
from bot.safety.model import Directory, Helpline

FOLDER = Path(__file__).parent / "helplines"


@dataclass(frozen=True, slots=True)
class Read:
    """One file: what it holds (None when it can't be used) and its problems."""

    directory: Directory | None
    problems: tuple[str, ...]


def read(path: Path) -> Read:
    """Parse and validate one file; never raises for what staff wrote."""
    try:
        tree = YAML().load(path.read_text("utf-8"))
    except MarkedYAMLError as error:
        mark = error.problem_mark
        line, column = (mark.line, mark.column) if mark else (0, 0)
        return Read(None, (_at(path, line, column, str(error.problem)),))
    except (YAMLError, UnicodeDecodeError) as error:
        return Read(None, (_at(path, 0, 0, f"not readable as YAML ({type(error).__name__})"),))
    try:
        directory = Directory.model_validate(tree)
    except ValidationError as error:
        found = (
            _at(path, *_place(tree, e["loc"]), f"{_name(e['loc'])}: {e['msg']}")
            for e in error.errors(include_url=False, include_context=False)
        )
        return Read(None, tuple(found))
    return Read(directory, _twins(path, tree, directory))


def load(folder: Path = FOLDER) -> tuple[Helpline, ...]:
    """All helplines of all countries; raises Misconfigured with every problem."""
    results = [read(path) for path in _files(folder)]
    problems = [problem for result in results for problem in result.problems]
    if problems or not results:
        raise Misconfigured(problems or [f"{folder.name}: no helpline file"])
    return tuple(line for result in results if result.directory for line in result.directory.helplines)


def stale(lines: Sequence[Helpline], today: date, max_days: int) -> Sequence[Helpline]:
    """Helplines nobody has checked for `max_days` days, or ever."""
    return [line for line in lines if line.checked_on is None or (today - line.checked_on).days > max_days]


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.yaml"))


def _at(path: Path, line: int, column: int, sentence: str) -> str:
    """Line and column count from 1, as editors do."""
    return f"{path.name}:{line + 1}:{column + 1}: {sentence}"


def _name(loc: tuple[int | str, ...]) -> str:
    return ".".join(str(part) for part in loc) or "file"


def _place(tree: object, loc: tuple[int | str, ...]) -> tuple[int, int]:
    """Where the deepest known part of `loc` stands in the file."""
    place = (0, 0)
    node = tree
    for part in loc:
        if isinstance(node, CommentedMap) and part in node:
            place = node.lc.key(part)
            node = node[part]
        elif isinstance(node, CommentedSeq) and isinstance(part, int) and part < len(node):
            place = node.lc.item(part)
            node = node[part]
        else:
            break
    return place


def _twins(path: Path, tree: object, directory: Directory) -> tuple[str, ...]:
    """The same id or number twice in one file."""
    found: list[str] = []
    seen: set[str] = set()
    for index, line in enumerate(directory.helplines):
        for key, value in (("id", line.id), ("number", line.number.replace(" ", ""))):
            mark = f"{key} {value}"
            if mark in seen:
                found.append(_at(path, *_place(tree, ("helplines", index, key)), f"{mark} stands twice"))
            seen.add(mark)
    return tuple(found)
