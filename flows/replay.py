"""Back, change an answer, and a library that changed: start again from the journal, stop where one is missing."""

from __future__ import annotations

from flows.events import JsonValue
from flows.model import Library, Step
from flows.place import OPEN
from flows.saved import spot_of
from flows.session import BACK, Entry, Session
from flows.turn import Turn
from flows.walk import Walk


def last_answer(walk: Walk) -> str | None:
    """Key of the newest answer of the root flow under way."""
    asked = [key for key, entry in walk.journal.items() if entry.number]
    return asked[-1] if asked else None


def find(walk: Walk, number: int) -> tuple[str, str] | None:
    """Root flow and key of the answer that this ask number got."""
    for root, journal in ((walk.root, walk.journal), *walk.journals.items()):
        for key, entry in journal.items():
            if entry.number == number:
                return root, key
    return None


def behind(walk: Walk, name: str) -> tuple[str, str] | None:
    """Root flow and key of the answer kept as `save`, or as `save:round` (from 0, as in the list of its values)."""
    save, _, digits = name.partition(":")
    round = int(digits or 0) if digits.isascii() and (digits.isdecimal() or not digits) else -1
    for root, journal in ((walk.root, walk.kept()), *walk.journals.items()):
        spots = {key: spot_of(walk.library, root, key) for key, entry in journal.items() if not entry.void}
        for key, spot in spots.items():
            if spot is None or not journal[key].number or not save or spot.step.save != save:
                continue
            first = min(other.round or 0 for other in spots.values() if other is not None and other.loop == spot.loop)
            if (spot.round or 0) - first == round:
                return root, key
    return None


def reopen(turn: Turn, root: str, key: str) -> None:
    """Sets one answer aside and stands at its question again; the later answers are kept for the way forward."""
    walk = turn.walk
    if root != walk.root:
        walk.put_away()
        kept = dict(walk.journals.get(root, {}))
    else:
        kept = walk.kept()
    kept.pop(key, None)
    walk.took = walk.took or BACK
    _again(turn, root, kept)


def stand_at(turn: Turn, step_id: str) -> Step | None:
    """Stands at an answered question of the flow under way, without a word; None, and nothing done, when that fails."""
    walk = turn.walk
    kept, key = walk.kept(), walk.key(step_id)
    if not step_id or key not in walk.journal:
        return None
    del kept[key]
    trial = Walk.of(turn.library, walk.session())
    trial.restart(walk.root, kept)
    trial.go_on()
    if not trial.frames or trial.wait != "ask" or trial.key() != key:
        return None
    walk.restart(walk.root, kept)
    walk.go_on()
    walk.said, walk.floor = [], 0
    return turn.step


def back(turn: Turn) -> bool:
    """One question back; False at the first one."""
    key = last_answer(turn.walk)
    if key is None:
        return False
    reopen(turn, turn.walk.root, key)
    return True


def reword(turn: Turn) -> None:
    """The question under way in the language of now: lists are made again, ticks and buttons stay good."""
    walk = turn.walk
    made = (spot_of(turn.library, walk.root, key) for key in walk.journal if key.endswith("!"))
    if not any(spot is not None and spot.step.do and not spot.step.once for spot in made):
        turn.ask()
        return
    ticked: list[JsonValue] = [*turn.ticked]
    here = {} if turn.waits else {walk.key() + OPEN: Entry(ticked, walk.asked)}
    _again(turn, walk.root, {**walk.kept(), **here})


def _again(turn: Turn, root: str, kept: dict[str, Entry]) -> None:
    """**Why** only the question is said: what leads to it was read once."""
    walk = turn.walk
    walk.restart(root, kept)
    turn.tries, turn.overlay, turn.paused = 0, None, False
    walk.go_on()
    turn.ticked = walk.ticked
    if walk.frames or walk.do is not None:
        walk.said, walk.floor = [], 0
    turn.speak()
    if turn.waits:
        turn.ask()


def fits(library: Library, session: Session) -> bool:
    """Whether the place where this session stands still exists in the library."""
    outer = None
    for frame in session.frames:
        flow = library.flows.get(frame.flow)
        step = flow.step(frame.step) if flow else None
        if step is None or (outer is not None and outer.run != frame.flow):
            return False
        outer = step
    if outer is None:
        return True
    waits = {"ask": outer.is_question, "do": bool(outer.do), "news": outer.wait, "": True}
    return session.frames[0].flow == session.root and waits[session.wait]


def rebuilt(library: Library, session: Session) -> Session:
    """The session as its journal alone gives it: where a replay of the root flow comes to."""
    walk = Walk.of(library, session)
    walk.restart(session.root, {**session.journal, **session.later})
    walk.go_on()
    return walk.session()
