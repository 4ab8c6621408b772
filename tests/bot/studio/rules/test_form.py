"""The form shows every keyword; what is not touched stays as it was written, and what is changed is written."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bot.studio.rules.form import COMPOSED, GROUPS, Row, fields_of, filled_of, id_of, named, shown, words_of
from flows import editing
from flows.schema import KEYWORDS
from flows.yamltext import Raw

LIBRARY = Path(__file__).parents[4] / "flows" / "library"
STEPS = {
    f"{path.stem}/{fields.get('id')}": dict(fields)
    for path in sorted(LIBRARY.glob("*.yaml"))
    for fields in editing.steps(path.read_text("utf-8")) or ()
}
QUESTION: dict[str, Raw] = {
    "id": "q",
    "ask": "Quoi ?",
    "choices": {"a": "A", "b": {"label": "B", "synonyms": "bé", "explain": "Dedans.", "score": "2"}, "c": "C"},
    "explain": {"a": "Dehors."},
    "go": {"a": "fin", "dontknow": "@menu"},
    "score": {"x": "1", "y": "2"},
    "autre": ["chose"],
}


def test_every_keyword_has_its_place_in_the_form() -> None:
    placed = [word for group in GROUPS for word in words_of(group)]
    assert sorted([*placed, *COMPOSED, "id"]) == sorted(KEYWORDS["step"])


@pytest.mark.parametrize("name", STEPS)
def test_what_is_not_touched_stays_letter_by_letter(name: str) -> None:
    assert fields_of(filled_of(STEPS[name]), STEPS[name]) == STEPS[name]


def test_rows_change_where_they_are_written() -> None:
    filled = filled_of(QUESTION)
    assert [(row.id, row.explain, row.go) for row in filled.rows] == [
        ("a", "Dehors.", "fin"),
        ("b", "Dedans.", ""),
        ("c", "", ""),
    ]
    assert filled.ways == (("dontknow", "@menu"),)
    assert filled.of("score") == "x: 1, y: 2"
    assert fields_of(filled, QUESTION) == QUESTION
    a, b, c = filled.rows
    changed = fields_of(replace(filled, rows=(replace(a, explain="Oui."), replace(b, explain="Non."), c)), QUESTION)
    assert changed["explain"] == {"a": "Oui."}
    choices = changed["choices"]
    assert isinstance(choices, dict)
    assert choices["b"] == {"label": "B", "synonyms": "bé", "explain": "Non.", "score": "2"}
    assert changed["autre"] == ["chose"], "what the format does not know is for the checks to say"


def test_a_row_goes_with_all_that_is_its_own() -> None:
    filled = filled_of(QUESTION)
    left = fields_of(replace(filled, rows=filled.rows[1:]), QUESTION)
    assert "explain" not in left
    assert left["go"] == {"dontknow": "@menu"}
    choices = left["choices"]
    assert isinstance(choices, dict)
    assert list(choices) == ["b", "c"]
    none = fields_of(replace(filled, rows=(), ways=()), QUESTION)
    assert "choices" not in none
    assert "go" not in none


def test_one_way_for_all_beside_one_way_for_some() -> None:
    filled = filled_of(QUESTION)
    both = fields_of(replace(filled, texts={**filled.texts, "go": "suite"}, ways=()), QUESTION)
    assert both["go"] == {"a": "fin", "b": "suite", "c": "suite", "dontknow": "suite"}
    sure = {**filled.texts, "go": "suite", "dontknow": "1"}
    assert fields_of(replace(filled, texts=sure, ways=()), QUESTION)["go"] == {"a": "fin", "b": "suite", "c": "suite"}
    rows = tuple(replace(row, go="") for row in filled.rows)
    assert fields_of(replace(filled, texts=sure, ways=(), rows=rows), QUESTION)["go"] == "suite"


def test_a_list_of_an_action_with_more_behind_it() -> None:
    old: dict[str, Raw] = {"id": "q", "ask": "Lequel ?", "choices": "from jobs", "also": {"autre": "Autre"}}
    filled = filled_of(old)
    assert (filled.source, filled.rows) == ("jobs", (Row("autre", "Autre"),))
    assert fields_of(replace(filled, source="metiers"), old)["choices"] == "from metiers"
    more = fields_of(replace(filled, rows=(*filled.rows, Row("rien", "Rien"))), old)
    assert more["also"] == {"autre": "Autre", "rien": "Rien"}
    alone = fields_of(replace(filled, source=""), old)
    assert alone["choices"] == {"autre": "Autre"}
    assert "also" not in alone


def test_ticks_and_texts() -> None:
    old: dict[str, Raw] = {"id": "x", "say": "A", "end": "oui", "dontknow": "no", "alone": ["a", "b"]}
    filled = filled_of(old)
    assert (filled.of("end"), filled.of("dontknow"), filled.of("once"), filled.of("alone")) == ("1", "1", "", "a, b")
    off = fields_of(replace(filled, texts={**filled.texts, "end": "", "dontknow": "", "wait": "1", "say": " "}), old)
    assert off == {"id": "x", "alone": ["a", "b"], "wait": "yes"}
    score = fields_of(replace(filled, texts={**filled.texts, "score": "a: 1, b: 2"}), old)
    assert score["score"] == {"a": "1", "b": "2"}
    assert shown("score", {"a": "1"}) == "a: 1"
    assert shown("say", {"a": "1"}) == ""


def test_new_answers_get_a_name_of_their_own() -> None:
    rows = named((Row("", "Été à la mer"), Row("", ""), Row("ete_a_la_mer", "x"), Row("", "مرحبا"), Row("", "!!")))
    assert [row.id for row in rows] == ["ete_a_la_mer_2", "ete_a_la_mer", "choix", "choix_2"]
    assert id_of("Œuf & cœur " * 9, (), "x") == "oeuf_coeur_oeuf_coeur_oeuf_coeur_oeuf_co"
