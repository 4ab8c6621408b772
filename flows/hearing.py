"""What a person says, read as an answer to what is under way: words, taps, boxes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flows import answers, aside, called, choosing, commands, counted, matching, overhearing, overlays, replay, wire
from flows.answers import Choose, Found, NotFound, Resolved
from flows.events import JsonValue
from flows.model import NAMED, Option, Step
from flows.text import clean
from flows.turn import TRIES, Turn, by_wire

WORDS = ("text", *NAMED)
"""Types whose own reader knows words better than a likeness to one of the choices; a number can only be a rank."""


def typed(turn: Turn, text: str) -> None:
    """Words, of any length, at any moment."""
    aside.heard(turn, text)
    command = called.heard(turn, text)
    if turn.overlay is not None and _to_overlay(turn, text, command):
        return
    step = turn.step
    is_over = command == "done" and (step is None or not step.many)
    if is_over:
        command = ""
    options = turn.walk.options() if step is not None else []
    ranks = step is None or step.kind is None or step.kind.name in ("yes_no", *WORDS)
    taken = matching.exact(text, options, ranks=ranks) if options and not text.startswith("/") else None
    if taken is not None and step is not None:
        _taken(turn, step, taken)
    elif command:
        commands.control(turn, command)
    elif _elsewhere(turn, step, text):
        return
    elif step is None:
        commands.go_on(turn)
    elif is_over and step.kind is not None and step.kind.name in WORDS:
        turn.again()
    else:
        _answer(turn, step, text, options)


def _to_overlay(turn: Turn, text: str, command: str) -> bool:
    """Words while a built-in list is shown: one of its choices, else what they are without it, else not understood."""
    overlay = turn.overlay
    if overlay is None:
        return False
    options = overlays.options_of(turn, overlay)
    taken = matching.exact(text, options) or matching.near(text, options)
    if taken is not None:
        commands.take(turn, overlay, taken)
        return True
    step = turn.step
    answers_on = step is not None and (overlay.kind in ("offer", "heard", "hello", "menu") or not _is_open(step))
    if command or answers_on:
        turn.overlay, turn.offered = None, overlay.options[:-1] if overlay.kind == "offer" else ()
        return False
    return _elsewhere(turn, step, text) or _lost(turn)


def _is_open(step: Step) -> bool:
    """Any words are an answer to this question."""
    return not step.choices and step.kind is not None and step.kind.name == "text"


def _lost(turn: Turn) -> bool:
    """Asks the built-in list again; the third time back to the question with a human at hand."""
    turn.tries += 1
    overlay = turn.overlay
    if turn.tries >= 3 or overlay is None:
        turn.overlay = None
        if turn.step is not None:
            turn.ask(turn.word("lost"))
        else:
            turn.tries = 0
            commands.human(turn)
    else:
        turn.out.append(overlays.say_of(turn, overlay, turn.word("retry/choice")))
    return True


def _elsewhere(turn: Turn, step: Step | None, text: str) -> bool:
    """Words that aren't an answer: the words of a flow, a greeting after a while, the name of a language."""
    is_open = step is not None and _is_open(step)
    if flow := called.flow_called(turn, text):
        turn.walk.enter(flow)
        commands.proceed(turn)
    elif text.strip().startswith("/"):
        turn.overlay = None
        turn.ask(turn.word("no_command"))
    elif called.greets(turn, text) and (turn.idle or turn.paused or not is_open):
        commands.go_on(turn)
    elif locale := "" if is_open else called.language_called(turn, text):
        commands.speak(turn, locale)
    else:
        return False
    return True


def _answer(turn: Turn, step: Step, text: str, options: list[Option]) -> None:
    heard = overhearing.listen(turn, step, text)
    if step.many:
        several, own = overhearing.named(turn, step, text, options)
        if not several and called.has_none(turn, step, text):
            _none(turn, step, options)
        elif several:
            overhearing.keep(turn, {**heard, **own})
            commands.pick(turn, choosing.with_ticked(turn, step, several))
        elif likely := matching.alike(text, options):
            overhearing.keep(turn, heard)
            turn.ticked = tuple(option.id for option in choosing.with_ticked(turn, step, likely))
            turn.ask(turn.word("ticked"))
        else:
            _beside(turn, step, text, heard)
        return
    own_words = step.kind is not None and step.kind.name in WORDS
    taken = None if own_words else matching.near(text, options)
    if taken is not None:
        overhearing.keep(turn, heard)
        _taken(turn, step, taken)
    elif (kind := turn.walk.kind()) is not None and kind.name != "yes_no":
        if called.has_none(turn, step, text):
            turn.walk.answer(None, turn.walk.asked)
            commands.proceed(turn)
            return
        found = answers.read(kind, text, turn.walk.locale, turn.resolvers)
        # "2" is no year and no phone number: then it is the second of the list.
        rank = matching.exact(text, options) if isinstance(found, NotFound) else None
        if rank is not None:
            _taken(turn, step, rank)
        else:
            resolved(turn, step, text, found)
    else:
        _beside(turn, step, text, heard)


def _beside(turn: Turn, step: Step, text: str, heard: Mapping[str, str]) -> None:
    """Words that name no choice: an answer to a question to come, with what that means here; else asked again.

    Who has ticked something and goes on to the next thing has answered.
    """
    options = turn.walk.options()
    heard = heard or overhearing.own_words(turn, step, text, options)
    overhearing.keep(turn, heard)
    if meant := overhearing.meant(turn, step, heard, options):
        _taken(turn, step, meant)
    elif heard and turn.ticked:
        commands.pick(turn, choosing.with_ticked(turn, step, ()))
    elif heard:
        turn.tries, turn.overlay = 0, None
        turn.ask(turn.word("heard_here", heard=overhearing.told(turn, heard)))
    elif matching.names(text) and (earlier := replay.stand_at(turn, step.instead)) is not None:
        _answer(turn, earlier, text, turn.walk.options())
    else:
        turn.again()


def at_once(turn: Turn, text: str) -> None:
    """The first words of somebody new, when they already answer the first question; else they are a greeting."""
    step = turn.step
    if step is None or step.many or called.greets(turn, text):
        return
    options, heard = turn.walk.options(), overhearing.listen(turn, step, text)
    taken = matching.exact(text, options, ranks=False) or matching.near(text, options)
    taken = taken or overhearing.meant(turn, step, heard, options)
    if taken is not None:
        overhearing.keep(turn, heard)
        turn.walk.answer(choosing.value_of(step, taken, turn.walk.locale, turn.resolvers), turn.walk.asked)


def _none(turn: Turn, step: Step, options: list[Option]) -> None:
    """ "Non" among boxes: the choice of `alone` that says so (« Rien de tout ça », never « Tout me va »), or none."""
    words = turn.library.texts.said(turn.walk.locale, "none")
    alone = [option for option in options if option.id in step.alone and matching.holds_any(option, words)]
    if alone:
        commands.pick(turn, alone[:1])
    elif step.dontknow:
        turn.walk.answer(None, turn.walk.asked)
        commands.proceed(turn)
    else:
        turn.again()


def _taken(turn: Turn, step: Step, option: Option) -> None:
    """One choice of the question under way."""
    if step.many:
        ticked = choosing.with_ticked(turn, step, [option])
        commands.pick(turn, ticked)
        return
    turn.walk.answer(choosing.value_of(step, option, turn.walk.locale, turn.resolvers), turn.walk.asked)
    commands.proceed(turn)


def resolved(turn: Turn, step: Step, text: str, found: Resolved) -> None:
    match found:
        case Found(value=value):
            options = turn.walk.options() if step.source else []
            turn.walk.answer(counted.typed(value, options), turn.walk.asked)
            commands.proceed(turn)
        case Choose(options=readings) if readings:
            _offer(turn, text, [[value, label] for value, label in readings[: answers.MOST_OFFERED]])
        case NotFound() if turn.offered and turn.tries + 1 < TRIES:
            turn.tries += 1
            _offer(turn, text, turn.offered, turn.word("unknown", typed=clean(text)[: answers.PLACE_LIMIT]))
        case NotFound(key=key, values=values) if key:
            turn.again(key, **dict(values))
        case _ if step.kind is not None and answers.as_typed(step.kind, text) and len(text) <= answers.PLACE_LIMIT:
            _offer(turn, text, ())
        case _:
            turn.again()


def _offer(turn: Turn, text: str, readings: Sequence[JsonValue], before: str = "") -> None:
    """`readings`: `[value, label]` each."""
    turn.show("offer", (*readings, clean(text)[: answers.PLACE_LIMIT]))
    if turn.overlay is not None:
        turn.out.append(overlays.say_of(turn, turn.overlay, before))


def tapped(turn: Turn, id: str) -> None:
    """A button of now, of earlier, of another conversation, or invented."""
    named = wire.parse(id)
    if named is not None and named.number is not None:
        aside.stand_at(turn, named.number)
    if named is None:
        commands.stale(turn, None)
    elif named.control:
        _controlled(turn, named.control, named.number)
    elif turn.overlay is not None and named.number == turn.overlay.number:
        _tapped_overlay(turn, named.choice)
    elif turn.step is not None and named.number == turn.walk.asked:
        turn.overlay = None
        _tapped_choice(turn, turn.step, named.choice)
    else:
        commands.stale(turn, named.number)


def _controlled(turn: Turn, control: str, number: int | None) -> None:
    if control not in ("sos", "pause"):
        turn.overlay = None
    commands.control(turn, control, number)


def _tapped_overlay(turn: Turn, choice: str) -> None:
    overlay = turn.overlay
    taken = by_wire(choice, overlays.options_of(turn, overlay)) if overlay else None
    if overlay is None or taken is None:
        commands.stale(turn, None)
    else:
        commands.take(turn, overlay, taken)


def _tapped_choice(turn: Turn, step: Step, choice: str) -> None:
    taken = by_wire(choice, turn.walk.options())
    if taken is None:
        commands.stale(turn, None)
    elif step.many:
        turn.ticked = choosing.toggled(step, turn.ticked, taken.id)
        turn.out.append(turn.question(replaces=True))
    else:
        _taken(turn, step, taken)


def picked(turn: Turn, ids: Sequence[str]) -> None:
    """Boxes of a form, or one button sent the same way."""
    first = wire.parse(ids[0]) if ids else None
    if first is not None and first.number is not None:
        aside.stand_at(turn, first.number)
    step = turn.step
    if step is None or not step.many:
        if len(ids) == 1:
            tapped(turn, ids[0])
        elif step is None:
            commands.stale(turn, None)
        else:
            turn.overlay = None
            turn.again()
        return
    named = [wire.parse(id) for id in ids]
    old = next((wire for wire in named if wire is None or wire.number != turn.walk.asked or not wire.choice), ...)
    if old is not ...:
        _old_box(turn, ids, old)
        return
    options = turn.walk.options()
    taken = [by_wire(wire.choice, options) for wire in named if wire is not None]
    turn.overlay = None
    if any(option is None for option in taken):
        commands.stale(turn, None)
    else:
        commands.pick(turn, [option for option in options if option in taken])


def _old_box(turn: Turn, ids: Sequence[str], old: object) -> None:
    if len(ids) == 1:
        tapped(turn, ids[0])
    else:
        commands.stale(turn, old.number if isinstance(old, wire.Wire) else None)
