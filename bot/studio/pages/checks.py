"""What is wrong with drafts, beside what is served; what the served flows say of themselves is remembered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bot.releases.model import Written
from bot.studio.pages.desk import Desk
from bot.studio.rules.checking import Checked, check, standing
from bot.studio.rules.reading import Reading
from flows.model import Library
from flows.problems import Problem

SHIPPED = Path(__file__).parents[3] / "flows" / "library"
"""Where pictures that flows show lie."""


@dataclass(slots=True)
class Checks:
    """One for all pages."""

    desk: Desk
    _served: Library | None = None
    _standing: Sequence[Problem] = field(default_factory=tuple)

    def of(self, written: Written) -> Checked:
        shelf = self.desk.shelf()
        if self._served is not shelf.library:
            self._served, self._standing = shelf.library, standing(shelf.library, shelf.actions, _is_picture)
        return check(shelf.library, written, shelf.actions, self._standing, _is_picture)


def _is_picture(name: str) -> bool:
    file = (SHIPPED / name).resolve()
    return file.is_relative_to(SHIPPED) and file.is_file()


def by_step(read: Reading, problems: Sequence[Problem]) -> Mapping[str, list[Problem]]:
    """Step → what is wrong there; "" for the header and what belongs to no step."""
    found: dict[str, list[Problem]] = {}
    for problem in problems:
        found.setdefault(_step(read, problem), []).append(problem)
    return found


def _step(read: Reading, problem: Problem) -> str:
    match problem.path:
        case ("steps", int(at), *_) if at < len(read.ids):
            return read.ids[at]
        case _:
            return ""


def place_of(problem: Problem) -> str:
    """Where it is, for a form."""
    return "/".join(str(part) for part in problem.path)
