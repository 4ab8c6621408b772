"""A library with one flow as somebody is writing it: also with mistakes in it, less the steps that can't be read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flows.loader import flow_of, flow_sources
from flows.model import Flow, Library
from flows.problems import Problem
from flows.schema import KEYWORDS, WrittenFlow, validate
from flows.text import SOURCE, Texts
from flows.yamltext import Document, Raw, read

HEADER = tuple(word for word in KEYWORDS["flow"] if word != "steps")


@dataclass(frozen=True, slots=True)
class Drafted:
    """`flow` is None when nothing of the draft can be walked. `left_out`: ids of steps that can't (or « n° 3 »)."""

    flow: Flow | None
    problems: tuple[Problem, ...] = ()
    left_out: tuple[str, ...] = ()


def drafted(name: str, source: str) -> Drafted:
    """`source`: the YAML of the flow.

    Whatever it calls itself, it is walked as `name`: one misspelt while somebody writes is no reason to stop.
    """
    document, problems = read(f"{name}.yaml", source)
    if document is None:
        return Drafted(None, tuple(problems))
    written, wrong = validate(document)
    left_out: tuple[str, ...] = ()
    if written is None:
        written, left_out = _readable(document)
    known = flow_of(written.model_copy(update={"flow": name})) if written is not None else None
    return Drafted(known, (*problems, *wrong), left_out)


def with_flow(library: Library, flow: Flow, texts: Mapping[str, Mapping[str, str]]) -> Library:
    """The library with this flow in the place of the one of its name. `texts`: locale → key → text, of its own keys."""
    own = f"{flow.id}/"
    known = library.texts.catalogs
    catalogs = {
        locale: {key: text for key, text in known.get(locale, {}).items() if not key.startswith(own)}
        for locale in dict.fromkeys((*known, *texts))
    }
    for locale, of_locale in texts.items():
        catalogs[locale] |= {key: text for key, text in of_locale.items() if key.startswith(own)}
    source = catalogs.pop(SOURCE) | dict(flow_sources(flow))
    return Library({**library.flows, flow.id: flow}, Texts(source, catalogs))


def _readable(document: Document) -> tuple[WrittenFlow | None, tuple[str, ...]]:
    """What stands by itself: the words of the header and the steps that can be read one by one."""
    value = document.value
    steps = value.get("steps") if isinstance(value, dict) else None
    if not isinstance(value, dict) or not isinstance(steps, list):
        return None, ()
    good = [step for step in steps if _read({**_BARE, "steps": [step]})]
    gone = tuple(_names(steps, good))
    header = {word: value[word] for word in HEADER if word in value and _read({**_BARE, word: value[word]})}
    return _read({**_BARE, **header, "steps": good}) if good else None, gone


_BARE: dict[str, Raw] = {"flow": "a", "title": "A", "steps": [{"id": "a", "say": "A"}]}
"""The least that is a flow."""


def _read(value: Raw) -> WrittenFlow | None:
    return validate(Document("", value))[0]


def _names(steps: list[Raw], good: list[Raw]) -> Iterator[str]:
    for at, step in enumerate(steps, 1):
        if not any(step is other for other in good):
            id = step.get("id") if isinstance(step, dict) else None
            yield id if isinstance(id, str) and id else f"n° {at}"
