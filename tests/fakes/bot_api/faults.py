"""What goes wrong on purpose: refusals, lost answers, repeated and late updates."""

from __future__ import annotations

import random
from collections import defaultdict, deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["none", "refuse", "lose_call", "lose_answer"]


@dataclass(frozen=True)
class Fault:
    """`refuse` answers `code` and does nothing; `lose_call` breaks the line before the work, `lose_answer` after it."""

    kind: Kind = "refuse"
    code: int = 500
    description: str = "Internal Server Error"
    retry_after: int | None = None


def too_many(seconds: int) -> Fault:
    return Fault("refuse", 429, f"Too Many Requests: retry after {seconds}", seconds)


FINE = Fault("none")
"""In a plan: this call goes well."""
BLOCKED = Fault("refuse", 403, "Forbidden: bot was blocked by the user")
DOWN = Fault("refuse", 500, "Internal Server Error")
GATEWAY = Fault("refuse", 502, "Bad Gateway")


@dataclass
class Faults:
    """Planned faults come first, one each; then chance, from one seed, so that a run can be repeated."""

    seed: int = 0
    share: float = 0.0
    """Share of calls that go wrong by chance, of the kinds in `mixture`."""
    mixture: tuple[Fault, ...] = (DOWN, GATEWAY, Fault("lose_call"), Fault("lose_answer"), too_many(1))
    spare: frozenset[str] = frozenset({"getUpdates", "getMe"})
    repeated: float = 0.0
    """Share of updates delivered twice."""
    late: float = 0.0
    """Longest wait in seconds before an update is delivered by webhook."""
    planned: dict[str, deque[Fault]] = field(default_factory=lambda: defaultdict(deque))
    chance: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)

    def plan(self, method: str, faults: Iterable[Fault]) -> None:
        """The next calls of `method` go wrong like this, one after the other."""
        self.planned[method].extend(faults)

    def next(self, method: str) -> Fault | None:
        if self.planned[method]:
            fault = self.planned[method].popleft()
            return None if fault is FINE else fault
        if method not in self.spare and self.chance.random() < self.share:
            return self.chance.choice(self.mixture)
        return None

    def repeats(self) -> bool:
        return self.chance.random() < self.repeated

    def delay(self) -> float:
        return self.chance.random() * self.late
