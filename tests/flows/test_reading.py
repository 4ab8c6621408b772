"""A file read before is read no second time, and never taken for another one."""

from __future__ import annotations

from flows.loader import load
from flows.reading import Reader

ONE = "flow: one\ntitle: Un\nsteps:\n  - {id: x, say: A, go: two}\n"
TWO = "flow: two\ntitle: Deux\nsteps:\n  - {id: x, say: B}\n"


def test_the_same_text_is_read_once() -> None:
    reader = Reader()
    first = reader.read("one.yaml", ONE)
    assert reader.read("one.yaml", ONE) is first


def test_another_text_or_another_name_is_read_anew() -> None:
    reader = Reader()
    first = reader.read("one.yaml", ONE)
    assert reader.read("one.yaml", ONE.replace("A", "C")) is not first
    again = reader.read("other.yaml", ONE)
    assert again.document is not None
    assert again.document.file == "other.yaml"


def test_what_was_not_asked_for_longest_is_forgotten() -> None:
    reader = Reader(most=2)
    one, two = reader.read("1", ONE), reader.read("2", TWO)
    assert reader.read("1", ONE) is one
    reader.read("3", TWO)
    assert reader.read("1", ONE) is one
    assert reader.read("2", TWO) is not two


def test_what_cannot_be_read_is_remembered_with_its_problems() -> None:
    reader = Reader()
    broken = reader.read("a", "flow: [")
    assert broken.document is None
    assert broken.problems
    assert reader.read("a", "flow: [") is broken


def test_a_library_is_the_same_with_and_without_a_memory() -> None:
    reader = Reader()
    texts = {"one.yaml": ONE, "two.yaml": TWO}
    for _ in range(2):
        assert load(texts, reader=reader).problems == load(texts).problems
    fresh, known = load(texts).library, load(texts, reader=reader).library
    assert fresh
    assert known
    assert fresh.flows == known.flows


def test_a_problem_of_the_library_is_not_remembered() -> None:
    reader = Reader()
    assert load({"one.yaml": ONE}, reader=reader).problems
    assert not load({"one.yaml": ONE, "two.yaml": TWO}, reader=reader).problems
