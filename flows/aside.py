"""A question asked aside: news comes in the middle of something, is answered, and they are back where they were.

Law: what was under way loses nothing. Its buttons and words typed for it lead back to it at once; the question asked
aside is then left, and its own buttons lead back to that.
"""

from __future__ import annotations

from dataclasses import replace

from flows import answers, called, matching, overlays, replay
from flows.answers import NotFound
from flows.events import Aside, AsideOver
from flows.model import Flow, KindName, Step
from flows.place import OPEN
from flows.session import Entry, Left, PutBy, Session
from flows.turn import Turn


def call(turn: Turn, event: Aside) -> None:
    """Stands at the beginning of this flow; what is under way is put by. One such question is open at a time."""
    flow = turn.library.flows[event.flow]
    given = {f"{step.id}!": Entry(event.value) for step in _opener(flow)}
    _enter(turn, event.flow, event.about, given)


def _opener(flow: Flow) -> list[Step]:
    return [step for step in flow.steps if step.do and step.once][:1]


def _enter(turn: Turn, flow: str, about: str, later: dict[str, Entry]) -> None:
    walk = turn.walk
    put = walk.put_by
    if put is None:
        put = _put_by(turn, about)
        if walk.root:
            walk.journals[walk.root] = walk.kept()
    else:
        walk.leave_aside()
    walk.left = tuple(one for one in walk.left if (one.flow, one.about) != (flow, about))
    walk.restart(flow, later)
    walk.put_by = replace(put, about=about)
    turn.tries, turn.ticked, turn.overlay = 0, (), None


def _put_by(turn: Turn, about: str) -> PutBy:
    walk = turn.walk
    return PutBy(
        about, walk.root, tuple(walk.frames), tuple(walk.later), dict(walk.scores), walk.asked, walk.wait, turn.tries,
        turn.ticked, turn.overlay, walk.locale,
    )  # fmt: skip


def over(turn: Turn, event: AsideOver) -> bool:
    """Closes that question; True if it is the one asked now."""
    walk = turn.walk
    walk.left = tuple(one for one in walk.left if (one.flow, one.about) != (event.flow, event.about))
    if walk.put_by is None or (walk.root, walk.put_by.about) != (event.flow, event.about):
        return False
    walk.wait = ""
    return True


# -- back -----------------------------------------------------------------------------------------------------
def come_back(turn: Turn) -> bool:
    """Puts them where they were; False if that place is gone and the walk starts anew there."""
    walk, put = turn.walk, turn.walk.put_by
    if put is None:
        return True
    walk.leave_aside()
    kept = walk.journals.get(put.root, {})
    gone = bool(put.root) and not _fits(turn, put)
    if gone:
        walk.restart(put.root, kept) if put.root in turn.library.flows else walk.restart(turn.library.first, {})
    else:
        walk.root, walk.frames = put.root, list(put.frames)
        walk.later = {key: entry for key, entry in kept.items() if key in put.later}
        walk.journal = {key: entry for key, entry in kept.items() if key not in put.later}
        walk.scores, walk.asked, walk.wait, walk.acts = dict(put.scores), put.asked, put.wait, 0
        turn.tries, turn.ticked, turn.overlay = put.tries, put.ticked, put.overlay
    return not gone


def _fits(turn: Turn, put: PutBy) -> bool:
    standing = Session(root=put.root, frames=put.frames, wait=put.wait)
    return put.root in turn.library.flows and replay.fits(turn.library, standing)


def arrived(turn: Turn) -> None:
    """What they were waiting for has come while something else was asked."""
    put = turn.walk.put_by
    if put is not None and put.wait == "news":
        turn.walk.put_by = replace(put, came=True)


# -- what is meant for the one or the other -------------------------------------------------------------------
def stand_at(turn: Turn, number: int) -> None:
    """Goes, without a word, to the question of this number when it is put by, or was asked aside and left."""
    walk, put = turn.walk, turn.walk.put_by
    if number in _numbers(turn):
        return
    if put is not None and (number == put.asked or (put.overlay is not None and number == put.overlay.number)):
        come_back(turn)
        return
    left = next((one for one in walk.left if one.number == number), None)
    if left is not None and left.flow in turn.library.flows:
        _again(turn, left)


def _numbers(turn: Turn) -> set[int]:
    asked = {turn.walk.asked} if turn.step is not None else set()
    return asked | ({turn.overlay.number} if turn.overlay is not None else set())


def _again(turn: Turn, left: Left) -> None:
    flow = turn.library.flows[left.flow]
    given = {f"{step.id}!": Entry(left.value) for step in _opener(flow)}
    _enter(turn, left.flow, left.about, given | {left.key + OPEN: Entry([], left.number)})
    turn.walk.go_on()
    turn.walk.said, turn.walk.floor = [], 0


def heard(turn: Turn, text: str) -> None:
    """Words that are no answer to what is asked aside belong to what is put by, if that is a question.

    A question aside that any words answer keeps them all: whoever confides something there never finds it elsewhere.
    """
    put = turn.walk.put_by
    if put is None or put.wait != "ask" or turn.step is None or turn.overlay is not None or _takes_words(turn.step):
        return
    options = turn.walk.options()
    is_ours = matching.exact(text, options) or matching.near(text, options) or _reads(turn, text)
    if is_ours or called.heard(turn, text) or called.flow_called(turn, text) or not _fits(turn, put):
        return
    come_back(turn)


def _reads(turn: Turn, text: str) -> bool:
    """Whether the words are an answer of the type that is asked aside, such as an e-mail address, or nearly one."""
    kind = turn.walk.kind()
    found = answers.read(kind, text, turn.walk.locale, turn.resolvers) if kind is not None else NotFound()
    return not isinstance(found, NotFound) or bool(found.key)


def _takes_words(step: Step) -> bool:
    return step.kind is not None and step.kind.name == "text"


def wants(turn: Turn, kind: KindName) -> None:
    """A position or a file for the question that is put by."""
    put, step = turn.walk.put_by, turn.step
    if put is None or put.wait != "ask" or (step is not None and step.kind is not None and step.kind.name == kind):
        return
    if _fits(turn, put):
        last = put.frames[-1]
        beneath = turn.library.flows[last.flow].step(last.step)
        if beneath is not None and beneath.kind is not None and beneath.kind.name == kind:
            come_back(turn)


def say(turn: Turn) -> None:
    """What they came back to, once more."""
    if turn.overlay is not None:
        turn.out.append(overlays.say_of(turn, turn.overlay))
    else:
        turn.ask()
