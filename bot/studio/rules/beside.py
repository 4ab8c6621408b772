"""A problem of a step → the field of its form in which it was written. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from flows.problems import Path, Problem

TOP = ""
"""Stands for the form as a whole: what belongs to none of its fields."""
IN_A_ROW = ("label", "synonyms", "explain", "score")


@dataclass(frozen=True, slots=True)
class Places:
    """Answer → its number in the form; the same of other ways, and of what the action is given."""

    rows: Mapping[str, int]
    ways: Mapping[str, int]
    given: Mapping[str, int]

    def field(self, path: Path, words: Collection[str]) -> str:
        """`path`: within the step. `words`: the fields that stand for a keyword each."""
        match path:
            case ("choices" | "also", str(id), *rest) if id in self.rows:
                inner = rest[0] if rest and rest[0] in IN_A_ROW else "label"
                return f"row.{self.rows[id]}.{inner}"
            case ("explain", str(id), *_) if id in self.rows:
                return f"row.{self.rows[id]}.explain"
            case ("go", str(id), *_) if id in self.rows:
                return f"row.{self.rows[id]}.go"
            case ("go", str(id), *_) if id in self.ways:
                return f"way.{self.ways[id]}.to"
            case ("with", str(id), *_) if id in self.given:
                return f"with.{self.given[id]}.to"
            case ("choices", *_):
                return "source" if not self.rows else TOP
            case (str(word), *_) if word in words:
                return word
            case _:
                return TOP


def beside(places: Places, problems: Iterable[Problem], words: Collection[str]) -> dict[str, list[Problem]]:
    """Field → what is wrong there. `problems`: of this one step, with their places in the flow."""
    found: dict[str, list[Problem]] = {}
    for problem in problems:
        found.setdefault(places.field(problem.path[2:], words), []).append(problem)
    return found
