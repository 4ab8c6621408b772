"""Somebody in the middle of a flow while it changes: which library their next turn is walked with, and from where.

Law: nobody is stranded. Whoever stands at a step that is still there goes on in the newest library; whoever stands
at one that is gone finishes with the library they began with, or goes where staff said.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Literal, NamedTuple

from flows import engine, replay
from flows.answers import NO_RESOLVERS, Resolvers
from flows.events import Do, Event, Output, Picked, Resumed, Say, Tapped, Typed
from flows.model import Choice, Library, Step
from flows.session import Frame, Session

Fate = Literal["stays", "asked", "sent", "finishes", "led"]
"""stays: at the same step of the newest · asked: the same, whose choices changed: it is asked again · sent: to the
step staff named · finishes: with the library they began with · led: that one is gone too, so where the answers lead."""

Moves = Mapping[str, str]
"""`flow/step` that is gone → the id of the step of the same flow where whoever stands there goes on."""


class Place(NamedTuple):
    """`newest`: walk with the newest library, from this session. `again`: the question is said before anything else."""

    fate: Fate
    session: Session
    newest: bool = True
    again: bool = False


def place(newest: Library, began: Library | None, session: Session, moves: Moves) -> Place:
    """`began`: the library this session was walked with, None when it is no longer there."""
    if not session.frames and session.put_by is None:
        # Nothing is under way: what they may open next is of today, also when the flow they finished is gone.
        root = session.root if not session.root or session.root in newest.flows else newest.first
        return Place("stays", session if root == session.root else session._replace(root=root))
    if _holds(newest, session):
        changed = began is not None and _other_question(newest, began, session)
        return Place("asked" if changed else "stays", session, again=changed)
    if began is not None and not _holds(began, session):
        return Place("led", session)
    sent = _sent(session, moves)
    if sent is not None and _holds(newest, sent):
        return Place("sent", sent, again=True)
    if began is None:
        return Place("led", session)
    return Place("finishes", session, newest=False)


def advance(
    newest: Library, old: Library, placed: Place, event: Event, now: datetime, resolvers: Resolvers = NO_RESOLVERS
) -> tuple[Session, list[Output]]:
    """`engine.advance` from where `place` put them. `old`: what they began with."""
    library = newest if placed.newest else old
    answering = _answering(library, placed.session, event)
    if not placed.again or (placed.session.wait and not answering):
        return engine.advance(library, placed.session, event, now, resolvers)
    session, out = engine.advance(library, placed.session, Resumed(), now, resolvers)
    moved = library.texts.get(session.locale, "engine/moved", lambda _: "")
    said = [Say(moved), *out] if out else out
    if answering or (out and isinstance(out[-1], Do)):
        return session, said
    # Whoever was sent elsewhere stands there first: then what they asked for, the menu or a human, is heard as ever.
    session, more = engine.advance(library, session, event, now, resolvers)
    return session, [*said, *more]


def _answering(library: Library, session: Session, event: Event) -> bool:
    """Whether this is for the question, which is another one now; what opens the menu or another flow still does.

    **Why** a session sent elsewhere answers nothing: what it stood at is gone.
    """
    match event:
        case Tapped(id=id):
            return not id.startswith("!")
        case Typed(text=text):
            return not engine.asked_for(library, session.locale, text)
        case Picked():
            return True
        case _:
            return not session.wait and isinstance(event, Resumed)


def spot(session: Session) -> str:
    """`flow/step` under way, "" when nothing is. A question asked aside hides what is put by."""
    if not session.frames:
        return ""
    return f"{session.frames[-1].flow}/{session.frames[-1].step}"


def asked(session: Session) -> str:
    """`flow/step` of the question that what is typed answers; "" under a list, or when nothing is asked."""
    return spot(session) if session.wait == "ask" and session.overlay is None else ""


def _holds(library: Library, session: Session) -> bool:
    """Also what was put by for a question asked aside must still be there."""
    if (session.root and session.root not in library.flows) or not replay.fits(library, session):
        return False
    put = session.put_by
    if put is None or not put.root:
        return True
    standing = Session(root=put.root, frames=put.frames, wait=put.wait)
    return put.root in library.flows and replay.fits(library, standing)


def _other_question(newest: Library, began: Library, session: Session) -> bool:
    if session.wait != "ask" or not session.frames:
        return False
    last = session.frames[-1]
    was = began.flows[last.flow].step(last.step) if last.flow in began.flows else None
    now = newest.flows[last.flow].step(last.step)
    return was is not None and now is not None and not same_question(was, now)


def same_question(was: Step, now: Step) -> bool:
    """Whether who stands there is not asked again."""
    return _answers(was) == _answers(now)


def _answers(step: Step) -> tuple[object, ...]:
    """What can be answered here; words around it may change."""
    return step.kind, step.many, step.source, step.alone, step.either, tuple(map(_answer, step.choices))


def _answer(choice: Choice) -> tuple[str, str]:
    return choice.id, choice.label


def _sent(session: Session, moves: Moves) -> Session | None:
    """**Why** the innermost frame only: staff name a step of the flow that changed; what is around it is the same."""
    if not session.frames or (session.overlay is not None and session.overlay.kind == "hello"):
        return None
    last = session.frames[-1]
    target = moves.get(f"{last.flow}/{last.step}")
    if target is None:
        return None
    frames = (*session.frames[:-1], Frame(last.flow, target))
    return session._replace(frames=frames, wait="", overlay=None, ticked=(), tries=0)
