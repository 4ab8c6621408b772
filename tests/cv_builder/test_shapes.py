"""Answers of whatever shape."""

from __future__ import annotations

import pytest

from cv_builder.shapes import codes_of, list_of, place_of, rounds_of, text_of


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("  Amina  K. ", "Amina K."),
        ("Kevin 😎", "Kevin"),
        (2024, "2024"),
        (True, ""),
        (None, ""),
        (["x"], ""),
        ({}, ""),
    ],
)
def test_text(value: object, text: str) -> None:
    assert text_of(value) == text


@pytest.mark.parametrize(("value", "items"), [(None, []), ([], []), ("x", ["x"]), ((1, None), [1, None]), (0, [0])])
def test_lists(value: object, items: list[object]) -> None:
    assert list(list_of(value)) == items


def test_codes_stand_once_in_their_order() -> None:
    assert codes_of(["b", "a", None, ["c"], "b", ""]) == ("b", "a")
    assert codes_of("b") == ("b",)


@pytest.mark.parametrize(
    ("value", "part", "text"),
    [
        ({"name": "Montreuil", "dep": "93"}, "name", "Montreuil"),
        ({"name": "Montreuil", "dep": "93"}, "dep", "93"),
        ("Montreuil", "name", "Montreuil"),
        ("Montreuil", "dep", ""),
        (None, "name", ""),
    ],
)
def test_parts_of_a_place(value: object, part: str, text: str) -> None:
    assert place_of(value, part) == text


@pytest.mark.parametrize(
    ("answers", "rounds"),
    [
        ({}, []),
        ({"job.title": "Serveuse"}, [{"title": "Serveuse", "tasks": None}]),
        (
            {"job.title": ["a", "b"], "job.tasks": [["x"]]},
            [{"title": "a", "tasks": ["x"]}, {"title": "b", "tasks": None}],
        ),
        ({"job.tasks": ["x", "y"]}, [{"title": None, "tasks": ["x", "y"]}]),
        ({"job.tasks": [None]}, []),
    ],
)
def test_rounds_of_a_repeat(answers: dict[str, object], rounds: list[object]) -> None:
    assert rounds_of(answers, ("job.title", "job.tasks"), nested="job.tasks") == rounds
