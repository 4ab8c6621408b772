"""« Et si… ? »: values that a flow tells apart, answers that a step reads."""

from __future__ import annotations

from flows.answers import Choose, Found, NotFound, Resolved, Resolvers
from flows.model import Library
from flows.supposing import MOST, YES, listed_by, offered, supposed, values_told_apart, wanted
from tests.flows.talk import library

TEXT = """
flow: welcome
title: Bonjour
steps:
  - id: nom
    ask: Ton nom ?
    type: text 1..20
    save: name
  - id: gouts
    ask: Tu aimes ?
    choose: many
    choices: {sport: Le sport, film: Les films}
  - id: ville
    ask: Ta ville ?
    type: place
    choices: {lyon: Lyon}
  - id: ans
    ask: Ton âge ?
    type: number 10..99
  - id: place
    do: rooms.find
    go: {plein: fin, libre: oui}
  - id: liste
    do: rooms.list
  - id: laquelle
    ask: Laquelle ?
    choices: from liste
    also: {autre: Une autre}
  - id: suite
    do: rooms.next
  - id: nombre
    do: rooms.count
    save: room.count
  - id: oui
    when: place.state is booked or place is empty or nombre > 3
    say: |-
      {name}, {gouts}, {ville}, {ans}, {laquelle}.
  - id: peu
    when: nombre < 3 or suite has any of a, b
    say: Peu.
  - id: fin
    run: autre
"""
OTHER = """
flow: autre
title: Autre
steps:
  - id: dire
    when: room.count is 12
    say: |-
      {name} {mail}
  - id: adresse
    ask: Ton mail ?
    type: email
    save: mail
"""
THIRD = "flow: tiers\ntitle: Tiers\nsteps:\n  - id: lire\n    say: |-\n      {mail}\n"


class _Lyon:
    def resolve(self, text: str, locale: str) -> Resolved:
        if text.startswith("?"):
            return Choose(((1, "un"),))
        return Found({"insee": "69123", "name": text}) if text == "Lyon" else NotFound()


LIB: Library = library({"welcome.yaml": TEXT, "autre.yaml": OTHER, "tiers.yaml": THIRD})
FLOW = LIB.flows["welcome"]


def told(step: str, sample: object = None) -> list[object]:
    found = FLOW.step(step)
    assert found is not None
    return list(values_told_apart(LIB, FLOW, found, sample))  # type: ignore[arg-type]  # values of JSON


def test_values_are_those_of_the_ways_out_and_of_the_conditions() -> None:
    assert told("place") == [None, "plein", "libre", {"state": "booked"}, YES]
    assert told("nombre") == [None, 2, 3, 4, "12"]
    assert told("suite") == [None, ["a"], ["b"]]


def test_a_part_is_told_apart_within_the_sample() -> None:
    assert {"state": "booked", "title": "CV"} in told("place", {"title": "CV", "state": "gone"})
    assert told("place", "texte")[0] == "texte"


def test_they_are_few() -> None:
    many = " or ".join(f"x is v{n}" for n in range(90))
    text = f"flow: a\ntitle: A\nsteps:\n  - id: x\n    do: a.b\n  - id: y\n    when: {many}\n    say: Y\n"
    found = library(text)
    assert len(values_told_apart(found, found.flows["a"], found.flows["a"].steps[0])) == MOST


def test_only_what_is_read_from_there_on_is_wanted() -> None:
    assert [want.name for want in wanted(LIB, FLOW, "oui")] == ["nom", "gouts", "ville", "ans", "laquelle"]
    assert [want.name for want in wanted(LIB, FLOW, "fin")] == ["nom"]
    assert wanted(LIB, FLOW, "nom") == []
    assert [(want.name, want.flow.id) for want in wanted(LIB, LIB.flows["tiers"], "lire")] == [("mail", "autre")]


def test_words_become_the_answer_that_the_question_would_have_kept() -> None:
    by = {one.name: one for one in wanted(LIB, FLOW, "oui")}
    world = Resolvers(place=_Lyon())
    assert supposed(LIB, "fr", by["nom"], ["Amina"]) == "Amina"
    assert supposed(LIB, "fr", by["nom"], ["x" * 21]) is None
    assert supposed(LIB, "fr", by["nom"], ["  "]) is None
    assert supposed(LIB, "fr", by["gouts"], ["sport", "gone"]) == ["sport"]
    assert supposed(LIB, "fr", by["gouts"], ["gone"]) is None
    assert supposed(LIB, "fr", by["ans"], ["12 ans"]) == 12
    assert supposed(LIB, "fr", by["ans"], ["7"]) is None
    assert supposed(LIB, "fr", by["ville"], ["lyon"], resolvers=world) == {"insee": "69123", "name": "Lyon"}
    assert supposed(LIB, "fr", by["ville"], ["Lyon"], resolvers=world) == {"insee": "69123", "name": "Lyon"}
    assert supposed(LIB, "fr", by["ville"], ["Nulle Part"], resolvers=world) == {"name": "Nulle Part"}


def test_a_list_is_that_of_its_action() -> None:
    room = next(one for one in wanted(LIB, FLOW, "oui") if one.name == "laquelle")
    made = listed_by(FLOW, room.step, {}, {"rooms.list": [["a", "La grande"]]})
    assert [option.label for option in offered(LIB, "fr", room, made)] == ["La grande", "Une autre"]
    assert supposed(LIB, "fr", room, ["a"], made) == "a"
    assert supposed(LIB, "fr", room, ["b"], made) is None
    assert listed_by(FLOW, room.step, {"welcome/liste": []}, {"rooms.list": [["a", "A"]]}) == []
    assert listed_by(LIB.flows["tiers"], LIB.flows["tiers"].steps[0], {}, {}) is None
