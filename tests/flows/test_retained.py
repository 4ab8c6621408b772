"""What is known of somebody, in words."""

from __future__ import annotations

from flows.retained import NAME_LIMIT, retained
from tests.flows.talk import Person, library

LONG = "Et si on te demande une chose très longue, avec beaucoup de mots, est-ce que tu réponds quand même ?"
TEXT = f"""
flow: welcome
title: Bonjour
steps:
  - id: nom
    ask: Ton nom ?
    type: text 1..80
    label: Nom
  - id: gouts
    ask: {LONG}
    choose: many
    choices: {{sport: Le sport, film: Les films}}
  - id: travail
    do: rooms.find
  - id: lequel
    ask: Lequel, {{nom}} ?
    choices: from travail
  - id: encore
    ask: Et là ?
    choices: {{a: A}}
"""


def test_each_answer_stands_with_its_question_in_words() -> None:
    person = Person(library(TEXT), lambda do: [["x", "Le premier"]])
    person.type("Amina", "1, 2", "1")
    found = retained(person.library, person.session)
    assert [(one.step, one.name, one.value) for one in found] == [
        ("nom", "Nom", "Amina"),
        ("gouts", LONG[: NAME_LIMIT - 1].rstrip() + "…", "Le sport, Les films"),
        ("lequel", "Lequel, \u202f?", "Le premier"),
    ]


def test_i_dont_know_is_kept_without_a_word() -> None:
    person = Person(library(TEXT))
    person.tap("Je ne sais pas")
    assert [one.value for one in retained(person.library, person.session)] == [""]


def test_nobody_has_said_nothing() -> None:
    person = Person(library(TEXT))
    assert retained(person.library, person.session) == []
