"""Where a walk stands: its frames, the answers it has, what names mean here."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Literal, Self

import orjson

from flows import options, saved, show
from flows.events import Do, JsonValue, Say
from flows.holding import holds
from flows.model import Flow, Kind, Library, Option, Step
from flows.session import Entry, Frame, Journal, Left, Overlay, PutBy, Session, Wait
from flows.text import PLACEHOLDER

Phase = Literal["enter", "answered", "acted", "leave"]
"""What of the step under way comes next: its texts and question · its action · its sub-flow · the way out."""
HEARD = "heard"
"""In a condition: the saves of questions to come that words wait for (`heard has town`)."""
ADOPTING = "="
"""Key of no step, among the answers for the way forward: they are adopted, and little is said on that way."""
MOST_LEFT = 5
"""Questions asked aside whose buttons stay good: older ones are about workshops that are over."""
OPEN = "?"
"""Ends the key of the open question while the way to it is walked again: its number and what is ticked."""


@dataclass
class Place:
    """Working state of one turn; `session()` and `frozen()` make a value of it. `exit`: a built-in target to serve."""

    library: Library
    start: Session
    locale: str
    root: str
    frames: list[Frame]
    journals: dict[str, Journal]
    journal: dict[str, Entry]
    later: dict[str, Entry]
    scores: dict[str, int]
    number: int
    asked: int
    wait: Wait
    acts: int
    ticked: tuple[str, ...] = ()
    """Choices ticked so far of a question that is come back to in another language."""
    said: list[Say] = field(default_factory=list)
    floor: int = 0
    do: Do | None = None
    exit: str = ""
    opening: str = ""
    """With the exit `@open`: the question that is to be asked again."""
    phase: Phase = "enter"
    steps: int = 0
    trials: int = 0
    is_trial: bool = False
    put_by: PutBy | None = None
    left: tuple[Left, ...] = ()
    heard: dict[str, str] = field(default_factory=dict)
    """Words kept for questions to come, by their `save`."""
    took: int = 0
    """As `Session.took` says it."""
    trail: dict[str, int] = field(default_factory=dict)
    """Steps come by since the last kept answer, with the number of things said before each."""

    @classmethod
    def of(cls, library: Library, session: Session) -> Self:
        return cls(
            library,
            session,
            session.locale,
            session.root,
            list(session.frames),
            dict(session.journals),
            dict(session.journal),
            dict(session.later),
            dict(session.scores),
            session.number,
            session.asked,
            session.wait,
            session.acts,
            put_by=session.put_by,
            left=session.left,
            heard=dict(session.heard),
        )

    def session(self) -> Session:
        """Frozen; what only the turn knows stays as it was at the start."""
        start = self.start
        return self.frozen(start.at, start.tries, start.paused, start.ticked, start.overlay)

    def frozen(self, at: int, tries: int, paused: bool, ticked: tuple[str, ...], overlay: Overlay | None) -> Session:
        """With what only the turn knows. **Why** no `replace`: it asks for each field again, each turn."""
        journals = self.journals
        if self.root:
            journals = {**journals, self.root: self.journal}
        return Session(
            locale=self.locale,
            root=self.root,
            frames=tuple(self.frames),
            journals=journals,
            later=self.later,
            scores=self.scores,
            number=self.number,
            asked=self.asked if self.frames else 0,
            wait=self.wait if self.frames else "",
            acts=self.acts if self.frames else 0,
            tries=tries,
            paused=paused,
            ticked=ticked,
            overlay=overlay,
            at=at,
            put_by=self.put_by,
            left=self.left,
            heard=self.heard,
            took=self.took,
        )

    def kept(self) -> dict[str, Entry]:
        """All entries of the root flow under way, those for the way forward included."""
        return {key: entry for key, entry in {**self.journal, **self.later}.items() if not key.endswith(OPEN)}

    def put_away(self) -> None:
        """Keeps the answers of the root flow under way."""
        self.leave_aside()
        if self.root:
            self.journals[self.root] = self.kept()

    def leave_aside(self) -> None:
        """A question asked aside is left, answered or not. **Why** nothing of it is kept but how to come back to it:
        a reminder is no answer that somebody wants to change."""
        if self.put_by is None:
            return
        if self.frames and self.wait == "ask":
            value = next((entry.value for key, entry in self.journal.items() if key.endswith("!")), None)
            open = Left(self.asked, self.key(), self.root, self.put_by.about, value)
            self.left = (*self.left, open)[-MOST_LEFT:]
        self.journals.pop(self.root, None)
        self.put_by, self.root, self.journal, self.later, self.frames = None, "", {}, {}, []

    def arrived(self) -> None:
        """What a step waits for is there, or the person no longer waits; a replay doesn't wait again."""
        if self.wait == "news":
            self.journal[self.key() + "!"] = Entry(True)
            self.wait, self.phase = "", "acted"

    def _result(self, step: Step) -> JsonValue:
        entry = self.journal.get(self.key() if step.is_question else self.key() + "!")
        return entry.value if entry else None

    # -- where we are -----------------------------------------------------------------------------------------
    @property
    def flow(self) -> Flow:
        return self.library.flows[self.frames[-1].flow]

    @property
    def step(self) -> Step:
        frame = self.frames[-1]
        flow = self.library.flows[frame.flow]
        return flow.steps[flow.index[frame.step]]

    def key(self, step_id: str = "", round: int | None = None) -> str:
        """Journal key of the step under way, or of another step of the same flow, in its present round or another."""
        inner = self.frames[-1]
        name = step_id or inner.step
        turn = inner.rounds.get(name, 0) if round is None else round
        key = _name(name, turn)
        if len(self.frames) == 1:
            return key
        around = (_name(frame.step, frame.rounds.get(frame.step, 0)) for frame in self.frames[:-1])
        return "/".join((*around, key))

    def between(self, first: int, last: int) -> list[str]:
        """Keys of these steps: in this round, or in all rounds of a loop that lies among them."""
        flow, rounds = self.flow, self.frames[-1].rounds
        gone: list[str] = []
        for at in range(first, last + 1):
            name = flow.steps[at].id
            loop = flow.loop_of(at)
            whole = loop is not None and first <= loop[0] and loop[1] <= last
            gone += [self.key(name, turn) for turn in range(rounds.get(name, 0))] if whole else []
            gone.append(self.key(name))
        return gone

    def value_of(self, name: str) -> JsonValue:
        """The answer of a step of this flow (in its present round), of a save name, or a score; `org.contact` is a
        part of the value of this flow's action step `org`; `heard` the saves that words wait for."""
        step = self.flow.step(name) if self.frames else None
        if step is not None:
            entry = self.journal.get(self.key(name)) if step.is_question else self.journal.get(self.key(name) + "!")
            return entry.value if entry else None
        if name == HEARD:
            return [*self.heard]
        if self.frames and (acting := self.flow.acting(name)):
            whole = self.value_of(acting)
            return whole.get(name.removeprefix(f"{acting}.")) if isinstance(whole, dict) else None
        if name in self.scores:
            return self.scores[name]
        return self._saved(name)

    def _saved(self, name: str) -> JsonValue:
        """**Why** not only `collect`: inside its loop a name means this round's answer, and most names are near."""
        if self.frames:
            flow = self.flow
            here = flow.loop_of(flow.index.get(self.frames[-1].step, 0))
            for at, step in enumerate(flow.steps):
                if step.save == name and flow.loop_of(at) == here:
                    entry = self.journal.get(self.key(step.id) + ("" if step.is_question else "!"))
                    if entry:
                        return entry.value
        return saved.merged(self.library, self.journals, self.root, self.journal).get(name)

    def options(self) -> list[Option]:
        """The choices of the step under way."""
        step = self.step
        found = options.listed(self.value_of(step.source)) if step.source else []
        if step.source and not found:
            return []
        return options.agreed(
            self.library, self.locale, found, options.fixed(self.library, self.locale, self.flow, step)
        )

    def kind(self) -> Kind | None:
        """The type of the question under way, its bounds narrowed by what an action said of them (`within`)."""
        kind, said = self.step.kind, self.value_of(self.step.within) if self.step.within else None
        if kind is None or not isinstance(said, dict):
            return kind
        low, high = (bound if isinstance(bound, int | float) else None for bound in (said.get("low"), said.get("high")))
        return Kind(kind.name, kind.low if low is None else low, kind.high if high is None else high)

    def text(self, key: str) -> str:
        return show.text(self.library, self.locale, self.flow, self.step, key, self.value_of)

    def args(self, step: Step) -> dict[str, JsonValue]:
        """`with:` values: `{name}` alone is that answer itself, anything else is text."""
        found: dict[str, JsonValue] = {}
        for name, text in step.args.items():
            whole = PLACEHOLDER.fullmatch(text)
            found[name] = self.value_of(whole[1]) if whole else text
        return found

    def digest(self, step: Step) -> str:
        """What an action was given, in 12 characters: same digest, same question, no need to run again.

        **Why** the language: what a reading action gives back is worded for the person.
        """
        given = [step.do, self.locale, self.args(step), saved.of_journal(self.library, self.root, self._before(step))]
        return hashlib.blake2b(orjson.dumps(given, option=orjson.OPT_SORT_KEYS), digest_size=6).hexdigest()

    def answers(self, step: Step, kept: Entry) -> bool:
        """Whether a kept answer still is one to the question under way, and about the same."""
        same = kept.digest in ("", self.subject(step))
        return same and holds(self.library, self.flow, step, self.options(), kept.value)

    def said_anew(self, step: Step) -> bool:
        """Whether newer words than the kept answer wait for this question; in a loop they are for a round to come."""
        return step.save in self.heard and self.flow.loop_of(self.flow.index[step.id]) is None

    def subject(self, step: Step) -> str:
        """What the question is about, in 8 characters; "" when it is about nothing else."""
        if not step.about:
            return ""
        return hashlib.blake2b(orjson.dumps(self.value_of(step.about)), digest_size=4).hexdigest()

    def _before(self, step: Step) -> dict[str, Entry]:
        own = self.key() + "!"
        return {key: entry for key, entry in self.journal.items() if key != own}


def _name(step_id: str, turn: int) -> str:
    return f"{step_id}.{turn}" if turn else step_id
