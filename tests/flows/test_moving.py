"""A library that changes under people's feet."""

from __future__ import annotations

import random
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from flows import model
from flows.events import AskHuman, Did, Do, Event, Resumed, Say, Tapped, Typed
from flows.model import Library
from flows.moving import Moves, Place, advance, place, spot
from flows.session import Session
from flows.text import Texts
from tests.flows.talk import NOON, Person, library
from tests.flows.test_walks import LIBRARIES, deed, likely, shipped

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


def changed(before: Library, chance: random.Random) -> tuple[Library, dict[str, str]]:
    """Steps and flows gone, in another order, with other choices; sometimes staff say where to go."""
    flows: dict[str, model.Flow] = {}
    moves: dict[str, str] = {}
    for flow in before.flows.values():
        if chance.random() < 0.1 and flow.id != before.first:
            continue
        steps = [step for step in flow.steps if chance.random() > 0.15] or [flow.steps[0]]
        if chance.random() < 0.2:
            chance.shuffle(steps)
        for at, step in enumerate(steps):
            if chance.random() < 0.15 and step.choices:
                steps[at] = replace(step, choices=step.choices[::-1][: chance.randint(1, 3)])
        kept = {step.id for step in steps}
        for step in flow.steps:
            if step.id not in kept and chance.random() < 0.3:
                moves[f"{flow.id}/{step.id}"] = chance.choice(sorted(kept))
        flows[flow.id] = model.flow(flow.id, flow.title, tuple(steps), resume=flow.resume, menu=flow.menu)
    return Library(flows, Texts(before.texts.source, {})), moves


@settings(max_examples=100, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_nobody_is_stranded(seed: int) -> None:
    """Whatever changes wherever they stand: the next thing they say is answered, and a human or a way on is there."""
    chance = random.Random(seed)
    for folder in LIBRARIES:
        old = shipped(folder)
        assert old is not None
        person = Person(old, deed)
        for _ in range(chance.randrange(40)):
            person.send(likely(person, chance) if any(isinstance(o, Say) for o in person.out) else Typed("menu"))
        newest, moves = changed(old, chance)
        tapped = [
            button.id for said in person.out if isinstance(said, Say) for button in (*said.choices, *said.controls)
        ]
        events: list[Event] = [Tapped(chance.choice(tapped or ["!menu"])), Typed("Amina"), Resumed(), Typed("menu")]
        session = person.session
        for event in events:
            placed = place(newest, old, session, moves)
            session, out = advance(newest, old, placed, event, NOON)
            assert out, f"silence after {event} ({placed.fate})"
            walked = newest if placed.newest else old
            while isinstance(out[-1], Do):
                session, out = advance(walked, old, Place("stays", session, placed.newest), Did(deed(out[-1])), NOON)
                if not out:
                    break
            assert not session.root or session.root in walked.flows
        _, out = advance(newest, old, place(newest, old, session, moves), Tapped("!human"), NOON)
        assert any(isinstance(one, Say | Do | AskHuman) for one in out)
