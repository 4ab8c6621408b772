"""The CV's own questions: what random people answered, adopted by somebody new, gives the same answers and the CV."""

from __future__ import annotations

import random
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from flows.events import Adopted, Do, Event, JsonValue, Picked, Resumed, Tapped, Typed
from flows.loader import load
from flows.model import Library
from flows.saved import of_journal
from tests.conversations.deeds import DEEDS
from tests.flows.talk import Person

FLOWS = Path(__file__).parents[2] / "flows" / "library"
TURNS = 150
"""More than the longest CV takes with a few changes on the way."""
WORDS = {
    "number": "2020",
    "phone": "0612345678",
    "email": "a@b.fr",
    "place": "Lens",
    "text": "vendeuse",
}


@cache
def shipped() -> Library:
    loaded = load({path.name: path.read_text(encoding="utf-8") for path in sorted(FLOWS.glob("*.yaml"))})
    assert loaded.library is not None, "\n".join(map(str, loaded.problems))
    return loaded.library


def deed(do: Do) -> JsonValue:
    return DEEDS[do.name]({**do.answers, **do.args}, "fr")


def somebody() -> Person:
    """New, and asked nothing but whether what they say may be kept."""
    person = Person(shipped(), deed)
    person.type("Faire mon CV")
    person.type("D'accord")
    return person


def next_answer(person: Person, chance: random.Random) -> Event:
    last = person.last
    if chance.random() < 0.05:
        return Typed(chance.choice(("retour", "changer", "menu")))
    if chance.random() < 0.15 and any(button.id.startswith("!dontknow") for button in last.controls):
        return Tapped(next(button.id for button in last.controls if button.id.startswith("!dontknow")))
    if last.many:
        return Picked(tuple(button.id for button in last.choices if chance.random() < 0.3))
    if last.choices:
        return Tapped(chance.choice(last.choices).id)
    return Typed(WORDS.get(last.expects, "Continuer"))


def answered(person: Person) -> Mapping[str, JsonValue]:
    """The answers of the CV."""
    session = person.session
    return without_case(of_journal(person.library, "cv", session.journals.get("cv", {})))


def without_case(answers: Mapping[str, JsonValue]) -> dict[str, JsonValue]:
    """A name that was put right once needs no proposal any more."""
    return {name: value for name, value in answers.items() if (name, value) != ("name_case", "oui")}


def told(seed: int) -> Person:
    """Somebody who came to the end of the CV."""
    chance = random.Random(seed)
    person = somebody()
    for _ in range(TURNS):
        if "faire!" in person.session.journals.get("cv", {}) and person.session.root == "cv":
            break
        if person.session.root != "cv" and not person.session.overlay and person.session.wait == "ask":
            person.type("menu")
            person.tap("Mon CV")
        elif person.session.wait == "news":
            person.send(Resumed())
        else:
            person.send(next_answer(person, chance))
    return person


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_what_was_answered_is_the_same_after_it_was_adopted(seed: int) -> None:
    before = told(seed)
    answers = answered(before)
    person = somebody()
    person.done.clear()
    person.send(Adopted("cv", {**answers, "consent": "yes"}))
    assert answered(person) == answers
    if "faire!" in before.session.journals["cv"]:
        assert person.session.journals["cv"].keys() >= {"faire!"}
        assert person.session.wait == "news"
        made, meant = (next(do for do in reversed(one.done) if do.name == "cvs.make") for one in (person, before))
        assert without_case(made.answers) == without_case(meant.answers)
        assert len(person.texts) <= 3, person.texts


def test_nothing_is_made_before_consent() -> None:
    answers = answered(told(1))
    person = Person(shipped(), deed)
    person.send(Adopted("cv", answers))
    assert [do.name for do in person.done] == ["people.org", "people.under15"]
    person.type("D'accord")
    assert answered(person) == answers
