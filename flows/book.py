"""What the checks look at: a library, the files it came from, the names known outside; and how they are tried."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from flows.model import Flow, Library, Step, for_team
from flows.paths import Graph, graph
from flows.problems import Fix, Problem
from flows.text import PLACEHOLDER
from flows.yamltext import Document, Path


class Shown(NamedTuple):
    """What a channel, named as staff know it, shows whole on one button, in UTF-16 units: `most` of them, or `ticked`
    where the button can be ticked. Where one is longer, all of the question become numbers under a list."""

    channel: str
    most: int
    ticked: int


@dataclass(frozen=True, slots=True)
class Book:
    """`complete`: every file could be read (else names may only seem unknown)."""

    library: Library
    documents: Mapping[str, Document]
    actions: Collection[str] | None = None
    complete: bool = True
    is_picture: Callable[[str], bool] | None = None
    """Whether `show:` can show this file (None: not checked)."""
    stale: Mapping[str, Collection[str]] = field(default_factory=dict)
    """locale → keys of translations whose French was changed since."""
    shown: Sequence[Shown] = ()
    """Of the channels that are on; empty: nobody says which they are."""
    about: str = ""
    """The one flow that is looked at, among the others; "" for all of them."""
    _ways: dict[str, Graph] = field(default_factory=dict, repr=False, compare=False)

    def problem(
        self, flow: str, path: Path, code: str, sentence: str, *, warning: bool = False, fix: Fix | None = None
    ) -> Problem:
        """A problem at `path` in the file of this flow."""
        return self.documents[flow].problem(path, code, sentence, warning=warning, fix=fix)

    def ways(self, flow: Flow) -> Graph:
        """The ways through this flow, worked out once for all checks."""
        if flow.id not in self._ways:
            self._ways[flow.id] = graph(self.library, flow)
        return self._ways[flow.id]

    def flows(self) -> Iterator[Flow]:
        """Those that are looked at."""
        yield from (flow for flow in self.library.flows.values() if self.about in ("", flow.id))

    def steps(self) -> Iterator[tuple[Flow, Step, Path]]:
        """Every step that is looked at, with its place."""
        for flow in self.flows():
            for position, step in enumerate(flow.steps):
                yield flow, step, ("steps", position)

    def every_step(self) -> Iterator[tuple[Flow, Step]]:
        """Of all flows, whichever are looked at: what a name means is known from all of them."""
        yield from ((flow, step) for flow in self.library.flows.values() for step in flow.steps)

    def chatted(self) -> Iterator[tuple[Flow, Step, Path]]:
        """Those of flows for people: the team reads other words."""
        return ((flow, step, path) for flow, step, path in self.steps() if not for_team(flow.id))

    def choice_texts(self) -> Iterator[tuple[bool, str, str, str, Path]]:
        """Every label of a choice in every language: whether it is one to tick, flow, locale, label, place."""
        for flow, step, path in self.steps():
            for choice in step.choices:
                key = f"{flow.id}/{step.id}/choices/{choice.id}"
                place = (*path, "also" if step.source else "choices", choice.id)
                for locale in self.library.locales:
                    if label := self.library.texts.catalogs[locale].get(key):
                        yield step.many, flow.id, locale, label, place

    def menu_texts(self) -> Iterator[tuple[bool, str, str, str, Path]]:
        """Every button of the menu in every language, as of a choice."""
        for flow in self.flows():
            for locale in self.library.locales:
                if label := self.library.texts.catalogs[locale].get(f"{flow.id}//menu"):
                    yield False, flow.id, locale, label, ("menu",)

    def saves(self) -> set[str]:
        return {step.save for _, step in self.every_step() if step.save}

    def scores(self) -> set[str]:
        return {name for _, step in self.every_step() for points in _scores(step) for name in points}


@dataclass(frozen=True, slots=True)
class Case:
    """A flow file as an example: `line` of the problem a check must find in it, or None when it must find none."""

    text: str
    line: int | None = None
    catalogs: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    actions: Collection[str] | None = None
    pictures: Collection[str] | None = None
    stale: Mapping[str, Collection[str]] = field(default_factory=dict)
    shown: Sequence[Shown] = ()


def _scores(step: Step) -> Iterator[Mapping[str, int]]:
    yield step.score
    for choice in step.choices:
        yield choice.score


def steps(text: str) -> str:
    """A flow file around these steps (its first step is on line 4)."""
    return "flow: a\ntitle: A\nsteps:\n" + text.strip("\n") + "\n"


def place_of(flow: Flow, key: str) -> Path:
    """Where the text of this key (`flow/step/field`) stands in the file."""
    _, step, name = key.split("/", 2)
    return ("steps", flow.index[step], *name.split("/")) if step in flow.index else (name,)


def text_of(step: Step, word: str) -> str:
    """What is written under this keyword, where it is one text."""
    if word == "when":
        return step.when.text if step.when else ""
    return str(getattr(step, word)) if word in ("say", "ask", "retry", "alt", "within", "about") else ""


def names_used(step: Step) -> Iterator[tuple[str, str]]:
    """Names a step reads and the keyword it reads them with."""
    for field_name in ("say", "ask", "retry", "alt"):
        for name in PLACEHOLDER.findall(getattr(step, field_name)):
            yield name, field_name
    for choice in step.choices:
        for name in PLACEHOLDER.findall(choice.explain):
            yield name, "explain"
    for text in step.args.values():
        for name in PLACEHOLDER.findall(text):
            yield name, "with"
    if step.when is not None:
        for name in step.when.names:
            yield name, "when"
    if step.source:
        yield step.source, "choices"
    if step.within:
        yield step.within, "within"
    if step.about:
        yield step.about, "about"
