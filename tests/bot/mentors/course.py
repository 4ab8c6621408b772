"""The training we ship, and how somebody answers it well or badly."""

from __future__ import annotations

from bot.library import read
from bot.mentors.training import Acts
from flows.model import TRAINING, Library, Step

_READ = read(None).library
assert _READ is not None
READ: Library = _READ
"""All that we ship, read once."""
ASKED: tuple[Step, ...] = tuple(step for step in READ.flows[TRAINING].steps if step.ask)
RIGHT = {step.id: next(one.id for one in step.choices if one.score) for step in ASKED}
WRONG = {step.id: next(one.id for one in step.choices if not one.score) for step in ASKED}


def good() -> Acts:
    return tuple(("tap", id) for id in RIGHT.values())


def poor() -> Acts:
    return tuple(("tap", id) for id in WRONG.values())
