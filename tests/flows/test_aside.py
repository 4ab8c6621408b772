"""A question asked aside is answered and gone: what was under way is exactly as it was."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.engine import transcript_label
from flows.events import (
    Aside,
    AsideOver,
    Do,
    Event,
    JsonValue,
    Located,
    Output,
    Picked,
    Received,
    Resumed,
    Say,
    Started,
    Tapped,
)
from flows.events import Typed as Types
from flows.model import Library
from flows.place import MOST_LEFT
from flows.session import Session
from tests.flows.talk import Person, library

FILES = {
    "a.yaml": "flow: welcome\ntitle: A\nsteps:\n"
    "  - {id: q, ask: Quoi, choices: {cv: CV, aide: Aide}, go: {cv: cv}, dontknow: no}\n"
    "  - {id: aide, say: Voilà.}\n",
    "b.yaml": "flow: cv\ntitle: B\nresume: yes\nsteps:\n"
    "  - {id: hello, say: Bonjour}\n"
    "  - {id: name, ask: Nom, type: text, save: name}\n"
    "  - {id: town, ask: Ville, type: place, save: town}\n"
    "  - {id: skills_of, do: cv.skills}\n"
    "  - {id: skills, ask: Lesquelles, choose: many, choices: from skills_of, save: skills}\n"
    "  - {id: paper, ask: Papier, type: file, save: paper}\n"
    "  - {id: made, do: cv.make, once: yes}\n"
    "  - {id: soon, say: Ça arrive., wait: yes}\n"
    "  - {id: what, ask: Et maintenant, choices: {nom: Nom, fin: Fin}, dontknow: no, go: {nom: name}}\n"
    "  - {id: bye, say: Salut.}\n",
    "c.yaml": "flow: rappel\ntitle: C\nsteps:\n"
    "  - {id: atelier, do: w.seat, once: yes}\n"
    '  - {id: viens, ask: "Tu viens à {atelier.title}", dontknow: no,\n'
    "     choices: {oui: Je viens, non: Je ne peux plus}, go: {non: rendre}}\n"
    "  - {id: note, say: C'est noté., end: yes}\n"
    "  - {id: rendre, do: w.give_up, once: yes}\n"
    "  - {id: rendu, say: Dommage.}\n",
    "d.yaml": "flow: autre\ntitle: D\nsteps:\n  - {id: atelier, do: w.seat, once: yes}\n"
    "  - {id: prends, ask: Une place, choices: {oui: Je la prends, non: Non merci}, dontknow: no}\n",
    "e.yaml": "flow: confie\ntitle: E\nsteps:\n"
    "  - {id: quoi, ask: Tu veux quoi, type: text, choices: {stop: Rien}, dontknow: no, go: {stop: fin}}\n"
    "  - {id: lu, say: Je te lis., go: quoi}\n"
    "  - {id: fin, say: On reprend.}\n",
}
NEWS = Aside("rappel", "12", {"title": "l’atelier CV"})


@cache
def shipped() -> Library:
    return library(FILES)


@pytest.fixture
def flows() -> Library:
    return shipped()


def deed(do: Do) -> JsonValue:
    return [["calm", "Calme"], ["quick", "Rapide"]] if do.name == "cv.skills" else "yes"


def at(flows: Library, *typed: str) -> Person:
    person = Person(flows, deed)
    person.type(*typed)
    return person


def standing(session: Session) -> Session:
    """Without the clock and the counters, which go on."""
    return session._replace(at=0, number=0, acts=0, took=0)


def test_the_question_is_asked_and_the_one_before_comes_back(flows: Library) -> None:
    person = at(flows, "CV")
    before = person.session
    person.send(NEWS)
    assert person.texts == ["Tu viens à l’atelier CV"], "its first action has its value already"
    person.tap("Je viens")
    assert person.texts == ["C’est noté.", "Nom"]
    assert standing(person.session) == standing(before)
    assert [do.name for do in person.done] == []
    person.type("Amina")
    assert person.saved()["name"] == "Amina"


def test_an_answer_aside_may_act(flows: Library) -> None:
    person = at(flows, "CV", "Amina", "Lens")
    before = person.session
    person.send(NEWS)
    person.tap("Je ne peux plus")
    assert person.texts == ["Dommage.", "Lesquelles"]
    assert person.done[-1].name == "w.give_up"
    assert standing(person.session) == standing(before)


def test_words_for_the_question_before_are_its_answer(flows: Library) -> None:
    person = at(flows, "CV")
    person.send(NEWS)
    asked = person.button("Je ne peux plus")
    person.type("Amina Kaci")
    assert (person.saved()["name"], person.texts) == ("Amina Kaci", ["Ville"])
    assert person.session.put_by is None
    assert transcript_label(flows, person.session, Tapped(asked)) == "Je ne peux plus"
    person.send(Tapped(asked))
    assert person.texts == ["Dommage.", "Ville"], "its buttons stay good"
    person.send(Tapped(asked))
    assert person.texts[-1].endswith("Ville"), "an answer is given once"
    assert [do.name for do in person.done] == ["w.give_up"]


def test_buttons_of_the_question_before_lead_back(flows: Library) -> None:
    person = at(flows)
    cv = person.button("CV")
    person.send(NEWS)
    assert transcript_label(flows, person.session, Tapped(cv)) == "CV"
    person.send(Tapped(cv))
    assert person.texts == ["Bonjour", "Nom"]


def test_boxes_a_position_and_a_file_go_where_they_are_wanted(flows: Library) -> None:
    person = at(flows, "CV", "Amina")
    person.send(NEWS)
    person.send(Located(48.9, 2.3))
    assert person.last.text.endswith("Ville"), "no place is known here, but the town is asked again"
    person.type("Lens")
    boxes = tuple(button.id for button in person.last.choices)
    person.send(NEWS)
    person.send(Picked(boxes))
    assert person.saved()["skills"] == ["calm", "quick"]
    person.send(NEWS)
    person.send(Received("f1", "a.pdf", "application/pdf"))
    assert isinstance(person.saved()["paper"], dict)


def test_ticks_and_a_list_shown_over_the_question_come_back(flows: Library) -> None:
    person = at(flows, "CV", "Amina", "Lens")
    person.tap("Calme")
    person.send(NEWS)
    person.tap("Je viens")
    assert person.last.selected == (person.button("Calme"),)
    person.send(Tapped("!change"))
    shown = person.labels
    person.send(NEWS)
    person.tap("Je viens")
    assert person.labels == shown


def test_what_was_waited_for_may_come_meanwhile(flows: Library) -> None:
    person = at(flows, "CV", "Amina", "Lens", "calm", "non")
    assert person.session.wait == "news"
    person.send(NEWS)
    person.send(Resumed())
    assert person.last.text == "Tu viens à l’atelier CV", "the open question is said again"
    person.tap("Je viens")
    assert person.texts == ["C’est noté.", "Et maintenant"]


def test_who_waits_goes_on_waiting(flows: Library) -> None:
    person = at(flows, "CV", "Amina", "Lens", "calm", "non")
    person.send(NEWS)
    person.tap("Je viens")
    assert person.session.wait == "news"
    person.send(Resumed())
    assert person.last.text == "Et maintenant"


def test_back_and_menu_leave_it(flows: Library) -> None:
    person = at(flows, "CV")
    person.send(NEWS)
    person.send(Tapped("!back"))
    assert person.last.text == "Nom"
    person.send(NEWS)
    asked = person.button("Je viens")
    person.send(Tapped("!menu"))
    person.type("B")
    assert person.last.text == "Nom"
    assert person.session.put_by is None
    person.send(Tapped(asked))
    assert person.texts == ["C’est noté.", "Nom"]


def test_a_second_news_takes_its_place_and_the_first_can_still_be_answered(flows: Library) -> None:
    person = at(flows, "CV")
    before = person.session
    person.send(NEWS)
    first = person.button("Je ne peux plus")
    person.send(Aside("autre", "9"))
    person.tap("Je la prends")
    assert person.texts == ["Nom"]
    person.send(Tapped(first))
    assert person.texts == ["Dommage.", "Nom"]
    assert standing(person.session) == standing(before)


def test_the_same_news_again_is_one_question(flows: Library) -> None:
    person = at(flows, "CV")
    for _ in range(3):
        person.send(NEWS)
    assert [one.about for one in person.session.left] == []
    person.tap("Je viens")
    assert person.last.text == "Nom"


def test_questions_left_are_a_few(flows: Library) -> None:
    person = at(flows, "CV")
    for number in range(3 * MOST_LEFT):
        person.send(Aside("rappel", str(number), {"title": "X"}))
    assert len(person.session.left) == MOST_LEFT


def test_news_that_is_over_takes_its_question_back(flows: Library) -> None:
    person = at(flows, "CV")
    before = person.session
    person.send(NEWS)
    old = person.button("Je viens")
    person.send(AsideOver("rappel", "99"))
    assert person.last.text == "Tu viens à l’atelier CV", "another news"
    person.send(AsideOver("rappel", "12"))
    assert person.texts == ["Nom"]
    assert standing(person.session) == standing(before)
    person.send(NEWS)
    person.type("Amina")
    person.send(AsideOver("rappel", "12"))
    assert person.last.text == "Ville"
    person.send(Tapped(old))
    assert person.done == [], "no button of it is good any more"


def test_with_nothing_under_way_the_last_word_shows_the_way_on(flows: Library) -> None:
    person = at(flows, "Aide")
    assert person.session.frames == ()
    person.send(NEWS)
    person.tap("Je viens")
    assert [button.id for button in person.last.controls] == ["!menu", "!sos"]


def test_another_language_meanwhile(flows: Library) -> None:
    speaks = library(FILES, {"en": {"cv/name/ask": "Name?"}})
    person = at(speaks, "CV")
    person.send(NEWS)
    person.send(Tapped("!lang"))
    person.tap("English")
    person.tap("Je viens")
    assert person.last.text == "Name?"


def test_a_step_that_is_gone_meanwhile(flows: Library) -> None:
    person = at(flows, "CV", "Amina")
    person.send(NEWS)
    person.library = library(FILES | {"b.yaml": FILES["b.yaml"].replace("id: town", "id: city")})
    person.tap("Je viens")
    assert person.last.text == "Ville"
    person.send(NEWS)
    person.library = library({name: text for name, text in FILES.items() if name != "b.yaml"} | {"a.yaml": _alone()})
    person.tap("Je viens")
    assert person.last.text == "Quoi"


def _alone() -> str:
    return "flow: welcome\ntitle: A\nsteps:\n  - {id: q, ask: Quoi, choices: {a: A}}\n"


def test_a_flow_that_is_not_there_asks_nothing(flows: Library) -> None:
    person = at(flows, "CV")
    person.send(Aside("gone", "1"))
    assert person.texts == ["Nom"]


ACTS = st.lists(
    st.one_of(
        st.sampled_from(
            ["CV", "Aide", "Amina", "calm", "non", "oui", "menu", "retour", "changer", "/start", "nom"]
        ).map(Types),
        st.sampled_from([Started(), Resumed(), Tapped("!more"), Located(48.9, 2.3)]),
    ),
    max_size=8,
)


@given(acts=ACTS, answer=st.sampled_from(["Je viens", "Je ne peux plus"]))
@settings(max_examples=60)
def test_wherever_somebody_is_they_are_there_again(acts: list[Event], answer: str) -> None:
    person = at(shipped())
    for act in acts:
        person.send(act)
    before = person.session
    person.send(NEWS)
    assert person.last.text == "Tu viens à l’atelier CV"
    person.tap(answer)
    after = person.session
    if before.frames:
        assert standing(after) == standing(before)
    assert {root: journal for root, journal in after.journals.items() if root} == {
        root: journal for root, journal in before.journals.items() if root
    }


def test_a_question_aside_that_any_words_answer_keeps_them(flows: Library) -> None:
    who = Person(flows, deed)
    who.type("cv")
    who.send(Aside("confie", "1"))
    assert texts(who.send(Types("Amina K"))) == ["Je te lis.", "Tu veux quoi"]
    assert texts(who.send(Types("rien"))) == ["On reprend.", "Nom"]
    who.type("Amina K")
    assert "confie" not in who.session.journals


def test_an_address_asked_for_aside_is_its_answer(flows: Library) -> None:
    mail = 'flow: mail\ntitle: M\nsteps:\n  - {id: a, ask: Ton mail, type: email}\n  - {id: b, say: "Noté {a}"}\n'
    person = Person(library({**FILES, "m.yaml": mail}), deed)
    person.type("CV")
    person.send(Aside("mail", "1", None))
    assert person.type("amina@gmail").text != "Ville"
    person.send(Aside("mail", "2", None))
    person.type("amina@exemple.fr")
    assert texts(person.out) == ["Noté amina@exemple.fr", "Nom"]
    person.send(Aside("mail", "3", None))
    assert person.type("Amina").text == "Ville"


def texts(outputs: list[Output]) -> list[str]:
    return [output.text for output in outputs if isinstance(output, Say)]
