"""A try-out: the engine itself on a library that nobody is served yet, with actions that only pretend.

Law: a try-out is the list of what was done in it (`Chat`), played anew each time: the same list on a changed library
shows what the change does. It touches no person, no table, nothing of the world.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal, NamedTuple, TypeAlias

from flows import engine, moving, wire
from flows.answers import NO_RESOLVERS, Resolvers
from flows.events import (
    AskHuman,
    Button,
    Did,
    Do,
    Event,
    Handed,
    JsonValue,
    Located,
    Picked,
    Received,
    Resumed,
    Say,
    Tapped,
    Typed,
)
from flows.labels import transcript_label
from flows.model import Library
from flows.options import packed
from flows.session import Entry, Frame, Session
from flows.show import question_of

ActKind = Literal["type", "tap", "pick", "place", "file", "news"]

MOST_DONE = 60
"""Actions after one thing said; the engine itself leaves a flow that acts 20 times for one answer."""
PACE = timedelta(seconds=5)
"""Between two things said: quicker than the half hour after which a greeting is a greeting."""
PARIS = Located(48.8566, 2.3522)
"""Where whoever sends a position is."""
A_FILE = Received("pretend", "cv.pdf", "application/pdf")


class Act(NamedTuple):
    """One thing done: words typed · a button tapped · boxes picked · a position or a file sent · news that come.

    `words`: the text; or names of buttons, a choice's id, `#3` for the third of a list, `!more` for a control.
    **Why** names: ids of buttons count the questions, and a step put before would change them all.
    """

    kind: ActKind
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Chat:
    """Where it begins and what is done. `step`: "" is the beginning of the flow.

    `before`: what was answered before that step, by step of this flow or by `save`. `values`: `flow/step` of an action
    → what it pretends to give.
    """

    flow: str
    step: str = ""
    locale: str = "fr"
    before: Mapping[str, JsonValue] = field(default_factory=dict)
    values: Mapping[str, JsonValue] = field(default_factory=dict)
    acts: tuple[Act, ...] = ()


class Pretended(NamedTuple):
    """An action that was not run. `spot`: its `flow/step`."""

    spot: str
    name: str
    args: Mapping[str, JsonValue]
    value: JsonValue


Shown: TypeAlias = "Say | Pretended | AskHuman | Handed"


@dataclass(frozen=True, slots=True)
class Answered:
    """What was said after one act (None: the beginning). `label`: the person's own line."""

    act: Act | None
    label: str
    shown: tuple[Shown, ...]

    @property
    def said(self) -> tuple[Say, ...]:
        return tuple(one for one in self.shown if isinstance(one, Say))


@dataclass(frozen=True, slots=True)
class Played:
    """`session` is None when there is nowhere to begin: the flow or the step is gone.

    `lost`: the first act that could not be done, for its button is no longer there; it ends there.
    """

    turns: tuple[Answered, ...] = ()
    session: Session | None = None
    lost: Act | None = None

    @property
    def asking(self) -> Say | None:
        """The last message, which carries what can be answered now."""
        return next((say for turn in reversed(self.turns) for say in reversed(turn.said)), None)

    @property
    def waits(self) -> bool:
        """Something that was promised has to come first."""
        return self.session is not None and self.session.wait == "news"

    @property
    def pretended(self) -> dict[str, JsonValue]:
        """`flow/step` → what the actions gave, so that the same can be played when the defaults are others."""
        return {one.spot: one.value for turn in self.turns for one in turn.shown if isinstance(one, Pretended)}


def play(
    library: Library,
    chat: Chat,
    defaults: Mapping[str, JsonValue],
    now: datetime,
    resolvers: Resolvers = NO_RESOLVERS,
) -> Played:
    """`defaults`: action → what it gives where the chat names nothing (None without one). `now`: of its first act."""
    session = begun(library, chat, defaults)
    if session is None:
        return Played()
    player = _Player(library, chat, defaults, resolvers, now, session)
    turns = [Answered(None, "", tuple(player.hear(Resumed())))]
    for act in chat.acts:
        event = _event(act, turns)
        if event is None:
            return Played(tuple(turns), player.session, act)
        label = transcript_label(library, player.session, event)
        turns.append(Answered(act, label, tuple(player.hear(event))))
    return Played(tuple(turns), player.session)


def begun(library: Library, chat: Chat, defaults: Mapping[str, JsonValue]) -> Session | None:
    """Somebody who stands before that step with these answers; actions on the way have given what they pretend."""
    flow = library.flows.get(chat.flow)
    if flow is None or not flow.steps or (chat.step and chat.step not in flow.index):
        return None
    first = flow.index[chat.step] if chat.step else 0
    journals: dict[str, dict[str, Entry]] = {flow.id: {}}
    number = 0
    for step in flow.steps[:first]:
        if step.is_question and step.id in chat.before:
            number += 1
            journals[flow.id][step.id] = Entry(chat.before[step.id], number)
        if step.do:
            value = chat.values.get(f"{flow.id}/{step.id}", defaults.get(step.do))
            journals[flow.id][f"{step.id}!"] = Entry(packed(value))
        elif step.wait:
            journals[flow.id][f"{step.id}!"] = Entry(True)
    for name, value in chat.before.items():
        asked = question_of(library, flow, name) if flow.step(name) is None else None
        if asked is not None and asked[1].is_question and asked[0].id != flow.id:
            number += 1
            journals.setdefault(asked[0].id, {})[asked[1].id] = Entry(value, number)
    frame = Frame(flow.id, flow.steps[first].id)
    session = engine.start(library, (chat.locale,))
    return session._replace(root=flow.id, frames=(frame,), journals=journals, number=number)


@dataclass(slots=True)
class _Player:
    """Plays one act after the other; each takes `PACE`."""

    library: Library
    chat: Chat
    defaults: Mapping[str, JsonValue]
    resolvers: Resolvers
    now: datetime
    session: Session

    def hear(self, event: Event) -> Iterator[Shown]:
        """All that follows from it, actions included."""
        self.now += PACE
        following: Event | None = event
        for _ in range(MOST_DONE):
            if following is None:
                return
            self.session, outputs = engine.advance(self.library, self.session, following, self.now, self.resolvers)
            following = None
            for output in outputs:
                if isinstance(output, Do):
                    pretended = self._pretend(output)
                    following = Did(pretended.value)
                    yield pretended
                else:
                    yield output

    def _pretend(self, do: Do) -> Pretended:
        spot = moving.spot(self.session)
        return Pretended(spot, do.name, do.args, self.chat.values.get(spot, self.defaults.get(do.name)))


def _event(act: Act, turns: Sequence[Answered]) -> Event | None:
    """None: its button is not there."""
    match act.kind:
        case "type":
            return Typed(" ".join(act.words))
        case "tap":
            ids = _buttons(act.words[:1], turns)
            return Tapped(ids[0]) if ids else None
        case "pick":
            ids = _buttons(act.words, turns)
            return None if ids is None else Picked(ids)
        case "place":
            return PARIS
        case "file":
            return A_FILE
        case "news":
            return Resumed()


def _buttons(names: Sequence[str], turns: Sequence[Answered]) -> tuple[str, ...] | None:
    """Ids of these buttons of the newest message that has any; None when one of them is not there."""
    says = (say for turn in reversed(turns) for say in reversed(turn.said))
    shown = next((buttons for say in says if (buttons := buttons_of(say))), ())
    known = {name_of(button.id): button.id for button in shown}
    return tuple(known[name] for name in names) if all(name in known for name in names) else None


def buttons_of(say: Say) -> tuple[Button, ...]:
    return (*say.choices, *((say.done,) if say.done else ()), *say.controls)


def name_of(id: str) -> str:
    """A button's id without the number of its question: `c`, `#3`, `!more`."""
    wired = wire.parse(id)
    if wired is None:
        return id
    return f"!{wired.control}" if wired.control else wired.choice
