"""What a flow is, once read: frozen values. Texts are kept apart (`flows.text`); here are their French sources.

A step is done in this order: `when`, `say` (+ `show`), `ask`, `score`, `wait`, `do`, `run`, `end` or `repeat` or `go`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, get_args

from flows.conditions import Condition
from flows.events import Button, JsonValue
from flows.text import Texts

KindName = Literal["text", "number", "date", "month", "phone", "email", "place", "occupation", "file", "yes_no"]
KINDS: tuple[KindName, ...] = get_args(KindName)
NAMED: tuple[KindName, ...] = ("place", "occupation")
"""Types of things that people name: a choice is read as if its French label had been typed."""

BUILT_IN = ("@menu", "@human", "@change", "@open", "@lang", "@back", "@again", "@end")
"""Jump targets that every library has."""
STAYING = ("@human", "@change", "@open", "@lang", "@back", "@again")
"""Built-in targets after which the same question is asked again: the answer that led there is not journalled."""
HUMAN = "human"
"""The flow in which a human is asked for."""
FIRST = "welcome"
"""The flow a new person begins with."""
DEFAULT_SCORE = "score"
TEAM = "equipe_"
"""Begins the id of a flow for the team: walked on their own pages, where « vous » and long choices have their place;
nobody who chats gets there."""
TRAINING = f"{TEAM}formation"
"""What mentors pass before their first conversation."""


def for_team(flow: str) -> bool:
    return flow.startswith(TEAM)


@dataclass(frozen=True, slots=True)
class Kind:
    """`type: number 0..20`. For numbers the bounds are values, for text they are lengths in characters."""

    name: KindName
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    id: str
    label: str
    synonyms: str = ""
    explain: str = ""
    score: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Step:
    id: str
    say: str = ""
    show: str = ""
    alt: str = ""
    ask: str = ""
    label: str = ""
    many: bool = False
    choices: tuple[Choice, ...] = ()
    source: str = ""
    """`choices: from NAME`: the step id or save name whose value is the list; `choices` are then added after it."""
    alone: frozenset[str] = frozenset()
    either: frozenset[str] = frozenset()
    kind: Kind | None = None
    retry: str = ""
    save: str = ""
    when: Condition | None = None
    go: str = ""
    go_by: Mapping[str, str] = field(default_factory=dict)
    repeat: str = ""
    do: str = ""
    args: Mapping[str, str] = field(default_factory=dict)
    once: bool = False
    hears: tuple[str, ...] = ()
    """Questions to come, by their `save`: typed words that answer one of them are kept for it."""
    heard: str = ""
    """The choice that is meant here when such words name none; "": this question is asked again."""
    instead: str = ""
    """The earlier question that words typed here answer anew when they are no choice."""
    within: str = ""
    """The action whose value has narrower bounds (`low`, `high`) than the type."""
    about: str = ""
    """What this question is about: a kept answer holds only while that is the same."""
    wait: bool = False
    """Nothing is asked before the news that was promised here has come."""
    run: str = ""
    end: bool = False
    score: Mapping[str, int] = field(default_factory=dict)
    dontknow: bool = True

    @property
    def is_question(self) -> bool:
        return bool(self.ask)


@dataclass(frozen=True, slots=True)
class Flow:
    """`index`: step id → position. `loops`: (first, last) positions of each `repeat`. `numbered`: see `progress`."""

    id: str
    title: str
    steps: tuple[Step, ...]
    resume: bool = False
    menu: str = ""
    words: str = ""
    index: Mapping[str, int] = field(default_factory=dict)
    loops: tuple[tuple[int, int], ...] = ()
    numbered: tuple[str, ...] = ()

    def step(self, step_id: str) -> Step | None:
        position = self.index.get(step_id)
        return None if position is None else self.steps[position]

    def acting(self, name: str) -> str:
        """The action step whose value has the part that a dotted name means (`org.contact` → `org`); "" if none."""
        head, dot, _ = name.partition(".")
        step = self.step(head) if dot else None
        return head if step is not None and step.do and not step.is_question else ""

    def progress(self, step_id: str) -> str:
        """What `{progress}` shows: the rank of this step among the steps of this flow that show it, of how many.

        **Why** so simple: it never goes backwards and its total never changes; a skipped question is a jump ahead.
        """
        return f"{self.numbered.index(step_id) + 1}/{len(self.numbered)}" if step_id in self.numbered else ""

    def loop_of(self, position: int) -> tuple[int, int] | None:
        """The widest `repeat` around this position."""
        around = [loop for loop in self.loops if loop[0] <= position <= loop[1]]
        return (min(first for first, _ in around), max(last for _, last in around)) if around else None


def flow(
    id: str,
    title: str,
    steps: tuple[Step, ...],
    *,
    resume: bool = False,
    menu: str = "",
    words: str = "",
) -> Flow:
    """A flow with what can be counted beforehand."""
    index: dict[str, int] = {}
    for position, step in enumerate(steps):
        index.setdefault(step.id, position)
    loops = tuple(
        (index[step.repeat], position)
        for position, step in enumerate(steps)
        if step.repeat in index and index[step.repeat] <= position
    )
    numbered = tuple(step.id for step in steps if "{progress}" in step.say + step.ask)
    return Flow(id, title, steps, resume, menu, words, index, loops, numbered)


@dataclass(frozen=True, slots=True)
class Option:
    """A choice as one person sees it now; `words`: what else may be typed for it."""

    id: str
    label: str
    value: JsonValue
    words: tuple[str, ...] = ()


class Spot(NamedTuple):
    """Where a journal key points: the step, its flow, and the round of the innermost loop around it (None: no loop)."""

    flow: Flow
    step: Step
    round: int | None
    loop: str
    """Names the loop (key of what is around it); rounds of one loop are counted together."""


@dataclass(frozen=True, slots=True)
class Library:
    """All flows of one revision with their texts. `locales`: French first, then one a catalog.

    `whole`: those of them that are offered to people (None: all). Who chats in another one goes on in it.
    `options`, `spots`, `controls`: what was worked out once and holds as long as the library.
    """

    flows: Mapping[str, Flow]
    texts: Texts
    options: dict[tuple[str, str, str], tuple[Option, ...]] = field(default_factory=dict, repr=False, compare=False)
    spots: dict[tuple[str, str], Spot | None] = field(default_factory=dict, repr=False, compare=False)
    controls: dict[tuple[str, str], Button] = field(default_factory=dict, repr=False, compare=False)
    whole: tuple[str, ...] | None = None

    @property
    def locales(self) -> tuple[str, ...]:
        return self.texts.locales

    @property
    def offered(self) -> tuple[str, ...]:
        return self.locales if self.whole is None else self.whole

    @property
    def first(self) -> str:
        """Where a new person begins: `welcome`, or the first flow of a library that has none."""
        return FIRST if FIRST in self.flows else next(iter(self.flows), "")
