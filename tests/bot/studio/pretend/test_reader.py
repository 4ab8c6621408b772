"""What actions give in a try-out: every action that a flow of ours asks for is told, and what it gives can be used."""

from __future__ import annotations

from collections.abc import Iterator

from bot.library import library
from bot.studio.pretend.reader import FOLDER, deeds, defaults
from flows.book import names_used
from flows.model import Flow, Step
from flows.options import listed


def acting() -> Iterator[tuple[Flow, Step]]:
    for flow in library(None).flows.values():
        for step in flow.steps:
            if step.do:
                yield flow, step


def test_every_action_of_our_flows_is_told_in_words() -> None:
    assert {step.do for _, step in acting()} <= deeds().keys()


def test_each_is_told_in_the_file_of_its_room() -> None:
    rooms = {file.stem for file in FOLDER.glob("*.yaml")}
    assert {name.partition(".")[0] for name in deeds()} == rooms


def test_each_is_a_sentence_with_results_that_differ() -> None:
    for action, deed in deeds().items():
        assert deed.does.endswith("."), action
        assert deed.does[0].isupper(), action
        values = list(deed.gives.values())
        assert values, action
        assert all(values.index(value) == at for at, value in enumerate(values) if value is not None), action
    assert set(defaults()) == set(deeds())


def test_what_is_a_list_for_a_question_offers_something() -> None:
    for flow, step in acting():
        names = {step.id, step.save} - {""}
        if any(other.source in names for other in flow.steps):
            assert any(listed(value) for value in deeds()[step.do].gives.values()), step.do


def test_the_usual_value_has_every_part_that_is_put_into_a_text() -> None:
    for flow, step in acting():
        parts = {
            name.partition(".")[2]
            for other in flow.steps
            for name, _ in names_used(other)
            if name.startswith(f"{step.id}.")
        }
        known = [value for value in deeds()[step.do].gives.values() if isinstance(value, dict)]
        if parts:
            assert parts <= {part for value in known for part in value}, (flow.id, step.id)
