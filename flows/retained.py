"""What is known of somebody, in words: each question with its answer, as they see them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from flows import show
from flows.events import JsonValue
from flows.model import Library
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


def _retained(library: Library, session: Session) -> Iterator[Retained]:
    roots = [root for root in session.journals if root != session.root]
    for root in (*roots, session.root):
        journal = session.journals.get(root, {})
        for key, entry in journal.items():
            spot = spot_of(library, root, key)
            if spot is None or entry.void or not entry.number:
                continue
            listed = source_of(journal, key, spot.step.source)
            words = show.worded(library, session.locale, (spot.flow, spot.step), entry.value, _only(listed))
            yield Retained(spot.flow.id, spot.step.id, _name(library, session, spot.flow.id, spot.step.id), words)


def _only(listed: JsonValue) -> show.Values:
    return lambda name: listed


def _name(library: Library, session: Session, flow: str, step: str) -> str:
    """The question's label, or how it begins, without what it puts in."""
    key = f"{flow}/{step}"
    text = library.texts.get(session.locale, f"{key}/label") or library.texts.get(session.locale, f"{key}/ask")
    return text if len(text) <= NAME_LIMIT else text[: NAME_LIMIT - 1].rstrip() + "…"
