"""A library that changes under people's feet."""

from __future__ import annotations

from flows.events import AskHuman, Event, Say, Tapped, Typed
from flows.model import Library
from flows.moving import Moves, Place, advance, place, spot
from flows.session import Session
from tests.flows.talk import NOON, Person, library

BEFORE = """
flow: welcome
title: Bonjour
steps:
  - {id: name, ask: Ton nom ?, type: text, save: name}
  - id: colour
    ask: Quelle couleur ?
    choices: {red: Rouge, blue: Bleu}
    save: colour
  - {id: town, ask: Ta ville ?, type: text, save: town}
  - {id: bye, say: 'Merci {name}.'}
"""
MOVED = "Les questions ont changé depuis la dernière fois. On reprend ici\u00a0:"


def standing() -> Person:
    """Somebody at the colours."""
    person = Person(library(BEFORE))
    person.type("Amina")
    assert spot(person.session) == "welcome/colour"
    return person


def after(person: Person, flows: Library, event: Event, moves: Moves | None = None) -> tuple[Place, Session, list[str]]:
    placed = place(flows, person.library, person.session, moves or {})
    session, out = advance(flows, person.library, placed, event, NOON)
    return placed, session, [said.text for said in out if isinstance(said, Say)]


def test_words_that_change_change_nothing_else() -> None:
    person = standing()
    flows = library(BEFORE.replace("Quelle couleur ?", "Ta couleur ?"))
    placed, session, said = after(person, flows, Typed("Bleu"))
    assert placed.fate == "stays"
    assert session.journal["colour"].value == "blue"
    assert said == ["Ta ville\u202f?"]


def test_other_choices_are_asked_again_and_the_tap_counts_for_nothing() -> None:
    person = standing()
    flows = library(BEFORE.replace("blue: Bleu", "blue: Bleu nuit"))
    placed, session, said = after(person, flows, Tapped(person.button("Bleu")))
    assert (placed.fate, said) == ("asked", [MOVED, "Quelle couleur\u202f?"])
    assert "colour" not in session.journal


def test_the_menu_still_opens_on_a_question_that_changed() -> None:
    person = standing()
    flows = library(BEFORE.replace("blue: Bleu", "green: Vert"))
    _, session, said = after(person, flows, Typed("menu"))
    assert MOVED not in said
    assert session.overlay is not None


def test_a_step_that_is_gone_is_finished_with_the_old_flow_then_all_is_new() -> None:
    person = standing()
    flows = library(BEFORE.replace("id: colour", "id: tint").replace("Merci {name}.", "Au revoir."))
    placed, session, said = after(person, flows, Typed("Bleu"))
    assert (placed.fate, said) == ("finishes", ["Ta ville\u202f?"])
    assert session.journal["colour"].value == "blue"
    assert place(flows, person.library, session, {}).fate == "stays", "the town is in both"


def test_staff_send_them_on() -> None:
    person = standing()
    flows = library(BEFORE.replace("id: colour", "id: tint"))
    placed, session, said = after(person, flows, Typed("Bleu"), {"welcome/colour": "town"})
    assert (placed.fate, said) == ("sent", [MOVED, "Ta ville\u202f?"])
    assert session.journal["name"].value == "Amina"
    assert not {"colour", "town"} & session.journal.keys()


def test_sent_on_they_are_heard_when_they_ask_for_the_menu_or_a_human() -> None:
    person = standing()
    flows = library(BEFORE.replace("id: colour", "id: tint"))
    for moves, told in ({"welcome/colour": "town"}, "Ta ville\u202f?"), ({"welcome/colour": "bye"}, "Merci Amina."):
        _, session, said = after(person, flows, Typed("menu"), moves)
        assert said[:2] == [MOVED, told]
        assert session.overlay is not None
        assert len(said) == 3
        placed = place(flows, person.library, person.session, moves)
        _, out = advance(flows, person.library, placed, Tapped("!human"), NOON)
        assert isinstance(out[-1], AskHuman)


def test_sent_where_nothing_is_they_finish_as_they_began() -> None:
    person = standing()
    flows = library(BEFORE.replace("id: colour", "id: tint"))
    assert place(flows, person.library, person.session, {"welcome/colour": "gone"}).fate == "finishes"


def test_a_flow_that_is_gone_is_finished_too() -> None:
    person = standing()
    other = library("flow: other\ntitle: B\nsteps:\n  - {id: x, ask: Quoi ?, type: text, save: x}\n")
    assert after(person, other, Typed("Bleu"))[0].fate == "finishes"


def test_without_what_they_began_with_the_answers_lead() -> None:
    person = standing()
    flows = library(BEFORE.replace("id: colour", "id: tint"))
    placed = place(flows, None, person.session, {})
    _, out = advance(flows, flows, placed, Typed("Bleu"), NOON)
    assert placed.fate == "led"
    assert [said.text for said in out if isinstance(said, Say)] == [MOVED, "Quelle couleur\u202f?"]
