from __future__ import annotations

from flows.events import JsonValue
from flows.holding import holds, leaves, stays, target_of
from flows.model import Choice, Kind, Library, Step
from flows.options import fixed
from flows.paths import OUT, graph, reached
from flows.saved import spot_of
from flows.show import worded
from tests.flows.talk import Person, library

FLOW = """
flow: welcome
title: A
steps:
  - {id: a, ask: A ?, choices: {x: X, y: Y}, dontknow: no, go: {x: c, y: "@again"}}
  - {id: b, say: B, when: a is x}
  - {id: c, ask: C ?, type: yes_no, repeat: c}
  - {id: d, say: D, end: yes}
"""


def test_graph() -> None:
    flows = library({"a.yaml": FLOW.replace("y: b", "y: b").replace('"@again"', "b")})
    ways = graph(flows, flows.flows["welcome"])
    assert ways == {"a": {"b", "c"}, "b": {"c"}, "c": {"c", "d"}, "d": {OUT}}
    assert reached(ways, ["c"]) == {"c", "d", OUT}


def test_where_answers_lead() -> None:
    step = Step("s", ask="?", go_by={"x": "t", "yes": "u", "dontknow": "v", "3": "w"})
    cases: list[tuple[JsonValue, str]] = [
        ("x", "t"),
        ("z", ""),
        (True, "u"),
        (None, "v"),
        (3, "w"),
        (["q", "x"], "t"),
        ({"code": "x"}, "t"),
        ({}, ""),
    ]
    for value, target in cases:
        assert target_of(step, value) == target
    assert target_of(Step("s", go="t"), None) == "t"


def holding(step: Step, value: JsonValue) -> bool:
    flows = library({"a.yaml": FLOW.replace('"@again"', "b")})
    flow = flows.flows["welcome"]
    return holds(flows, flow, step, fixed(Library(flows.flows, flows.texts), "fr", flow, step), value)


def test_what_holds() -> None:
    one = Step("s", ask="?", choices=(Choice("x", "X"), Choice("y", "Y")), go_by={"y": "@menu"})
    assert holding(one, "x")
    assert not holding(one, "y")
    assert not holding(one, "z")
    assert holding(one, None)
    many = Step("s", ask="?", choices=one.choices, many=True, dontknow=False)
    assert holding(many, ["x", "y"])
    assert not holding(many, ["x", "z"])
    assert not holding(many, "x")
    assert not holding(many, None)
    both = Step("s", ask="?", choices=one.choices, kind=Kind("month"))
    assert holding(both, "2024-09")
    assert not holding(both, 3)


def test_what_stays_and_what_leaves() -> None:
    flows = library({"a.yaml": FLOW.replace('"@again"', "b")})
    flow = flows.flows["welcome"]
    step = Step("s", ask="?", go_by={"x": "@lang", "y": "@menu", "z": "welcome", "e": "@end", "h": "@human"})
    assert [stays(flows, step, id) for id in ("x", "y", "h", "e")] == ["@lang", "@menu", "@human", ""]
    assert [leaves(flows, flow, step, id) for id in ("x", "z", "e", "nothing")] == [True, True, False, False]


def test_keys_point_to_steps_and_rounds() -> None:
    flows = library(
        {
            "a.yaml": "flow: welcome\ntitle: A\nsteps:\n  - {id: j, run: job}\n"
            "  - {id: m, ask: M ?, type: yes_no, repeat: j}\n",
            "b.yaml": "flow: job\ntitle: B\nsteps:\n  - {id: n, ask: N ?, type: text, save: job.name}\n",
        }
    )
    spot = spot_of(flows, "welcome", "j.2/n")
    assert spot is not None
    assert (spot.flow.id, spot.step.id, spot.round) == ("job", "n", 2)
    assert spot_of(flows, "welcome", "j/gone") is None
    assert spot_of(flows, "gone", "j") is None
    person = Person(flows)
    person.type("un", "oui", "deux", "non")
    assert list(person.session.journal) == ["j/n", "m", "j.1/n", "m.1"]


def test_values_in_words() -> None:
    flows = library({"a.yaml": FLOW.replace('"@again"', "b")})
    flow = flows.flows["welcome"]
    cases: list[tuple[JsonValue, str]] = [
        (None, ""),
        (True, "Oui"),
        (["x", "y"], "X, Y"),
        (1.5, "1.5"),
        (3, "3"),
        ("2024-09", "09/2024"),
        ("2024-09-15", "15/09/2024"),
        ("+33612345678", "06 12 34 56 78"),
        ({"name": "Lyon", "dep": "69"}, "Lyon"),
        ({"code": "x", "label": "Vente"}, "Vente"),
        ({}, ""),
    ]
    for value, words in cases:
        assert worded(flows, "fr", (flow, flow.steps[0]), value) == words
