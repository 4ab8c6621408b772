from __future__ import annotations

import pytest

from flows.events import JsonValue
from flows.matching import exact, near, several
from flows.model import Option
from flows.options import listed, packed

FOOD = [
    Option("cuisine", "La cuisine 🍲", "cuisine", ("cuisiner", "faire à manger")),
    Option("petits", "Garder les petits 👶", "petits", ("baby-sitting",)),
    Option("papiers", "Les papiers 📄", "papiers"),
    Option("y2020", "2020", "y2020"),
    Option("pouce", "👍", "pouce"),
]


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("cuisine", "cuisine"),
        ("CUISINE", "cuisine"),
        ("1", "cuisine"),
        ("2.", "petits"),
        ("n°3", "papiers"),
        ("٣", "papiers"),
        ("la cuisine", "cuisine"),
        ("La Cuisine 🍲", "cuisine"),
        ("faire a manger", "cuisine"),
        ("2020", "y2020"),
        ("👍", "pouce"),
        ("9", None),
        ("0", None),
        ("", None),
        ("cuisin", None),
        ("x" * 10_000, None),
    ],
)
def test_exact(text: str, id: str | None) -> None:
    found = exact(text, FOOD)
    assert (found.id if found else None) == id


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("la cuisne", "cuisine"),
        ("garder les petit", "petits"),
        ("les papier", "papiers"),
        ("pas la cuisine", None),
        ("oui", None),
        ("papi", None),
        ("garder", "petits"),
        ("les", None),
        ("la", None),
    ],
)
def test_near(text: str, id: str | None) -> None:
    found = near(text, FOOD)
    assert (found.id if found else None) == id


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("1, 3", ["cuisine", "papiers"]),
        ("3 1", ["cuisine", "papiers"]),
        ("cuisine et papiers", ["cuisine", "papiers"]),
        ("la cuisine\nles papiers", ["cuisine", "papiers"]),
        ("١، ٣", ["cuisine", "papiers"]),
        ("cuisine", ["cuisine"]),
        ("la cuisine ou les papiers", ["cuisine", "papiers"]),
        ("cuisine, ménage", None),
        (",", None),
        ("", None),
    ],
)
def test_several(text: str, ids: list[str] | None) -> None:
    found = several(text, FOOD)
    assert ([option.id for option in found] if found is not None else None) == ids


def test_without_ranks_a_number_is_no_choice() -> None:
    assert exact("1", FOOD, ranks=False) is None


LISTS: list[tuple[JsonValue, list[tuple[str, str, JsonValue]]]] = [
    (["a", "b"], [("a", "a", "a"), ("b", "b", "b")]),
    ([["a", "A"]], [("a", "A", "a")]),
    ({"a": "A"}, [("a", "A", "a")]),
    ([{"id": "a", "label": "A"}], [("a", "A", "a")]),
    ([{"id": "a", "label": "A", "value": {"code": 1}}], [("a", "A", {"code": 1})]),
    ([None, 3, "", ["a"], {"id": "a"}, {"label": "A"}], []),
    (None, []),
    ("abc", []),
]


@pytest.mark.parametrize(("made", "options"), LISTS)
def test_lists_made_by_actions(made: JsonValue, options: list[tuple[str, str, JsonValue]]) -> None:
    assert [(option.id, option.label, option.value) for option in listed(made)] == options
    assert listed(packed(made)) == listed(made)


def test_a_value_that_is_no_list_of_choices_is_kept_as_it_is() -> None:
    assert packed([{"score": 3}]) == [{"score": 3}]
    assert packed({"a": "A"}) == {"a": "A"}
    assert packed([{"id": "a", "label": "A"}, {"id": "b", "label": "b"}]) == [["a", "A"], "b"]


ON = [Option("oui", "Oui, on continue", "oui"), Option("cv", "Mon CV maintenant", "cv")]


@pytest.mark.parametrize(("text", "id"), [("oui", "oui"), ("on continue", "oui"), ("cv", "cv"), ("on", None)])
def test_words_of_one_choice_only(text: str, id: str | None) -> None:
    found = exact(text, ON) or near(text, ON)
    assert (found.id if found else None) == id


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("1, 2 3", ["cuisine", "petits", "papiers"]),
        ("cuisine papiers", ["cuisine", "papiers"]),
        ("faire à manger et papiers", ["cuisine", "papiers"]),
        ("cuisine et chocolat", None),
        (" , ", None),
    ],
)
def test_several_however_they_are_parted(text: str, ids: list[str] | None) -> None:
    found = several(text, FOOD)
    assert ([option.id for option in found] if found else None) == ids


START = [Option("cv", "Faire mon CV", "cv", ("cv", "un boulot")), Option("humain", "Parler à quelqu'un", "humain")]


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("je veux un cv", "cv"),
        ("slt g besoin d1 cv", "cv"),
        ("je cherche un boulot", "cv"),
        ("je ne veux pas de cv", None),
        ("un cvv", None),
    ],
)
def test_a_sentence_that_says_one_choice(text: str, id: str | None) -> None:
    found = exact(text, START) or near(text, START)
    assert (found.id if found else None) == id


WORK = [Option("job", "Un emploi", "job", ("boulot", "taf")), Option("small", "Des extras", "small", ("petit boulot",))]


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("j'ai fait un petit boulot", "small"),
        ("j'avais un boulot", "job"),
        ("un taf, un petit boulot", None),
        ("pas un petit boulot", None),
    ],
)
def test_of_two_choices_named_the_one_that_says_more(text: str, id: str | None) -> None:
    found = near(text, WORK)
    assert (found.id if found else None) == id
