"""What a law of the house is: words, what it looks at, a pure guard, and offences it must see."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from tests.house.tree import Tree

Files = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Law:
    """`guard(tree, paths)` names every offence as `path:line: what is wrong and what to do`.

    `scope` picks the paths it looks at; on the real tree it may never be empty (a guard that compares nothing passes).
    `planted` are trees that must be refused, `allowed` near misses that must not.
    """

    words: str
    scope: Callable[[Tree], list[str]]
    guard: Callable[[Tree, list[str]], list[str]]
    planted: Mapping[str, Files]
    allowed: Mapping[str, Files] = field(default_factory=dict)

    def offences(self, tree: Tree) -> list[str]:
        return self.guard(tree, self.scope(tree))
