"""Numbers that say what they count."""

from __future__ import annotations

import pytest

from flows import counted
from flows.answers import Found, NotFound, fits
from flows.events import JsonValue
from flows.model import Kind, Option
from flows.stored import stored
from tests.flows.talk import Person, library

SERVE: JsonValue = {"of": "serve", "number": 40, "label": "40"}
LIST = [Option("n40", "40", SERVE)]
YEARS = [Option("2026", "2026", "2026")]
NUMBER = Kind("number", 1, 1000)


def test_a_typed_number_counts_what_the_list_counts() -> None:
    assert counted.typed(55, LIST) == {"of": "serve", "number": 55, "label": "55"}
    assert counted.typed(2025, YEARS) == 2025
    assert counted.typed(7, ()) == 7


def test_it_holds_where_the_same_is_counted() -> None:
    assert counted.holds({"of": "serve", "number": 55}, LIST)
    assert not counted.holds({"of": "clean", "number": 55}, LIST)
    assert not counted.holds(55, LIST)
    assert counted.holds(2025, YEARS)


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        (SERVE, SERVE),
        ({"of": "serve", "number": 40, "more": [1]}, SERVE),
        ({"of": ["serve"], "number": 40}, 40),
        ({"number": 40}, 40),
        (40, 40),
        ({"of": "serve", "number": 0}, None),
        ({"of": "serve", "number": 10**400}, None),
        ({"of": "serve", "number": "40"}, None),
        ({"of": "serve", "number": True}, None),
        ({"of": "serve"}, None),
        ({}, None),
    ],
)
def test_only_a_number_within_bounds_is_one(value: JsonValue, kept: JsonValue) -> None:
    assert fits(NUMBER, value) == (kept is not None)
    assert stored(NUMBER, value) == (NotFound() if kept is None else Found(kept))


BOUNDED = """
flow: welcome
title: A
steps:
  - {id: much, do: a.much}
  - {id: some, do: a.some}
  - {id: n, ask: Combien de couverts ?, type: number 1..100000, within: much, choices: from some}
  - {id: fin, ask: Fini ?, type: yes_no}
"""


@pytest.mark.parametrize(
    ("said", "typed", "kept"),
    [
        ({"high": 400}, "81", 81),
        ({"high": 400}, "80000", None),
        ({"low": 20, "high": 400}, "3", None),
        ({"high": "many"}, "80000", 80000),
        (None, "80000", 80000),
    ],
)
def test_a_number_within_what_the_action_says(said: JsonValue, typed: str, kept: int | None) -> None:
    value: dict[str, JsonValue] = {"a.much": said, "a.some": [["n80", "80"]]}
    one = Person(library(BOUNDED), lambda do: value[do.name])
    one.type(typed)
    if kept is None:
        assert one.last.text.startswith("Je m’attends à un nombre entre ")
        assert "compris" not in one.last.text
    else:
        assert one.session.journal["n"].value == kept
