"""What a person sends that is neither words nor a button: positions, files, and what can't be read."""

from __future__ import annotations

from flows import aside, choosing, commands, hearing, overhearing, overlays
from flows.answers import Found, NotFound
from flows.events import Button, Handed, Located, Received, Unsupported
from flows.replay import last_answer
from flows.text import clean
from flows.turn import Turn

NAME_LIMIT = 100
"""Characters of a file's name or type that are kept."""
KINDS = ("sticker", "voice", "video", "contact", "poll", "edit", "location", "file", "big_file")
"""Kinds of things with words of their own (`engine/unsupported/…`)."""


def located(turn: Turn, event: Located) -> None:
    aside.wants(turn, "place")
    step = turn.step
    near = turn.resolvers.near
    if step is not None and near is not None and (meant := overhearing.meant_by_place(turn, step)) is not None:
        # As if they had chosen to say where: the question for the town comes next, and this is its answer.
        turn.overlay = None
        turn.walk.answer(choosing.value_of(step, meant, turn.walk.locale, turn.resolvers), turn.walk.asked)
        turn.go_on()
        step = turn.step
    if step is None or step.kind is None or step.kind.name != "place":
        unsupported(turn, Unsupported("location"))
    elif near is None:
        turn.overlay = None
        turn.ask(turn.word("unsupported/place_words"))
    else:
        turn.overlay = None
        found = near.near(event.lat, event.lon, turn.walk.locale)
        if isinstance(found, NotFound):
            turn.ask(turn.word("unsupported/place_words"))
        else:
            if isinstance(found, Found) and isinstance(found.value, dict):
                turn.say("near", place=str(found.value.get("name", "")))
            hearing.resolved(turn, step, "", found)


def received(turn: Turn, event: Received) -> None:
    aside.wants(turn, "file")
    step = turn.step
    if step is None or step.kind is None or step.kind.name != "file":
        turn.out.append(Handed(event.ref, clean(event.name)[:NAME_LIMIT], clean(event.type)[:NAME_LIMIT]))
        return
    value = {"ref": event.ref, "name": clean(event.name)[:NAME_LIMIT], "type": clean(event.type)[:NAME_LIMIT]}
    turn.overlay = None
    turn.walk.answer({**value}, turn.walk.asked)
    commands.proceed(turn)


def unsupported(turn: Turn, event: Unsupported) -> None:
    """A true word about what we can't read, then the question again; it doesn't count as a wrong answer."""
    kind = event.kind if event.kind in KINDS else "other"
    key = last_answer(turn.walk) if kind == "edit" else None
    extra: tuple[Button, ...] = ()
    if key is not None:
        extra = (turn.control("edit", turn.walk.journal[key].number, "change_this"),)
    text = turn.word(f"unsupported/{kind}")
    if turn.overlay is not None and not extra:
        turn.out.append(overlays.say_of(turn, turn.overlay, text))
    else:
        turn.overlay = None
        turn.ask(text, extra)
