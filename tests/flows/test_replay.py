"""Back, change, a library that changes under a session, actions that run once."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows import model
from flows.answers import collect
from flows.engine import advance, transcript_label
from flows.events import Do, JsonValue, Say, Started, Tapped, Typed
from flows.model import Flow, Library
from flows.replay import fits, last_answer, rebuilt
from flows.session import Session
from flows.text import Texts
from flows.walk import MOST_AGAIN, MOST_ROUNDS, Walk
from tests.flows.talk import NOON, Person, library
from tests.flows.test_walks import LIBRARIES, deed, likely, shipped

SKILLS = """
flow: welcome
title: A
steps:
  - {id: name, ask: Prénom ?, type: text, save: name}
  - {id: list, do: cv.skills}
  - {id: skill, ask: Laquelle ?, choices: from list, save: skill}
  - {id: seat, do: seat.take, once: yes}
  - {id: age, ask: Âge ?, type: number, save: age}
  - {id: make, do: cv.make}
  - id: what
    ask: Et maintenant ?
    choices: {again: Refaire, menu: Menu}
    dontknow: no
    go: {again: make, menu: "@menu"}
"""


def skills(do: Do) -> JsonValue:
    return [{"id": "a", "label": "Accueillir"}, ["b", "Ranger"]] if do.name == "cv.skills" else True


def done(person: Person) -> list[str]:
    return [do.name for do in person.done]


def test_an_action_with_an_effect_is_never_run_again_by_a_replay() -> None:
    person = Person(library(SKILLS), skills)
    person.type("Amina", "Ranger", "20")
    assert done(person) == ["cv.skills", "seat.take", "cv.make"]
    person.type("changer")
    person.tap("Amina")
    person.type("Fatou")
    assert done(person) == ["cv.skills", "seat.take", "cv.make", "cv.skills", "cv.make"]
    assert collect(person.library, person.session)["skill"] == "b"
    assert person.last.text == "Et maintenant\u202f?"


def test_answers_of_a_made_list_keep_their_label() -> None:
    person = Person(library(SKILLS), skills)
    person.type("Amina")
    old = person.button("Accueillir")
    person.type("Ranger", "changer")
    assert person.labels[0] == "Ranger"
    assert transcript_label(person.library, person.session, Tapped(old)) == "Accueillir"


def test_the_same_answer_again_runs_nothing_again() -> None:
    person = Person(library(SKILLS), skills)
    person.type("Amina", "Ranger", "20", "changer")
    person.tap("Amina")
    person.type("Amina")
    assert done(person) == ["cv.skills", "seat.take", "cv.make"]
    assert person.last.text == "Et maintenant\u202f?"


def test_going_back_on_purpose_is_another_time() -> None:
    person = Person(library(SKILLS), skills)
    person.type("Amina", "Ranger", "20")
    for _ in range(40):
        person.tap("Refaire")
    assert done(person).count("cv.make") == 41
    assert done(person).count("seat.take") == 1
    assert len(person.session.journal) == 6


def test_what_no_longer_holds_is_asked_again() -> None:
    person = Person(library(SKILLS), lambda do: ["a"] if do.answers.get("name") == "Fatou" else skills(do))
    person.type("Amina", "Ranger", "20", "changer")
    person.tap("Amina")
    assert person.type("Fatou").text == "Laquelle\u202f?"
    assert person.type("a").text == "Et maintenant\u202f?"
    assert collect(person.library, person.session) == {"name": "Fatou", "skill": "a", "age": 20}


def test_an_answer_that_leads_back_is_another_round() -> None:
    flow = """
flow: welcome
title: A
steps:
  - {id: short, ask: Court ?, type: yes_no, go: {yes: end}, dontknow: no}
  - {id: long, ask: Long ?, type: text, save: long}
  - {id: end, ask: Fini ?, choices: {more: Encore, no: Non, stop: Stop}, save: end, go: {more: long, no: end}}
"""
    person = Person(library(flow))
    person.type("oui", "Encore")
    assert person.last.text == "Long\u202f?"
    person.type("un", "Encore", "deux")
    assert collect(person.library, person.session)["long"] == "deux"
    assert rebuilt(person.library, person.session).frames == person.session.frames
    person.type("retour")
    assert person.last.text == "Long\u202f?"
    person.type("trois")
    assert person.last.text == "Fini\u202f?"
    for _ in range(MOST_AGAIN + 5):
        person.type("Encore", "x")
    assert len(person.session.to_json()) < 4096
    person.type("stop")
    assert not person.session.frames


def test_a_loop_ends_by_itself() -> None:
    flow = """
flow: welcome
title: A
steps:
  - {id: job, ask: Boulot ?, type: text, save: job}
  - {id: more, ask: Encore ?, type: yes_no, repeat: job}
  - {id: end, say: Fini}
"""
    person = Person(library(flow))
    for number in range(MOST_ROUNDS):
        person.type(f"n{number}", "oui")
    assert person.texts == ["On s’arrête là pour cette liste.", "Fini"]
    assert collect(person.library, person.session)["job"] == [f"n{number}" for number in range(MOST_ROUNDS)]


def test_an_answer_in_a_loop_changes_its_own_round() -> None:
    person = Person(library(LOOP))
    person.type("vente", "oui", "cuisine", "non", "changer")
    person.tap("vente")
    person.type("ménage")
    assert person.texts == ["Fini ménage, cuisine"]
    assert collect(person.library, person.session)["job.name"] == ["ménage", "cuisine"]


LOOP = """
flow: welcome
title: A
steps:
  - {id: job, ask: Boulot ?, type: text, save: job.name}
  - {id: more, ask: "Après {job.name}, encore ?", type: yes_no, repeat: job}
  - {id: end, say: "Fini {job.name}"}
"""


def test_a_name_in_a_loop_is_of_this_round() -> None:
    person = Person(library(LOOP))
    assert person.type("vente").text == "Après vente, encore\u202f?"
    person.type("oui")
    assert person.type("cuisine").text == "Après cuisine, encore\u202f?"


def test_resume_goes_on_where_it_was_left() -> None:
    flows = {
        "a.yaml": "flow: welcome\ntitle: A\nsteps:\n  - {id: q, ask: Quoi ?, choices: {cv: CV}, go: {cv: cv}}\n",
        "b.yaml": "flow: cv\ntitle: B\nresume: yes\nsteps:\n  - {id: i, say: Bonjour}\n"
        "  - {id: n, ask: Nom ?, type: text}\n  - {id: o, say: Encore un mot}\n  - {id: a, ask: Âge ?, type: number}\n"
        "  - {id: e, ask: Fini ?, choices: {menu: Menu}, go: {menu: welcome}}\n",
    }
    person = Person(library(flows))
    person.type("CV")
    assert person.texts == ["Bonjour", "Nom\u202f?"]
    person.type("Amina", "menu", "A")
    person.type("CV")
    assert person.texts == ["Encore un mot", "Âge\u202f?"]
    person.type("20", "Menu", "CV")
    assert person.texts == ["Fini\u202f?"]


def mutated(before: Library, seed: int) -> Library:
    """The same library after a bad day of editing: steps gone, moved, of another type; choices and flows gone."""
    chance = random.Random(seed)
    flows: dict[str, Flow] = {}
    for flow in before.flows.values():
        if flow.id != before.first and chance.random() < 0.2:
            continue
        steps = [step for step in flow.steps if chance.random() > 0.2] or [flow.steps[0]]
        if chance.random() < 0.3:
            chance.shuffle(steps)
        for at, step in enumerate(steps):
            if chance.random() < 0.15:
                steps[at] = replace(step, ask="", choices=(), kind=None, say="Autre chose")
            elif chance.random() < 0.15 and step.choices:
                steps[at] = replace(step, choices=step.choices[:1], many=not step.many)
        flows[flow.id] = model.flow(flow.id, flow.title, tuple(steps), resume=flow.resume, menu=flow.menu)
    return Library(flows, Texts(before.texts.source, {}))


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_a_session_survives_a_changed_library(seed: int) -> None:
    for folder in LIBRARIES:
        flows = shipped(folder)
        assert flows is not None
        chance = random.Random(seed)
        person = Person(flows, deed)
        for _ in range(chance.randrange(40)):
            person.send(likely(person, chance) if any(isinstance(o, Say) for o in person.out) else Typed("menu"))
        last = [o for o in person.out if isinstance(o, Say)]
        old = [button.id for say in last for button in (*say.choices, *say.controls)] or ["!menu"]
        person.library = mutated(flows, seed)
        for event in (
            Tapped(chance.choice(old)),
            Typed("Amina"),
            Started(),
            Typed("retour"),
            Typed("changer"),
            Typed("1"),
        ):
            assert isinstance(transcript_label(person.library, person.session, event), str)
            assert person.send(event)
            assert fits(person.library, person.session)


def test_a_step_that_is_gone_is_said_and_the_word_is_no_answer() -> None:
    before = Person(library(SKILLS), skills)
    before.type("Amina")
    flows = library(SKILLS.replace("id: skill,", "id: force,"))
    session, out = advance(flows, before.session, Typed("Ranger"), NOON)
    assert [say.text for say in out if isinstance(say, Say)] == [
        "Les questions ont changé depuis la dernière fois. On reprend ici\u00a0:",
        "Laquelle\u202f?",
    ]
    assert session.journal["name"].value == "Amina"


def test_a_flow_that_is_gone_begins_again_with_the_answers_kept() -> None:
    person = Person(library(SKILLS), skills)
    person.type("Amina")
    other = library("flow: other\ntitle: B\nsteps:\n  - {id: x, ask: Quoi ?, type: text, save: x}\n")
    session, out = advance(other, person.session, Typed("hé"), NOON)
    assert isinstance(out[-1], Say)
    assert out[-1].text == "Quoi\u202f?"
    assert session.journals["welcome"]["name"].value == "Amina"


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_back_and_the_same_answer_change_nothing(seed: int) -> None:
    """No action runs twice by going back, and the journal is what it was."""
    flows = shipped(LIBRARIES[seed % 2])
    assert flows is not None
    chance = random.Random(seed)
    person = Person(flows, deed)
    for _ in range(50):
        before = person.session
        if not any(isinstance(output, Say) for output in person.out):
            break
        event = likely(person, chance)
        person.send(event)
        after = person.session
        key = last_answer(Walk.of(flows, after))
        moved = after.wait != "ask" or after.root != before.root or before.overlay or before.later
        if moved or key is None or key in before.journal:
            continue
        deeds, number = len(person.done), before.asked
        person.send(Typed("/back"))
        again = Session.from_json(person.session.to_json())
        turned = again._replace(asked=number, ticked=before.ticked)
        person.session = turned
        person.send(event)
        assert len(person.done) == deeds
        assert values(person.session) == values(after)
        assert person.session.frames == after.frames


def values(session: Session) -> dict[str, JsonValue]:
    return {key: entry.value for key, entry in session.journal.items()}


OPENING = {
    "a.yaml": """
flow: welcome
title: A
steps:
  - {id: name, ask: Prénom ?, type: text, save: name}
  - {id: job, run: job}
  - {id: more, ask: Encore ?, type: yes_no, repeat: job, save: job.more}
  - {id: town, ask: Ville ?, type: text, save: town}
  - id: what
    ask: Et maintenant ?
    choices: {lines: Lignes, other: Autre}
    dontknow: no
    go: {lines: lines, other: other}
""",
    "b.yaml": """
flow: job
title: B
steps:
  - {id: title, ask: Quoi ?, type: text, save: job.title}
  - {id: year, ask: Quand ?, type: number, save: job.year}
""",
    "c.yaml": """
flow: lines
title: C
steps:
  - {id: list, do: cv.lines}
  - id: which
    ask: Laquelle ?
    choices: from list
    also: {stop: Non}
    dontknow: no
    go: {stop: "@menu", from: "@open"}
""",
    "d.yaml": """
flow: other
title: D
steps:
  - {id: pick, do: cv.pick, go: "@open"}
  - {id: end, ask: Alors ?, choices: {name: Le nom, rest: Rien}, dontknow: no, go: {name: "@open", rest: "@menu"}}
""",
}


def opening(*names: str) -> Person:
    """Two jobs told; `cv.lines` offers these names, `cv.pick` gives the first."""
    lists: dict[str, JsonValue] = {"cv.lines": [[name, f"Ligne {name}"] for name in names], "cv.pick": names[0]}
    person = Person(library(OPENING), lambda do: lists[do.name])
    person.type("Léa", "vente", "2020", "oui", "cuisine", "2021", "non", "Lens")
    assert person.last.text == "Et maintenant\u202f?"
    return person


@pytest.mark.parametrize(
    ("name", "question", "typed", "save", "value"),
    [
        ("name", "Prénom\u202f?", "Lou", "name", "Lou"),
        ("name:0", "Prénom\u202f?", "Lou", "name", "Lou"),
        ("job.title:0", "Quoi\u202f?", "ménage", "job.title", ["ménage", "cuisine"]),
        ("job.title:1", "Quoi\u202f?", "ménage", "job.title", ["vente", "ménage"]),
        ("job.year:1", "Quand\u202f?", "2022", "job.year", [2020, 2022]),
        ("job.title", "Quoi\u202f?", "ménage", "job.title", ["ménage", "cuisine"]),
    ],
)
def test_a_line_opens_its_question_and_all_else_stays(
    name: str, question: str, typed: str, save: str, value: JsonValue
) -> None:
    person = opening("town", name)
    before = collect(person.library, person.session)
    person.type("Lignes")
    person.tap(f"Ligne {name}")
    assert person.texts == [question]
    person.type(typed)
    assert person.texts == ["Et maintenant\u202f?"]
    assert collect(person.library, person.session) == {**before, save: value}


def test_a_line_can_be_typed_and_another_round_be_added() -> None:
    person = opening("job.more:1", "town")
    person.type("Lignes", "1")
    assert person.texts == ["Encore\u202f?"]
    person.type("oui", "livraison", "2023", "non")
    assert person.texts == ["Et maintenant\u202f?"]
    assert collect(person.library, person.session)["job.title"] == ["vente", "cuisine", "livraison"]


def test_an_action_and_a_written_choice_open_a_question_too() -> None:
    person = opening("town")
    person.type("Autre")
    assert person.texts == ["Ville\u202f?"]
    person = opening("gone")
    person.type("Autre")
    assert person.texts == ["Tu n’as pas encore de réponse à changer.", "Alors\u202f?"]
    person.tap("Le nom")
    assert person.texts == ["Prénom\u202f?"]


def test_an_action_that_opened_a_question_opens_it_once() -> None:
    person = opening("town")
    person.type("Autre")
    person.type("Lyon")
    assert person.texts == ["Et maintenant\u202f?"]
    assert not any(key.endswith("pick!") for journal in person.session.journals.values() for key in journal)


def test_an_action_that_names_nothing_goes_on_in_silence() -> None:
    person = opening("")
    person.type("Autre")
    assert person.texts == ["Alors\u202f?"]


@pytest.mark.parametrize(
    "name", ["gone", "job.title:2", "job.title:-1", "job.title:x", "title", "name:1", ":", "name:²"]
)
def test_a_line_whose_question_was_not_asked(name: str) -> None:
    person = opening(name)
    person.type("Lignes")
    person.tap(f"Ligne {name}")
    assert person.last.text == "Tu n’as pas encore de réponse à changer.\nLaquelle\u202f?"


def test_changing_from_the_menu_lists_what_was_answered_elsewhere() -> None:
    person = opening("town")
    person.type("menu")
    person.tap("C")
    person.type("changer")
    assert person.labels[:4] == ["Lens", "Non", "2021", "cuisine"]
    person.tap("cuisine")
    assert person.texts == ["Quoi\u202f?"]
    person.type("ménage")
    assert person.texts == ["Et maintenant\u202f?"]


ABOUT = """
flow: welcome
title: A
steps:
  - {id: name, ask: Nom ?, type: text, save: name}
  - {id: town, ask: Ville ?, type: text, save: town}
  - {id: latin, ask: En lettres latines ?, type: text, about: name, save: latin}
  - {id: end, ask: Fini ?, type: yes_no}
"""


def test_an_answer_about_something_holds_only_while_that_is_the_same() -> None:
    person = Person(library(ABOUT))
    person.type("Аміна", "Lille", "Amina")
    person.type("changer")
    person.tap("Lille")
    person.type("Paris")
    assert person.last.text == "Fini\u202f?", "the town says nothing about the name"
    person.type("changer")
    person.tap("Аміна")
    person.type("Ірина")
    assert person.last.text == "En lettres latines\u202f?"
    person.type("Iryna")
    assert collect(person.library, person.session) == {"name": "Ірина", "town": "Paris", "latin": "Iryna"}
