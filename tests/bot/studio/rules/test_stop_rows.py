"""The table of a flow: its questions in their order, rounded, with the one at which most leave."""

from __future__ import annotations

from bot.storage.tables.stops import COUNTS
from bot.studio.rules.stop_rows import LONGEST, asked, lines, rows, words, worst
from bot.studio.rules.stops import Counts
from flows.loader import load
from flows.model import Library

FLOWS = {
    "cv.yaml": """\
flow: cv
title: Mon CV
steps:
  - id: salut
    say: Bonjour
  - id: nom
    ask: |-
      Ton prénom ?
      Comme tu veux le voir.
    type: text
  - id: age
    ask: Ton âge ?
    type: number 0..99
""",
    "dire.yaml": "flow: dire\ntitle: Rien à demander\nsteps:\n  - id: un\n    say: Voilà\n",
}


def library() -> Library:
    found = load(FLOWS).library
    assert found
    return found


def counts(**named: int) -> Counts:
    assert set(named) <= set(COUNTS)
    return tuple(named.get(name, 0) for name in COUNTS)


def test_only_where_somebody_can_stand() -> None:
    assert asked(library().flows["cv"]) == ["nom", "age"]


def test_questions_in_their_order_and_what_is_gone_after_them() -> None:
    counted = {
        "ancien": counts(people=6, arrived=6),
        "age": counts(people=11, arrived=11, answered=6, gone=5, in_15_s=6),
        "nom": counts(people=22, arrived=22, answered=19, in_5_s=2, in_60_s=17),
    }
    first, second, third = rows(library(), "cv", counted)
    assert (first.step, first.text, first.known) == ("nom", "Ton prénom ? Comme tu veux le voir.", True)
    assert (first.arrived, first.answered, first.answered_share, first.gone, first.box) == (20, 20, 100, None, 3)
    assert (first.came, first.did) == (100, 100)
    assert (second.arrived, second.answered, second.answered_share, second.gone, second.gone_share) == (
        10,
        5,
        50,
        5,
        50,
    )
    assert (second.came, second.did) == (50, 25)
    assert (third.step, third.text, third.known) == ("ancien", "ancien", False)
    assert worst([first, second, third]) == "age"
    assert worst([first, third]) == ""


def test_nobody_came_yet() -> None:
    assert [(row.arrived, row.came, row.did, row.box) for row in rows(library(), "cv", {})] == [(None, 0, 0, None)] * 2
    assert rows(library(), "rien", {}) == []


def test_a_long_question_is_cut() -> None:
    flow = FLOWS["cv.yaml"].replace("Ton âge ?", "Ton âge " * 40)
    found = load({"cv.yaml": flow}).library
    assert found
    text = words(found, "cv", "age")
    assert len(text) <= LONGEST
    assert text.endswith("…")
    assert words(found, "cv", "salut") == "Bonjour"


def test_the_overview_begins_with_the_flow_most_come_to() -> None:
    stopped = counts(people=30, arrived=30, gone=12)
    found = lines(
        library(),
        [
            ("cv", "age", counts(people=9, arrived=9)),
            ("cv", "nom", stopped),
            ("vieux", "x", counts(people=50, arrived=50)),
        ],
    )
    assert [(line.flow, line.title, line.arrived, line.worst and line.worst.step) for line in found] == [
        ("vieux", "vieux", 50, None),
        ("cv", "Mon CV", 30, "nom"),
    ]


def test_a_flow_that_asks_nothing_is_not_in_the_overview() -> None:
    assert [line.flow for line in lines(library(), [])] == ["cv"]
