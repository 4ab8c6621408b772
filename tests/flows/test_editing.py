"""A change of a flow file touches the lines of what was changed, and reads back as what was asked for."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest

from flows import editing
from flows.pieces import join, split
from flows.splicing import cleaned, fresh, spliced
from flows.yamltext import Raw, read

LIBRARY = Path(__file__).parents[2] / "flows" / "library"
OURS = sorted(LIBRARY.glob("*.yaml"))
CV = """\
# Le fichier.
flow: cv
title: Mon CV   # court
steps:

  # D'abord le nom.
  - id: nom   # unique
    ask: |-
      Ton prénom ?
      Comme tu veux.
    # ce commentaire reste
    choices:
      # le premier
      oui: Oui   # sûr
      non:
        label: Non
        synonyms: nan, nn
    go: {oui: fin}  # court
  - say: 'Voilà : c''est fini'
    id: fin
    end: yes
# la fin
words: cv, mon cv
"""


def changed(before: str, after: str | None) -> list[str]:
    assert after is not None
    return [line for line in difflib.ndiff(before.splitlines(), after.splitlines()) if line[0] in "+-"]


def value(source: str | None) -> dict[str, Raw]:
    document, _ = read("", source or "")
    assert document is not None
    assert isinstance(document.value, dict)
    return document.value


def fields(source: str, id: str) -> dict[str, Raw]:
    found = editing.step(source, id)
    assert found is not None
    return dict(found)


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.stem)
def test_of_all_we_ship_a_text_changes_one_line(path: Path) -> None:
    source = path.read_text("utf-8")
    pieces = split(source)
    assert pieces
    assert join(pieces) == source
    assert editing.steps(source) == value(source)["steps"]
    assert editing.header(source) == {word: kept for word, kept in value(source).items() if word != "steps"}
    for step in editing.steps(source) or ():
        for word in ("say", "ask", "retry", "label"):
            if isinstance(text := step.get(word), str):
                first, *rest = text.split("\n")
                new = {**step, word: "\n".join([first + " en plus", *rest])}
                after = editing.change_step(source, str(step["id"]), new)
                assert len(changed(source, after)) == 2, (step["id"], word)


def test_a_word_less_is_a_line_less_and_one_more_has_its_place() -> None:
    nom = fields(CV, "nom")
    assert changed(CV, editing.change_step(CV, "nom", {**nom, "save": "name"})) == ["+     save: name"]
    without = {word: kept for word, kept in nom.items() if word != "go"}
    assert changed(CV, editing.change_step(CV, "nom", without)) == ["-     go: {oui: fin}  # court"]
    after = editing.change_step(CV, "nom", {**nom, "retry": "Encore # un : texte"})
    assert changed(CV, after) == ["+     retry: |-", "+       Encore # un : texte"]
    assert (after or "").index("retry") < (after or "").index("go: {oui")


def test_choices_change_one_by_one() -> None:
    nom = fields(CV, "nom")
    choices = nom["choices"]
    assert isinstance(choices, dict)
    after = editing.change_step(CV, "nom", {**nom, "choices": {**choices, "oui": "Oui, bien sûr"}})
    assert changed(CV, after) == ["-       oui: Oui   # sûr", "+       oui: Oui, bien sûr   # sûr"]
    after = editing.change_step(CV, "nom", {**nom, "choices": {**choices, "bof": "Bof"}})
    assert changed(CV, after) == ["+       bof: Bof"]
    turned: dict[str, Raw] = dict(reversed(choices.items()))
    found = fields(editing.change_step(CV, "nom", {**nom, "choices": turned}) or "", "nom")["choices"]
    assert isinstance(found, dict)
    assert list(found) == ["non", "oui"]


def test_the_first_word_of_a_step_may_go() -> None:
    fin = {word: kept for word, kept in fields(CV, "fin").items() if word != "say"}
    after = editing.change_step(CV, "fin", fin)
    assert changed(CV, after) == ["-   - say: 'Voilà : c''est fini'", "-     id: fin", "+   - id: fin"]


def test_the_header_beside_and_below_the_steps() -> None:
    head = editing.header(CV)
    assert head == {"flow": "cv", "title": "Mon CV", "words": "cv, mon cv"}
    assert changed(CV, editing.change_header(CV, {**head, "title": "CV"})) == [
        "- title: Mon CV   # court",
        "+ title: CV   # court",
    ]
    assert changed(CV, editing.change_header(CV, {**head, "words": "cv"})) == ["- words: cv, mon cv", "+ words: cv"]
    after = editing.change_header(CV, {**head, "menu": "Mon CV"})
    assert value(after)["menu"] == "Mon CV"
    assert value(after)["steps"] == value(CV)["steps"]


def test_steps_move_with_the_comments_above_them() -> None:
    after = editing.move_step(CV, "nom", "fin") or ""
    assert [step["id"] for step in editing.steps(after) or ()] == ["fin", "nom"]
    assert after.index("D'abord le nom") > after.index("id: fin")
    assert editing.move_step(after, "nom") is not None
    assert sorted((editing.move_step(after, "nom") or "").split("\n")) == sorted(CV.split("\n"))
    assert editing.move_step(CV, "nom", "rien") is None
    assert editing.move_step(CV, "rien") is None
    assert editing.move_step(CV, "nom", "nom") is None


def test_steps_come_and_go() -> None:
    new: dict[str, Raw] = {"id": "milieu", "say": "Salut\n\n  toi", "go": "@menu"}
    after = editing.add_step(CV, new, "nom")
    assert changed(CV, after) == [
        "+   - id: milieu",
        "+     say: |-",
        "+       Salut",
        "+ ",
        "+         toi",
        "+     go: '@menu'",
    ]
    assert [step["id"] for step in editing.steps(editing.add_step(CV, new) or "") or ()] == ["milieu", "nom", "fin"]
    assert editing.add_step(CV, {"id": "nom", "say": "x"}, "fin") is None, "its name is taken"
    assert editing.add_step(CV, new, "rien") is None
    removed = editing.remove_step(CV, "nom") or ""
    assert [step["id"] for step in editing.steps(removed) or ()] == ["fin"]
    assert editing.remove_step(removed, "fin") is None, "a flow has a step"
    twice = editing.duplicate_step(CV, "nom", "nom_2") or ""
    assert [step["id"] for step in editing.steps(twice) or ()] == ["nom", "nom_2", "fin"]
    assert fields(twice, "nom_2") == {**fields(CV, "nom"), "id": "nom_2"}
    assert editing.duplicate_step(CV, "nom", "fin") is None


def test_a_flow_begins_with_one_step() -> None:
    made = editing.new_flow({"flow": "neuf", "title": "Tout neuf : oui"}, {"id": "debut", "say": "Salut"})
    assert value(made) == {
        "flow": "neuf",
        "title": "Tout neuf : oui",
        "steps": [{"id": "debut", "say": "Salut"}],
    }


ODD = (
    "flow: a\ntitle: A\nsteps: [{id: x, say: b}]\n",
    "flow: a\ntitle: A\nsteps:\n",
    "flow: a\nsteps: 3\n",
    "- a\n",
    "",
    "{flow: a}",
    "  flow: a\n  steps:\n    - id: x\n",
)


@pytest.mark.parametrize("source", ODD)
def test_what_can_not_be_told_apart_is_left_alone(source: str) -> None:
    assert editing.steps(source) is None
    assert editing.step(source, "x") is None
    assert editing.header(source) is None
    assert editing.change_step(source, "x", {"id": "x"}) is None
    assert editing.change_header(source, {}) is None
    assert editing.add_step(source, {"id": "y"}) is None
    assert editing.remove_step(source, "x") is None
    assert editing.move_step(source, "x") is None
    assert editing.duplicate_step(source, "x", "y") is None


@pytest.mark.parametrize(
    "text",
    ["# rien", "- a", "a: b", "'a'", '"', "| x", "&a", "*a", "!x", "%x", "@menu", "`x`", "{a}", "[x", "? x", "a #b",
     "=", "yes", "012", "~", "a\n\n b\n#c", "x: |-\n  y", "---", "...", "<b>", "«\u202fnon\u202f»", "مرحبا",
     "👋\u200d🎉"],
)  # fmt: skip
def test_any_text_is_read_back_as_it_was_typed(text: str) -> None:
    nom = fields(CV, "nom")
    choices = nom["choices"]
    assert isinstance(choices, dict)
    for new in ({**nom, "ask": text}, {**nom, "say": text}, {**nom, "choices": {**choices, "oui": text, "neuf": text}}):
        assert fields(editing.change_step(CV, "nom", new) or "", "nom") == new


def test_signs_that_no_file_holds_are_taken_out() -> None:
    assert cleaned(" a\0b\r\nc \x85d\u2028e\ufeff\x07\t. \ud800") == "ab\nc\nd\ne ."
    assert fresh({"id": "x", "say": "a\0b"}, ("id", "say"), 2) is None
    assert spliced("- a\n- b", {"id": "x"}, ("id",), 0) is None
    assert spliced("[", {}, (), None) is None


def test_windows_line_ends_are_read_too() -> None:
    after = editing.change_step(CV.replace("\n", "\r\n"), "nom", {**fields(CV, "nom"), "save": "name"})
    assert changed(CV, after) == ["+     save: name"]


def written(steps: Sequence[dict[str, Raw]]) -> str:
    source = editing.new_flow({"flow": "a", "title": "A"}, steps[0]) or ""
    for before, step in pairwise(steps):
        source = editing.add_step(source, step, str(before["id"])) or ""
    return source


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.stem)
def test_written_anew_from_its_values_a_flow_reads_the_same(path: Path) -> None:
    steps = [dict(step) for step in editing.steps(path.read_text("utf-8")) or ()]
    assert value(written(steps))["steps"] == steps
