"""A table that is made when first asked for, or given by a process that made it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

_Table = TypeVar("_Table")


class Kept(Generic[_Table]):
    """Decorates the function that makes it."""

    def __init__(self, make: Callable[[], _Table]) -> None:
        self._make = make
        self._made: list[_Table] = []

    def __call__(self) -> _Table:
        if not self._made:
            self._made.append(self._make())
        return self._made[0]

    def give(self, made: _Table) -> None:
        """What is there already stays: somebody may hold it."""
        self._made = self._made or [made]
