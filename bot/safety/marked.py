"""Reads a file that staff wrote into a model; every problem as `file:line:col: sentence`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import BaseModel, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import MarkedYAMLError, YAMLError

M = TypeVar("M", bound=BaseModel)
Loc = tuple[int | str, ...]


@dataclass(frozen=True, slots=True)
class Marked(Generic[M]):
    """One file: what it holds (None when it can't be used), its problems, and where things stand in it."""

    path: Path
    value: M | None
    problems: tuple[str, ...]
    tree: object = None

    def at(self, loc: Loc, sentence: str) -> str:
        """A problem where `loc` stands, or the deepest part of it that does."""
        return _at(self.path, *_place(self.tree, loc), sentence)


def read(path: Path, model: type[M]) -> Marked[M]:
    """Parse and validate one file; never raises for what staff wrote."""
    try:
        tree = YAML().load(path.read_text("utf-8"))
    except MarkedYAMLError as error:
        mark = error.problem_mark
        line, column = (mark.line, mark.column) if mark else (0, 0)
        return Marked(path, None, (_at(path, line, column, str(error.problem)),))
    except (YAMLError, UnicodeDecodeError) as error:
        return Marked(path, None, (_at(path, 0, 0, f"not readable as YAML ({type(error).__name__})"),))
    try:
        return Marked(path, model.model_validate(tree), (), tree)
    except ValidationError as error:
        found = (
            _at(path, *_place(tree, e["loc"]), f"{_name(e['loc'])}: {e['msg']}")
            for e in error.errors(include_url=False, include_context=False)
        )
        return Marked(path, None, tuple(found), tree)


def _at(path: Path, line: int, column: int, sentence: str) -> str:
    """Line and column count from 1, as editors do."""
    return f"{path.name}:{line + 1}:{column + 1}: {sentence}"


def _name(loc: Loc) -> str:
    return ".".join(str(part) for part in loc) or "file"


def _place(tree: object, loc: Loc) -> tuple[int, int]:
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
