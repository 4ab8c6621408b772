"""What can be supposed of an action, in words."""

from __future__ import annotations

import pytest

from bot.studio.rules.suppose import LONGEST, Possible, in_words, name_of, possible
from flows.events import JsonValue
from tests.flows.talk import library

TEXT = """
flow: a
title: A
steps:
  - id: place
    do: workshops.book
  - id: plein
    when: place.state is full
    say: Plein.
  - id: neuf
    do: nobody.knows
  - id: dit
    when: neuf is 12
    say: Douze.
"""


def test_named_results_come_first_then_what_the_flow_makes_of_it() -> None:
    found = possible(library(TEXT), "a/place", "workshops.book")
    assert [one.name for one in found[:3]] == ["Place gardée", "Sur la liste d'attente", "L'atelier est fermé"]
    assert found[3:] == [Possible("", None), Possible("", {"state": "full"})]


def test_an_action_that_no_room_names_has_what_the_flow_tells_apart() -> None:
    assert possible(library(TEXT), "a/neuf", "nobody.knows") == [Possible("", None), Possible("", "12")]
    assert possible(library(TEXT), "a/gone", "workshops.book")[0].name == "Place gardée"
    assert possible(library(TEXT), "gone/gone", "nobody.knows") == []


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, ""),
        ("yes", "yes"),
        (3, "3"),
        (True, "True"),
        ([["a", "La une"], {"id": "b", "label": "La deux"}, "c"], "La une, La deux, c"),
        ({"state": "gone", "left": None}, "state : gone"),
        ([], ""),
    ],
)
def test_a_value_in_words(value: JsonValue, words: str) -> None:
    assert in_words(value) == words


def test_words_stay_short_and_a_named_value_goes_by_its_name() -> None:
    assert len(in_words("x" * 500)) == LONGEST
    found = possible(library(TEXT), "a/place", "workshops.book")
    assert name_of(found, {"state": "closed"}) == "L'atelier est fermé"
    assert name_of(found, {"state": "else"}) == "state : else"
    assert name_of([Possible("Vrai", True)], 1) == "1"
