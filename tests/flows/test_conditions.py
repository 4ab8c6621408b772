from __future__ import annotations

import pytest

from flows.conditions import parse
from flows.events import JsonValue

CASES: list[tuple[str, JsonValue, bool]] = [
    ("a is x", "x", True),
    ("a is x", "y", False),
    ("a is x", None, False),
    ("a is x", ["x"], False),
    ("a is not x", "y", True),
    ("a is not x", None, True),
    ("a is yes", True, True),
    ("a is no", False, True),
    ("a is 93200", {"insee": "93066", "name": "Saint-Denis"}, False),
    ("a is 93066", {"insee": "93066", "name": "Saint-Denis"}, True),
    ("a is 2", 2, True),
    ("a has x", ["y", "x"], True),
    ("a has x", "x", True),
    ("a has x", [["y"], ["x"]], True),
    ("a has any of x, y", ["z", "y"], True),
    ("a has any of x,y", ["z"], False),
    ("a has all of x, y", ["x", "y", "z"], True),
    ("a has all of x, y", ["x"], False),
    ("a has none of x, y", ["z"], True),
    ("a has none of x, y", None, True),
    ("a has none of x, y", ["y"], False),
    ("a is empty", None, True),
    ("a is empty", [], True),
    ("a is empty", "", True),
    ("a is empty", 0, False),
    ("a is not empty", False, True),
    ("a is not empty", [None], False),
    ("a >= 3", 3, True),
    ("a >= 3", None, False),
    ("a >= 3", "4", False),
    ("a < 18", 17.5, True),
    ("a > 1", ["x", "y"], True),
    ("a <= 1", ["x", "y"], False),
    ("a is x or a is y", "y", True),
    ("a is x and a is y", "y", False),
    ("a is x and a is y or a is not empty", "y", True),
]


@pytest.mark.parametrize(("text", "value", "holds"), CASES)
def test_condition(text: str, value: JsonValue, holds: bool) -> None:
    condition = parse(text)
    assert condition is not None
    assert condition.holds(lambda name: value) is holds
    assert condition.names == ("a",)


@pytest.mark.parametrize(
    "text", ["", "a", "a is", "a = x", "a is x,y", "a has any of", "a has any of x,", "A is x", "a >= x", "a is x and"]
)
def test_what_cannot_be_read(text: str) -> None:
    assert parse(text) is None
