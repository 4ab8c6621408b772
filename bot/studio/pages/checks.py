"""What is wrong with drafts, beside what is served; what the served flows say of themselves is remembered."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bot.releases.model import Written
from bot.releases.shelf import Shelf
from bot.studio.pages.desk import Desk
from bot.studio.rules.checking import Checked, check, check_alone, standing
from bot.studio.rules.reading import Reading
from flows.model import Library
from flows.problems import Problem

SHIPPED = Path(__file__).parents[3] / "flows" / "library"
"""Where pictures that flows show lie."""
REMEMBERED = 40
"""Drafts whose problems are known; all of them are looked at anew when something is published."""


@dataclass(slots=True)
class Checks:
    """One for all pages."""

    desk: Desk
    _served: Library | None = None
    _standing: Sequence[Problem] = field(default_factory=tuple)
    _known: OrderedDict[tuple[str, str], Checked] = field(default_factory=OrderedDict)
    _typing: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def of(self, written: Written) -> Checked:
        """**Why** in a thread: two hundred flows take most of a second, and people chat meanwhile."""
        shelf = self.desk.shelf()
        known = self.known(written)
        if known is None:
            known = self._known[_key(written)] = await asyncio.to_thread(self._looked, shelf, written)
            while len(self._known) > REMEMBERED:
                self._known.popitem(last=False)
        return known

    async def once(self, written: Written) -> Checked:
        """Of what somebody is typing, this flow alone. **Why** one after the other: people chat meanwhile."""
        shelf = self.desk.shelf()
        async with self._typing:
            return await asyncio.to_thread(
                check_alone, shelf.library, written, shelf.actions, _is_picture, self.desk.shown
            )

    def known(self, written: Written) -> Checked | None:
        """What was found of it already: a form does not wait."""
        return self._known.get(_key(written)) if self._served is self.desk.shelf().library else None

    def _looked(self, shelf: Shelf, written: Written) -> Checked:
        library = shelf.library
        if self._served is not library:
            before = standing(library, shelf.actions, _is_picture, self.desk.shown)
            self._known.clear()
            self._served, self._standing = library, before
        return check(library, written, shelf.actions, self._standing, _is_picture, self.desk.shown)


def _key(written: Written) -> tuple[str, str]:
    return written.flow, written.digest


def _is_picture(name: str) -> bool:
    file = (SHIPPED / name).resolve()
    return file.is_relative_to(SHIPPED) and file.is_file()


def by_step(read: Reading, problems: Sequence[Problem]) -> Mapping[str, list[Problem]]:
    """Step → what is wrong there; "" for the header and what belongs to no step."""
    found: dict[str, list[Problem]] = {}
    for problem, step in stepped(read, problems):
        found.setdefault(step, []).append(problem)
    return found


def stepped(read: Reading, problems: Sequence[Problem]) -> Sequence[tuple[Problem, str]]:
    """Each with its step, what stops a publish first."""
    first = sorted(problems, key=lambda one: one.severity != "error")
    return [(problem, _step(read, problem)) for problem in first]


def _step(read: Reading, problem: Problem) -> str:
    match problem.path:
        case ("steps", int(at), *_) if at < len(read.ids):
            return read.ids[at]
        case _:
            return ""


def place_of(problem: Problem) -> str:
    """Where it is, for a form."""
    return "/".join(str(part) for part in problem.path)
