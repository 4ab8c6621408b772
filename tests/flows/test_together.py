"""Words of a step that need each other: which sentence a step gets, and that a good step gets none."""

from __future__ import annotations

from typing import Any

import pytest

from flows.together import belongs

ASKED: dict[str, Any] = {"id": "x", "ask": "A", "choices": {"a": "A"}}


@pytest.mark.parametrize(
    ("step", "code"),
    [
        ({"id": "x"}, "nothing"),
        ({"id": "x", "ask": "A"}, "question"),
        ({"id": "x", "say": "A", "type": "text"}, "question"),
        (ASKED | {"also": {"b": "B"}}, "choices"),
        ({"id": "x", "ask": "A", "type": "text", "choose": "many"}, "choose"),
        ({"id": "x", "ask": "A", "type": "number 1..2", "hears": "y"}, "hears"),
        (ASKED | {"heard": "a"}, "hears"),
        (ASKED | {"within": "b"}, "within"),
        ({"id": "x", "ask": "A", "type": "yes_no", "instead": "y"}, "instead"),
        ({"id": "x", "wait": "yes"}, "wait"),
        ({"id": "x", "say": "A", "with": {"a": "b"}}, "action"),
    ],
)
def test_what_makes_no_sense(step: dict[str, Any], code: str) -> None:
    assert code in [found for found, _ in belongs(step)]


@pytest.mark.parametrize(
    "step",
    [
        ASKED,
        ASKED | {"hears": "y", "heard": "a"},
        {"id": "x", "ask": "A", "type": "yes_no", "hears": "y", "heard": "yes"},
        {"id": "x", "do": "a.b", "with": {"a": "b"}},
    ],
)
def test_what_does(step: dict[str, Any]) -> None:
    assert list(belongs(step)) == []
