"""When the team is told that somebody may be in danger, whom, and when again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.safety.net.model import Category, Strength

DAY = timedelta(days=1)
TWICE = 2
"""Signs within a day after which somebody of the team is told."""
STEPS = (timedelta(0), timedelta(minutes=5), timedelta(minutes=15))
"""When the team is told, and told again, until one of them has seen it: first who is on duty, then every coordinator,
then the admins, too."""
SILENT = timedelta(minutes=20)
"""Until the person learns that nobody has seen it yet: five minutes after the last were told."""


QUIET = timedelta(hours=1)
"""Between two lines of the robot about numbers while a human talks."""


@dataclass(frozen=True, slots=True)
class Sign:
    """Words that were noticed. `fine`: the person said that all is well."""

    what: Category
    strength: Strength
    at: datetime
    fine: bool = False

    @property
    def counts(self) -> bool:
        """**Why** « tout va bien » takes back the likely only: whoever is watched by somebody says it, too."""
        return self.strength == "sure" or not self.fine


def is_twice(signs: Sequence[Sign], now: datetime) -> bool:
    """`signs`: those after the last time the team was told."""
    return sum(sign.counts and sign.at > now - DAY for sign in signs) >= TWICE


@dataclass(frozen=True, slots=True)
class Duty:
    """Somebody who may be told. `coordinator`: not only an admin."""

    account_id: int
    coordinator: bool
    on_duty: bool


def whom(team: Sequence[Duty], step: int) -> list[int]:
    """Accounts to be told at this step, each once: the earlier ones are told again with the last."""
    first = [one for one in team if one.coordinator and one.on_duty]
    everybody = [one for one in team if one.coordinator]
    rounds = (first or everybody or list(team), everybody or list(team), list(team))
    return sorted({one.account_id for one in rounds[step]})
