"""How many points somebody could have had: what a score is measured against, whatever staff change in the questions."""

from __future__ import annotations

from flows.model import DEFAULT_SCORE, Library, Step
from flows.saved import spot_of
from flows.session import Session


def reachable(library: Library, session: Session, name: str = DEFAULT_SCORE) -> int:
    """The points of the best answers to all that this person was asked and answered."""
    return sum(
        best(spot.step, name)
        for root, journal in session.journals.items()
        for key, entry in journal.items()
        if entry.number and not entry.void and (spot := spot_of(library, root, key)) is not None
    )


def best(step: Step, name: str = DEFAULT_SCORE) -> int:
    """Of one question; where several may be taken, all that bring something."""
    points = [points for choice in step.choices if (points := choice.score.get(name, 0)) > 0]
    return sum(points) if step.many else max(points, default=0)
