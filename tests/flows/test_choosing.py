"""What a choice is worth, and how typed choices join ticked ones."""

from __future__ import annotations

from flows.answers import NO_RESOLVERS, Found, NotFound, Resolved, Resolvers
from flows.choosing import toggled, value_of
from flows.events import JsonValue
from flows.model import Choice, Kind, Option, Step
from tests.flows.talk import Person, library

LYON: JsonValue = {"insee": "69123", "name": "Lyon", "dep": "69"}


class OnlyLyon:
    def resolve(self, text: str, locale: str) -> Resolved:
        return Found(LYON) if text == "Lyon" else NotFound()


def test_a_choice_is_its_id_a_number_or_what_its_french_label_names() -> None:
    option = Option("l", "ليون", "l")
    town = Step("x", ask="A", kind=Kind("place"), choices=(Choice("l", "Lyon"),))
    assert value_of(Step("x", ask="A"), option, "ar", NO_RESOLVERS) == "l"
    assert value_of(Step("x", ask="A", kind=Kind("number")), Option("2", "Deux", "2"), "fr", NO_RESOLVERS) == 2
    assert value_of(town, option, "ar", Resolvers(place=OnlyLyon())) == LYON


def test_alone_and_either() -> None:
    step = Step("x", ask="A", many=True, alone=frozenset({"none"}), either=frozenset({"b", "c"}))
    assert toggled(step, ("a", "b"), "c") == ("a", "c")
    assert toggled(step, ("a", "b"), "none") == ("none",)
    assert toggled(step, ("none",), "a") == ("a",)
    assert toggled(step, ("a", "b"), "a") == ("b",)


FLOW = """
flow: welcome
title: A
steps:
  - id: x
    ask: A
    choose: many
    choices: {a: Vélo, b: Train, none: Rien de tout ça}
    alone: none
  - {id: y, ask: B, type: yes_no}
"""


def test_what_is_typed_joins_what_is_ticked() -> None:
    one = Person(library(FLOW))
    one.tap("Vélo")
    one.type("le train")
    assert one.session.journal["x"].value == ["a", "b"]


LIST = """
flow: welcome
title: A
steps:
  - {id: found, do: things.list}
  - {id: x, ask: "On garde ça ?", choices: from found, also: {other: Autre chose}}
  - {id: y, ask: B, type: text}
"""


def test_yes_to_a_list_of_one_is_that_one() -> None:
    one = Person(library(LIST), lambda do: [["w1", "Mardi 24"]])
    one.type("ouais")
    assert one.session.journal["x"].value == "w1"


def test_yes_to_a_list_of_two_is_asked_again() -> None:
    one = Person(library(LIST), lambda do: [["w1", "Mardi 24"], ["w2", "Jeudi 26"]])
    one.type("ouais")
    assert "x" not in one.session.journal


def test_yes_is_what_says_yes() -> None:
    said_so = LIST.replace("other: Autre chose", "other: 'Oui, autre chose'")
    one = Person(library(said_so), lambda do: [["w1", "Mardi 24"]])
    one.type("oui")
    assert one.session.journal["x"].value == "other"
