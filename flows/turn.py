"""One turn: the walk, what surrounds it (tries, pause, ticks, the built-in list shown), and what is said."""

from __future__ import annotations

from dataclasses import dataclass, field

from flows import wire
from flows.answers import Resolvers
from flows.events import AskHuman, Button, Do, Expects, JsonValue, Output, Say
from flows.model import HUMAN, Library, Option, Step, for_team
from flows.place import ADOPTING
from flows.session import Overlay, OverlayKind, Session
from flows.walk import Walk

TRIES = 3
"""Answers in a row we don't understand before a human is offered: asked again twice."""

_EXPECTS: dict[str, Expects] = {
    "text": "text",
    "number": "number",
    "date": "date",
    "month": "month",
    "phone": "phone",
    "email": "email",
    "place": "place",
    "occupation": "text",
    "file": "file",
    "yes_no": "choice",
}


@dataclass
class Turn:
    """`idle`: the person was away for a while."""

    library: Library
    walk: Walk
    resolvers: Resolvers
    tries: int
    paused: bool
    ticked: tuple[str, ...]
    overlay: Overlay | None
    idle: bool
    out: list[Output] = field(default_factory=list)
    compared: dict[str, str] = field(default_factory=dict)
    """What was typed, folded once for all it is compared with."""
    offered: tuple[JsonValue, ...] = ()
    """Readings that were offered for the words before, `[value, label]` each."""
    instead: Say | None = None
    """What is asked first, before the question that the walk came to."""
    noted: Say | None = None
    """What was said last about words taken for a later question, and the values in it."""
    noted_values: str = ""

    @classmethod
    def of(cls, library: Library, session: Session, resolvers: Resolvers, *, idle: bool) -> Turn:
        walk = Walk.of(library, session)
        return cls(library, walk, resolvers, session.tries, session.paused, session.ticked, session.overlay, idle)

    def session(self, at: int) -> Session:
        return self.walk.frozen(at, self.tries, self.paused, self.ticked, self.overlay)

    # -- words ------------------------------------------------------------------------------------------------
    def word(self, name: str, **values: str) -> str:
        return self.library.texts.get(self.walk.locale, f"engine/{name}", lambda key: values.get(key, ""))

    def say(self, name: str, **values: str) -> None:
        self.out.append(Say(self.word(name, **values)))

    def control(self, name: str, number: int | None = None, word: str = "") -> Button:
        """The button of a control; one that names no question is the same for everybody and made once."""
        if number is not None or word:
            return Button(wire.control_id(name, number), self.word(word or name))
        made, key = self.library.controls, (self.walk.locale, name)
        if key not in made:
            made[key] = Button(wire.control_id(name), self.word(name))
        return made[key]

    @property
    def step(self) -> Step | None:
        """The question under way."""
        return self.walk.step if self.walk.frames and self.walk.wait == "ask" else None

    @property
    def waits(self) -> bool:
        """Nothing is asked: something that was promised has to come first."""
        return self.walk.wait == "news"

    # -- asking -----------------------------------------------------------------------------------------------
    def question(self, *, before: str = "", extra: tuple[Button, ...] = (), replaces: bool = False) -> Say:
        """The question under way with its choices; `before` is said first, in the same message."""
        walk, step = self.walk, self.walk.step
        number = walk.asked
        text = walk.text(f"{walk.flow.id}/{step.id}/ask")
        options = walk.options()
        choices = buttons(number, options)
        ticked = {option.id for option in options if option.id in self.ticked}
        return Say(
            f"{before}\n{text}" if before else text,
            choices=choices,
            controls=extra + self._controls(step, number),
            expects=self._expects(step),
            many=step.many,
            selected=tuple(button.id for button, option in zip(choices, options, strict=True) if option.id in ticked),
            done=self.control("done", number) if step.many else None,
            replaces=replaces,
        )

    def _controls(self, step: Step, number: int) -> tuple[Button, ...]:
        skip = (self.control("dontknow", number),) if step.dontknow else ()
        human = (self.control("human"),) if self._may_ask_for_a_human(step) else ()
        if self.tries >= TRIES:
            return (self.control("human"), *skip, self.control("more"), self.control("sos"))
        return (*skip, self.control("more"), *human, self.control("sos"))

    def _may_ask_for_a_human(self, step: Step) -> bool:
        """Everywhere but where it is a choice of the question, or asked for already, and in what is for the team."""
        root, ways = self.walk.root, step.go_by.values()
        return root != HUMAN and not for_team(root) and HUMAN not in ways and f"@{HUMAN}" not in ways

    def _expects(self, step: Step) -> Expects:
        if step.kind is not None:
            return _EXPECTS[step.kind.name]
        return "choices" if step.many else "choice"

    def ask(self, before: str = "", extra: tuple[Button, ...] = ()) -> None:
        """Says the question under way again; without one, what is waited for and how to go on."""
        if self.step is not None:
            self.out.append(self.question(before=before, extra=extra))
        elif text := "\n".join(part for part in (before, self.word("wait") if self.waits else "") if part):
            self.out.append(Say(text, controls=(*extra, self.control("menu"), self.control("sos"))))

    def again(self, key: str = "", **values: str) -> None:
        """Not understood: the flow's own `retry`, or ours by kind; a human is offered the third time."""
        step = self.step
        if step is None:
            return
        self.tries += 1
        if self.tries % TRIES == 0:
            self.ask(self.word("lost"))
        elif key or not step.retry:
            kind = step.kind.name if step.kind and step.kind.name != "yes_no" else self._expects(step)
            name = key.removeprefix("engine/") or f"retry/{'choice' if step.choices else kind}"
            if step.many and not key:
                name = "retry/choices"
            self.ask(self.word(name, **values))
        else:
            self.ask(self.walk.text(f"{self.walk.flow.id}/{step.id}/retry"))

    def show(self, kind: OverlayKind, options: tuple[JsonValue, ...] = ()) -> None:
        """Opens a built-in list over the question."""
        self.walk.number += 1
        self.overlay = Overlay(kind, self.walk.number, options)

    # -- going on ---------------------------------------------------------------------------------------------
    def go_on(self) -> None:
        """Lets the walk go on, without a word yet."""
        self.tries, self.overlay, self.paused = 0, None, False
        self.walk.go_on()
        self.ticked = self.walk.ticked

    def forward(self) -> None:
        """Lets the walk go on and says what it came to."""
        self.go_on()
        self.speak()

    def speak(self) -> None:
        walk = self.walk
        if walk.do is None or ADOPTING not in walk.later:
            self.out.extend(say for say in walk.said if say.text or say.picture)
            if len(walk.later) == 1:
                walk.later.pop(ADOPTING, None)
        walk.said, walk.floor = [], 0
        if walk.do is not None:
            self.out.append(walk.do)
        elif self.step is not None and not walk.exit:
            self.out.append(self.instead or self.question())
            self.instead = None

    @property
    def finished(self) -> bool:
        """Nothing is under way: no question, no action, no built-in list."""
        return (
            not self.walk.frames
            and self.overlay is None
            and not any(isinstance(output, Do | AskHuman) for output in self.out)
        )


def buttons(number: int, options: list[Option]) -> tuple[Button, ...]:
    return tuple(
        Button(wire.choice_id(number, option.id, rank), option.label) for rank, option in enumerate(options, 1)
    )


def by_wire(choice: str, options: list[Option]) -> Option | None:
    """The option a wire id names, by its id or its rank."""
    for rank, option in enumerate(options, 1):
        if choice in (option.id, f"#{rank}"):
            return option
    return None
