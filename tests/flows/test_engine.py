"""Whole small chats through `advance`."""

from __future__ import annotations

from flows.answers import collect
from flows.engine import asked_for
from flows.events import Picked, Tapped, Typed
from tests.flows.talk import Person, library

FORCES = """
flow: welcome
title: Tes forces
steps:
  - id: intro
    say: 3 minutes.
  - id: name
    ask: |-
      {progress} · Ton prénom ?
    type: text
    save: name
  - id: ok
    ask: Je mets « {name} ». C'est bon ?
    type: yes_no
    go:
      no: name
  - id: aide
    ask: |-
      {progress} · Chez toi, tu fais souvent…
    choose: many
    choices:
      cuisine: La cuisine 🍲
      petits: Garder les petits
      rien: Rien de tout ça
    alone: rien
    save: cv.informal
    explain:
      cuisine: C'est du travail aussi.
      petits: C'est du vrai travail !
  - id: annees
    ask: Combien d'années ?
    type: number 0..20
    when: aide has any of cuisine, petits
    save: cv.years
  - id: encore
    ask: Autre chose ?
    type: yes_no
    repeat: aide
  - id: suite
    do: cv.make
  - id: fin
    say: Voilà, {name}.
"""


def test_first_message_and_question() -> None:
    person = Person(library(FORCES))
    assert person.texts == ["3 minutes.", "1/2 · Ton prénom\u202f?"]
    assert [button.id for button in person.last.controls] == ["!dontknow.1", "!more", "!human", "!sos"]
    assert person.last.expects == "text"


def test_to_the_end() -> None:
    person = Person(library(FORCES))
    person.type("Amina", "oui", "cuisine, petits")
    assert person.texts == ["C’est du travail aussi.", "Combien d’années\u202f?"], "one explanation, not two"
    person.type("٣ ans", "oui", "rien", "non")
    assert collect(person.library, person.session) == {
        "name": "Amina",
        "cv.informal": [["cuisine", "petits"], ["rien"]],
        "cv.years": [3, None],
    }
    assert [(do.name, do.answers["name"]) for do in person.done] == [("cv.make", "Amina")]
    assert person.texts == ["Voilà, Amina."]
    assert [button.id for button in person.last.controls] == ["!menu", "!sos"]


def test_go_back_to_an_earlier_step_asks_again() -> None:
    person = Person(library(FORCES))
    person.type("Amina", "non")
    assert person.texts == ["1/2 · Ton prénom\u202f?"]
    assert "Fatou" in person.type("Fatou").text


def test_toggling_then_done() -> None:
    person = Person(library(FORCES))
    person.type("Amina", "oui")
    first = person.last
    person.tap("La cuisine 🍲")
    assert person.last.replaces
    assert person.last.selected == (first.choices[0].id,)
    person.tap("Rien de tout ça")
    assert person.last.selected == (first.choices[2].id,)
    person.tap("C’est bon")
    assert person.session.journal["aide"].value == ["rien"]


def test_boxes_at_once() -> None:
    person = Person(library(FORCES))
    person.type("Amina", "oui")
    person.send(Picked(tuple(button.id for button in person.last.choices[:2])))
    assert person.session.journal["aide"].value == ["cuisine", "petits"]


def test_back_keeps_what_is_before() -> None:
    person = Person(library(FORCES))
    person.type("Amina", "oui", "cuisine", "4", "/back")
    assert person.last.text == "Combien d’années\u202f?"
    person.type("5", "non")
    assert len(person.done) == 1


def test_change_an_early_answer_keeps_the_later_ones() -> None:
    person = Person(library(FORCES))
    person.type("Amina", "oui", "cuisine", "4", "non", "changer")
    person.tap("Amina")
    person.type("Fatou")
    assert person.texts[-1] == "Voilà, Fatou."
    assert [do.answers["name"] for do in person.done] == ["Amina", "Fatou"]


def test_stale_button_keeps_the_first_answer_and_can_be_changed() -> None:
    person = Person(library(FORCES))
    person.type("Amina")
    old = person.button("Oui")
    person.type("oui")
    person.send(Tapped(old))
    assert person.last.text.startswith("J’ai gardé ta première réponse.")
    person.tap("Changer")
    assert person.last.text.startswith("Je mets")


def test_retry_twice_then_a_human() -> None:
    person = Person(library(FORCES))
    person.type("Amina", "oui", "cuisine")
    assert "nombre entre 0 et 20" in person.type("beaucoup").text or "juste un nombre" in person.last.text
    person.type("40")
    assert "entre 0 et 20" in person.last.text
    person.send(Typed("euh"))
    assert person.last.controls[0].id == "!human"


ASKS_FOR_A_HUMAN = """
flow: welcome
title: Début
steps:
  - id: quoi
    ask: On fait quoi ?
    choices:
      cv: Mon CV
      humain: Parler à quelqu'un
    go:
      humain: human
  - id: nom
    ask: Ton prénom ?
    type: text
"""
HUMAN = """
flow: human
title: Quelqu'un
steps:
  - id: sujet
    ask: À propos de quoi ?
    type: text
"""


def test_a_human_is_one_touch_from_every_question_and_list() -> None:
    def offered() -> bool:
        return "!human" in [button.id for button in person.last.controls]

    person = Person(library({"welcome.yaml": ASKS_FOR_A_HUMAN, "human.yaml": HUMAN}))
    assert not offered(), "it is one of the choices"
    person.type("Mon CV")
    assert offered()
    person.send(Tapped("!lang"))
    assert offered()
    person.send(Tapped("!more"))
    assert not offered(), "it is one of the choices"
    person.send(Tapped("!human"))
    assert person.last.text == "À propos de quoi\u202f?"
    assert not offered(), "they have asked"


def test_what_words_ask_for_needs_no_question_under_way() -> None:
    assert asked_for(library(FORCES), "fr", "menu") == "menu"
    assert asked_for(library(FORCES), "fr", "ménage") == ""
