"""`advance`: one event in, what is said out. Pure; never raises on anything a person can send.

Law: state changes only here and in what is called from here (`hearing`, `commands`, `replay`, `walk`); the session
that comes out is a value, and the same session, event and `now` give the same result.
"""

from __future__ import annotations

from datetime import datetime

from flows import adopting, arriving, aside, called, commands, hearing, overlays, replay
from flows.answers import NO_RESOLVERS, Resolvers
from flows.events import (
    Adopted,
    Aside,
    AsideOver,
    Did,
    Event,
    Located,
    Output,
    Picked,
    Received,
    Resumed,
    Started,
    Tapped,
    Typed,
    Unsupported,
)
from flows.labels import transcript_label as transcript_label
from flows.model import Library
from flows.session import Session
from flows.text import negotiate
from flows.turn import Turn

IDLE = 30 * 60
"""Seconds of silence after which "bonjour" is a greeting, not an answer."""


def start(library: Library, locales: tuple[str, ...] = ()) -> Session:
    """A new person's session; `advance(…, Started())` begins the first flow."""
    return Session(locale=negotiate(locales, library.offered))


def asked_for(library: Library, locale: str, text: str) -> str:
    """What these words ask for wherever they are typed: a control (`menu`, …), the id of a flow, or ""."""
    turn = Turn.of(library, start(library, (locale,)), NO_RESOLVERS, idle=False)
    return called.heard(turn, text) or called.flow_called(turn, text)


def advance(
    library: Library, session: Session, event: Event, now: datetime, resolvers: Resolvers = NO_RESOLVERS
) -> tuple[Session, list[Output]]:
    """The session after this event and what to say; a `Do` comes last and wants a `Did`."""
    at = int(now.timestamp())
    turn = Turn.of(library, session, resolvers, idle=bool(session.at) and at - session.at >= IDLE)
    if not isinstance(event, Did):
        turn.walk.acts = 0
    if turn.walk.locale not in library.locales:
        turn.walk.locale = negotiate((turn.walk.locale,), library.offered)
    if isinstance(event, Adopted) and event.flow in library.flows:
        adopting.adopt(turn, event)
    elif isinstance(event, Aside) and event.flow in library.flows:
        aside.call(turn, event)
        commands.proceed(turn)
    elif isinstance(event, AsideOver) and aside.over(turn, event):
        commands.come_back(turn)
    elif not session.root or session.root not in library.flows:
        _begin(turn, event)
    elif not replay.fits(library, session):
        _move(turn, session)
    elif session.wait == "do":
        turn.walk.did(event.value if isinstance(event, Did) else None)
        commands.proceed(turn)
    elif session.frames and not session.wait and not session.overlay:
        commands.proceed(turn)
    else:
        _hear(turn, event)
    commands.close(turn)
    return turn.session(at), turn.out


def _begin(turn: Turn, event: Event) -> None:
    """Nobody we know, or a library without the flow they were in: the first flow."""
    if isinstance(event, Started) and event.locales:
        turn.walk.locale = negotiate(event.locales, turn.library.offered)
    if isinstance(event, Typed) and (locale := called.language_called(turn, event.text)):
        turn.walk.locale = locale
    turn.walk.root = ""
    turn.walk.enter(turn.library.first)
    if isinstance(event, Typed):
        turn.go_on()
        hearing.at_once(turn, event.text)
    commands.proceed(turn)


def _move(turn: Turn, session: Session) -> None:
    """The step is gone: to where the answers lead in the library of today, and say so."""
    turn.say("moved")
    walk = turn.walk
    walk.restart(session.root, walk.kept())
    turn.forward()
    commands.serve_exit(turn)


def _hear(turn: Turn, event: Event) -> None:
    match event:
        case Typed(text=text):
            if _first_word(text) == "/start":
                _started(turn)
            else:
                hearing.typed(turn, text)
        case Tapped(id=id):
            hearing.tapped(turn, id)
        case Picked(ids=ids):
            hearing.picked(turn, ids)
        case Located():
            arriving.located(turn, event)
        case Received():
            arriving.received(turn, event)
        case Unsupported():
            arriving.unsupported(turn, event)
        case Started():
            _started(turn)
        case Did() | Resumed() | Adopted() | Aside() | AsideOver():
            _resumed(turn)
    if not isinstance(event, Did | Resumed | Adopted | Aside | AsideOver) and not _pausing(turn):
        turn.paused = False


def _first_word(text: str) -> str:
    """`/start campaign` and `/start@bot` are `/start`."""
    return text.strip()[:60].partition(" ")[0].partition("@")[0].casefold()


def _pausing(turn: Turn) -> bool:
    """Whether this very turn made the pause."""
    return turn.paused and not turn.walk.start.paused


def _started(turn: Turn) -> None:
    """`/start` again: nothing answered yet → the greeting again; under way → go on?; finished → the menu."""
    walk = turn.walk
    turn.overlay = None
    if walk.root == turn.library.first and not walk.journal:
        walk.restart(walk.root, {})
        commands.proceed(turn)
    elif turn.step is not None or turn.waits:
        overlays.open(turn, "hello")
    else:
        commands.menu(turn)


def _resumed(turn: Turn) -> None:
    aside.arrived(turn)
    if turn.waits:
        turn.walk.arrived()
        commands.proceed(turn)
    elif turn.overlay is not None:
        turn.out.append(overlays.say_of(turn, turn.overlay))
    else:
        turn.ask()
