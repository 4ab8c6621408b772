"""A flow as text → what pages show of it, also while something in it is wrong. Pure, remembered by the text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from flows.loader import flow_of, flow_sources
from flows.model import Flow
from flows.pieces import split
from flows.problems import Problem
from flows.schema import validate
from flows.yamltext import Document, Raw, read

REMEMBERED = 100
"""Flows read lately, also as they are typed; a large one is some 300 kB."""

Fields = Mapping[str, Raw]


@dataclass(frozen=True, slots=True)
class Reading:
    """`header`, `steps`: as they are written, those that can be told apart. `flow`: None while a word of it is wrong.

    `problems`: what is wrong within this file alone. `by_steps`: whether it can be changed step by step.
    """

    document: Document | None
    header: Fields
    steps: tuple[Fields, ...]
    flow: Flow | None
    problems: tuple[Problem, ...]
    by_steps: bool

    @property
    def title(self) -> str:
        return _words(self.header.get("title"))

    def step(self, id: str) -> Fields | None:
        return next((fields for fields in self.steps if fields.get("id") == id), None)

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(_words(fields.get("id")) for fields in self.steps)


@lru_cache(REMEMBERED)
def reading(flow: str, source: str) -> Reading:
    document, problems = read(flow, source)
    value = document.value if document is not None else {}
    header: Fields = value if isinstance(value, dict) else {}
    listed = header.get("steps")
    steps = tuple(one for one in listed if isinstance(one, dict)) if isinstance(listed, list) else ()
    written, wrong = validate(document) if document is not None else (None, [])
    known = flow_of(written) if written is not None else None
    alone = {word: kept for word, kept in header.items() if word != "steps"}
    by_steps = bool(steps) and split(source) is not None
    return Reading(document, alone, steps, known, (*problems, *wrong), by_steps)


def texts(flow: Flow) -> Iterator[tuple[str, str]]:
    """(step, French text) of all that people read; "" for the header."""
    for key, text in flow_sources(flow):
        yield key.split("/")[1], text


def _words(value: Raw | None) -> str:
    return value if isinstance(value, str) else ""
