"""What an answer is worth: the sentence of the first choice taken that has one, and each sentence once."""

from __future__ import annotations

from flows.events import JsonValue
from flows.holding import taken
from flows.model import Choice, Library, Step
from flows.saved import spot_of
from flows.session import Journal


def worth(library: Library, root: str, journal: Journal, key: str, step: Step, value: JsonValue) -> Choice | None:
    """The choice whose `explain` is said after this answer. **Why** one: three in a row are a wall.

    `key`: of this answer; what was said after another answer (the same thing ticked on an earlier screen) is not said
    again.
    """
    explained = [choice for choice in taken(step, value) if choice.explain]
    if not explained:
        return None
    return _new(explained, _told(library, root, journal, key))


def _new(explained: list[Choice], told: set[str]) -> Choice | None:
    return next((choice for choice in explained if choice.explain not in told), None)


def _told(library: Library, root: str, journal: Journal, key: str) -> set[str]:
    """The sentences said after the other answers, in the language they are written in."""
    told: set[str] = set()
    for other, entry in journal.items():
        spot = spot_of(library, root, other) if entry.number and other != key else None
        said = taken(spot.step, entry.value) if spot else []
        fresh = _new([choice for choice in said if choice.explain], told)
        if fresh is not None:
            told.add(fresh.explain)
    return told
