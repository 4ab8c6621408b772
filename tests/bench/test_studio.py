"""The big library of `make bench` is one that could be served."""

from __future__ import annotations

from flows.loader import load
from flows.problems import errors
from tests.bench.studio import FLOWS, STEPS, written


def test_the_big_library_is_whole() -> None:
    texts, words = written()
    loaded = load(texts, words)
    assert not errors(loaded.problems)
    assert loaded.library
    assert len(loaded.library.flows) >= FLOWS
    assert sum(len(flow.steps) for flow in loaded.library.flows.values()) >= STEPS
    assert len(words["en"]) > len(texts)
