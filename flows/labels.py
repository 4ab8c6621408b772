"""What the transcript shows for the person's own line."""

from __future__ import annotations

from flows import aside, overlays, show, wire
from flows.answers import NO_RESOLVERS
from flows.events import Event, Located, Picked, Received, Started, Tapped, Typed, Unsupported
from flows.model import Library
from flows.replay import find, fits
from flows.saved import source_of, spot_of
from flows.session import Session
from flows.turn import Turn, by_wire

CONTROLS = ("sos", "more", "dontknow", "done", "back", "change", "lang", "pause", "human", "menu", "goon")


def transcript_label(library: Library, session: Session, event: Event) -> str:
    """The line of this event, in the words of the button that was tapped; `session` is the one before the event."""
    if not fits(library, session):
        session = session._replace(frames=(), wait="")
    turn = Turn.of(library, session, NO_RESOLVERS, idle=False)
    match event:
        case Typed(text=text):
            return text
        case Tapped(id=id):
            return _button(turn, id)
        case Picked(ids=ids):
            return show.separator(turn.walk.locale).join(_button(turn, id) for id in ids) or turn.word("no_answer")
        case Located():
            return turn.word("position")
        case Received(name=name):
            return name
        case Started():
            return "/start"
        case Unsupported(kind=kind):
            return f"({kind})"
        case _:
            return ""


def _button(turn: Turn, id: str) -> str:
    unknown = turn.word("button")
    named = wire.parse(id)
    if named is None:
        return unknown
    if named.control:
        if named.control == "edit":
            return turn.word("change_this")
        return turn.word(named.control) if named.control in CONTROLS else unknown
    if named.number is not None:
        aside.stand_at(turn, named.number)
    if turn.overlay is not None and named.number == turn.overlay.number:
        taken = by_wire(named.choice, overlays.options_of(turn, turn.overlay))
        return taken.label if taken else unknown
    if turn.step is not None and named.number == turn.walk.asked:
        taken = by_wire(named.choice, turn.walk.options())
        return taken.label if taken else unknown
    return _earlier(turn, named) or unknown


def _earlier(turn: Turn, named: wire.Wire) -> str:
    """A button of an earlier question: the label its choice has now."""
    known = find(turn.walk, named.number or 0)
    spot = spot_of(turn.library, *known) if known else None
    if known is None or spot is None:
        return ""
    root, key = known
    journal = turn.walk.journal if root == turn.walk.root else turn.walk.journals[root]
    listed = source_of(journal, key, spot.step.source)
    asked = (spot.flow, spot.step)
    return show.worded(turn.library, turn.walk.locale, asked, named.choice, lambda name: listed)
