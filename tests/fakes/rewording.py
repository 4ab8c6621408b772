"""A CV of a few lines whose words can be changed, as `mentors.suggesting.Rewording` has it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.ports import Later, Turn


@dataclass
class FakeRewording:
    """`texts`: line → what it says. `made`: how often the papers were made."""

    texts: dict[str, str] = field(default_factory=dict)
    first: dict[str, str] = field(default_factory=dict)
    made: int = 0

    async def says(self, turn: Turn, line: str, before: str) -> bool:
        return self.texts.get(line) == before

    async def take(self, turn: Turn, line: str, before: str, after: str) -> Sequence[Later]:
        self.first.setdefault(line, before)
        self.texts[line] = after
        return self._papers()

    async def remake(self, turn: Turn) -> Sequence[Later]:
        self.texts |= self.first
        return self._papers()

    def _papers(self) -> Sequence[Later]:
        self.made += 1
        return (Later("cvs.render", {"version": self.made}, f"papers/{self.made}"),)
