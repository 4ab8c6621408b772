"""One walk through a root flow: the same loop for a live answer and for a replay.

Law: an answer kept for the way forward (`later`) is taken by its key as long as it still holds; the walk stops at
the first question without one. An action whose value is kept isn't asked for again.
"""

from __future__ import annotations

from dataclasses import dataclass

from flows import saved, show
from flows.events import Do, JsonValue, Say
from flows.explained import worth
from flows.holding import is_among, listed, named_by, stays, taken, target_of
from flows.model import STAYING, Step
from flows.options import packed
from flows.place import ADOPTING, OPEN, Place
from flows.session import Entry, Frame, Journal

MOST_STEPS = 2000
"""Steps of one walk: more is a loop without a question (lint finds it); the flow is left."""
MOST_SAID = 10
"""Messages kept of such a loop."""
MOST_ACTS = 20
"""Actions after one answer: more is a loop that only acts; the flow is left."""
MOST_TRIALS = 8
"""Ways tried in one turn: a person goes back once; more is a loop without a question."""
MOST_AGAIN = 30
"""Rounds made by `go` to an earlier step; after that the answers of the round before are forgotten."""
MOST_ROUNDS = 10
"""Entries of one `repeat`: a CV has no more jobs, and a session stays small."""


@dataclass
class Walk(Place):
    """A place that moves."""

    # -- going on ---------------------------------------------------------------------------------------------
    def enter(self, flow_id: str) -> None:
        """Makes this flow the root: where it was left when its header says `resume: yes`, else from its beginning."""
        self.put_away()
        flow = self.library.flows[flow_id]
        kept = self.journals.get(flow_id, {}) if flow.resume and flow_id != self.root else {}
        self.restart(flow_id, kept)
        self.floor = len(self.said)

    def restart(self, flow_id: str, kept: Journal) -> None:
        """Puts the walk at the beginning of this root flow with answers kept for the way."""
        self.root = flow_id
        self.frames = [Frame(flow_id, self.library.flows[flow_id].steps[0].id)]
        self.journal = {}
        self.later = dict(kept)
        self.scores = {}
        self.wait = ""
        self.phase = "enter"

    def answer(self, value: JsonValue, number: int) -> None:
        """A live answer to the question under way. One that opens a built-in list is not journalled."""
        step = self.step
        self.took = number
        self._explain(step, value)
        self.floor = len(self.said)
        self.exit, self.opening = stays(self.library, step, value), named_by(value)
        self.heard.pop(step.save, None)
        if not self.exit:
            self.journal[self.key()] = Entry(value, number, self.subject(step))
            self.later.pop(self.key(), None)
            self.wait, self.phase, self.acts = "", "answered", 0

    def did(self, value: JsonValue) -> None:
        """The value of the action under way."""
        self.journal[self.key() + "!"] = Entry(packed(value), 0, self.digest(self.step))
        self.wait, self.phase = "", "acted"

    def go_on(self) -> None:
        """From where the step under way stands to the next open question, an action, a built-in list, or the end."""
        todo = {"enter": self._enter, "answered": self._act, "acted": self._run, "leave": self._leave}
        while self.frames and not self.wait and not self.exit:
            self.steps += 1
            if self.steps > MOST_STEPS:
                self.frames, self.said = [], self.said[:MOST_SAID]
                return
            todo[self.phase](self.step)

    def _enter(self, step: Step) -> None:
        self.trail[self.key()] = len(self.said)
        skipped = step.when is not None and not step.when.holds(self.value_of)
        if skipped or (step.source and not self.options()):
            self._pass_by(step.id)
            self._next()
            return
        self.phase = "answered"
        if step.say or step.show:
            self.said.append(show.say_of(self.library, self.locale, self.flow, step, self.value_of))
        if step.is_question:
            self._ask(step)

    def _ask(self, step: Step) -> None:
        key = self.key()
        kept = self.later.pop(key, None)
        if kept is not None and not self.said_anew(step) and self.answers(step, kept):
            self._take(key, kept)
            return
        self.wait = "ask"
        if (open := self.later.pop(key + OPEN, None)) is not None:
            self.asked = open.number
            self.ticked = tuple(option.id for option in self.options() if option.id in listed(open.value))
            return
        self.number += 1
        self.asked = self.number

    def _act(self, step: Step) -> None:
        self.phase = "acted"
        self._score(step)
        key = self.key() + "!"
        if step.wait:
            if (kept := self.later.pop(key, None)) is not None:
                self._take(key, kept)
            elif ADOPTING in self.later and len(self.later) > 1:
                self.journal[key] = Entry(True)
            else:
                self.wait = "news"
            return
        if not step.do:
            return
        kept = self.later.pop(key, None)
        if kept is not None and (step.once or kept.digest == self.digest(step)):
            self._take(key, kept)
            return
        self.acts += 1
        if self.acts > MOST_ACTS:
            self.frames = []
            return
        self.wait = "do"
        found = saved.merged(self.library, self.journals, self.root, self.journal)
        self.do = Do(step.do, self.args(step), {**found, **self.scores})

    def _take(self, key: str, kept: Entry) -> None:
        """An answer kept from before: what was said on the way to it isn't said again."""
        del self.said[self.floor :]
        self.trail.clear()
        self.journal[key] = kept._replace(void=False)
        if kept.number:
            self.acts = 0

    def _run(self, step: Step) -> None:
        self.phase = "leave"
        inner = self.library.flows.get(step.run)
        if inner is not None and all(frame.flow != inner.id for frame in self.frames):
            self.frames.append(Frame(inner.id, inner.steps[0].id))
            self.phase = "enter"

    def _leave(self, step: Step) -> None:
        """Where a finished step leads: end, repeat, go, else the next.

        A value that opens a question again isn't kept: it would open it each time the walk comes by.
        """
        value = self._result(step)
        if step.end:
            self._pop()
        elif step.repeat and (value == "yes" or not step.is_question) and self._repeat(step):
            return
        else:
            self.opening = named_by(value)
            target = target_of(step, value)
            if target == "@open" and not self.opening:
                target = ""
            elif target == "@open":
                del self.journal[self.key() + "!"]
            self._jump(target)

    def _jump(self, target: str) -> None:
        flow = self.flow
        if target in flow.index:
            if flow.index[target] <= flow.index[self.step.id]:
                self._again_from(target)
            else:
                for between in flow.steps[flow.index[self.step.id] + 1 : flow.index[target]]:
                    self._pass_by(between.id)
                self._move(target)
        elif target in self.library.flows:
            self.enter(target)
        elif target in ("@menu", "@human") and target[1:] in self.library.flows:
            self.enter(target[1:])
        elif target == "@end":
            self._pop()
        elif target in ("@menu", "@human"):
            self.exit, self.frames = target, []
        else:
            self._next()
            self.exit = target if target in STAYING and target != "@again" else ""

    def _pass_by(self, step_id: str) -> None:
        """A question not asked this time: that it was passed once is no answer for a time when it is.

        Of answers that were adopted none is kept for then: nobody gave them to this question.
        """
        kept = self.later.get(key := self.key(step_id)) if self.later else None
        if kept is not None and kept.value is None:
            del self.later[key]
        elif ADOPTING in self.later:
            self.later = {other: entry for other, entry in self.later.items() if not is_among(other, [key])}

    def _next(self) -> None:
        flow = self.flow
        position = flow.index[self.frames[-1].step] + 1
        if position < len(flow.steps):
            self._move(flow.steps[position].id)
        else:
            self._pop()

    def _move(self, step_id: str) -> None:
        self.phase = "enter"
        frame = self.frames[-1]
        self.frames[-1] = Frame(frame.flow, step_id, frame.rounds)

    def _pop(self) -> None:
        """The end of a flow: back to the step that ran it, or nothing is under way."""
        self.frames.pop()
        self.phase = "leave"

    def _repeat(self, step: Step) -> bool:
        """Again from an earlier step, as a new entry: the round of every step in between goes up."""
        flow = self.flow
        first, last = flow.index.get(step.repeat, len(flow.steps)), flow.index[step.id]
        rounds = dict(self.frames[-1].rounds)
        if first > last:
            return False
        if rounds.get(step.id, 0) + 1 >= MOST_ROUNDS:
            self.said.append(Say(self.library.texts.get(self.locale, "engine/enough")))
            return False
        for between in flow.steps[first : last + 1]:
            rounds[between.id] = rounds.get(between.id, 0) + 1
        self.frames[-1] = Frame(flow.id, step.repeat, rounds)
        self.phase = "enter"
        return True

    def _again_from(self, target: str) -> None:
        """`go` to an earlier step of this flow: what lies in between is asked anew.

        The answers in between are forgotten when the others lead to the target by themselves; else they are void and
        the target is a new round. **Why** forgotten: a menu that is come back to for months must not grow the session.
        """
        gone = self.between(self.flow.index[target], self.flow.index[self.step.id])
        kept = {key: entry for key, entry in self.journal.items() if not is_among(key, gone)}
        later = {key: entry for key, entry in self.later.items() if not is_among(key, gone)}
        self.trials += 1
        trial = None if self.is_trial or self.trials > MOST_TRIALS else self._trial(kept)
        places = (self.key(target), self.key(target, 0))
        entered = next((trial.trail[key] for key in places if key in trial.trail), None) if trial else None
        if trial is not None and entered is not None and trial.root == self.root and not trial.later:
            self._become(trial, later, entered)
        else:
            self._new_round(target, gone)

    def _trial(self, kept: Journal) -> Walk:
        """Where the kept answers lead by themselves."""
        trial = Walk.of(self.library, self.session())
        trial.is_trial = True
        trial.restart(self.root, {key: entry._replace(void=False) for key, entry in kept.items()})
        trial.go_on()
        return trial

    def _become(self, trial: Walk, later: dict[str, Entry], entered: int) -> None:
        self.said += trial.said[entered:]
        self.later = later
        self.frames, self.journal, self.scores = trial.frames, trial.journal, trial.scores
        self.wait, self.phase, self.exit, self.do = trial.wait, trial.phase, trial.exit, trial.do
        self.number, self.asked = trial.number, trial.asked

    def _new_round(self, target: str, gone: list[str]) -> None:
        flow, rounds = self.flow, dict(self.frames[-1].rounds)
        if rounds.get(target, 0) < MOST_AGAIN:
            for step in flow.steps[flow.index[target] : flow.index[self.step.id] + 1]:
                rounds[step.id] = rounds.get(step.id, 0) + 1
            for key in [key for key in self.journal if is_among(key, gone)]:
                self.journal[key] = self.journal[key]._replace(void=True)
        else:
            for key in [key for key in self.journal if is_among(key, gone)]:
                del self.journal[key]
        self.frames[-1] = Frame(flow.id, target, rounds)
        self.phase = "enter"

    # -- small parts ------------------------------------------------------------------------------------------
    def _explain(self, step: Step, value: JsonValue) -> None:
        choice = worth(self.library, self.root, self.journal, self.key(), step, value)
        if choice is not None:
            self.said.append(Say(self.text(f"{self.flow.id}/{step.id}/explain/{choice.id}")))

    def _score(self, step: Step) -> None:
        if not step.score and not step.choices:
            return
        value = self._result(step) if step.is_question else None
        points = [choice.score for choice in taken(step, value)]
        if not step.is_question or value is not None:
            points.append(step.score)
        for score in points:
            for name, more in score.items():
                self.scores[name] = self.scores.get(name, 0) + more
