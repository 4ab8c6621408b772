"""Who needs a step: what would break if it went or had another name. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from flows import conditions
from flows.model import Flow
from flows.text import PLACEHOLDER
from flows.yamltext import Raw

Fields = Mapping[str, Raw]
TARGETS = ("go", "repeat", "instead")
"""Keywords that name a step of the same flow."""


class Reference(NamedTuple):
    """`word`: the keyword that names it; `flow` "" for this one."""

    flow: str
    step: str
    word: str


def references(steps: Sequence[Fields], id: str, others: Mapping[str, Flow]) -> list[Reference]:
    """Steps of this flow, then of others, that lead to this step or read its answer.

    `others`: the flows that are served, without this one. Other flows read an answer by its `save` only.
    """
    mine = next((fields for fields in steps if fields.get("id") == id), None)
    save = _text(mine, "save") if mine else ""
    names = frozenset({id, save} - {""})
    found = [Reference("", _text(fields, "id"), word) for fields in steps if fields is not mine
             for word in dict.fromkeys(_words(fields, id, names))]  # fmt: skip
    again = any(_text(fields, "save") == save for fields in steps if fields is not mine) if save else True
    if not again:
        found += [Reference(flow.id, step, word) for flow in others.values() for step, word in _readers(flow, save)]
    return found


def _words(fields: Fields, id: str, names: frozenset[str]) -> Iterator[str]:
    for word in TARGETS:
        value = fields.get(word)
        targets = [*value.values()] if isinstance(value, dict) else [value]
        if id in targets:
            yield word
    for word, value in fields.items():
        if word == "when" and isinstance(value, str) and (parsed := conditions.parse(value)) is not None:
            if names & set(parsed.names):
                yield word
        elif word in ("about", "within", "hears") and isinstance(value, str):
            if names & {one.strip() for one in value.split(",")}:
                yield word
        elif word == "choices" and isinstance(value, str) and value.removeprefix("from ").strip() in names:
            yield word
        if any(name in names or name.partition(".")[0] in names for name in _shown(value)):
            yield word


def _shown(value: Raw) -> Iterator[str]:
    """Names that texts show."""
    match value:
        case str():
            yield from PLACEHOLDER.findall(value)
        case dict():
            for one in value.values():
                yield from _shown(one)
        case _:
            return


def _readers(flow: Flow, save: str) -> Iterator[tuple[str, str]]:
    for step in flow.steps:
        if step.when is not None and save in step.when.names:
            yield step.id, "when"
        if save in step.hears:
            yield step.id, "hears"
        if save in (step.about, step.within, step.source):
            yield step.id, "about"
        shown = [text for word in ("say", "ask", "retry") for text in PLACEHOLDER.findall(getattr(step, word))]
        if save in shown:
            yield step.id, "say"


def renamed(fields: Fields, old: str, new: str) -> Fields:
    """A step of the same flow that leads to the one that has a new name now."""
    made: dict[str, Raw] = dict(fields)
    for word in TARGETS:
        value = fields.get(word)
        if value == old:
            made[word] = new
        elif isinstance(value, dict):
            made[word] = {id: new if to == old else to for id, to in value.items()}
    return made


def _text(fields: Fields, word: str) -> str:
    value = fields.get(word)
    return value if isinstance(value, str) else ""
