"""What is known of somebody, in words: each question with its answer, as they see them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

from flows import show
from flows.events import JsonValue
from flows.model import Library, Step
from flows.saved import source_of, spot_of
from flows.session import Session

NAME_LIMIT = 80
"""Characters of a question that stand for it where it has no `label`."""


class Retained(NamedTuple):
    """`value`: the answer in words, "" for « je ne sais pas »."""

    flow: str
    step: str
    name: str
    value: str


def retained(library: Library, session: Session) -> list[Retained]:
    """Every answer that counts, in the order of answering; the flow under way last. What an action gave is none."""
    return list(_retained(library, session))


def lately(library: Library, session: Session, flows: Collection[str], most: int) -> list[Retained]:
    """The last answers to questions of these flows and of those named after them (`cv`, `cv_job`), the newest first.

    Without « je ne sais pas », and without what is a way to somebody, a place or a file.
    """
    beginnings = (*(f"{flow}_" for flow in flows),)
    found = [
        (number, one)
        for number, step, one in _given(library, session)
        if (one.flow in flows or one.flow.startswith(beginnings)) and one.value and not _reaches(step)
    ]
    return [one for _, one in sorted(found, key=lambda pair: -pair[0])[:most]]


def _reaches(step: Step) -> bool:
    return step.kind is not None and step.kind.name in ("phone", "email", "place", "file")


def _retained(library: Library, session: Session) -> Iterator[Retained]:
    return (one for _, _, one in _given(library, session))


def _given(library: Library, session: Session) -> Iterator[tuple[int, Step, Retained]]:
    """With the number of the question, which grows from one to the next."""
    roots = [root for root in session.journals if root != session.root]
    for root in (*roots, session.root):
        journal = session.journals.get(root, {})
        for key, entry in journal.items():
            spot = spot_of(library, root, key)
            if spot is None or entry.void or not entry.number:
                continue
            listed = source_of(journal, key, spot.step.source)
            words = show.worded(library, session.locale, (spot.flow, spot.step), entry.value, _only(listed))
            name = _name(library, session, spot.flow.id, spot.step.id)
            yield entry.number, spot.step, Retained(spot.flow.id, spot.step.id, name, words)


def _only(listed: JsonValue) -> show.Values:
    return lambda name: listed


def _name(library: Library, session: Session, flow: str, step: str) -> str:
    """The question's label, or how it begins, without what it puts in."""
    key = f"{flow}/{step}"
    text = library.texts.get(session.locale, f"{key}/label") or library.texts.get(session.locale, f"{key}/ask")
    return text if len(text) <= NAME_LIMIT else text[: NAME_LIMIT - 1].rstrip() + "…"
