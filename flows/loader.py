"""Texts of flow files → a library, or every problem at once. Pure: the caller reads the files."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from flows import model
from flows.book import Book, Shown
from flows.lint import lint
from flows.model import Choice, Flow, Library, Step
from flows.phrases import PHRASES
from flows.problems import Problem, errors
from flows.reading import Reader
from flows.schema import WrittenChoice, WrittenFlow, WrittenStep
from flows.text import Texts
from flows.yamltext import Document

Catalogs = Mapping[str, Mapping[str, str]]
"""locale → key → text. French is not among them: it is in the flow files."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """`library` is None when a problem is an error; warnings never stop it."""

    library: Library | None
    problems: tuple[Problem, ...]


def load(
    texts: Mapping[str, str],
    catalogs: Catalogs | None = None,
    actions: Collection[str] | None = None,
    is_picture: Callable[[str], bool] | None = None,
    stale: Mapping[str, Collection[str]] | None = None,
    reader: Reader | None = None,
    shown: Sequence[Shown] = (),
) -> Loaded:
    """All flows of `{file name: text}` with their translations.

    `actions`: the names flows may ask for with `do:`; `is_picture`: what they may show (None: not checked).
    `stale`: by locale, keys of translations whose French was changed since. `reader`: remembers files between calls.
    `shown`: what the channels show on one button.
    Problems come sorted by file and line: the first syntax problem of a file, else all its schema problems, else what
    the checks of `flows/checks` say.
    """
    book, problems = bound(texts, catalogs, actions, is_picture, stale, reader, shown)
    if book.library.flows:
        problems.extend(lint(book))
    return Loaded(None if errors(problems) else book.library, tuple(sorted(set(problems))))


def bound(
    texts: Mapping[str, str],
    catalogs: Catalogs | None = None,
    actions: Collection[str] | None = None,
    is_picture: Callable[[str], bool] | None = None,
    stale: Mapping[str, Collection[str]] | None = None,
    reader: Reader | None = None,
    shown: Sequence[Shown] = (),
) -> tuple[Book, list[Problem]]:
    """What the checks look at, of all that could be read, and what could not be; as for `load`."""
    problems: list[Problem] = []
    flows: dict[str, Flow] = {}
    documents: dict[str, Document] = {}
    reader = reader or Reader()
    for file in sorted(texts):
        document, written, found = reader.read(file, texts[file])
        problems.extend(found)
        if document is not None and written is not None:
            problems.extend(_add(written, document, flows, documents))
    if not texts:
        problems.append(Problem(".", 1, 1, "empty", "Aucun parcours : il faut au moins un fichier .yaml."))
    library = Library(flows, Texts(sources(flows.values()), catalogs or {}))
    return Book(library, documents, actions, not errors(problems), is_picture, stale or {}, shown), problems


def _add(
    written: WrittenFlow, document: Document, flows: dict[str, Flow], documents: dict[str, Document]
) -> Iterator[Problem]:
    if written.flow in flows:
        other = documents[written.flow].file
        yield document.problem(("flow",), "duplicate", f"Le parcours « {written.flow} » existe déjà dans {other}.")
        return
    flows[written.flow] = flow_of(written)
    documents[written.flow] = document


def flow_of(written: WrittenFlow) -> Flow:
    steps = tuple(step_of(step) for step in written.steps)
    return model.flow(written.flow, written.title, steps, resume=written.resume, menu=written.menu, words=written.words)


def step_of(written: WrittenStep) -> Step:
    listed = written.also if isinstance(written.choices, str) else written.choices
    return Step(
        id=written.id,
        say=written.say,
        show=written.show,
        alt=written.alt,
        ask=written.ask,
        label=written.label,
        many=written.choose,
        choices=tuple(_choice(id, choice, written.explain) for id, choice in listed.items()),
        source=written.choices if isinstance(written.choices, str) else "",
        alone=frozenset(written.alone),
        either=frozenset(written.either),
        kind=written.type,
        retry=written.retry,
        save=written.save,
        when=written.when,
        go=written.go if isinstance(written.go, str) else "",
        go_by={} if isinstance(written.go, str) else written.go,
        repeat=written.repeat,
        do=written.do,
        args=written.args,
        once=written.once,
        about=written.about,
        within=written.within,
        hears=written.hears,
        heard=written.heard,
        instead=written.instead,
        wait=written.wait,
        run=written.run,
        end=written.end,
        score=written.score,
        dontknow=written.dontknow,
    )


def _choice(id: str, written: WrittenChoice, explain: Mapping[str, str]) -> Choice:
    said = written.explain or explain.get(id, "")
    return Choice(id, written.label, written.synonyms, said, written.score)


def sources(flows: Collection[Flow]) -> dict[str, str]:
    """Key → French text of everything people read, the engine's own words included."""
    found = dict(PHRASES)
    for flow in flows:
        found |= dict(flow_sources(flow))
    return found


def flow_sources(flow: Flow) -> Iterator[tuple[str, str]]:
    for field in ("title", "menu", "words"):
        if text := getattr(flow, field):
            yield f"{flow.id}//{field}", text
    for step in flow.steps:
        key = f"{flow.id}/{step.id}"
        for field in ("say", "ask", "alt", "label", "retry"):
            if text := getattr(step, field):
                yield f"{key}/{field}", text
        for choice in step.choices:
            yield f"{key}/choices/{choice.id}", choice.label
            if choice.synonyms:
                yield f"{key}/synonyms/{choice.id}", choice.synonyms
            if choice.explain:
                yield f"{key}/explain/{choice.id}", choice.explain
