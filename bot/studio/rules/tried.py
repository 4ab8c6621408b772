"""The library a try-out runs on: what is served, with the draft of one flow in it. Pure, remembered by the text."""

from __future__ import annotations

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


@lru_cache(REMEMBERED)
def read(flow: str, source: str) -> Drafted:
    return drafted(flow, source)
