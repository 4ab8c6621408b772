"""Any flow changes in any way while people stand anywhere: nobody is left without an answer, or without a way on."""

from __future__ import annotations

import copy
import random
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, get_args

from hypothesis import given, settings
from hypothesis import strategies as st

from flows import engine
from flows.book import Book
from flows.events import AskHuman, Did, Do, Event, Output, Picked, Received, Resumed, Say, Tapped, Typed
from flows.lint import CHECKS
from flows.loader import flow_of, sources
from flows.model import Library
from flows.moving import Fate, Moves, Place, advance, place, spot
from flows.schema import validate
from flows.session import Session
from flows.text import Texts
from flows.walk import Walk
from flows.yamltext import Document, read
from tests.flows.talk import NOON, Person
from tests.flows.test_walks import deed, likely, unlikely

Step = dict[str, Any]
Written = dict[str, Any]
"""A flow as its YAML says it."""
Flows = dict[str, Written]

SHIPPED = Path(__file__).parents[2] / "flows" / "library"
EDITS = 6
"""Most of them between two publications."""
WARN = ("hard_sentence", "hard_words", "misread_number")
"""Checks that read every sentence and never stop a publication."""
TURNS = 25
"""Most turns of somebody before the flows change under them."""
TRIES = 12
"""Turns in which somebody who goes along gets on: two wrong answers, a human offered, the list closed again, …"""
LONG_AGO = 0.15
"""Share of people who began with a library that is no longer held."""
FIRST_SEEDS = 120
"""So many random flows show every edit and every fate."""
QUESTIONS = ("text", "number 0..99", "yes_no", "date", "month", "phone", "email", "place", "occupation", "file")


# -- flows ----------------------------------------------------------------------------------------------------
@cache
def ours() -> Mapping[str, Written]:
    found = {}
    for path in sorted(SHIPPED.glob("*.yaml")):
        document, problems = read(path.name, path.read_text("utf-8"))
        assert document is not None, problems
        assert isinstance(document.value, dict)
        found[str(document.value["flow"])] = document.value
    return found


def some_flows(chance: random.Random) -> Flows:
    """A few flows that call one another."""
    names = ["welcome", *(f"flow{at}" for at in range(chance.randint(0, 3)))]
    flows: Flows = {}
    for at, name in enumerate(names):
        steps = [
            question(chance, f"s{n}") if n % 2 else other(chance, f"s{n}", names[at + 1 :])
            for n in range(1, chance.randint(3, 8))
        ]
        for n, step in enumerate(steps[:-1]):
            if chance.random() < 0.2:
                step["go"] = chance.choice(steps[n + 1 :])["id"]
        if chance.random() < 0.3:
            steps.append({"id": "again", "ask": "Encore ?", "type": "yes_no", "repeat": "s1"})
        flows[name] = {"flow": name, "title": name, "steps": steps}
    return flows


def question(chance: random.Random, id: str) -> Step:
    step: Step = {"id": id, "ask": f"Et {id} ?", "save": f"of_{id}"}
    if chance.random() < 0.5:
        return {**step, "type": chance.choice(QUESTIONS)}
    step["choices"] = {f"c{n}": f"Choix {n}" for n in range(chance.randint(2, 4))}
    if chance.random() < 0.3:
        step["choose"] = "many"
    if chance.random() < 0.3:
        step["dontknow"] = "no"
    return step


def other(chance: random.Random, id: str, others: list[str], *, waits: bool = True) -> Step:
    match chance.randint(0, 4):
        case 0 if others:
            return {"id": id, "run": chance.choice(others)}
        case 1:
            return {"id": id, "do": "cv.find_jobs", "save": f"of_{id}"}
        case 2 if waits:
            return {"id": id, "say": "Voilà.", "wait": "yes"}
        case _:
            return {"id": id, "say": f"On en est à {id}."}


def library(flows: Flows) -> Library | None:
    """None where a word of it can't be read."""
    known = {}
    for name, value in flows.items():
        written, problems = validate(Document(name, value))
        if written is None or problems:
            return None
        known[name] = flow_of(written)
    return Library(known, Texts(sources(known.values()), {}))


def is_published(made: Library) -> bool:
    """Whether no check stops it, of those that can."""
    book = Book(made, {name: Document(name, "") for name in made.flows})
    return not any(
        problem.severity == "error"
        for code, (check, _) in CHECKS.items()
        if code not in WARN
        for problem in check(book)
    )


# -- what staff do to them ------------------------------------------------------------------------------------
Edit = Callable[[Flows, Written, random.Random], None]


def _steps(flow: Written) -> list[Step]:
    found: list[Step] = flow["steps"]
    return found


def _fresh(flow: Written, chance: random.Random) -> str:
    return f"neuf_{len(_steps(flow))}_{chance.randrange(1000)}"


def add(flows: Flows, flow: Written, chance: random.Random) -> None:
    """But for waits: they are for what an action promised, and nobody adds one without it."""
    id, steps, others = _fresh(flow, chance), _steps(flow), sorted(flows.keys() - {flow["flow"]})
    made = question(chance, id) if chance.random() < 0.5 else other(chance, id, others, waits=False)
    steps.insert(chance.randint(0, len(steps)), made)


def delete(flows: Flows, flow: Written, chance: random.Random) -> None:
    _delete(flow, chance.choice(_steps(flow)), chance)


def _delete(flow: Written, step: Step, chance: random.Random) -> None:
    if len(_steps(flow)) > 1:
        _steps(flow).remove(step)


def rename(flows: Flows, flow: Written, chance: random.Random) -> None:
    _rename(flow, chance.choice(_steps(flow)), chance)


def _rename(flow: Written, step: Step, chance: random.Random) -> None:
    """With what leads there, as the studio does, or without."""
    old, new = step["id"], _fresh(flow, chance)
    step["id"] = new
    for one in _steps(flow) if chance.random() < 0.7 else ():
        go = one.get("go")
        if isinstance(go, dict):
            one["go"] = {way: new if to == old else to for way, to in go.items()}
        elif go == old:
            one["go"] = new
        if one.get("repeat") == old:
            one["repeat"] = new


def take_away(flows: Flows, near: str, chance: random.Random) -> None:
    """The very step where they stand."""
    name, _, id = near.partition("/")
    for step in [one for one in _steps(flows[name]) if one["id"] == id] if name in flows else ():
        chance.choice((_delete, _rename))(flows[name], step, chance)


def move(flows: Flows, flow: Written, chance: random.Random) -> None:
    steps = _steps(flow)
    steps.insert(chance.randrange(len(steps)), steps.pop(chance.randrange(len(steps))))


def retype(flows: Flows, flow: Written, chance: random.Random) -> None:
    """A question is asked for something else."""
    asked = [step for step in _steps(flow) if "ask" in step]
    if not asked:
        return
    step = chance.choice(asked)
    kept: Step = {word: step[word] for word in ("id", "say", "ask", "save", "when", "dontknow") if word in step}
    new = question(chance, step["id"])
    step.clear()
    step.update({**new, **kept})


def choose(flows: Flows, flow: Written, chance: random.Random) -> None:
    """Choices go, come, and are called otherwise."""
    asked = [step for step in _steps(flow) if isinstance(step.get("choices"), dict)]
    if not asked:
        return
    choices: dict[str, Any] = chance.choice(asked)["choices"]
    for id in list(choices):
        match chance.randint(0, 3):
            case 0 if len(choices) > 1:
                del choices[id]
            case 1:
                choices[id] = f"Autre {chance.randrange(100)}"
    if chance.random() < 0.5:
        choices[f"plus_{chance.randrange(100)}"] = "Encore un"


def call(flows: Flows, flow: Written, chance: random.Random) -> None:
    """Another flow is run from here, or none."""
    step = chance.choice(_steps(flow))
    if step.pop("run", None) is None or chance.random() < 0.5:
        step["run"] = chance.choice(sorted(flows))


def lead(flows: Flows, flow: Written, chance: random.Random) -> None:
    step = chance.choice(_steps(flow))
    step["go"] = chance.choice([one["id"] for one in _steps(flow)] + sorted(flows))


def drop(flows: Flows, flow: Written, chance: random.Random) -> None:
    if flow["flow"] != "welcome":
        del flows[flow["flow"]]


ALL: tuple[Edit, ...] = (add, delete, rename, move, retype, choose, call, lead, drop)


def edited(before: Flows, near: str, chance: random.Random) -> tuple[Flows, Library, dict[str, str]]:
    """`near`: `flow/step` where somebody stands; most edits are there. Also where staff send those of steps that go."""
    flows, known = before, library(before)
    assert known is not None
    for _ in range(chance.randint(1, EDITS)):
        after = copy.deepcopy(flows)
        here = near.split("/")[0]
        name = here if chance.random() < 0.6 and here in after else chance.choice(sorted(after))
        if chance.random() < 0.15:
            take_away(after, near, chance)
        else:
            chance.choice(ALL)(after, after[name], chance)
        made = library(after)
        if made is not None and is_published(made):
            flows, known = after, made
    moves = {}
    for name, flow in before.items():
        there = [step["id"] for step in _steps(flows[name])] if name in flows else []
        for step in _steps(flow):
            if there and step["id"] not in there and chance.random() < 0.5:
                moves[f"{name}/{step['id']}"] = chance.choice(there)
    return flows, known, moves


# -- people ---------------------------------------------------------------------------------------------------
def somebody(known: Library, chance: random.Random) -> Person:
    """Anywhere in any flow."""
    person = Person(known, deed)
    walk = Walk.of(known, person.session)
    walk.enter(chance.choice(sorted(known.flows)))
    walk.go_on()
    person.session = walk.session()
    person.send(Resumed())
    seen: list[str] = []
    for _ in range(chance.randrange(TURNS)):
        said = [one for one in person.out if isinstance(one, Say)]
        seen += [button.id for say in said for button in (*say.choices, *say.controls)]
        if not said:
            person.send(Typed("menu"))
        else:
            person.send(likely(person, chance) if chance.random() < 0.85 else unlikely(person, chance, seen))
    return person


class Changed:
    """Somebody whose flows have changed: each turn as the service makes it.

    `began`: what they are walked with; None when nobody holds it any more.
    """

    def __init__(self, person: Person, newest: Library, moves: Moves, *, long_ago: bool = False) -> None:
        self.began = None if long_ago else person.library
        self.newest, self.moves = newest, moves
        self.session, self.out, self.took = person.session, person.out, 0

    def place(self) -> Place:
        return place(self.newest, self.began, self.session, self.moves)

    def send(self, event: Event) -> list[Output]:
        heard = out = self._advance(event)
        self.took = self.session.took
        while out and isinstance(out[-1], Do):
            out = self._advance(Did(deed(out[-1])))
            heard = heard + out
            self.took = self.took or self.session.took
        assert Session.from_json(self.session.to_json()) == self.session
        self.out = heard
        return heard

    def _advance(self, event: Event) -> list[Output]:
        if self.began is self.newest:
            self.session, out = engine.advance(self.newest, self.session, event, NOON)
            return out
        placed = self.place()
        self.session, out = advance(self.newest, self.began or self.newest, placed, event, NOON)
        self.began = self.newest if placed.newest else self.began
        return out

    @property
    def last(self) -> Say | None:
        return next((one for one in reversed(self.out) if isinstance(one, Say)), None)

    def stands(self) -> object:
        """What changes when they get on."""
        session = self.session
        return session.frames, session.wait, session.root, [*session.journal], session.put_by

    def goes_along(self, chance: random.Random) -> Event:
        """What somebody does who wants to get on."""
        last = self.last
        if last is None:
            return Typed("menu")
        if last.many:
            return Picked((chance.choice(last.choices).id,))
        if last.choices and chance.random() < 0.8:
            return Tapped(chance.choice(last.choices).id)
        answers: dict[str, Event] = {
            "file": Received("ref", "cv.pdf", "application/pdf"), "number": Typed("18"),
            "phone": Typed("0612345678"), "email": Typed("a@b.fr"),
            "month": Typed("09/2024"), "date": Typed("15/09/2024"),
        }  # fmt: skip
        told = [button.id for button in last.controls if button.id.startswith("!dontknow")]
        if told and chance.random() < 0.3:
            return Tapped(told[0])
        return answers.get(last.expects, Typed("Amina"))


def is_answerable(say: Say | None) -> bool:
    return say is not None and bool(say.choices or say.expects != "none" or say.done)


def gets_on(somebody: Changed, chance: random.Random) -> bool:
    """Whether whoever goes along comes to another place, to the end of the flow, or to a human."""
    for _ in range(TRIES):
        before = somebody.stands()
        out = somebody.send(somebody.goes_along(chance))
        taken = somebody.took > 0 or somebody.stands() != before
        if taken or any(isinstance(one, AskHuman) for one in out):
            return True
    return False


def has_a_way_on(somebody: Changed) -> bool:
    """The menu opens, with something to choose."""
    out = somebody.send(Typed("menu"))
    return any(isinstance(one, AskHuman) or (isinstance(one, Say) and is_answerable(one)) for one in out)


def first_words(person: Person, chance: random.Random) -> Event:
    """What comes first from somebody who knows nothing of the change: also a button that is no longer there."""
    seen = [button.id for one in person.out if isinstance(one, Say) for button in (*one.choices, *one.controls)]
    events: list[Event] = [Typed("Amina"), Typed("18"), Typed("menu"), Typed("retour"), Resumed(), Typed("")]
    return chance.choice([*events, *(Tapped(id) for id in seen[:6])])


def stranded(flows: Flows, chance: random.Random) -> str:
    """How somebody is stranded by changes of these flows; "" when nobody is."""
    known = library(flows)
    assert known is not None
    person = somebody(known, chance)
    at = spot(person.session)
    for _ in range(2):
        flows, newest, moves = edited(flows, at, chance)
        they = Changed(person, newest, moves, long_ago=chance.random() < LONG_AGO)
        event = first_words(person, chance)
        where = f"{at} {they.place().fate} {event}"
        out = they.send(event)
        at = spot(they.session)
        if out and isinstance(out[-1], AskHuman):
            return ""
        if wrong := _wrong(they, chance):
            return f"{wrong}: {where}: {they.last}"
        person = Person(newest, deed)
        person.session, person.out = they.session, they.out
    return ""


def _wrong(they: Changed, chance: random.Random) -> str:
    """Of how they stand after their first words."""
    if they.last is None:
        return "silence"
    if they.session.wait == "ask" and they.session.overlay is None and not they.session.paused:
        if not is_answerable(they.last):
            return "a question without an answer"
        if not gets_on(they, chance):
            return "no answer is taken"
    return "" if has_a_way_on(they) else "no way on"


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_nobody_in_our_flows_is_stranded(seed: int) -> None:
    assert stranded({**ours()}, random.Random(seed)) == ""


@settings(max_examples=100, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_nobody_in_any_flows_is_stranded(seed: int) -> None:
    chance = random.Random(seed)
    assert stranded(some_flows(chance), chance) == ""


def test_the_guard_sees_who_is_stranded() -> None:
    """Somebody at a question that no answer leaves, and somebody who is told nothing."""
    chance = random.Random(1)
    known = library(some_flows(chance))
    assert known is not None
    person = Person(known, deed)

    class Deaf(Changed):
        def send(self, event: Event) -> list[Output]:
            return self.out

    assert not gets_on(Deaf(person, known, {}), chance)
    assert _wrong(Deaf(person, known, {}), chance)
    mute = Deaf(person, known, {})
    mute.out = []
    assert not has_a_way_on(mute)


def test_every_edit_is_made_and_every_fate_is_met() -> None:
    """What is tried above is what staff can do, and not by luck the same thing each time."""
    done: set[str] = set()
    fates: set[str] = set()
    for seed in range(FIRST_SEEDS):
        chance = random.Random(seed)
        flows = some_flows(chance)
        known = library(flows)
        assert known is not None
        person = somebody(known, chance)
        for edit in ALL:
            after = copy.deepcopy(flows)
            edit(after, after[chance.choice(sorted(after))], chance)
            made = library(after)
            if after != flows and made is not None and is_published(made):
                done.add(edit.__name__)
        _, newest, moves = edited(flows, spot(person.session), chance)
        fates |= {Changed(person, newest, moves, long_ago=one).place().fate for one in (True, False)}
    assert done == {edit.__name__ for edit in ALL}
    assert fates == {*get_args(Fate)}
