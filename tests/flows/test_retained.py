"""What is known of somebody, in words."""

from __future__ import annotations

from flows.retained import NAME_LIMIT, lately, retained
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


LATE = """
flow: welcome
title: Bonjour
steps:
  - {id: nom, ask: Nom ?, type: text, label: Nom}
  - {id: va, go: cv}
---
flow: cv
title: CV
steps:
  - id: job
    ask: Quel boulot ?
    choices: {a: Serveur, b: Cuisine}
  - {id: tel, ask: Ton numéro ?, type: phone}
  - {id: plus, run: cv_plus}
  - {id: fin, ask: Encore ?, type: yes_no}
---
flow: cv_plus
title: Plus
steps:
  - {id: ou, ask: Où ?, type: text}
---
flow: cvs
title: Autre
steps:
  - {id: x, ask: X ?, type: text}
"""


def test_the_last_answers_of_some_flows_the_newest_first() -> None:
    person = Person(library({f"{at}.yaml": text for at, text in enumerate(LATE.split("---"))}))
    person.type("Amina", "1", "06 12 34 56 78", "Chez Momo")
    person.tap("Je ne sais pas")
    found = lately(person.library, person.session, ("cv",), 9)
    assert [(one.flow, one.step, one.name, one.value) for one in found] == [
        ("cv_plus", "ou", "Où\u202f?", "Chez Momo"),
        ("cv", "job", "Quel boulot\u202f?", "Serveur"),
    ]
    assert [one.step for one in lately(person.library, person.session, ("cv",), 1)] == ["ou"]
    assert [one.step for one in lately(person.library, person.session, ("welcome",), 9)] == ["nom"]
    assert lately(person.library, person.session, (), 9) == []
