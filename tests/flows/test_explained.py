"""What an answer is worth is said once."""

from __future__ import annotations

from tests.flows.talk import Person, library

TWICE = """
flow: welcome
title: Tes forces
steps:
  - id: vie
    ask: Dans ta vie ?
    choose: many
    choices: {petits: Garder des enfants, papiers: Gérer des papiers, plus: D'autres idées}
    explain:
      petits: C'est veiller.
      papiers: C'est du vrai travail.
  - id: famille
    ask: Pour ta famille ?
    choose: many
    choices: {petits: Garder des enfants, papiers: Gérer des papiers}
    explain:
      petits: C'est veiller.
      papiers: C'est du vrai travail.
  - id: encore
    ask: Encore ?
    type: yes_no
    repeat: famille
"""


def test_the_same_thing_on_a_later_screen_is_explained_once() -> None:
    person = Person(library(TWICE))
    person.type("garder des enfants, d'autres idées")
    assert person.texts[0] == "C’est veiller."
    person.type("garder des enfants")
    assert person.texts == ["Encore\u202f?"]


def test_what_was_not_said_yet_is_said() -> None:
    person = Person(library(TWICE))
    person.type("garder des enfants, gérer des papiers")
    assert person.texts[0] == "C’est veiller."
    person.type("garder des enfants, gérer des papiers")
    assert person.texts[0] == "C’est du vrai travail."
    person.type("oui", "gérer des papiers")
    assert person.texts == ["Encore\u202f?"]


def test_an_answer_given_again_is_explained_again() -> None:
    person = Person(library(TWICE))
    person.type("garder des enfants", "retour", "garder des enfants")
    assert person.texts[0] == "C’est veiller."


def test_a_passed_question_says_nothing() -> None:
    person = Person(library(TWICE))
    person.type("garder des enfants", "je ne sais pas")
    assert person.texts == ["Encore\u202f?"]
