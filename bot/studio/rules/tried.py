"""The library a try-out runs on: what is served, with the draft of one flow in it. Pure, remembered by the text."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from bot.releases.model import Written
from flows.drafted import Drafted, drafted, with_flow
from flows.model import Library

REMEMBERED = 60
"""Drafts read lately: a long one takes a third of a second to read."""


def library_with(library: Library, written: Written) -> Library | None:
    """None: nothing of the draft can be walked, or the flow is not there."""
    flow = read(written.flow, written.source).flow
    return with_flow(library, flow, written.texts) if flow is not None else None


def with_drafts(library: Library, drafts: Iterable[Written]) -> Library:
    """The library as it would be if all of these were published; those that can't be walked are left as they are."""
    for written in drafts:
        library = library_with(library, written) or library
    return library


@lru_cache(REMEMBERED)
def read(flow: str, source: str) -> Drafted:
    return drafted(flow, source)
