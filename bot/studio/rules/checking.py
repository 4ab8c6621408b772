"""What is wrong with a draft, seen among the flows that are served. Pure."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from bot.releases.model import Written
from bot.studio.rules.reading import reading
from flows.book import Book, Shown
from flows.lint import lint
from flows.loader import flow_sources, sources
from flows.model import Flow, Library
from flows.problems import Problem, errors
from flows.schema import validate
from flows.text import Texts
from flows.yamltext import Document, read

KEEP = ("welcome", "consent", "filet", "human", "menu", "equipe_formation")
"""Flows that are always there: the first minute, the yes before anything is kept, words of distress, a human, the way
back, what mentors learn first. SOS needs none of them."""


class Checked(NamedTuple):
    """`library`: with the draft put in; None while it can't be read. `mine`: problems in this flow; `others`: what it
    would break elsewhere."""

    library: Library | None
    mine: tuple[Problem, ...]
    others: tuple[Problem, ...]

    @property
    def stops(self) -> bool:
        return bool(errors([*self.mine, *self.others]))

    @property
    def warnings(self) -> tuple[Problem, ...]:
        return tuple(one for one in (*self.mine, *self.others) if one.severity == "warning")


def put(served: Library, written: Written, flow: Flow) -> Library:
    """The served flows with this one in its place, with its own texts."""
    flows = {**served.flows, written.flow: flow}
    own = f"{written.flow}/"
    catalogs: dict[str, Mapping[str, str]] = {}
    for locale in {*served.texts.catalogs, *written.texts} - {"fr"}:
        kept = {key: text for key, text in served.texts.catalogs.get(locale, {}).items() if not key.startswith(own)}
        catalogs[locale] = {**kept, **written.texts.get(locale, {})}
    return Library(flows, Texts(sources([*flows.values()]), dict(sorted(catalogs.items()))))


def check(
    served: Library,
    written: Written,
    actions: Collection[str] | None,
    known: Collection[Problem],
    is_picture: Callable[[str], bool] | None = None,
    shown: Sequence[Shown] = (),
) -> Checked:
    """`known`: what `standing` says of the served flows: that is nothing this draft broke. `shown`: what the channels
    show on a button."""
    own = reading(written.flow, written.source)
    if own.flow is None or own.document is None:
        return Checked(None, own.problems, ())
    if named := _named(own.flow, own.document, written.flow):
        return Checked(None, (*own.problems, *named), ())
    library = put(served, written, own.flow)
    outdated = stale(served, written, own.flow)
    book = _book(library, {written.flow: own.document}, actions, is_picture, shown, outdated)
    found = [*own.problems, *lint(book)]
    mine = sorted({one for one in found if one.file == written.flow})
    before = {(one.file, one.code, one.sentence) for one in known}
    others = sorted({one for one in found if one.file != written.flow
                     and (one.file, one.code, one.sentence) not in before})  # fmt: skip
    return Checked(library, tuple(mine), tuple(one for one in others if one.severity == "error"))


def check_alone(
    served: Library,
    written: Written,
    actions: Collection[str] | None,
    is_picture: Callable[[str], bool] | None = None,
    shown: Sequence[Shown] = (),
) -> Checked:
    """Only what is wrong in this flow itself: while somebody types they don't wait for two hundred."""
    own = reading(written.flow, written.source)
    if own.flow is None or own.document is None:
        return Checked(None, own.problems, ())
    if named := _named(own.flow, own.document, written.flow):
        return Checked(None, (*own.problems, *named), ())
    texts = Texts(sources([own.flow]), {locale: texts for locale, texts in written.texts.items() if locale != "fr"})
    library = Library({**served.flows, written.flow: own.flow}, texts)
    book = replace(_book(library, {written.flow: own.document}, actions, is_picture, shown), about=written.flow)
    mine = sorted({one for one in (*own.problems, *lint(book)) if one.file == written.flow})
    return Checked(library, tuple(mine), ())


def stale(served: Library, written: Written, flow: Flow) -> dict[str, list[str]]:
    """By language: texts whose French is another one than is served, while their translation is the same."""
    texts = served.texts
    changed = [key for key, text in flow_sources(flow) if texts.source.get(key, text) != text]
    found = {
        locale: [key for key in changed if own.get(key) and texts.catalogs.get(locale, {}).get(key) == own[key]]
        for locale, own in written.texts.items()
    }
    return {locale: keys for locale, keys in found.items() if keys}


def standing(
    served: Library,
    actions: Collection[str] | None,
    is_picture: Callable[[str], bool] | None = None,
    shown: Sequence[Shown] = (),
) -> tuple[Problem, ...]:
    """What the checks say of the served flows themselves."""
    return tuple(lint(_book(served, {}, actions, is_picture, shown)))


def _book(
    library: Library,
    documents: Mapping[str, Document],
    actions: Collection[str] | None,
    is_picture: Callable[[str], bool] | None,
    shown: Sequence[Shown],
    stale: Mapping[str, Collection[str]] | None = None,
) -> Book:
    """**Why** the others without places: nobody reads two hundred files again to change one."""
    every = {flow: documents.get(flow) or Document(flow, "") for flow in library.flows}
    return Book(library, every, actions, True, is_picture, stale or {}, shown)


def _named(flow: Flow, document: Document, name: str) -> list[Problem]:
    if flow.id == name:
        return []
    sentence = f"Ce parcours s'appelle « {name} » : un autre nom en fait un autre parcours."
    return [document.problem(("flow",), "flow_name", sentence)]


def uploaded(name: str, source: str) -> Sequence[Problem]:
    """What keeps a file from being taken as a draft of that flow: it can't be read, or is another flow."""
    document, problems = read(name, source)
    if document is None:
        return problems
    value = document.value
    _, wrong = validate(document) if not isinstance(value, dict) else (None, [])
    if wrong or not isinstance(value, dict):
        return wrong
    if value.get("flow") != name:
        sentence = f"Ce fichier est celui d'un autre parcours : il commence par « flow: {name} »."
        return [document.problem(("flow",), "flow_name", sentence)]
    return ()
