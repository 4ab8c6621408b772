"""Where in a step's form a problem is shown."""

from __future__ import annotations

import pytest

from bot.studio.rules.beside import TOP, Places, beside
from flows.problems import Path, Problem

PLACES = Places({"oui": 0, "non": 4}, {"dontknow": 1}, {"name": 0})
WORDS = frozenset({"ask", "when", "go", "type"})


@pytest.mark.parametrize(
    ("path", "field"),
    [
        (("ask",), "ask"),
        (("go",), "go"),
        (("go", "non"), "row.4.go"),
        (("go", "dontknow"), "way.1.to"),
        (("go", "rien"), "go"),
        (("choices", "non"), "row.4.label"),
        (("choices", "non", "label"), "row.4.label"),
        (("also", "oui", "synonyms"), "row.0.synonyms"),
        (("choices", "oui", "autre"), "row.0.label"),
        (("choices", "rien"), TOP),
        (("choices",), TOP),
        (("explain", "oui"), "row.0.explain"),
        (("explain", "rien"), TOP),
        (("with", "name"), "with.0.to"),
        (("with", "rien"), TOP),
        (("choises",), TOP),
        ((), TOP),
    ],
)
def test_the_field_of_a_place(path: Path, field: str) -> None:
    assert PLACES.field(path, WORDS) == field


def test_a_list_that_is_not_there_is_beside_its_name() -> None:
    assert Places({}, {}, {}).field(("choices",), WORDS) == "source"


def test_problems_by_field() -> None:
    one, two = (Problem("a", 1, 1, code, code, path=("steps", 3, "ask")) for code in ("x", "y"))
    assert beside(PLACES, [one, two], WORDS) == {"ask": [one, two]}
