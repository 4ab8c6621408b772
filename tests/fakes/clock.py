"""A clock that moves when told, and ids that count."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count

from bot.clock import Clock


@dataclass
class FakeTime:
    at: datetime = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
    ids: count[int] = field(default_factory=lambda: count(1))

    def now(self) -> datetime:
        return self.at

    def new_id(self) -> str:
        return f"id-{next(self.ids):06d}"

    def forward(self, **by: float) -> None:
        self.at += timedelta(**by)

    @property
    def clock(self) -> Clock:
        return Clock(self.now, self.new_id)
