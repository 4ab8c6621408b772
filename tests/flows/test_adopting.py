"""Answers given elsewhere: taken where they hold, asked where they don't, never trusted more than an answer."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from flows.answers import collect
from flows.events import Adopted, Do, JsonValue, Say
from flows.model import Library
from flows.walk import MOST_ROUNDS
from tests.flows.talk import Person, library

CV = """
flow: cv
title: B
resume: yes
steps:
  - {id: agreed, when: consent is not yes, go: consent}
  - {id: hello, say: Bonjour}
  - {id: name, ask: Nom ?, type: text 2..20, save: name}
  - {id: phone, ask: Tél ?, type: phone, save: phone}
  - {id: age, ask: Âge ?, type: number 0..99, save: age}
  - {id: town, ask: Ville ?, type: place, save: town}
  - {id: mail, ask: Mail ?, type: email, save: mail}
  - {id: paper, ask: Papier ?, type: file, save: paper}
  - {id: work, ask: Travail ?, choices: {job: Oui, none: Non}, save: work, dontknow: no}
  - {id: job, when: work is job, run: job}
  - {id: more, when: work is job, ask: Encore ?, type: yes_no, repeat: job}
  - {id: intro, say: Tes forces}
  - {id: list, do: cv.skills}
  - {id: skills, ask: Lesquelles ?, choose: many, choices: from list, also: {rien: Rien}, alone: rien, save: skills}
  - {id: make, do: cv.make, once: yes}
  - {id: what, ask: Et maintenant ?, choices: {menu: Menu}, dontknow: no, go: {menu: "@menu"}}
"""
FILES = {
    "a.yaml": "flow: welcome\ntitle: A\nsteps:\n  - {id: q, ask: Quoi ?, choices: {cv: CV, aide: Aide}, go: {cv: cv}}\n"
    "  - {id: act, do: a.take, go: q}\n",
    "b.yaml": CV,
    "c.yaml": "flow: job\ntitle: C\nsteps:\n  - {id: title, ask: Quoi ?, type: occupation, save: job.title}\n"
    "  - {id: tasks_of, do: cv.tasks}\n"
    "  - {id: tasks, ask: Tâches ?, choose: many, choices: from tasks_of, save: job.tasks}\n",
    "d.yaml": "flow: consent\ntitle: D\nsteps:\n  - {id: q, ask: D'accord ?, choices: {oui: Oui, non: Non},\n"
    '     dontknow: no, go: {non: "@menu"}}\n'
    "  - {id: keep, do: people.consent, once: yes, save: consent, go: cv}\n",
    "e.yaml": "flow: lang\ntitle: E\nsteps:\n  - {id: q, ask: Langue ?, choices: {fr: FR, en: EN}, save: cv_language,\n"
    '     dontknow: no, go: "@menu"}\n',
}
LISTS: dict[str, JsonValue] = {
    "cv.skills": [["calm", "Calme"], ["quick", "Rapide"]],
    "cv.tasks": [["serve", "Servir"], ["clean", "Nettoyer"]],
}
WHOLE: dict[str, JsonValue] = {
    "name": "Amina",
    "phone": None,
    "age": 19,
    "town": {"name": "Lens", "insee": "62498", "dep": "62"},
    "mail": "a@b.fr",
    "paper": None,
    "work": "job",
    "job.title": [{"code": "5131", "label": "Serveuse"}, None],
    "job.tasks": [["serve"], ["clean", "serve"]],
    "skills": ["calm", "quick"],
}


@pytest.fixture(scope="module")
def flows() -> Library:
    return library(FILES)


def deed(do: Do) -> JsonValue:
    return LISTS.get(do.name, "yes")


def agreed(flows: Library) -> Person:
    """Somebody who agreed, then went to the menu."""
    person = Person(flows, deed)
    person.type("CV", "Oui", "menu")
    person.done.clear()
    return person


def adopted(flows: Library, **changes: JsonValue) -> Person:
    person = agreed(flows)
    person.send(Adopted("cv", {**WHOLE, **changes}))
    return person


def answers(person: Person) -> dict[str, JsonValue]:
    return {name: value for name, value in collect(person.library, person.session).items() if name != "consent"}


def test_all_answers_are_taken_and_the_actions_run(flows: Library) -> None:
    person = adopted(flows)
    assert answers(person) == WHOLE
    assert person.texts == ["Et maintenant\u202f?"]
    assert [do.name for do in person.done] == ["cv.tasks", "cv.tasks", "cv.skills", "cv.make"]
    assert person.done[-1].answers["job.tasks"] == [["serve"], ["clean", "serve"]]
    assert not person.session.later


def test_an_adopted_answer_can_be_changed_like_any(flows: Library) -> None:
    person = adopted(flows)
    person.type("changer")
    person.tap("Calme, Rapide")
    assert person.last.text == "Lesquelles\u202f?"
    person.type("Rapide")
    assert answers(person)["skills"] == ["quick"]
    assert person.last.text == "Et maintenant\u202f?"


def test_what_is_absent_is_asked_and_the_rest_is_taken_afterwards(flows: Library) -> None:
    person = agreed(flows)
    person.send(Adopted("cv", {name: value for name, value in WHOLE.items() if name not in ("phone", "job.tasks")}))
    assert person.texts == ["Tél\u202f?"]
    person.type("0612345678")
    assert person.texts == ["Tâches\u202f?"]
    person.type("Servir", "Nettoyer")
    assert person.texts == ["Et maintenant\u202f?"]
    assert answers(person)["job.tasks"] == [["serve"], ["clean"]]


MISFITS: dict[str, list[JsonValue]] = {
    "name": [3, True, "", "A", "x" * 21, "👍", ["Amina"], {"name": "Amina"}],
    "phone": ["call me", "0612345678 or 0712345678", 612345678, "٠٦١٢٣٤٥٦٧٨"],
    "age": [100, -1, 10**400, "19", True, float("nan"), float("inf"), [19]],
    "town": ["Lens", {}, {"name": ""}, {"name": 3}, {"label": "Lens"}, {"name": "…"}],
    "mail": ["a@b", "a b@c.fr", "a@b.fr, c@d.fr", "x" * 200 + "@b.fr"],
    "paper": [{"ref": "somebody-else", "name": "cv.pdf", "type": "application/pdf"}],
    "work": ["maybe", None, ["job"], 1, -(2**70), "\ud800", "x" * 10_000],
    "skills": [
        ["lazy"],
        [],
        "calm",
        ["calm", "calm"],
        ["calm", "rien"],
        ["calm"] * 1000,
        [["calm"]],
        {"calm": 1},
        [2**70],
        ["\ud800"],
    ],
}


@pytest.mark.parametrize(("save", "value"), [(save, value) for save, values in MISFITS.items() for value in values])
def test_a_misfit_is_asked(flows: Library, save: str, value: JsonValue) -> None:
    person = adopted(flows, **{save: value})
    step = next(step for flow in flows.flows.values() for step in flow.steps if step.save == save)
    assert person.session.wait == "ask"
    assert person.session.frames[-1].step == step.id
    assert save not in answers(person)


def test_every_question_with_a_type_has_misfits() -> None:
    assert set(MISFITS) == set(WHOLE) - {"job.title", "job.tasks"}


@pytest.mark.parametrize("value", ["Cuisine", {"code": "5131"}, 3, ["Cuisine"], {"label": "  \u200b "}])
def test_a_misfit_in_a_round_is_asked_there(flows: Library, value: JsonValue) -> None:
    titles: JsonValue = [{"label": "Ménage"}, value]
    person = adopted(flows, **{"job.title": titles})
    assert person.texts == ["Quoi\u202f?"]
    person.type("vente")
    assert answers(person)["job.title"] == [{"label": "Ménage"}, {"label": "vente"}]
    assert person.last.text == "Et maintenant\u202f?"


def test_unknown_parts_and_signs_that_cant_be_seen_are_left_out(flows: Library) -> None:
    town: JsonValue = {"name": "Le\u200bns", "dep": "62", "evil": {"deep": [1]}, "insee": 4}
    person = adopted(flows, name="  Ami\u202e\ud800na  K. ", town=town)
    assert answers(person)["name"] == "Amina K."
    assert answers(person)["town"] == {"name": "Lens", "dep": "62"}


def test_no_more_rounds_than_a_person_could_make(flows: Library) -> None:
    titles: list[JsonValue] = [{"label": f"n{n}"} for n in range(500)]
    tasks: list[JsonValue] = [["serve"]] * 500
    jobs: dict[str, JsonValue] = {"job.title": titles, "job.tasks": tasks}
    person = adopted(flows, **jobs)
    assert answers(person)["job.title"] == titles[:MOST_ROUNDS]
    assert person.texts == ["Et maintenant\u202f?"]
    assert len(person.session.to_json()) < 4096


def test_one_value_where_rounds_were_meant_is_the_first_round(flows: Library) -> None:
    jobs: dict[str, JsonValue] = {"job.title": {"label": "Ménage"}, "job.tasks": ["clean"]}
    person = adopted(flows, **jobs)
    assert answers(person)["job.title"] == [{"label": "Ménage"}]
    assert answers(person)["job.tasks"] == [["clean"]]
    assert person.texts == ["Et maintenant\u202f?"]


def test_consent_is_asked_first_and_the_answers_wait(flows: Library) -> None:
    person = Person(flows, deed)
    person.send(Adopted("cv", {**WHOLE, "consent": "yes"}))
    assert person.texts == ["D’accord\u202f?"]
    assert not person.done
    person.type("Oui")
    assert person.texts == ["Et maintenant\u202f?"]
    assert answers(person) == WHOLE


def test_consent_refused_and_given_later(flows: Library) -> None:
    person = Person(flows, deed)
    person.send(Adopted("cv", WHOLE))
    person.type("Non")
    person.send(Adopted("cv", WHOLE))
    assert person.texts == ["D’accord\u202f?"]
    person.type("Oui")
    assert answers(person) == WHOLE


def test_what_another_flow_asks_is_kept_there(flows: Library) -> None:
    assert answers(adopted(flows, cv_language="en"))["cv_language"] == "en"
    assert "cv_language" not in answers(adopted(flows, cv_language="klingon"))
    assert "cv_language" not in answers(adopted(flows, cv_language=None))


def test_what_was_answered_before_is_replaced(flows: Library) -> None:
    person = adopted(flows)
    person.send(Adopted("cv", {"name": "Fatou"}))
    assert person.texts == ["Tél\u202f?"]
    assert answers(person) == {"name": "Fatou"}


def test_in_the_middle_of_an_action(flows: Library) -> None:
    person = agreed(flows)
    person.type("menu")
    person.tap("A")
    person.deed = lambda do: deed(do)
    person.type("Aide")
    person.send(Adopted("cv", WHOLE))
    assert answers(person) == WHOLE


def test_an_unknown_flow_or_nothing_to_take(flows: Library) -> None:
    person = agreed(flows)
    person.send(Adopted("gone", WHOLE))
    assert isinstance(person.out[-1], Say)
    person.send(Adopted("cv", {}))
    assert person.texts == ["Bonjour", "Nom\u202f?"]
    fresh = Person(flows, deed)
    fresh.send(Adopted("welcome", {"nothing": [1, 2]}))
    assert fresh.texts == ["Quoi\u202f?"]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=60, deadline=None)
@given(given=st.dictionaries(st.sampled_from([*WHOLE, "consent", "cv_language", "job.more", "x"]), JSON))
@example(given={"name": None, "job.tasks": [float("inf")]})
def test_nothing_raises(given: dict[str, JsonValue]) -> None:
    flows = library(FILES)
    person = agreed(flows)
    person.send(Adopted("cv", given))
    assert person.session.wait == "ask"
    assert len(person.session.to_json().encode()) <= 4096
    person.send(Adopted("cv", WHOLE))
    assert answers(person) == {**WHOLE, **{k: v for k, v in answers(person).items() if k == "cv_language"}}


def test_what_no_question_asks_is_the_value_of_an_action_done_once() -> None:
    beside = "  - {id: beside, do: cv.beside, once: yes, save: beside}\n  - {id: hello"
    flows = library({**FILES, "b.yaml": CV.replace("  - {id: hello", beside)})
    person = adopted(flows, beside={"summary": "x"})
    assert "cv.beside" not in [do.name for do in person.done]
    assert answers(person) == {**WHOLE, "beside": {"summary": "x"}}
    asked = agreed(flows)
    asked.send(Adopted("cv", WHOLE))
    assert answers(asked) == {**WHOLE, "beside": "yes"}, "without one the action is asked as always"
