"""What a person can do at any time, by button or by word: back, change, language, pause, a human, menu."""

from __future__ import annotations

from flows import aside, overhearing, overlays, replay
from flows.answers import as_typed
from flows.events import AskHuman, Do, Say
from flows.model import Option, Step
from flows.session import Overlay
from flows.turn import Turn


def control(turn: Turn, name: str, number: int | None = None) -> None:
    """Serves a control; one that names another question than ours is stale."""
    match name:
        case "dontknow" | "done":
            _answerlike(turn, name, number)
        case "edit":
            _edit(turn, number)
        case "back":
            _back(turn)
        case "more" | "change" | "lang":
            overlays.open(turn, name)
        case "pause":
            _pause(turn)
        case "human":
            human(turn)
        case "menu":
            menu(turn)
        case "sos":
            turn.ask(turn.word("sos_words"))
        case "goon":
            go_on(turn)
        case _:
            turn.ask(turn.word("old_button"))


def _answerlike(turn: Turn, name: str, number: int | None) -> None:
    walk, step = turn.walk, turn.step
    if step is None and number is None:
        go_on(turn)
    elif step is None or (number is not None and number != walk.asked):
        stale(turn, number)
    elif name == "done":
        pick(turn, [option for option in walk.options() if option.id in turn.ticked])
    elif not step.dontknow:
        turn.overlay = None
        turn.ask(turn.word("need_answer"))
    else:
        walk.answer(None, walk.asked)
        proceed(turn)


def pick(turn: Turn, taken: list[Option]) -> None:
    """The end of a question with several choices."""
    walk, step = turn.walk, turn.step
    if step is None or not step.many:
        turn.ask()
    elif not taken and step.dontknow:
        turn.again("engine/retry/pick_some")
    else:
        alone = [option for option in taken if option.id in step.alone]
        walk.answer([option.value for option in (alone[:1] or _one_of(step, taken))], walk.asked)
        proceed(turn)


def _one_of(step: Step, taken: list[Option]) -> list[Option]:
    """Less all of `either` but the last: a form sends boxes that nobody unticked."""
    either = [option for option in taken if option.id in step.either]
    return [option for option in taken if option not in either[:-1]]


def proceed(turn: Turn) -> None:
    """After an answer: on, past what was already said, and whatever built-in target it led to."""
    turn.go_on()
    while overhearing.answered(turn):
        turn.go_on()
    turn.speak()
    serve_exit(turn)


def serve_exit(turn: Turn) -> None:
    target, turn.walk.exit = turn.walk.exit, ""
    match target:
        case "@again":
            turn.ask()
        case "@back":
            _back(turn)
        case "@human":
            human(turn)
        case "@menu":
            menu(turn)
        case "@open":
            _open(turn)
        case "@lang" | "@change":
            overlays.open(turn, target[1:])
            if turn.overlay is None and turn.step is None:
                proceed(turn)
        case _:
            close(turn)


def close(turn: Turn) -> None:
    """Nothing is left to do: the last words carry the way on; without words, the menu."""
    walk = turn.walk
    if walk.frames and not walk.wait and turn.overlay is None and not turn.finished and not _handed_on(turn):
        proceed(turn)
        return
    if not turn.finished:
        return
    if walk.put_by is not None:
        come_back(turn)
        return
    last = turn.out[-1] if turn.out else None
    if isinstance(last, Say) and not last.controls:
        ways = (turn.control("menu"), turn.control("sos"))
        turn.out[-1] = Say(last.text, controls=ways, picture=last.picture, alt=last.alt)
    elif last is None:
        menu(turn)


def come_back(turn: Turn) -> None:
    """From a question asked aside to what was under way, which is said again."""
    walk, put = turn.walk, turn.walk.put_by
    if put is None:
        return
    if not aside.come_back(turn):
        turn.say("moved")
        proceed(turn)
    elif put.came or put.wait == "do":
        walk.arrived() if put.came else walk.did(None)
        proceed(turn)
    elif put.locale != walk.locale and (turn.step is not None or turn.waits):
        replay.reword(turn)
        serve_exit(turn)
    elif walk.frames or turn.overlay is not None:
        aside.say(turn)
    else:
        close(turn)


def stale(turn: Turn, number: int | None) -> None:
    """A button of an earlier question: its answer is kept and can be changed."""
    known = replay.find(turn.walk, number) if number else None
    if known is None:
        if turn.overlay is not None:
            turn.out.append(overlays.say_of(turn, turn.overlay, turn.word("old_button")))
        else:
            turn.ask(turn.word("old_button"))
        return
    turn.overlay = None
    turn.ask(turn.word("kept"), (turn.control("edit", number, "change_this"),))


def _edit(turn: Turn, number: int | None) -> None:
    known = replay.find(turn.walk, number) if number else None
    if known is None:
        turn.overlay = None
        turn.ask(turn.word("old_button"))
        return
    replay.reopen(turn, *known)
    serve_exit(turn)


def _open(turn: Turn) -> None:
    """The question that an answer named; without one like it, the question under way again."""
    known = replay.behind(turn.walk, turn.walk.opening)
    if known is not None:
        replay.reopen(turn, *known)
        serve_exit(turn)
    elif turn.step is not None:
        turn.ask(turn.word("nothing_to_change"))
    else:
        turn.say("nothing_to_change")
        proceed(turn)


def _back(turn: Turn) -> None:
    if turn.overlay is not None and turn.step is not None:
        turn.overlay = None
    if replay.back(turn):
        serve_exit(turn)
    elif turn.walk.put_by is not None:
        come_back(turn)
    elif turn.step is not None and turn.walk.root in (turn.library.first, "menu"):
        turn.ask(turn.word("first"))
    else:
        menu(turn)


def _pause(turn: Turn) -> None:
    turn.paused, turn.overlay = True, None
    turn.out.append(Say(turn.word("paused"), controls=(turn.control("goon"), turn.control("sos"))))


def human(turn: Turn) -> None:
    """The flow `human` if there is one, else the caller's words."""
    turn.overlay = None
    if "human" in turn.library.flows:
        turn.walk.enter("human")
        proceed(turn)
    else:
        turn.out.append(AskHuman())


def menu(turn: Turn) -> None:
    """The flow `menu` if there is one, else a list of the flows."""
    turn.overlay = None
    if "menu" in turn.library.flows and not _looping(turn):
        turn.walk.enter("menu")
        proceed(turn)
    else:
        overlays.open(turn, "menu")


def _looping(turn: Turn) -> bool:
    """**Why**: a flow `menu` that ends without a question must not be entered again within one turn."""
    return turn.walk.root == "menu" and not turn.walk.frames


def _handed_on(turn: Turn) -> bool:
    return any(isinstance(output, Do | AskHuman) for output in turn.out)


def go_on(turn: Turn) -> None:
    """Back to the question under way; without one, the menu. Whoever writes twice waits no longer."""
    turn.overlay, turn.paused = None, False
    if turn.step is not None:
        turn.ask()
    elif turn.waits and not turn.tries:
        turn.tries = 1
        turn.ask()
    elif turn.walk.frames:
        turn.walk.arrived()
        proceed(turn)
    else:
        menu(turn)


def speak(turn: Turn, locale: str) -> None:
    """Goes on in this language."""
    turn.overlay, turn.paused = None, False
    changed, turn.walk.locale = locale != turn.walk.locale, locale
    if changed and (turn.step is not None or turn.waits):
        replay.reword(turn)
        serve_exit(turn)
    else:
        go_on(turn)


def take(turn: Turn, overlay: Overlay, option: Option) -> None:
    """One choice of a built-in list."""
    if overlay.kind == "heard" and option.id == "other":
        turn.overlay = None
        turn.ask()
    elif overlay.kind in ("offer", "heard"):
        _take_offer(turn, overlay, option)
    elif option.id == "further":
        page = overlay.options[0] if overlay.options and isinstance(overlay.options[0], int) else 0
        turn.show("change", ((page + 1) if (page + 1) * overlays.PAGE < overlays.answered(turn) else 0,))
        if turn.overlay:
            turn.out.append(overlays.say_of(turn, turn.overlay))
    elif overlay.kind == "lang":
        speak(turn, option.id)
    elif overlay.kind == "change" and isinstance(option.value, int):
        _edit(turn, option.value)
    elif option.id.startswith("flow:"):
        turn.walk.enter(str(option.value))
        proceed(turn)
    else:
        control(turn, option.id)


def _take_offer(turn: Turn, overlay: Overlay, option: Option) -> None:
    walk, step = turn.walk, turn.step
    turn.overlay = None
    if step is None:
        go_on(turn)
        return
    value = option.value
    if option.id == "keep_typed" and step.kind is not None:
        value = as_typed(step.kind, str(overlay.options[-1]))
    walk.answer(value, walk.asked)
    proceed(turn)
