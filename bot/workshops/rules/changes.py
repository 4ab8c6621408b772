"""What of a change concerns the people who come: they are told of that, and of nothing else."""

from __future__ import annotations

from typing import Literal

from bot.workshops.model import Draft, Spot

Told = Literal["time", "place"]


def told(before: Draft, after: Draft) -> tuple[Told, ...]:
    """`time`: another beginning or end; `place`: somewhere else, or another link."""
    found: list[Told] = []
    if (before.starts_at, before.ends_at) != (after.starts_at, after.ends_at):
        found.append("time")
    if _where(before.spot) != _where(after.spot):
        found.append("place")
    return tuple(found)


def _where(spot: Spot) -> tuple[str | bool, ...]:
    return spot.venue, spot.address, spot.town, spot.online, spot.link
