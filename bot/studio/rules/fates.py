"""Who stands where, and what publishing would do to them. Pure; counts only, never who."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

from bot.releases.model import Written
from flows.model import Flow
from flows.moving import same_question

Fate = Literal["stays", "asked", "finishes"]


class Standing(NamedTuple):
    """`people` at a step. stays: they notice new words at most · asked: its answers changed, it is asked again ·
    finishes: it is gone, they finish what they began unless they are sent elsewhere."""

    step: str
    people: int
    fate: Fate


def fates(before: Flow | None, after: Flow | None, there: Mapping[tuple[str, int], int]) -> list[Standing]:
    """`there`: (step, release) → people. Who finishes an older flow already, at a step both don't know, is let be."""
    people: dict[str, int] = {}
    for (step, _), count in there.items():
        people[step] = people.get(step, 0) + count
    found: list[Standing] = []
    for step, count in sorted(people.items(), key=lambda one: (-one[1], one[0])):
        was = before.step(step) if before else None
        now = after.step(step) if after else None
        if now is None and was is not None:
            found.append(Standing(step, count, "finishes"))
        elif now is not None:
            same = was is None or same_question(was, now)
            found.append(Standing(step, count, "stays" if same else "asked"))
    return found


def gone(before: Flow | None, after: Flow | None) -> list[str]:
    """Steps that publishing takes away: somebody may come to them until the moment it happens."""
    if before is None or after is None:
        return []
    return [step.id for step in before.steps if after.step(step.id) is None]


def lost_deeds(before: Flow | None, after: Flow | None, written: Written, keep: tuple[str, ...]) -> list[str]:
    """Actions that a flow everybody needs (the yes, words of distress) would no longer do."""
    if before is None or after is None or written.flow not in keep:
        return []
    now = {step.do for step in after.steps}
    return sorted({step.do for step in before.steps if step.do} - now)
