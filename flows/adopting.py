"""Answers given elsewhere (a file sent back, another flow) are put where this flow would have journalled them.

Law: they lie on the way forward like answers of one's own after « changer »: each is taken only where its question is
come to and holds there; the others are asked. Nothing here asks less of a value than of an answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import orjson

from flows import commands, options, stored
from flows.answers import Found, NotFound, Resolved
from flows.events import Adopted, JsonValue
from flows.holding import is_answer
from flows.model import NAMED, Flow, Library, Step
from flows.place import ADOPTING
from flows.replay import fits
from flows.session import Entry
from flows.turn import Turn
from flows.walk import MOST_ROUNDS

Answers = Mapping[str, JsonValue]

YES, NO = "yes", "no"
CHOICE_LIMIT = 200
"""Bytes of JSON that one choice of an action's list may be worth."""


class _Asked(NamedTuple):
    """A question that a root flow can come to. `looped`: which part of the key counts rounds (None: no loop)."""

    flow: Flow
    step: Step
    parts: tuple[str, ...]
    looped: int | None
    loop: str

    def key(self, round: int) -> str:
        named = [f"{part}.{round}" if at == self.looped and round else part for at, part in enumerate(self.parts)]
        return "/".join(named)


def adopt(turn: Turn, event: Adopted) -> None:
    """Enters the flow with these answers; what was answered there before is replaced."""
    walk, library = turn.walk, turn.library
    turn.overlay = None
    if walk.wait == "do" and fits(library, walk.start):
        walk.did(None)
    asked = list(_asked(library, library.flows[event.flow]))
    found = _entries(asked, event.answers) | _beside(library, event)
    for root, key, value in _elsewhere(library, {one.step.save for one in asked}, event):
        walk.number += 1
        walk.journals[root] = {**walk.journals.get(root, {}), key: Entry(value, walk.number)}
    walk.enter(event.flow)
    walk.heard = {}
    later: dict[str, Entry] = {ADOPTING: Entry(None)}
    for key, value in found.items():
        asks = not key.endswith("!")
        walk.number += asks
        later[key] = Entry(value, walk.number if asks else 0)
    walk.restart(event.flow, later)
    commands.proceed(turn)


def _asked(
    library: Library, *flows: Flow, parts: tuple[str, ...] = (), looped: int | None = None, loop: str = ""
) -> Iterator[_Asked]:
    """All questions of the last of these flows and of those it runs; the others run it, and none runs inside itself."""
    flow = flows[-1]
    for at, step in enumerate(flow.steps):
        here, turns, name = (*parts, step.id), looped, loop
        if around := flow.loop_of(at):
            turns, name = len(parts), "/".join((*parts, flow.steps[around[0]].id))
        if step.is_question:
            yield _Asked(flow, step, here, turns, name)
        inner = library.flows.get(step.run)
        if inner is not None and inner not in flows:
            yield from _asked(library, *flows, inner, parts=here, looped=turns, loop=name)


def _entries(asked: list[_Asked], given: Answers) -> dict[str, JsonValue]:
    """Journal key → value, in the order of the flow."""
    rounds: dict[str, int] = {}
    values = {one.key(0): _rounds(one, given[one.step.save]) for one in asked if one.step.save in given}
    for one in asked:
        if one.looped is not None and not one.step.repeat:
            rounds[one.loop] = max(rounds.get(one.loop, 0), len(values.get(one.key(0), ())))
    found: dict[str, JsonValue] = {}
    for one in asked:
        last = rounds.get(one.loop, 0) - 1
        if one.step.repeat and last >= 0:
            said = dict(enumerate(values.get(one.key(0), ()))).get(last, NO)
            found |= {one.key(round): YES for round in range(last)}
            found[one.key(last)] = said if said in (YES, NO, None) else NO
            continue
        for round, value in enumerate(values.get(one.key(0), ())):
            checked = _checked(one.step, value)
            if isinstance(checked, Found):
                found[one.key(round)] = checked.value
    return found


def _beside(library: Library, event: Adopted) -> dict[str, JsonValue]:
    """What no question asks: the value of an action of the root flow that is done once and saves under that name."""
    steps = [step for step in library.flows[event.flow].steps if step.do and step.once and step.save in event.answers]
    return {f"{step.id}!": event.answers[step.save] for step in steps if not step.is_question}


def _rounds(one: _Asked, value: JsonValue) -> list[JsonValue]:
    """One value a round; outside a loop there is one. A single value where a list was meant is the first round."""
    if one.looped is None:
        return [value]
    if not isinstance(value, list):
        return [value]
    if one.step.many and value and not any(isinstance(item, list) or item is None for item in value):
        return [value]
    return value[:MOST_ROUNDS]


def _checked(step: Step, value: JsonValue) -> Resolved:
    """The value as this question would have kept it, as far as can be told before its choices are known."""
    if value is None:
        return Found(None) if step.dontknow else NotFound()
    if step.many:
        most = options.MOST_LISTED + len(step.choices)
        if not isinstance(value, list) or len(value) > most or (not value and step.dontknow):
            return NotFound()
        if not all(_can_be_chosen(step, item) for item in value):
            return NotFound()
        twice = any(value.count(item) > 1 for item in value)
        alone = len(value) > 1 and any(item in step.alone for item in value if isinstance(item, str))
        return NotFound() if twice or alone else Found(value)
    chosen = step.kind is None or (step.kind.name not in NAMED and any(choice.id == value for choice in step.choices))
    if chosen or step.kind is None:
        return Found(value) if _can_be_chosen(step, value) else NotFound()
    return stored.stored(step.kind, value)


def _can_be_chosen(step: Step, value: JsonValue) -> bool:
    """**Why** not only later, where the choices are known: until then it lies in the session."""
    if not step.source:
        return any(choice.id == value for choice in step.choices)
    try:
        packed = orjson.dumps(value)
        return len(packed) <= CHOICE_LIMIT and bool(
            orjson.loads(packed) == value
        )  # an infinite number comes back as null
    except orjson.JSONEncodeError:
        return False


def _elsewhere(library: Library, own: set[str], event: Adopted) -> Iterator[tuple[str, str, JsonValue]]:
    """Answers that another flow asks for (the language of the CV): root, key, value. Lists are for their own flow."""
    for save, value in event.answers.items():
        if save in own or value is None:
            continue
        for flow in library.flows.values():
            step = next((step for step in flow.steps if step.save == save and step.is_question), None)
            if step is None or step.source or flow.loop_of(flow.index[step.id]):
                continue
            checked = _checked(step, value)
            known = options.fixed(library, library.locales[0], flow, step)
            if isinstance(checked, Found) and is_answer(step, known, checked.value):
                yield flow.id, step.id, checked.value
            break
