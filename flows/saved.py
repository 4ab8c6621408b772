"""From journals to answers: save name → value; a save inside a `repeat` is a list, one value a round."""

from __future__ import annotations

from collections.abc import Mapping

from flows.events import JsonValue
from flows.model import Library, Spot, Step
from flows.session import Entry, Journal, Session


def spot_of(library: Library, root: str, key: str) -> Spot | None:
    """The step a key of the root flow's journal belongs to; None when the library no longer has it."""
    known = library.spots.get((root, key), ...)
    if known is ...:
        known = library.spots[(root, key)] = _spot(library, root, key)
    return known


def _spot(library: Library, root: str, key: str) -> Spot | None:
    flow = library.flows.get(root)
    round: int | None = None
    loop = ""
    step: Step | None = None
    path = ""
    for segment in key.removesuffix("!").split("/"):
        if step is not None:
            flow = library.flows.get(step.run)
        step_id, _, turn = segment.partition(".")
        step = flow.step(step_id) if flow else None
        if flow is None or step is None:
            return None
        if around := flow.loop_of(flow.index[step_id]):
            round = int(turn or 0)
            loop = f"{path}{flow.steps[around[0]].id}"
        path += segment + "/"
    return Spot(flow, step, round, loop) if flow and step else None


def source_of(journal: Journal, key: str, source: str) -> JsonValue:
    """The action's list that the question of this key was asked with: of the same flow and round."""
    path, _, last = key.rpartition("/")
    _, dot, round = last.partition(".")
    around = f"{path}/" if path else ""
    for name in (f"{around}{source}{dot}{round}!", f"{around}{source}!"):
        if name in journal:
            return journal[name].value
    return None


def collect(library: Library, session: Session) -> dict[str, JsonValue]:
    """All answers of a person by save name, the root flow under way last (it wins)."""
    found: dict[str, JsonValue] = {}
    for root, journal in session.journals.items():
        if root != session.root:
            found |= of_journal(library, root, journal)
    return found | of_journal(library, session.root, session.journal)


def of_journal(library: Library, root: str, journal: Journal) -> dict[str, JsonValue]:
    """One root flow's answers. Lists of one loop are all as long as the loop had rounds."""
    single: dict[str, JsonValue] = {}
    listed: dict[str, tuple[str, dict[int, JsonValue]]] = {}
    rounds: dict[str, tuple[int, int]] = {}
    for key, entry in journal.items():
        spot = spot_of(library, root, key)
        if spot is None or entry.void:
            continue
        if spot.round is not None:
            first, last = rounds.get(spot.loop, (spot.round, spot.round))
            rounds[spot.loop] = (min(first, spot.round), max(last, spot.round))
        if not spot.step.save or not _saves(spot.step, key, entry):
            continue
        if spot.round is None:
            single[spot.step.save] = entry.value
        else:
            values = listed.setdefault(spot.step.save, (spot.loop, {}))[1]
            values[spot.round] = entry.value
    for save, (loop, values) in listed.items():
        first, last = rounds[loop]
        single[save] = [values.get(round) for round in range(first, last + 1)]
    return single


def _saves(step: Step, key: str, entry: Entry) -> bool:
    """A question saves its answer; a step that only acts saves the action's value."""
    return key.endswith("!") != step.is_question


def merged(library: Library, others: Mapping[str, Journal], root: str, journal: Journal) -> dict[str, JsonValue]:
    return collect(library, Session(root=root, journals={**others, root: journal}))
