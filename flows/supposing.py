"""« Et si… ? »: what a flow makes a difference of, as values that a try-out can suppose.

An action's value: what conditions compare it with, what it leads to. Answers given before a step: those that this step
or a later one reads.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from flows import options
from flows.answers import NO_RESOLVERS, Found, Resolvers, as_typed, of_choice, read
from flows.book import names_used
from flows.conditions import Term
from flows.events import JsonValue
from flows.holding import DONTKNOW
from flows.model import NAMED, Flow, Library, Option, Step
from flows.show import question_of

MOST = 24
"""Values proposed for one action: more is no list to choose from."""
YES, NO = "yes", "no"


class Wanted(NamedTuple):
    """An answer given before. `name`: what `Chat.before` calls it: the step of this flow, or the `save`."""

    name: str
    flow: Flow
    step: Step


# -- what an action gives -------------------------------------------------------------------------------------
def values_told_apart(library: Library, flow: Flow, step: Step, sample: JsonValue = None) -> list[JsonValue]:
    """Values of this action that lead elsewhere or say something else, each once; `sample`: one that it gives.

    A part of a value (`seance.full is yes`) is told apart within the sample.
    """
    found: list[JsonValue] = [sample, None]
    found += [key for key in step.go_by if key != DONTKNOW]
    for term in _terms(library, flow, step):
        part = term.name.removeprefix(f"{step.id}.") if term.name.startswith(f"{step.id}.") else ""
        for value in _of_term(term, sample if not part else None):
            if not part:
                found.append(value)
            elif isinstance(sample, dict) or sample is None:
                found.append({**(sample or {}), part: value})
    return _once(found)[:MOST]


def _terms(library: Library, flow: Flow, step: Step) -> Iterator[Term]:
    """Conditions on this action's value: in its own flow by its id, by its `save` in all."""
    for other in (flow, *(one for one in library.flows.values() if step.save and one.id != flow.id)):
        for one in other.steps:
            for term in (term for group in (one.when.groups if one.when else ()) for term in group):
                own = other.id == flow.id and term.name.partition(".")[0] == step.id
                if own or (step.save and term.name == step.save):
                    yield term


def _of_term(term: Term, sample: JsonValue) -> Iterator[JsonValue]:
    """Values for which the term holds or not."""
    match term.operator:
        case "empty" | "not empty":
            yield None
            if sample is None:
                yield YES
        case "any" | "all" | "none":
            for value in term.values:
                yield [value]
        case "is" | "is not":
            yield from term.values
        case _:
            bound = int(float(term.values[0]))
            yield from (bound - 1, bound, bound + 1)


def _once(values: Sequence[JsonValue]) -> list[JsonValue]:
    found: list[JsonValue] = []
    for value in values:
        if not any(value == other and type(value) is type(other) for other in found):
            found.append(value)
    return found


# -- what was answered before ---------------------------------------------------------------------------------
def wanted(library: Library, flow: Flow, step_id: str) -> list[Wanted]:
    """Questions asked before this step (or in other flows) that it or a later step reads."""
    first = flow.index.get(step_id, 0)
    own, found = {flow.id}, dict[str, Wanted]()
    for reader, step in _to_come(library, flow, first, own):
        for name, _ in names_used(step):
            asked = question_of(library, reader, name)
            if asked is None or not asked[1].is_question:
                continue
            where, question = asked
            if where.id not in own:
                found.setdefault(name, Wanted(name, where, question))
            elif where.id == flow.id and where.index[question.id] < first:
                found.setdefault(question.id, Wanted(question.id, where, question))
    return list(found.values())


def _to_come(library: Library, flow: Flow, first: int, own: set[str]) -> Iterator[tuple[Flow, Step]]:
    """The steps from there on and those of the flows they run; `own` gets the names of these flows."""
    for step in flow.steps[first:]:
        yield flow, step
        inner = library.flows.get(step.run)
        if inner is not None and inner.id not in own:
            own.add(inner.id)
            yield from _to_come(library, inner, 0, own)


def offered(library: Library, locale: str, want: Wanted, listed: JsonValue) -> list[Option]:
    """What can be chosen there; `listed`: what the action of its list gives."""
    made = options.listed(listed) if want.step.source else []
    return made + options.fixed(library, locale, want.flow, want.step)


def supposed(
    library: Library,
    locale: str,
    want: Wanted,
    words: Sequence[str],
    listed: JsonValue = None,
    resolvers: Resolvers = NO_RESOLVERS,
) -> JsonValue:
    """The answer these words stand for: ids of choices, else what is typed; None where they are none of this question.

    **Why** a word that is no choice counts only for a typed question: a journal holds what could have been answered.
    """
    known = {option.id: option for option in offered(library, locale, want, listed)}
    chosen = [known[word] for word in words if word in known]
    step = want.step
    if step.many:
        return [option.value for option in chosen] or None
    if chosen:
        named = step.kind is not None and step.kind.name in NAMED
        return _named(step, chosen[0], resolvers) if named else chosen[0].value
    text = next((word for word in words if word.strip()), "")
    if step.kind is None or not text:
        return None
    found = read(step.kind, text, locale, resolvers)
    return found.value if isinstance(found, Found) else as_typed(step.kind, text)


def _named(step: Step, option: Option, resolvers: Resolvers) -> JsonValue:
    label = next((choice.label for choice in step.choices if choice.id == option.id), option.label)
    return of_choice(step.kind, option.id, label, "fr", resolvers) if step.kind else option.value


def listed_by(flow: Flow, step: Step, values: Mapping[str, JsonValue], defaults: Mapping[str, JsonValue]) -> JsonValue:
    """What the action of this question's list pretends to give. `values`: as in `Chat`."""
    made = next((one for one in flow.steps if step.source in (one.id, one.save) and one.do), None)
    return values.get(f"{flow.id}/{made.id}", defaults.get(made.do)) if made else None
